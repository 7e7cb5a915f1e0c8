"""Whose trade is limited or freed: the countries, firms and users that a measure is aimed at.

For each jurisdiction that an event's sentences or the title name, learned weights say whether it is a target, and whether
as a whole (`all`), as its firms (`company`) or as its armed forces (`military`). Where the words beside its name say that its civil users are
meant, or its military ones, they go before that.
"""

from collections import defaultdict
from collections.abc import Iterator
from math import exp, log

from extract.assembling.actors import Actor, actors_in, firms_in
from extract.assembling.drafts import PROGRAMMES, Draft
from extract.assembling.joining import Vote, argument_votes, join_odds, join_scores, label_votes
from extract.assembling.surroundings import Standing, standing_in, standing_of, weigh_standing
from extract.assembling.users import Users, civil_users, users_at, users_of
from extract.assembling.weighing import weigh
from extract.finding.document import Document, Sentence
from extract.records.codes import UNKNOWN, TargetClass
from extract.records.event import Target

CLASSES: tuple[TargetClass, ...] = ("all", "company", "military")
"""The classes that a jurisdiction's naming may stand for."""
SURE = 0.4
"""The share of the odds that a target must have to be told."""
_LEAST = log(SURE / (1 - SURE))


def find_targets(draft: Draft, document: Document) -> tuple[Target, ...]:
    """Return the targets of an event, in the order of their best naming."""
    standings = target_standings(draft, document)
    places = {code: [(one.actor.start, one.actor.end) for one, _ in named] for code, named in standings.items()}
    votes = argument_votes("target", draft.mentions, places, document)
    found = [
        (users[0], code, users)
        for code, named in standings.items()
        for users in _told(code, _best(named, draft, votes.get(code), document), draft, document)
    ]
    if not found and draft.measure in PROGRAMMES:
        found = [(users[0], UNKNOWN, users) for users in civil_users(draft)]
    return tuple(
        Target(jurisdiction=None if code == UNKNOWN else code, class_=kind, evidence=document.span(start, end))
        for _, code, (start, end, kind) in sorted(found)
    )


def _told(code: str, best: tuple[Actor, TargetClass] | None, draft: Draft, document: Document) -> list[Users]:
    """Return the users of a jurisdiction that the event is for: its civil and military ones, or what learned weights say."""
    users = users_of(code, draft, document) if code != draft.issuer.jurisdiction else []
    if any(kind == "civil" for _, _, kind in users) and (best is not None or draft.measure in PROGRAMMES):
        return users
    if best is None:
        return []
    actor, kind = best
    return [users_at(actor, draft.sentences, document) or (actor.start, actor.end, kind)]


def target_standings(draft: Draft, document: Document) -> dict[str, list[tuple[Standing, str]]]:
    """Return the namings that may tell a target, by jurisdiction, each with a trait of its place and the measure."""
    standings: dict[str, list[tuple[Standing, str]]] = defaultdict(list)
    for mention in draft.mentions:
        language = mention.sentence.language
        for actor in _named(mention.sentence, document):
            standing = standing_of(actor, (mention.start, mention.end), mention.sentence, document)
            standings[actor.code].append((standing, f"{language} {actor.role} measure={draft.measure}"))
    told = {mention.sentence.number for mention in draft.mentions}
    for zone, sentence in _around(told, document):
        for actor in _named(sentence, document):
            standing = standing_in(actor, sentence, zone)
            standings[actor.code].append((standing, f"{standing.where} measure={draft.measure}"))
    return standings


def _named(sentence: Sentence, document: Document) -> tuple[Actor, ...]:
    return (*actors_in(sentence, document), *firms_in(sentence, document))


def _around(told: set[int], document: Document) -> Iterator[tuple[str, Sentence]]:
    """Yield the title and the sentences before the event's own, where they are not its own too."""
    before = {number - 1 for number in told} - told - {-1}
    for number in sorted(before | ({0} - told)):
        sentence = document.sentences[number]
        yield ("title" if sentence.is_title else "before"), sentence


def silence_traits(code: str, draft: Draft) -> list[str]:
    """Return the traits of the answer that `code` is no target of the event."""
    language = draft.mentions[0].sentence.language
    who = "issuer" if code == draft.issuer.jurisdiction else "unknown" if code == UNKNOWN else "other"
    where = f"{language} {who}"
    return [where, f"{where} measure={draft.measure}", f"{where} action={draft.action}", f"{language} code={code}"]


def _best(
    standings: list[tuple[Standing, str]], draft: Draft, vote: Vote | None, document: Document
) -> tuple[Actor, TargetClass] | None:
    odds = {
        kind: [exp(weigh_standing(f"target {kind}", standing, (trait,))) for standing, trait in standings]
        for kind in CLASSES
    }
    sums = {kind: sum(own) for kind, own in odds.items()}
    told = sum(sums.values())
    none = weigh("no target", silence_traits(standings[0][0].actor.code, draft))
    if join_odds("target", log(told) - none, vote.odds if vote else None, document) < _LEAST:
        return None
    if vote and vote.place:
        actor = next(one.actor for one, _ in standings if (one.actor.start, one.actor.end) == vote.place)
        classes = join_scores(
            "target_class",
            {kind: log(sums[kind] / told) for kind in CLASSES},
            label_votes("target_class", vote.place, document),
            document,
        )
        return actor, max(CLASSES, key=lambda kind: classes[kind])
    kind = max(CLASSES, key=lambda candidate: sums[candidate])
    best = max(range(len(standings)), key=odds[kind].__getitem__)
    return standings[best][0].actor, kind
