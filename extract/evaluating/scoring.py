"""A folder of records against a folder of annotations."""

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from extract.errors import RecordError, UsageError
from extract.evaluating.comparable import Comparable, Json, comparable
from extract.evaluating.comparing import Fault, Tallies
from extract.evaluating.places import Places
from extract.evaluating.tallies import Tally
from extract.records.store import RecordStore

_MEAN_OF = ("event", "argument", "statistic")


@dataclass(frozen=True, slots=True)
class Score:
    """The figures over some articles.

    `fields` and `roles` are tallies by name, `missing` the articles without a record, `faults` what was missed or is
    spurious; `lost_expected` and `lost_found` count trigger quotes that the text does not hold.
    """

    articles: int
    missing: tuple[str, ...]
    fields: Mapping[str, Tally]
    roles: Mapping[str, Tally]
    faults: Sequence[Fault]
    lost_expected: int
    lost_found: int

    @property
    def mean(self) -> float:
        """The mean of the F1 of event, argument and statistic, to four places like these."""
        return round(sum(self.fields[name].figures()["f1"] for name in _MEAN_OF) / len(_MEAN_OF), 4)

    def figures(self) -> dict[str, Any]:
        """Return all figures as JSON values."""
        return {
            **{name: tally.figures() for name, tally in self.fields.items()},
            "roles": {name: tally.figures() for name, tally in self.roles.items() if tally.found or tally.expected},
            "score": self.mean,
            "articles": self.articles,
            "missing": list(self.missing),
            "gold_quotes_not_found": self.lost_expected,
            "predicted_quotes_not_found": self.lost_found,
        }


@dataclass(frozen=True, slots=True)
class Gold:
    """A folder of annotations, `<id>.json` in the gold form, and the articles `<id>.txt` that they quote.

    `languages` maps an article's id to its language, from `metadata.csv` beside the articles; empty without one.
    """

    files: Mapping[str, Path]
    articles: Path
    languages: Mapping[str, str]

    def in_language(self, language: str) -> "Gold":
        """Return the part in one language: `en`, or `zh` for both of its scripts."""
        keep = {name for name, tag in self.languages.items() if tag.startswith(language)}
        chosen = {name: path for name, path in self.files.items() if name in keep}
        if not chosen:
            message = f"no annotated article is in {language!r}; {self.articles}/metadata.csv gives {self._known()}"
            raise UsageError(message)
        return Gold(chosen, self.articles, self.languages)

    def base_languages(self) -> list[str]:
        """Return the languages of the annotated articles without their scripts, sorted."""
        return sorted({self.languages[name].partition("-")[0] for name in self.files if name in self.languages})

    def _known(self) -> str:
        return " and ".join(self.base_languages()) or "no language"


def open_gold(folder: Path, *, articles: Path | None = None) -> Gold:
    """Return the annotations in `folder`; their articles stand in `folder`/../articles unless given.

    Raises UsageError when there are none.
    """
    home = articles or folder.parent / "articles"
    files = {path.stem: path for path in sorted(folder.glob("*.json"))}
    if not files:
        message = f"{folder} holds no annotations (<id>.json); give the folder of the gold files"
        raise UsageError(message)
    if not home.is_dir():
        message = f"{home} is no folder; give the articles that the annotations quote with --articles"
        raise UsageError(message)
    return Gold(files, home, _languages(home / "metadata.csv"))


def score(gold: Gold, found: Mapping[str, Json]) -> Score:
    """Compare `found`, article id to record or gold form parsed from JSON, with the annotations.

    An article that is missing from `found` counts as one in which nothing was found. Raises RecordError when an
    annotation or its article cannot be read.
    """
    tallies, missing, lost = Tallies(), [], [0, 0]
    for name, path in gold.files.items():
        places = Places(_read(gold.articles / f"{name}.txt"))
        expected = comparable(read_json(path), places)
        if name not in found:
            missing.append(name)
        told = comparable(found[name], places) if name in found else Comparable()
        lost[0] += sum(event.lost for event in expected.events)
        lost[1] += sum(event.lost for event in told.events)
        tallies.compare(expected, told, article=name)
    return Score(len(gold.files), tuple(missing), tallies.fields, tallies.roles, tallies.faults, lost[0], lost[1])


def read_json(path: Path) -> Json:
    """Return the JSON object in a file. Raises RecordError when there is none."""
    return _parsed(_read(path), str(path))


def find_documents(folder: Path, gold: Gold) -> dict[str, Json]:
    """Return the record or annotations of each annotated article that `folder` holds, at any depth.

    `folder` is what `regimeline extract` wrote, in any of its forms, or any folder with `<id>.json` files. Raises UsageError when it
    holds none of them.
    """
    if not folder.is_dir():
        message = f"{folder} is no folder; give the folder that `regimeline extract` wrote"
        raise UsageError(message)
    store = RecordStore(folder)
    if store.home.is_dir():
        names = {PurePosixPath(name).stem: name for name in sorted(store.names(), reverse=True)}
        found = {id_: _parsed(store.text(name), name) for id_, name in sorted(names.items()) if id_ in gold.files}
    else:
        paths = {path.stem: path for path in sorted(folder.rglob("*.json"), reverse=True) if path.stem in gold.files}
        found = {id_: read_json(path) for id_, path in paths.items()}
    if not found:
        message = f"{folder} holds no record of an annotated article; extract those articles, and name files <id>.json"
        raise UsageError(message)
    return found


def _parsed(text: str | bytes, name: str) -> Json:
    try:
        document = json.loads(text)
    except ValueError as error:
        message = f"{name} is no valid JSON ({error}); mend it or write it again"
        raise RecordError(message) from error
    if not isinstance(document, Mapping):
        message = f"{name} holds no annotations and no record; give files of one of these forms"
        raise RecordError(message)
    return document


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path} cannot be read ({error}); put the file there, in UTF-8"
        raise RecordError(message) from error


def _languages(table: Path) -> dict[str, str]:
    if not table.is_file():
        return {}
    with table.open(encoding="utf-8", newline="") as lines:
        return {Path(row["file"]).stem: row["language"] for row in csv.DictReader(lines)}
