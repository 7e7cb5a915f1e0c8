"""Measures one engine on texts, in the environment that it is installed in: `python measure.py ENGINE TEXTS.json BUDGET`.

ENGINE is a module beside this one, whose `engine(language)` returns a function of a text. TEXTS.json has lists of texts by language. Prints JSON: seconds of
the processor until the first few words are read, peak memory in MB, and for each language the characters read, the seconds of the processor and those of the clock. An engine that takes more
than BUDGET seconds for a language reads the first texts only, and of them no more than its `CUT` characters. Only the standard library is used here.
"""

import importlib
import json
import resource
import sys
import time
from pathlib import Path


def main(name, path, budget):
    texts = json.loads(Path(path).read_text(encoding="utf-8"))
    module = importlib.import_module(name)
    told = {"languages": {}, "start": 0.0}
    for language, own in texts.items():
        try:
            read = module.engine(language)
        except LookupError:
            continue  # a language that the engine does not know
        read(own[0][:300])  # what is made on first use counts as starting
        told["start"] = told["start"] or time.process_time()  # since the process began
        cut = [text[: getattr(module, "CUT", None)] for text in own]
        told["languages"][language] = measured(read, cut, float(budget))
    told["megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(json.dumps(told))


def measured(read, texts, budget):
    characters, clock, began = 0, time.perf_counter(), time.process_time()
    for text in texts:
        read(text)
        characters += len(text)
        if time.perf_counter() - clock > budget:
            break
    return {"characters": characters, "processor": time.process_time() - began, "clock": time.perf_counter() - clock}


if __name__ == "__main__":
    main(*sys.argv[1:])
