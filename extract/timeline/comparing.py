"""Reasons for and against two claims being one change, each a named feature with a weight from `rules.yaml`."""

from extract.records import Event
from extract.timeline.items import Item, words_of
from extract.timeline.reasons import Hit, Reason
from extract.timeline.rules import rules
from extract.timeline.timing import began, gap

_OCCASION = 60  # days
_ALIKE = 0.5
_EXACT = frozenset({"same_materials", "same_company", "same_name"})
_OTHER = frozenset({"other_time", "other_materials", "before_it_was"})
_ONE_TIME = frozenset({"same_act", "same_day", "same_month", "near_day", "fresh_report"})
_CONTEXTS = {
    **dict.fromkeys(("background", "reported_far", "reported_apart", "late_report"), ((_EXACT, "_of_the_exact"),)),
    "one_sided_materials": ((frozenset({"specific_measure"}), "_of_a_programme"),),
    "kin_action": ((frozenset({"kin_measure"}), "_of_a_kin_measure"), (_ONE_TIME, "_of_one_time")),
    "same_value": ((frozenset({"nothing_named"}), "_of_nothing_named"),),
}
_SHARED = ((0.5, "same_sentences"), (0.2, "alike_sentences"), (0.0, "unlike_sentences"))


Block = tuple[str, ...]
"""What the claims of one change have in common in any case."""


def can_be_one(a: Item, b: Item) -> bool:
    """Tell whether nothing forbids it: one block, two articles, no two different acts, measures that firms are under alike.

    A measure and its suspension are of different blocks, so they never meet. Two events of one article are two
    changes: its record says so.
    """
    return (
        block_of(a.event) == block_of(b.event)
        and a.claim.record != b.claim.record
        and (a.event.measure == b.event.measure or bool(a.companies & b.companies))
        and (a.act is None or b.act is None or a.act.same_as(b.act))
        and _one_occasion(a, b)
    )


def _one_occasion(a: Item, b: Item) -> bool:
    """Tell whether two claims that a rule is kept can be of one occasion: each time that it is kept is news of its own."""
    if a.event.action != "maintain" or not a.published or not b.published:
        return True
    return gap(a.published, b.published) <= _OCCASION


def block_of(event: Event) -> Block:
    """Return the block of a claim. Claims of two blocks never meet: merging all gives what merging each block gives.

    Authors differ on whether a control is introduced, expanded or tightened, and on whether a firm is listed or needs licences;
    nobody takes a suspension for the measure that it suspends, nor a licence for the rule that asks for it.
    """
    known = rules()
    measure, action = known.kin.get(event.measure, event.measure), known.kin.get(event.action, event.action)
    return event.issuer.jurisdiction, measure, action


def compare(a: Item, b: Item) -> list[Reason]:
    """Return the reasons for and against a pair that `can_be_one`."""
    found = [hit for test in _TESTS if (hit := test(a, b))]
    return [_in_context(reason, {name for name, _ in found}) for reason in found]


def _in_context(reason: Reason, names: set[str]) -> Reason:
    """Return a reason under the name that it has beside others: what is named exactly may be told of years later."""
    for others, suffix in _CONTEXTS.get(reason[0], ()):
        if names & others:
            return f"{reason[0]}{suffix}", reason[1]
    return reason


def _act(a: Item, b: Item) -> Hit:
    if a.act is None or b.act is None:
        return None
    return "same_act", f"{a.act.jurisdiction} {a.act.year or b.act.year or ''} no. {a.act.number}"


def _materials(a: Item, b: Item) -> Hit:
    if not a.materials and not b.materials:
        return None if a.places & b.places or a.companies & b.companies else ("nothing_named", "")
    if not a.materials or not b.materials:
        return "one_sided_materials", a.materials | b.materials
    if a.telling and b.telling:
        return _telling_materials(a, b)
    covered = a.materials <= b.reach or b.materials <= a.reach
    return ("umbrella_of_both" if covered else "umbrella_materials"), (a.materials, b.materials)


def _telling_materials(a: Item, b: Item) -> Hit:
    shared = a.telling & b.telling
    if a.telling == b.telling:
        return "same_groups" if shared <= a.hierarchy.broad else "same_materials", shared
    if a.telling <= b.reach or b.telling <= a.reach:
        return "kin_materials", (a.materials, b.materials)
    if shared or a.telling & b.reach or b.telling & a.reach:
        return "some_materials", shared or (a.telling & b.reach) | (b.telling & a.reach)
    if alike := _alike_names(a.telling, b.telling):
        return "some_materials", alike
    umbrellas = rules().umbrellas
    if a.reach & b.reach - umbrellas or any(a.reach & kin and b.reach & kin for kin in rules().affine):
        return "sibling_materials", (a.materials, b.materials)
    return "other_materials", (a.materials, b.materials)


def _alike_names(mine: frozenset[str], theirs: frozenset[str]) -> frozenset[str]:
    """Return the words that free names such as `other:machine tool parts` share."""
    words = [
        {word for name in names if ":" in name for word in words_of(name.partition(":")[2])} for names in (mine, theirs)
    ]
    return frozenset(words[0] & words[1])


def _targets(a: Item, b: Item) -> Hit:
    if not a.places or not b.places:
        return None
    shared = a.places & b.places
    return ("same_targets", shared) if shared else ("other_targets", (a.places, b.places))


def _companies(a: Item, b: Item) -> Hit:
    if not a.companies or not b.companies:
        return None
    shared = a.companies & b.companies
    if shared:
        return "same_company", shared
    one_script = all(name.isascii() for name in a.companies | b.companies)  # a name and its translation look apart
    return ("other_company", (a.companies, b.companies)) if one_script else None


def _values(a: Item, b: Item) -> Hit:
    if not a.values or not b.values:
        return None
    shared = a.values & b.values
    return ("same_value", shared) if shared else ("other_value", (a.values, b.values))


def _expiry(a: Item, b: Item) -> Hit:
    if not a.expiry or not b.expiry:
        return None
    shared = a.expiry & b.expiry
    return ("same_expiry", shared) if shared else ("other_expiry", (a.expiry, b.expiry))


def _stage(a: Item, b: Item) -> Hit:
    stages = {a.event.stage, b.event.stage}
    if len(stages) == 1:
        return "same_stage", a.event.stage
    if "considered" in stages and stages & {"in_force", "ended"}:
        return "only_considered", " / ".join(sorted(stages))
    return None


def _specific(a: Item, b: Item) -> Hit:
    for name, x, y in (("measure", a.event.measure, b.event.measure), ("action", a.event.action, b.event.action)):
        if x == y and x in rules().specific:
            return f"specific_{name}", x
    return None


def _words(a: Item, b: Item) -> Hit:
    if a.article.language[:2] != b.article.language[:2] or not a.words or not b.words:
        return None
    shared = a.words & b.words
    share = len(shared) / min(len(a.words), len(b.words))
    if share >= _ALIKE:
        return "alike_words", shared
    return ("unlike_words", "none shared") if not shared else None


def _sentences(a: Item, b: Item) -> Hit:
    if a.article.language[:2] != b.article.language[:2] or not a.sentences or not b.sentences:
        return None
    shared = a.sentences & b.sentences
    share = len(shared) / min(len(a.sentences), len(b.sentences))
    name = next((name for least, name in _SHARED if share >= least), None)
    return (name, shared) if name else None


def _measure(a: Item, b: Item) -> Hit:
    x, y = a.event.measure, b.event.measure
    return ("kin_measure", f"{x} / {y}") if x != y else None


def _action(a: Item, b: Item) -> Hit:
    x, y = a.event.action, b.event.action
    return ("kin_action", f"{x} / {y}") if x != y else None


def _flow(a: Item, b: Item) -> Hit:
    if not a.flows or not b.flows:
        return None
    shared = a.flows & b.flows
    return ("same_flow", shared) if shared else ("other_flow", (a.flows, b.flows))


def _named(a: Item, b: Item) -> Hit:
    if not a.named or not b.named:
        return None
    alike = a.named in b.named or b.named in a.named
    return ("same_name", a.named) if alike else ("other_name", f"{a.named} / {b.named}")


def _instrument(a: Item, b: Item) -> Hit:
    """Tell a numbered act from one that is known by its name alone."""
    if (a.act is None) == (b.act is None) or not (a.named or b.named):
        return None
    return "act_and_name", a.named or b.named


def _law(a: Item, b: Item) -> Hit:
    if not a.laws and not b.laws:
        return None
    shared = a.laws & b.laws
    return ("same_law", shared) if shared else ("one_law" if not a.laws or not b.laws else "other_law", a.laws | b.laws)


def _acted_on(a: Item, b: Item) -> Hit:
    x, y = a.amended, b.amended
    if x is None or y is None:
        return None
    meets = block_of(x.event) == block_of(y.event) and not (x.act and y.act and not x.act.same_as(y.act))
    time, goods = began(x, y), _materials(x, y)
    other = not meets or any(hit and hit[0] in _OTHER for hit in (time, goods))
    return "acts_on_another" if other else "acts_on_the_same", f"{x.event.headline.en} / {y.event.headline.en}"


def _gazette(a: Item, b: Item) -> Hit:
    """Tell two acts by their texts in one gazette: it prints each act once, unless it looks back to a date."""
    if a.days or b.days:
        return None
    x, y = a.article.publisher or "", b.article.publisher or ""
    printed = x == y and any(name in x.casefold() for name in rules().gazettes)
    return ("two_gazette_texts", x) if printed and a.article.text_sha256 != b.article.text_sha256 else None


def _publisher(a: Item, b: Item) -> Hit:
    x, y = a.article, b.article
    one = x.publisher and x.publisher == y.publisher and x.published and x.published == y.published
    return ("one_publisher", f"{x.publisher} {x.published}") if one else None


_TESTS = (
    _act,
    _materials,
    began,
    _expiry,
    _targets,
    _companies,
    _values,
    _stage,
    _specific,
    _words,
    _sentences,
    _measure,
    _action,
    _flow,
    _named,
    _instrument,
    _law,
    _acted_on,
    _gazette,
    _publisher,
)
