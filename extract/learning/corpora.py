"""Annotated articles to learn from: corpora with `articles/` (texts and `metadata.csv`) and `gold/` (annotations)."""

import csv
import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from extract.evaluating.locating import Locator
from extract.finding.document import Document, find_mentions
from extract.knowledge import load_knowledge
from extract.reading import article_from_text

FOLDS = 5
CHANGES = "changes.json"
"""Which events of a corpus are the same change; few corpora have it."""
Gold = Mapping[str, Any]
"""An annotation in the gold form, or one of its events or statistics."""


def whole_of(identifier: str) -> str:
    """Return the id of the article that a part (`report-part2`) is of; other ids as they are."""
    return re.sub(r"-part\d+$", "", identifier)


def fold_of(identifier: str) -> int:
    """Return the fold of an article; the parts of one article share theirs."""
    return int(hashlib.sha256(whole_of(identifier).encode()).hexdigest(), 16) % FOLDS


def documents(corpora: Sequence[Path]) -> Iterator[tuple[Document, Gold]]:
    """Yield each article of the corpora with its mentions found, and its annotation."""
    knowledge = load_knowledge()
    for corpus in corpora:
        with (corpus / "articles" / "metadata.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for row in rows:
            stem = Path(row["file"]).stem
            text = (corpus / "articles" / row["file"]).read_text(encoding="utf-8")
            gold = json.loads((corpus / "gold" / f"{stem}.json").read_text(encoding="utf-8"))
            article = article_from_text(text, id=stem, published=row["published"] or None)
            yield find_mentions(article, knowledge), gold


Places = tuple[str, set[int]]
"""A measure, and the numbers of the sentences that tell of it."""


def places_of(events: Sequence[Gold], document: Document) -> list[Places]:
    """Return where each annotated event is told."""
    locator = Locator(document.article.text)
    found: list[Places] = []
    for event in events:
        spans = [locator.find(trigger["quote"], trigger.get("near")) for trigger in event["triggers"]]
        starts = [span.start for span in spans if span is not None]
        numbers = {
            sentence.number for sentence in document.sentences for at in starts if sentence.start <= at < sentence.end
        }
        found.append((str(event["measure"]), numbers))
    return found
