"""Where the time of an article goes: each stage's own seconds, those of the stages within it left out."""

import time
from collections import Counter
from contextlib import ExitStack, contextmanager
from pkgutil import resolve_name
from unittest.mock import patch

from extract import Extractor
from extract.records import dump_record

STAGES = {
    "read: lines, boilerplate, languages, title, date": ["extract.pipeline.article_from_text"],
    "find: one pass of the automaton for every form of the lexicon": ["extract.knowledge.lexicon.Lexicon.scan"],
    "find: dates": ["extract.finding.document.find_times"],
    "find: quantities": ["extract.finding.document.find_quantities"],
    "find: legal instruments": ["extract.finding.document.find_instruments"],
    "find: sentences, and what stands in each": ["extract.pipeline.find_mentions"],
    "see: tokens": ["extract.finding.encoder.reader.fold_script", "extract.finding.encoder.states.without_spaces"],
    "see: the encoder": ["extract.finding.encoder.reader.LearnedReader._run"],
    "see: windows": ["extract.finding.encoder.reader.LearnedReader.look_at"],
    "assemble: events, the heads asked for them": ["extract.pipeline.find_events"],
    "assemble: statistics": ["extract.pipeline.find_statistics"],
    "check and write": ["extract.pipeline.ArticleRecord", "stages.dump_record"],
}


class Clock:
    """Gives each moment to the innermost stage that is under way."""

    def __init__(self):
        self.spent = Counter()
        self._under_way = ["the rest"]
        self._since = time.process_time()

    def turn(self):
        """Give the time since the last turn to the stage that is under way."""
        now = time.process_time()
        self.spent[self._under_way[-1]] += now - self._since
        self._since = now

    @contextmanager
    def stage(self, name):
        self.turn()
        self._under_way.append(name)
        try:
            yield
        finally:
            self.turn()
            self._under_way.pop()

    def timed(self, name, work):
        def timed(*arguments, **named):
            with self.stage(name):
                return work(*arguments, **named)

        return timed


def stage_rows(texts):
    """Yield a table: milliseconds for 10,000 characters, for rules alone and with the model, in each language."""
    columns = [(model, language) for model in ("none", None) for language in texts]
    spent = {column: measured(texts[column[1]], column[0]) for column in columns}
    yield "Milliseconds of the processor for 10,000 characters."
    yield ""
    yield "| stage | rules, English | rules, Chinese | with the model, English | with the model, Chinese |\n|---|---:|---:|---:|---:|"
    for stage in [*STAGES, "the rest"]:
        yield f"| {stage} | {' | '.join(shown(spent[column][stage]) for column in columns)} |"
    yield f"| **together** | {' | '.join(shown(sum(spent[column].values())) for column in columns)} |"


def shown(milliseconds):
    return f"{milliseconds:.1f}" if milliseconds else ""


def measured(texts, model):
    extractor = Extractor(model=model, threads=1)
    extractor.extract(texts[0], published="2025-10-15")
    clock = Clock()
    with ExitStack() as patches:
        for name, places in STAGES.items():
            for place in places:
                patches.enter_context(timed_at(place, name, clock))
        clock.turn()
        clock.spent.clear()
        for text in texts:
            dump_record(extractor.extract(text, published="2025-10-15"))
        clock.turn()
    per = sum(map(len, texts)) / 10_000
    return Counter({name: 1000 * seconds / per for name, seconds in clock.spent.items()})


def timed_at(place, name, clock):
    """Patch what stands at `module.name` or `module.Class.name` so that its time counts for a stage."""
    holder, _, attribute = place.rpartition(".")
    owner = resolve_name(holder)
    return patch.object(owner, attribute, clock.timed(name, getattr(owner, attribute)))
