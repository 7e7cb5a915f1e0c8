"""Reviewed records as annotated articles, the form that training and measuring read.

The form is that of the annotation guidelines: `articles/<id>.txt` with `metadata.csv`, and `gold/<id>.json` (`extract.evaluating.gold`).
It has no place for dates without a full year, for acts that are amended but no event of the article, and for confidence; those are left
out.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from extract.deciding.applying import Review, reviewed
from extract.errors import UsageError
from extract.evaluating.gold import gold_from_record
from extract.exporting.cells import to_table
from extract.records import ArticleRecord, Decision
from extract.records.writing import write_whole
from extract.reviewing.folder import Decided
from extract.reviewing.versions import reviews_of

COLUMNS = ("file", "language", "genre", "published", "publisher", "title")
"""Columns of metadata.csv; the genre, which records do not have, is empty."""

UNREVIEWED = "regimeline"
"""The annotator of an article that nobody decided about."""


@dataclass(frozen=True)
class Annotated:
    """One article for a folder of annotated articles: its name there, the record, who decided, and how much was left undecided."""

    name: str
    record: ArticleRecord
    annotator: str
    open_statistics: int

    @property
    def gold(self) -> dict[str, Any]:
        """The annotation in the gold form."""
        return {**gold_from_record(self.record, annotator=self.annotator), "id": self.name}

    @property
    def row(self) -> dict[str, object]:
        """The article's line of metadata.csv."""
        article = self.record.article
        about = {name: getattr(article, name) for name in ("language", "published", "publisher", "title")}
        return {"file": f"{self.name}.txt", "genre": None, **about}


@dataclass(frozen=True)
class Annotations:
    """What is to be written, and the paths of the records that were left out because they were not decided to the end."""

    articles: tuple[Annotated, ...]
    open: tuple[str, ...]


def annotations_of(articles: Iterable[Decided], *, by: str | None = None, undecided: bool = False) -> Annotations:
    """Return the articles whose events were all decided, as reviewed; with `undecided` all articles.

    With `by` only the decisions of that reviewer count, adjudications apart. An article counts as decided when each of its events was
    accepted, rejected, added or merged away, or a reviewer said to be through with it, and no decision about it has ceased to fit.
    """
    found, left = [], []
    for article in articles:
        decisions = article.decisions if by is None else reviews_of(by, article.decisions)
        review = reviewed(article.record, decisions)
        if undecided or _decided(review):
            found.append((article.path, review))
        else:
            left.append(article.path)
    names = _names([path for path, _ in found])
    return Annotations(tuple(_annotated(names[path], review) for path, review in found), tuple(left))


def write_annotations(articles: Sequence[Annotated], folder: Path) -> None:
    """Write the articles to `folder`/articles and their annotations to `folder`/gold.

    Raises UsageError when annotations of other articles are there, which would count as much as those that are written.
    """
    strange = {path.stem for path in (folder / "gold").glob("*.json")} - {article.name for article in articles}
    if strange:
        message = f"{folder / 'gold'} holds annotations of other articles, such as {min(strange)}; give another folder"
        raise UsageError(message)
    for article in articles:
        write_whole(folder / "articles" / f"{article.name}.txt", article.record.article.text)
        text = json.dumps(article.gold, ensure_ascii=False, indent=1)
        write_whole(folder / "gold" / f"{article.name}.json", f"{text}\n")
    write_whole(folder / "articles" / "metadata.csv", to_table(COLUMNS, (article.row for article in articles)))


def _decided(review: Review) -> bool:
    if review.unfit:
        return False
    return _through(review) or (
        bool(review.applied) and all(event.id in review.closed for event in review.record.events)
    )


def _through(review: Review) -> bool:
    """Tell whether somebody said to have gone through the article."""
    return any(decision.verdict == "accept" and decision.target is None for decision in review.applied)


def _annotated(name: str, review: Review) -> Annotated:
    open_ = [] if _through(review) else [item for item in review.record.statistics if item.id not in review.closed]
    return Annotated(name, review.record, _annotator(review.applied), len(open_))


def _annotator(decisions: Iterable[Decision]) -> str:
    return "+".join(sorted({decision.by for decision in decisions})) or UNREVIEWED


def _names(paths: Sequence[str]) -> dict[str, str]:
    """Return a name for each record, since the form knows no folders: the last part of its path, or all of it where that is not enough."""
    wholes = [PurePosixPath(path).with_suffix("") for path in paths]
    stems = Counter(whole.name.casefold() for whole in wholes)
    found: dict[str, str] = {}
    taken: set[str] = set()
    for path, whole in zip(paths, wholes, strict=True):
        name = whole.name if stems[whole.name.casefold()] == 1 else "--".join(whole.parts)
        while name.casefold() in taken:
            name += "-"
        taken.add(name.casefold())
        found[path] = name
    return found
