"""Which mentions tell of one event: each joins the event that it links to best, or begins one."""

from extract.assembling.actions import decide_action
from extract.assembling.certainty import decide_certainty
from extract.assembling.drafts import Draft, Mention
from extract.assembling.issuers import decide_issuer
from extract.assembling.linking import Traits, link_probability
from extract.assembling.stages import decide_stage
from extract.finding.document import Document
from extract.knowledge.tables import load_table

_COMPARED = 8
"""Members of a group that a mention is compared with, the latest: keeps the work linear in a long article."""

Group = list[tuple[Mention, Traits]]


def cluster(mentions: list[Mention], document: Document) -> list[Draft]:
    """Group mentions into drafts, in the order of their first mention."""
    return [_draft([mention for mention, _ in group], document) for group in group_mentions(mentions, document)]


def group_mentions(mentions: list[Mention], document: Document) -> list[Group]:
    """Return the groups: a mention joins the one of its measure with the highest mean link, at least `join`."""
    join = float(load_table("linking")["join"])
    groups: list[Group] = []
    by_measure: dict[str, list[Group]] = {}
    for mention in mentions:
        traits = Traits.of(mention, document)
        rivals = by_measure.setdefault(mention.measure, [])
        scored = [(_mean_link(traits, group), -number) for number, group in enumerate(rivals)]
        best, number = max(scored, default=(0.0, 0))
        if best >= join:
            rivals[-number].append((mention, traits))
        else:
            group = [(mention, traits)]
            rivals.append(group)
            groups.append(group)
    return groups


def _mean_link(traits: Traits, group: Group) -> float:
    """Return the mean link to the group's latest members, 0 when all the issuers told there are others."""
    members = group[-_COMPARED:]
    issuers = [other.told["issuer"] for _, other in group if other.told["issuer"]]
    if traits.told["issuer"] and issuers and traits.told["issuer"] not in issuers:
        return 0.0
    return sum(link_probability(traits, other) for _, other in members) / len(members)


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
