"""The gate: precision and recall of every field, in every language, must not fall below what was pinned.

A corpus is a folder with `articles/` (texts and `metadata.csv`) and `gold/` (annotations). Its figures are pinned under
the folder's name, with a hash of both: after a change of the corpus they say nothing, and must be pinned anew.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.errors import UsageError
from extract.evaluating.baseline import Baseline, Floor, Floors, Pinned
from extract.evaluating.scoring import Score, open_gold, score
from extract.pipeline import Extractor
from extract.reading import read_folder

EPSILON = 0.005
"""A fall that is let pass: half a point. Rounding in floors stays below it."""


@dataclass(frozen=True, slots=True)
class Fall:
    """One figure that fell below its floor."""

    corpus: str
    language: str
    field: str
    figure: str
    floor: float
    now: float

    def __str__(self) -> str:
        name = {"p": "precision", "r": "recall"}[self.figure]
        return f"{self.corpus} {self.language} {self.field}: {name} {self.now:.4f}, pinned {self.floor:.4f}"


def corpus_sha256(home: Path) -> str:
    """Return a hash of the names and contents of all articles and annotations of a corpus."""
    digest = hashlib.sha256()
    for path in sorted(path for part in ("articles", "gold") for path in (home / part).iterdir() if path.is_file()):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"{path.relative_to(home).as_posix()}\0{content}\n".encode())
    return digest.hexdigest()


def measure(home: Path, extractor: Extractor) -> Pinned:
    """Extract a corpus and return its figures. Raises UsageError when `home` is no corpus."""
    gold = open_gold(home / "gold")
    if not gold.languages:
        message = f"{gold.articles} has no metadata.csv with the languages of the articles; write one"
        raise UsageError(message)
    found = _extract(gold.articles, extractor)
    floors = {tag: floors_of(score(gold.in_language(tag), found)) for tag in gold.base_languages()}
    return Pinned(sha256=corpus_sha256(home), articles=len(gold.files), floors=floors)


def _extract(articles: Path, extractor: Extractor) -> Mapping[str, Mapping[str, Any]]:
    read = ((result.source, result.article) for result in read_folder(articles))
    return {
        Path(source).stem: extractor.extract_article(article).model_dump(mode="json", by_alias=True)
        for source, article in read
        if article is not None
    }


def floors_of(measured: Score) -> dict[str, Floor]:
    """Return the precision and recall of every field and role of a score."""
    tallies = {**measured.fields, **{f"role:{name}": tally for name, tally in measured.roles.items()}}
    return {name: Floor(p=round(tally.precision, 4), r=round(tally.recall, 4)) for name, tally in tallies.items()}


def find_falls(name: str, pinned: Floors, now: Floors, *, epsilon: float = EPSILON) -> Iterator[Fall]:
    """Yield the figures of corpus `name` that are lower than pinned by more than `epsilon`.

    A field or a language that is no longer measured counts as fallen to 0.
    """
    gone = Floor(p=0.0, r=0.0)
    for language, fields in pinned.items():
        for field, floor in fields.items():
            figures = now.get(language, {}).get(field, gone)
            for figure, pin, value in (("p", floor.p, figures.p), ("r", floor.r, figures.r)):
                if value < pin - epsilon:
                    yield Fall(name, language, field, figure, pin, value)


def check(baseline: Baseline, measured: Mapping[str, Pinned]) -> list[str]:
    """Return what stands against the gate: falls, corpora without pinned figures, and corpora that were changed."""
    faults: list[str] = []
    for name, now in measured.items():
        pinned = baseline.corpora.get(name)
        if pinned is None:
            faults.append(f"{name}: no figures are pinned; run `make gate-update`")
        elif pinned.sha256 != now.sha256:
            faults.append(
                f"{name}: articles or annotations are not those of the pinned figures "
                f"({now.sha256[:12]}, pinned {pinned.sha256[:12]}); run `make gate-update`"
            )
        else:
            faults += map(str, find_falls(name, pinned.floors, now.floors))
    return faults


def repin(baseline: Baseline, measured: Mapping[str, Pinned], *, allow_regression: bool = False) -> Baseline:
    """Return the baseline with the figures of today. Raises UsageError when one is lower, unless that is allowed.

    Corpora that were not measured keep their figures. Also after a change of the corpus no floor is lowered in silence,
    and not by half a point at a time either: here no fall is too small.
    """
    lower = [] if allow_regression else list(_lower(baseline, measured))
    if lower:
        told = "\n".join(f"  {fall}" for fall in lower)
        message = f"these floors would be lowered; mend that, or say so with --allow-regression:\n{told}"
        raise UsageError(message)
    return Baseline(corpora=dict(sorted({**baseline.corpora, **measured}.items())))


def _lower(baseline: Baseline, measured: Mapping[str, Pinned]) -> Iterator[Fall]:
    for name, now in measured.items():
        if name in baseline.corpora:
            yield from find_falls(name, baseline.corpora[name].floors, now.floors, epsilon=0)
