# Two commands are enough to begin: `make demo` and `make test`. They need Python 3.11+ (with venv) and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --no-input -c constraints.txt
FIXTURES := data/fixtures

.DEFAULT_GOAL := help
.PHONY: help demo serve test check bench test-browser docs clean models

help: ## show what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "matchmaker needs Python 3.11 or newer; name one with: make PYTHON=/path/to/python3.11 ..."; exit 1; }
	@echo "Making a virtual environment in $(VENV)"
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.installed: $(VENV)/.python pyproject.toml constraints.txt
	@echo "Installing matchmaker and what it needs into $(VENV): about 1.5 GB, a few minutes the first time"
	$(PIP) -e .
	@touch $@

$(VENV)/.installed-test: $(VENV)/.installed
	@echo "Installing what the tests and checks need"
	$(PIP) -e '.[test,dev]'
	@touch $@

models: $(VENV)/.installed ## build the model files (once)
	@$(BIN)/python -m compileall -q src/matchmaker
	$(BIN)/matchmaker models build

demo: models ## the main job on the guide's twelve pairs (made-up people)
	$(BIN)/matchmaker match $(FIXTURES)/collaborative-pairs --out build/demo --force

serve: models ## the page and the HTTP service, on this computer only (http://127.0.0.1:8000)
	$(BIN)/matchmaker serve

test: $(VENV)/.installed-test models ## the whole test suite, real model included
	$(BIN)/python -m pytest -n auto --dist loadfile

check: $(VENV)/.installed-test ## format, lint, types, import contracts, size ceiling
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q tests/architecture

test-browser: $(VENV)/.installed-test models ## install Debian's Chromium if there is none, and run the browser tests
	command -v chromium >/dev/null || { apt-get update -q && apt-get install -y -q --no-install-recommends chromium; }
	$(BIN)/python -m pytest tests/browser

bench: $(VENV)/.installed-test models ## measure, beside peers and limits, into build/bench
	$(BIN)/python -m benchmarks

docs: $(VENV)/.installed-test ## make the generated reference pages again
	$(BIN)/python docs/generate.py

clean: ## remove what was built (not the virtual environment)
	rm -rf build dist
