"""What must hold of the folder of a run: at any moment, after a kill, and when all is done."""

import hashlib
import json
import shutil
import sqlite3
import tempfile
from pathlib import Path
from typing import NamedTuple

from extract.errors import RecordError
from extract.records.files import read_record
from extract.records.shards import SHARDS, compact
from extract.records.store import RecordStore
from extract.running.journal import JOURNAL
from extract.running.manifest import load_manifest

KNOWN_AFTER = 2.5
"""Seconds after which what was done is known whatever happens: one, and what a busy machine may add."""


class Row(NamedTuple):
    """An article that a journal knows: its source, the unit and its size, what is told of it, and the hash of its record."""

    source: str
    unit: str
    size: int
    told: str
    record_sha256: str


class Held:
    """Looks at the folder `out` of a run again and again; `faults` are what did not hold, in words.

    `again` counts the records that stood there when a run was killed and that it had not written down: they are made twice.
    """

    def __init__(self, out, touched):
        self.faults = []
        self.again = 0
        self._out, self._store, self._touched = out, RecordStore(out), touched
        self._whole = {}
        self._before = {}

    def look(self):
        """Every file is whole, and each record valid; those that were seen are not read again."""
        for unit in self._units():
            if self._whole.get(unit.name) != unit:
                try:
                    for _, text in self._store.texts(unit.name):
                        read_record(text)
                except RecordError as error:
                    if (self._out / "records" / unit.name).exists():  # a run under way may have deleted it
                        self.faults.append(f"{unit.name} is not whole: {error}")
                self._whole[unit.name] = unit
        try:
            json.loads((self._out / "run.json").read_bytes())
        except FileNotFoundError:
            pass
        except ValueError as error:
            self.faults.append(f"run.json is not whole: {error}")

    def look_after(self, began, killed):
        """What a run did from `began` until shortly before it was killed is known, is still there, and was not done twice."""
        rows = journal_rows(self._out)
        units = {unit.name: unit for unit in self._units()}
        for record, row in rows.items():
            before = self._before.get(record)
            if before and before.told != row.told and not self._touched[row.source]:
                self.faults.append(f"{record} was made again")
            there = units.get(row.unit)
            if row.unit and (there is None or (there.size != row.size and not self._is_new(there, began, killed))):
                self.faults.append(f"{record} is not as it was written, in {row.unit}")
        self._before = rows
        self._look_at_unknown({row.unit for row in rows.values()}, units, began, killed)

    def _units(self):
        return list(self._store.units())

    def _look_at_unknown(self, known, units, began, killed):
        """Count the records that a run has made and not yet written down; only the last moments before a kill may be lost."""
        for name, unit in units.items():
            if name in known or unit.name.endswith(SHARDS) or unit.mtime_ns / 1e9 < began:
                continue
            self.again += 1
            if not self._is_new(unit, began, killed):
                self.faults.append(
                    f"{name} was written {killed - unit.mtime_ns / 1e9:.1f} s before the kill and is not known"
                )

    def _is_new(self, unit, began, killed):
        """Tell whether a record may be other than it is known to be: replaced just before the kill, or by an earlier run that was killed."""
        written = unit.mtime_ns / 1e9
        return not unit.name.endswith(SHARDS) and (written < began or written > killed - KNOWN_AFTER)


def journal_rows(out):
    """Return what the journal of a run that is not under way says of its articles, without touching it."""
    with tempfile.TemporaryDirectory() as folder:
        for path in out.glob(f"{JOURNAL}*"):
            shutil.copy(path, folder)
        db = sqlite3.connect(Path(folder, JOURNAL))
        try:
            sql = "SELECT record, told ->> '$.source', unit, size, told, told ->> '$.record_sha256' FROM articles WHERE NOT gone"
            return {record: Row(*told) for record, *told in db.execute(sql)}
        except sqlite3.OperationalError:  # it was killed before there were tables
            return {}
        finally:
            db.close()


def leftovers(out, temporary):
    """Return the files that no run should leave: all but records, journal and report, and whatever is in the folder for temporary files."""
    units = {unit.name for unit in RecordStore(out).units()}
    expected = {"run.json", JOURNAL, *(f"records/{name}" for name in units)}
    found = {path.relative_to(out).as_posix() for path in out.rglob("*") if not path.is_dir()}
    return sorted(found - expected) + sorted(str(path) for path in temporary.rglob("*"))


class Result(NamedTuple):
    """What a run gave: a hash of each record by its path, what `run.json` tells of each article, and its counts; without what hangs on time."""

    records: dict
    articles: list
    coverage: dict


def result_of(out):
    records = {}
    for unit in RecordStore(out).units():
        for path, text in RecordStore(out).texts(unit.name):
            # As files and in shards records differ in nothing but the spaces of their JSON.
            told = path if path not in records else f"{path} (twice)"
            records[told] = hashlib.sha256(compact(text.decode()).encode()).hexdigest()
    manifest = load_manifest(out / "run.json")
    articles = [item.model_dump(exclude={"input", "seconds", "copy_of"}) for item in manifest.articles]
    done = {"unchanged", "extracted", "copied", "moved", "pruned"}
    return Result(records, articles, manifest.coverage.model_dump(exclude=done))


def differences(found, wanted):
    """Tell in words where a result is another than that of an undisturbed run."""
    told = [
        f"{path} differs from the record of an undisturbed run"
        for path in sorted(wanted.records.keys() | found.records.keys())
        if wanted.records.get(path) != found.records.get(path)
    ]
    if found.articles != wanted.articles:
        told.append("run.json tells of other articles than that of an undisturbed run")
    told += [
        f"coverage tells {name} {found.coverage[name]} instead of {value}"
        for name, value in wanted.coverage.items()
        if found.coverage[name] != value
    ]
    return told
