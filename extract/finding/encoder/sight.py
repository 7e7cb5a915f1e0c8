"""What the reader saw in one text: answers to the questions of `extract.finding.opinion.Opinion`, each computed once."""

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from typing import Self

import numpy as np
from numpy.typing import NDArray

from extract.finding.encoder.folder import ModelFolder
from extract.finding.encoder.heads import STEPS, Array, Heads, log_softmax, steps_between
from extract.finding.encoder.states import States, Tokens
from extract.finding.opinion import Join, Kind, Place, Question, Role

_BEGINS = 0.3
"""Probability from which a token begins a span: below even odds, for what is proposed is weighed again."""


class Sight:
    """One text as the reader saw it; places that it did not read are taken to say nothing in particular.

    `joins` says how its word counts beside that of the rules, by question; fitting sets it anew.
    """

    def __init__(self, tokens: Tokens, states: States, heads: Heads, folder: ModelFolder) -> None:
        """Keep the states; nothing is scored before it is asked for."""
        self._tokens, self._states, self._heads, self._folder = tokens, states, heads, folder
        self.joins: Mapping[str, Join] = folder.joins
        self._spans: dict[Place, Array] = {}
        self._facing: dict[tuple[str, Place], Array] = {}
        self._events: dict[tuple[Place, ...], Array] = {}
        self._owners: dict[tuple[Place, ...], Array] = {}
        self._links: dict[tuple[tuple[Place, ...], Place], Array] = {}
        self._tags: Array | None = None

    def joined_by(self, joins: Mapping[str, Join]) -> Self:
        """Return the same sight, with what it has scored so far, whose word counts by other weights."""
        other = copy(self)
        other.joins = joins
        return other

    def expect(self, places: Sequence[Place]) -> None:
        """Represent places that are likely to be asked for, all at once, which takes less time than one after the other."""
        if places:
            self._represent(places)
            self._faced("links", places)

    def spans(self, role: str) -> Sequence[Place]:
        """Return the stretches that the reader takes for a role, in order."""
        roles = self._folder.labels["roles"]
        if self._tags is None:
            tags = self._heads.linear("tags", self._states.hidden).reshape(-1, len(roles), 3)
            self._tags = np.exp(log_softmax(tags))
        return list(_decode(self._tags[:, list(roles).index(role)], self._states.read, self._tokens.offsets))

    def measures(self, place: Place) -> Mapping[str, float]:
        """Return for each measure the log odds that the words at `place` tell it."""
        return self._named("measures", self._heads.linear("measure", self._represent([place]))[0])

    def same_event(self, one: Place, other: Place) -> float:
        """Return the log odds that two triggers tell of one event."""
        first, second = self._represent([one, other])
        steps = steps_between([self._tokens.of(one)[0]], [self._tokens.of(other)[0]])
        return float(self._heads.pair(first, second[None], steps)[0])

    def event(self, question: Question, triggers: Sequence[Place]) -> Mapping[str, float]:
        """Return the log share of each value for the event that the triggers tell."""
        return self._named(question, log_softmax(self._heads.linear(question, self._event(tuple(triggers))[None])[0]))

    def arguments(self, role: Role, triggers: Sequence[Place], places: Sequence[Place]) -> Sequence[float]:
        """Return for each place the log odds that its words are this argument of the event that the triggers tell."""
        told = tuple(triggers)
        new = [place for place in dict.fromkeys(places) if (told, place) not in self._links]
        if new:
            owners = np.array([self._tokens.of(trigger)[0] for trigger in told])
            firsts = np.array([self._tokens.of(place)[0] for place in new])
            scores = self._heads.link("links", self._owner(told), self._faced("links", new), _steps(owners, firsts))
            self._links.update(((told, place), row) for place, row in zip(new, scores, strict=True))
        column = list(self._folder.labels["links"]).index(role)
        return [float(self._links[told, place][column]) for place in places]

    def label(self, kind: Kind, place: Place) -> Mapping[str, float]:
        """Return the log share of each label for the words at `place`."""
        return self._named(kind, log_softmax(self._heads.linear(kind, self._represent([place]))[0]))

    def statistic(self, place: Place) -> float:
        """Return the log odds that the figure at `place` is a statistic."""
        top = self._heads.linear("top", self._states.top(self._tokens.of(place)[0])[None])
        both = np.concatenate([self._represent([place]), top], axis=1)
        return float(self._heads.perceptron("is_statistic", both)[0, 0])

    def indicator(self, place: Place) -> Mapping[str, float]:
        """Return the log share of each indicator for the figure at `place`."""
        return self._named("indicator", log_softmax(self._heads.linear("indicator", self._represent([place]))[0]))

    def beside(self, field: str, place: Place, others: Sequence[Place]) -> Sequence[float]:
        """Return scores that `field` (origin, destination, period) of the figure is told by none, and by each of `others`."""
        column = list(self._folder.labels["figure_links"]).index(field)
        (figure,) = self._represent([place])
        none = float(self._heads.linear("figure_none", figure[None])[0, column])
        if not others:
            return [none]
        firsts = np.array([self._tokens.of(other)[0] for other in others])
        steps = _steps(np.array([self._tokens.of(place)[0]]), firsts)
        owner = self._heads.facing("figure_links", "owner", figure[None])[0]
        scores = self._heads.link("figure_links", owner, self._faced("figure_links", others), steps)[:, column]
        return [none, *map(float, scores)]

    def _named(self, question: str, scores: Array) -> dict[str, float]:
        return dict(zip(self._folder.labels[question], scores.tolist(), strict=True))

    def _event(self, triggers: tuple[Place, ...]) -> Array:
        held = self._events.get(triggers)
        if held is None:
            top = self._states.top(self._tokens.of(triggers[0])[0])
            held = self._events[triggers] = self._heads.event(self._represent(triggers), top)
        return held

    def _owner(self, triggers: tuple[Place, ...]) -> Array:
        held = self._owners.get(triggers)
        if held is None:
            held = self._owners[triggers] = self._heads.facing("links", "owner", self._event(triggers)[None])[0]
        return held

    def _faced(self, name: str, places: Sequence[Place]) -> Array:
        """Return what the places [N] show the owners of links: [N, F]."""
        new = [place for place in dict.fromkeys(places) if (name, place) not in self._facing]
        if new:
            rows = self._heads.facing(name, "span", self._represent(new))
            self._facing.update(((name, place), row) for place, row in zip(new, rows, strict=True))
        return np.stack([self._facing[name, place] for place in places])

    def _represent(self, places: Sequence[Place]) -> Array:
        new = [place for place in dict.fromkeys(places) if place not in self._spans]
        if new:
            states = [self._states.span(*self._tokens.of(place)) for place in new]
            spans = self._heads.span(*map(np.stack, zip(*states, strict=True)))
            self._spans.update(zip(new, spans, strict=True))
        return np.stack([self._spans[place] for place in places])


def _steps(owners: NDArray[np.int64], firsts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return for each span its step of distance to the nearest owner; spans before it count from `STEPS` on."""
    steps = steps_between(owners[:, None], firsts[None])
    nearest = steps.argmin(0)
    columns = np.arange(len(firsts))
    chosen: NDArray[np.int64] = steps[nearest, columns] + STEPS * (firsts < owners[nearest])
    return chosen


def _decode(tags: Array, read: NDArray[np.int64], offsets: Sequence[Place]) -> Iterator[Place]:
    """Yield the spans of one role from the probabilities [K, 3] of outside, begin, inside of the tokens `read` [K]."""
    end = 0
    for row in map(int, np.flatnonzero(tags[:, 1] > _BEGINS)):
        if row < end:
            continue
        end = row + 1
        while end < len(read) and read[end] == read[end - 1] + 1 and tags[end, 2] > tags[end, 0]:
            end += 1
        place = offsets[read[row]][0], offsets[read[end - 1]][1]
        if place[0] < place[1]:
            yield place
