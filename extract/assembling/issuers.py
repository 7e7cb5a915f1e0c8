"""Who does it: the jurisdiction whose authority sets, plans or applies the measure.

Two questions, both answered with learned weights (`weighing`): of the namings in one sentence, which is the issuer,
or none of them ("issuer"); and, for all mentions of an event, which jurisdiction of the article ("decided issuer").
"""

from collections.abc import Iterable, Mapping, Sequence

from extract.assembling.actors import OFFICIAL_ROLES, Actor, actors_in
from extract.assembling.drafts import Mention
from extract.assembling.joining import Vote, argument_votes, join_scores
from extract.assembling.protagonists import SURE, issuer_shares, protagonists_of, step
from extract.assembling.surroundings import standing_of, weigh_standing
from extract.assembling.weighing import weigh
from extract.finding.document import Document
from extract.records.codes import UNKNOWN
from extract.records.event import Issuer


def read_issuer(mention: Mention, document: Document) -> Issuer | None:
    """Return the issuer that the mention's sentence tells, or None when it tells none."""
    shares = issuer_shares(mention, document)
    code = max(shares, key=lambda key: shares[key], default=UNKNOWN)
    if shares.get(code, 0.0) < SURE:
        return None
    return _issuer(code, [mention], document)


def decide_issuer(mentions: Sequence[Mention], document: Document) -> Issuer:
    """Return the issuer of an event: what its mentions say, else what the article is about; `XX` when neither tells."""
    rules = rules_scores(mentions, document)
    votes = _votes(rules, mentions, document)
    code = best_of(join_scores("issuer", rules, _odds_of(votes), document))
    if code == UNKNOWN:
        return Issuer(jurisdiction=UNKNOWN, basis="not told")
    found = _voted(votes.get(code), code, document)
    return _told(found, None, document) if found else _issuer(code, mentions, document)


def rules_scores(mentions: Sequence[Mention], document: Document) -> dict[str, float]:
    """Return what the rules say of each jurisdiction that may be meant, in log odds."""
    protagonists = protagonists_of(document)
    language = mentions[0].sentence.language
    return {
        code: weigh("decided issuer", decided_traits(code, mentions, document))
        + (0.0 if code == UNKNOWN else protagonists.weigh(code, language))
        for code in candidates(mentions, document)
    }


def reader_scores(codes: Iterable[str], mentions: Sequence[Mention], document: Document) -> dict[str, float]:
    """Return what a learned reader says of each of `codes`, in log odds; empty without one."""
    return _odds_of(_votes(codes, mentions, document))


def best_of(scores: Mapping[str, float]) -> str:
    """Return the jurisdiction with the highest score, `XX` where there is none."""
    return max(scores, key=lambda code: scores[code], default=UNKNOWN)


def _odds_of(votes: Mapping[str, Vote]) -> dict[str, float]:
    return {code: vote.odds for code, vote in votes.items()} | ({UNKNOWN: 0.0} if votes else {})


def _votes(codes: Iterable[str], mentions: Sequence[Mention], document: Document) -> dict[str, Vote]:
    """Return what a learned reader says of each jurisdiction, by its likeliest naming."""
    namings = protagonists_of(document).namings
    places = {code: [(actor.start, actor.end) for actor in namings.get(code, ())] for code in codes if code != UNKNOWN}
    return argument_votes("issuer", mentions, places, document)


def _voted(vote: Vote | None, code: str, document: Document) -> Actor | None:
    """Return the naming that a learned reader holds the likeliest."""
    namings = protagonists_of(document).namings[code] if vote and vote.place else ()
    return next((actor for actor in namings if vote and (actor.start, actor.end) == vote.place), None)


def candidates(mentions: Sequence[Mention], document: Document) -> list[str]:
    """Return the jurisdictions that may be meant: those of the sentences, those told before, the most frequent, `XX`."""
    protagonists = protagonists_of(document)
    numbers = {mention.sentence.number - back for mention in mentions for back in (0, 1)}
    near = [code for number in sorted(numbers) for code in sorted(protagonists.by_sentence.get(number, ()))]
    last = protagonists.last_told(mentions[0].sentence.number)
    return list(dict.fromkeys([*near, *([last] if last else []), *protagonists.often, UNKNOWN]))


def decided_traits(code: str, mentions: Sequence[Mention], document: Document) -> list[str]:
    """Return the traits of the answer that `code` is the issuer of the event that `mentions` tell."""
    language = mentions[0].sentence.language
    if code == UNKNOWN:
        return [f"{language} unknown", f"{language} unknown measure={mentions[0].measure}"]
    protagonists = protagonists_of(document)
    shares = [issuer_shares(mention, document).get(code, 0.0) for mention in mentions]
    number = mentions[0].sentence.number
    return [
        f"{language} best={step(max(shares))}",
        f"{language} mean={step(sum(shares) / len(shares))}",
        f"{language} last told={protagonists.last_told(number) == code}",
        f"{language} near={code in protagonists.by_sentence.get(number - 1, ())}",
        *dict.fromkeys(f"{language} code={code} cue={mention.cue.forms[0]}" for mention in mentions),
    ]


def _issuer(code: str, mentions: Sequence[Mention], document: Document) -> Issuer:
    found, basis = _best_naming(code, mentions, document), None
    if found is None:
        found, basis = protagonists_of(document).first.get(code), "article"
    if found is None:
        return Issuer(jurisdiction=code, basis=basis)
    return _told(found, basis, document)


def _told(found: Actor, basis: str | None, document: Document) -> Issuer:
    span = document.span(found.start, found.end)
    authority = found.entry.value if found.entry and found.role == "authority" else None
    name = span.quote if found.role in OFFICIAL_ROLES else None
    return Issuer(jurisdiction=found.code, name=name, authority_id=authority, evidence=span, basis=basis)


def _best_naming(code: str, mentions: Sequence[Mention], document: Document) -> Actor | None:
    """Return the likeliest naming of `code` in the mentions' sentences."""
    best: tuple[float, Actor] | None = None
    for mention in mentions:
        place = mention.start, mention.end
        for actor in actors_in(mention.sentence, document):
            if actor.code == code:
                weight = weigh_standing("issuer", standing_of(actor, place, mention.sentence, document))
                if best is None or weight > best[0]:
                    best = weight, actor
    return best[1] if best else None
