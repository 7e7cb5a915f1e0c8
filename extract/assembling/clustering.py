"""Which mentions tell of one event: same measure, same issuer, the same moment of its life."""

from extract.assembling.actions import decide_action
from extract.assembling.certainty import decide_certainty
from extract.assembling.drafts import Draft, Mention
from extract.assembling.issuers import UNKNOWN, decide_issuer
from extract.assembling.stages import decide_stage
from extract.finding.document import Document
from extract.records.codes import Action

TURNS: frozenset[Action] = frozenset({"suspend", "resume", "end", "ease", "extend", "grant", "deny", "delay"})
"""Actions that begin another moment of a measure's life; mentions of the others join its main event."""


def cluster(mentions: list[Mention], document: Document) -> list[Draft]:
    """Group mentions into drafts. Linear in the mentions but for the few groups of one measure."""
    groups: list[list[Mention]] = []
    by_measure: dict[str, list[list[Mention]]] = {}
    for mention in mentions:
        rivals = by_measure.setdefault(mention.measure, [])
        home = next((group for group in reversed(rivals) if _fits(mention, group)), None)
        if home is None:
            home = []
            rivals.append(home)
            groups.append(home)
        home.append(mention)
    return [_draft(group, document) for group in groups]


def _turn(mention: Mention) -> Action | None:
    return mention.action if mention.action in TURNS else None


def _fits(mention: Mention, group: list[Mention]) -> bool:
    issuers = {member.issuer.jurisdiction for member in group if member.issuer} - {UNKNOWN}
    mine = mention.issuer.jurisdiction if mention.issuer else UNKNOWN
    if mine != UNKNOWN and issuers and mine not in issuers:
        return False
    return _turn(mention) in {_turn(member) for member in group}


def _draft(group: list[Mention], document: Document) -> Draft:
    action = decide_action(group, document)
    return Draft(
        measure=group[0].measure,
        action=action,
        stage=decide_stage(group, action, document),
        certainty=decide_certainty(group, document),
        issuer=decide_issuer(group, document),
        mentions=group,
    )
