# The two commands of the README are `make demo` and `make test`; both need Python (3.11 or later) and make, nothing else.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check
# The second corpus is not part of the checkout; its figures are held where it is present.
CORPORA := corpus/gate $(wildcard ../shared/gold/dev)

.PHONY: bench bench-runs browser fuzz help scale demo test lint types contracts tests gate gate-update schemas readme picture soak speed clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 14

demo: $(VENV)/.demo ## extract corpus/articles into out/demo and draw the timeline
	@$(BIN)/regimeline extract corpus/articles -o out/demo
	@$(BIN)/regimeline timeline out/demo
	@echo "Open the page in a browser; read a record with: $(BIN)/regimeline show out/demo/records/NAME.json"

test: lint types contracts tests ## everything that must hold: style, types, architecture, tests, gate

lint: $(VENV)/.dev
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check . || { echo "some files are not formatted: run $(BIN)/ruff format"; exit 1; }
	@echo "lint: ok"

types: $(VENV)/.dev
	@$(BIN)/mypy --no-error-summary
	@echo "types: ok"

contracts: $(VENV)/.dev
	@out=$$($(BIN)/lint-imports 2>&1) || { echo "$$out"; exit 1; }
	@echo "contracts: ok"

tests: $(VENV)/.dev browser
	@$(BIN)/pytest --quiet

browser: # the pages are tested in a real Chromium; without one these tests are skipped, and say so
	@for name in chromium chromium-browser google-chrome-stable google-chrome chrome; do \
	  if command -v $$name >/dev/null; then exit 0; fi; done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	  && apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk >/dev/null; then exit 0; fi; \
	echo "no Chromium: the pages are not tested in a browser (install chromium, or set CHROMIUM=/path/to/it)"

gate: $(VENV)/.dev ## measure against the pinned figures
	@$(BIN)/regimeline gate $(CORPORA) --baseline corpus/gate/baseline.json

gate-update: $(VENV)/.dev ## pin the figures of today; ARGS=--allow-regression lowers floors
	@$(BIN)/regimeline gate $(CORPORA) --baseline corpus/gate/baseline.json --update $(ARGS)

readme: $(VENV)/.dev ## run the examples of README.md and put in what they print
	@$(BIN)/python tests/readme.py

picture: demo ## draw docs/timeline.png of the demonstration, with chromium
	@chromium --headless --no-sandbox --hide-scrollbars --window-size=1280,900 --virtual-time-budget=4000 \
	  --screenshot=docs/timeline.png file://$(CURDIR)/out/demo/timeline.html 2>/dev/null

speed: $(VENV)/.dev ## measure reading, in characters a second
	@$(BIN)/python tests/speed.py corpus/articles corpus/gate/articles

fuzz: $(VENV)/.dev ## try what must hold of hostile input; MINUTES=30 NAMES="readers loaders"
	@$(BIN)/python tests/fuzz/run.py --minutes $(or $(MINUTES),30) $(NAMES)

soak: $(VENV)/.dev ## kill runs over 20,000 articles at random moments; ARGS="--articles 2000 --model shipped"
	@$(BIN)/python tests/soak/run.py $(ARGS)

bench: $(VENV)/.dev ## measure beside peers, write docs/benchmarks.md; ARGS="--without langextract_peer"
	@$(BIN)/python tests/benchmarks/whole.py --write $(ARGS)

bench-runs: $(VENV)/.dev ## measure whole runs: one process and two, memory, a second run
	@$(BIN)/python tests/benchmarks/runs.py $(ARGS)

scale: $(VENV)/.dev ## measure building timelines of 1,000 and 10,000 records; ARGS=100000 for more
	@$(BIN)/python tests/benchmarks/scale.py $(or $(ARGS),1000 10000)

schemas: $(VENV)/.demo ## write schemas/ anew
	@$(BIN)/regimeline schema -o schemas

clean: ## remove what these commands made
	rm -rf $(VENV) .peers out dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# Each stamp is as new as what was installed; pyproject.toml decides what that is.
$(VENV)/.demo: $(BIN)/python pyproject.toml
	@echo "installing regimeline into $(VENV) ..."
	@$(PIP) --editable .
	@touch $@

$(VENV)/.dev: $(BIN)/python pyproject.toml
	@echo "installing regimeline and what its tests need into $(VENV) ..."
	@$(PIP) --editable '.[dev]'
	@touch $@ $(VENV)/.demo

# Python goes by several names; take the first that is recent enough. PYTHON=... on the command line settles it.
$(BIN)/python:
	@for python in "$(PYTHON)" python3 python python3.13 python3.12 python3.11; do \
	  if [ -n "$$python" ] && "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    "$$python" -m venv $(VENV) || { rm -rf $(VENV); \
	      echo "$$python cannot make a virtual environment: install its venv package (Debian: python3-venv)"; exit 1; }; \
	    exit 0; \
	  fi; \
	done; \
	echo "no Python 3.11 or later was found: install one, or give it with PYTHON=/path/to/python"; exit 1
