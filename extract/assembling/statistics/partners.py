"""Where the goods of a figure come from and where they go: the countries of its sentence compete, and so does none.

A country that the sentence does not name may be meant all the same: that of the figure before, or the article's own.
Which of the two places a country takes depends on the indicator (guidelines 1.1, sections 3 and 6.18).
"""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from extract.assembling.actors import Actor, actors_in
from extract.assembling.statistics.candidates import Candidate
from extract.assembling.statistics.choosing import choose
from extract.assembling.statistics.indicators import Meaning, group_of, step_of
from extract.finding.document import Document, Sentence
from extract.records.codes import UNKNOWN

_MANY = 2


class Partners(NamedTuple):
    """Codes of the countries that a figure is between; None where it does not say."""

    origin: str | None
    destination: str | None


NOWHERE = Partners(None, None)


class Figure(NamedTuple):
    """A figure with its meaning, the partners of the figure told before it, and the countries of its document."""

    candidate: Candidate
    meaning: Meaning
    before: Partners
    atlas: "Atlas"


class Atlas:
    """The countries of a document: named in each sentence, named by authorities, and the last named before a sentence."""

    def __init__(self, document: Document) -> None:
        """Read the whole document once."""
        self._document = document
        authorities: Counter[str] = Counter()
        named: Counter[str] = Counter()
        self._last: list[str | None] = []
        last = None
        for sentence in document.sentences:
            self._last.append(last)
            actors = _known(sentence, document)
            named.update(actor.code for actor in actors)
            authorities.update(actor.code for actor in actors if actor.role in ("authority", "government", "act"))
            last = actors[0].code if actors else last
        self.issuer = max(authorities, key=lambda code: authorities[code], default=None)
        self.subject = max(named, key=lambda code: named[code], default=None)

    def around(self, candidate: Candidate) -> dict[str, list[tuple[float, Actor]]]:
        """Return the namings of each country in the figure's sentence, nearest first, by code."""
        namings = sorted(
            ((candidate.distance(a.start, a.end), a) for a in _known(candidate.sentence, self._document)),
            key=lambda naming: (naming[0], naming[1].start),
        )
        found: dict[str, list[tuple[float, Actor]]] = {}
        for distance, actor in namings:
            found.setdefault(actor.code, []).append((distance, actor))
        return found

    def last_before(self, candidate: Candidate) -> str | None:
        """Return the country named last before the figure's sentence, as its first."""
        return self._last[candidate.sentence.number]


def _known(sentence: Sentence, document: Document) -> list[Actor]:
    return [actor for actor in actors_in(sentence, document) if actor.code != UNKNOWN]


def find_partners(figure: Figure) -> Partners:
    """Return the origin and destination of a figure."""
    origins = answers("origin", figure)
    origin = list(origins)[choose("origin", list(origins.values()))]
    destinations = answers("destination", figure, origin=origin)
    return Partners(origin, list(destinations)[choose("destination", list(destinations.values()))])


def answers(place: str, figure: Figure, *, origin: str | None = None) -> Mapping[str | None, list[str]]:
    """Return the codes that may stand at a `place`, origin or destination, each with its traits; None is nowhere."""
    candidate, meaning, before, atlas = figure
    around = atlas.around(candidate)
    roles = {
        "as before": before.origin if place == "origin" else before.destination,
        "crossed": before.destination if place == "origin" else before.origin,
        "issuer": atlas.issuer,
        "subject": atlas.subject,
        "last": atlas.last_before(candidate),
    }
    found: dict[str | None, list[str]] = {None: _nowhere(figure, len(around), origin)}
    for code in dict.fromkeys([*around, *filter(None, roles.values())]):
        traits = [f"{meaning.indicator} {role}" for role, other in roles.items() if other == code]
        traits += [
            f"{meaning.indicator} {role}, not named"
            for role, other in roles.items()
            if other == code and code not in around
        ]
        traits += _of_naming(figure, around, code)
        if place == "destination":
            traits.append(f"{meaning.indicator} is origin={code == origin}")
        found[code] = traits
    return found


def _nowhere(figure: Figure, countries: int, origin: str | None) -> list[str]:
    meaning, language = figure.meaning, figure.candidate.sentence.language
    return [
        f"{meaning.indicator} nowhere",
        f"{language} {meaning.indicator} {meaning.kind} nowhere",
        f"{meaning.indicator} nowhere of {min(countries, _MANY)}",
        f"{meaning.indicator} nowhere, tally={figure.candidate.is_tally}",
        f"{meaning.indicator} nowhere, origin={origin is not None}",
    ]


def _of_naming(figure: Figure, around: Mapping[str, list[tuple[float, Actor]]], code: str) -> list[str]:
    candidate, meaning = figure.candidate, figure.meaning
    currency = meaning.unit[:3] if candidate.unit_class in ("price", "money") else group_of(candidate)
    traits = [f"{meaning.indicator} {code}", f"{meaning.indicator} {currency} {code}"]
    if code not in around:
        return [*traits, f"{meaning.indicator} not named"]
    distance, actor = around[code][0]
    language = candidate.sentence.language
    side = "before" if actor.start < candidate.start else "after"
    rank = min(list(around).index(code), _MANY)
    traits += [
        f"{side} {step_of(distance)}",
        f"{meaning.indicator} {side} {step_of(distance)}",
        f"{meaning.indicator} rank {rank}",
        f"{meaning.indicator} tally={candidate.is_tally} rank {rank} {side}",
    ]
    for trait in actor.traits:
        traits += [f"{language} {trait}", f"{language} {meaning.indicator} {trait}"]
    return traits
