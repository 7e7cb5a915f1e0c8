"""Which mentions tell of one event: each joins the event that it links to best, or begins one."""

from collections.abc import Hashable, Iterable
from math import exp

from extract.assembling.actions import decide_action
from extract.assembling.anaphors import join_terms, take_up
from extract.assembling.certainty import decide_certainty
from extract.assembling.drafts import PROGRAMMES, Draft, Mention
from extract.assembling.issuers import decide_issuer
from extract.assembling.joining import join_odds, places_of
from extract.assembling.linking import Traits, link_odds
from extract.assembling.stages import decide_stage
from extract.finding.document import Document
from extract.knowledge.tables import load_table
from extract.records.codes import TO_COME

_COMPARED = 8
"""Members of a group that a mention is compared with, the latest: keeps the work linear in a long article."""
_RIVALS = 64
"""Groups of a measure that a mention may join, those told of last: likewise; news has up to a dozen."""


_UNDOING = frozenset({"end", "suspend"})


class Group:
    """Mentions that tell of one event, in order, with the traits that they are compared by."""

    def __init__(self) -> None:
        """Begin an empty group."""
        self.members: list[tuple[Mention, Traits]] = []
        self._issuers: set[frozenset[Hashable]] = set()

    def add(self, mention: Mention, traits: Traits) -> None:
        """Add a mention."""
        self.members.append((mention, traits))
        if traits.told["issuer"]:
            self._issuers.add(traits.told["issuer"])

    def link_of(self, mention: Mention, traits: Traits, document: Document) -> float:
        """Return the mean link of a mention to the latest members, 0 when all the issuers told here are others."""
        issuer = traits.told["issuer"]
        if issuer and self._issuers and issuer not in self._issuers:
            return 0.0
        latest = self.members[-_COMPARED:]
        if any(_are_two(mention, other) for other, _ in latest):
            return 0.0
        return sum(_link((mention, traits), member, document) for member in latest) / len(latest)


def _are_two(one: Mention, other: Mention) -> bool:
    """Tell whether two mentions cannot be of one event: what ends or is suspended does not stay."""
    actions = {one.action, other.action}
    return "maintain" in actions and bool(actions & _UNDOING)


def _link(one: tuple[Mention, Traits], other: tuple[Mention, Traits], document: Document) -> float:
    reader = None
    if document.opinion is not None:
        reader = document.opinion.same_event(*places_of((other[0], one[0])))
    return 1 / (1 + exp(-join_odds("link", link_odds(one[1], other[1]), reader, document)))


def cluster(mentions: list[Mention], document: Document) -> list[Draft]:
    """Group mentions into drafts, in the order of their first mention, with the sentences that go on about them."""
    drafts = [
        _draft([mention for mention, _ in group.members], document) for group in group_mentions(mentions, document)
    ]
    drafts = join_terms(_of_one_act(drafts))
    take_up(drafts, document)
    return drafts


def _of_one_act(drafts: Iterable[Draft]) -> list[Draft]:
    """Put drafts of one kind together where a sentence that names a single numbered act tells of them: that is one event."""
    kept: list[Draft] = []
    held: dict[tuple[str, str, str, int], Draft] = {}
    for draft in drafts:
        keys = [
            (draft.measure, draft.action, draft.issuer.jurisdiction, sentence.number)
            for sentence in draft.sentences
            if len({item.key for item in sentence.instruments if item.number is not None}) == 1
        ]
        home = next((held[key] for key in keys if key in held), None)
        if home is None:
            kept.append(draft)
        else:
            home.mentions = sorted([*home.mentions, *draft.mentions], key=lambda mention: (mention.start, mention.end))
        held |= dict.fromkeys(keys, home or draft)
    return kept


def group_mentions(mentions: list[Mention], document: Document) -> list[Group]:
    """Return the groups: a mention joins the one of its measure with the highest mean link, at least `join`."""
    join = float(load_table("linking")["join"])
    groups: list[Group] = []
    by_measure: dict[str, list[Group]] = {}
    for mention in mentions:
        traits = Traits.of(mention, document)
        rivals = by_measure.setdefault(mention.measure, [])
        scored = [(group.link_of(mention, traits, document), -number) for number, group in enumerate(rivals)]
        best, number = max(scored, default=(0.0, 0))
        if best < join:
            if len(rivals) == _RIVALS:
                rivals.remove(min(rivals, key=lambda group: group.members[-1][0].start))
            number = -len(rivals)
            rivals.append(Group())
            groups.append(rivals[-1])
        rivals[-number].add(mention, traits)
    return groups


def _draft(group: list[Mention], document: Document) -> Draft:
    action = decide_action(group, document)
    stage = decide_stage(group, action, document)
    if group[0].measure in PROGRAMMES and action == "ease" and stage in TO_COME:
        action = "introduce"  # what a planned programme eases is the rule that it makes exceptions to
    return Draft(
        measure=group[0].measure,
        action=action,
        stage=stage,
        certainty=decide_certainty(group, document),
        issuer=decide_issuer(group, document),
        mentions=group,
    )
