# Toandan: two commands do everything (`make demo`, `make test`); `make help` lists the rest.
# Recipes stand on `setup`, which is instant once the environment is there.

.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
TEST_WORKERS ?= 2

##@ Use it

.PHONY: demo
demo: setup  ## Everything from nothing: an invented city on day 14 of its campaign, then the pages on localhost
	@TOANDAN_DEMO=yes $(BIN)/toandan demo $(ARGS)

.PHONY: serve
serve: setup  ## Serve the pages of the database that is there
	@$(BIN)/toandan serve $(ARGS)

.PHONY: doctor
doctor: setup  ## Say what was found, what is missing and how to mend it
	@$(BIN)/toandan doctor

.PHONY: stop
stop: setup  ## Stop the embedded database of this checkout
	@$(BIN)/toandan db stop

##@ Check it

.PHONY: test
test: setup browser postgres15 check  ## Everything: languages, style, types, floors, and every test with browser journeys
	@$(BIN)/python -m pytest -n $(TEST_WORKERS) $(ARGS)

.PHONY: check
check: setup catalogues lint types floors  ## What needs no database: languages, style, types, floors

.PHONY: catalogues
catalogues: setup
	@$(BIN)/python tools/catalogues.py check

.PHONY: lint
lint: setup  ## Style (ruff)
	@$(BIN)/ruff check toandan tests tools benchmarks
	@$(BIN)/ruff format --check -q toandan tests tools benchmarks

.PHONY: types
types: setup  ## Types (mypy, strict)
	@$(BIN)/mypy

.PHONY: floors
floors: setup
	@$(BIN)/lint-imports --no-logo

.PHONY: nightly
nightly: setup browser postgres15  ## The long sweeps: many more examples, faults, all journeys
	@HYPOTHESIS_PROFILE=nightly $(BIN)/python -m pytest -n $(TEST_WORKERS) -m "nightly or not nightly" $(ARGS)

.PHONY: bench
bench: setup  ## Measure; each figure stands beside its limit or its peer
	@for file in $$(ls benchmarks/*.py | grep -v -e __init__ -e common.py); do PYTHONPATH=. $(BIN)/python $$file || exit 1; done

##@ Keep it

.PHONY: setup
setup:  ## The environment only: packages by hash, the program, its languages
	@$(PYTHON) tools/setup

.PHONY: browser
browser: setup
	@$(BIN)/python tools/browser

.PHONY: postgres15
postgres15: setup
	@$(BIN)/python tools/postgres15

.PHONY: messages
messages: setup  ## Put new texts into the catalogues, to be translated
	@$(BIN)/python tools/catalogues.py extract

.PHONY: docs
docs: setup  ## Write the page of commands anew from the program
	@$(BIN)/python tools/commands.py write

.PHONY: lock
lock:  ## Write requirements.lock anew from pyproject.toml (needs `uv`)
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --no-emit-index-url --no-emit-find-links --extra dev pyproject.toml -o requirements.lock

.PHONY: clean
clean:  ## Stop the database; remove the environment and caches (data stay in .toandan)
	@if [ -x $(BIN)/toandan ]; then $(BIN)/toandan db stop || true; fi
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache *.egg-info
	@find toandan tests tools benchmarks -name __pycache__ -prune -exec rm -rf {} +

.PHONY: help
help:  ## This list
	@awk 'BEGIN {FS = ":.*## "} /^##@/ {printf "\n%s\n", substr($$0, 5)} \
	  /^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
