# Two commands matter: `make run` and `make test`. Python 3.11+ and make are all they need.
PYTHON ?= python3
PORT ?= 8000
HUB_DATA ?= $(CURDIR)/.hub
VENV := .venv
PY := $(VENV)/bin/python
export PORT HUB_DATA

.DEFAULT_GOAL := help
.PHONY: help run check test browser crawl bench lint types clean

help: ## list these targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 12

$(VENV)/.run: requirements.txt
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is needed."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.txt
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

run: $(VENV)/.run ## set up and serve the hub with the demonstration network
	@$(PY) manage.py serve

check: $(VENV)/.dev ## the fast loop: lint, types, tests of the rooms that differ from main
	@$(MAKE) --no-print-directory lint types
	$(PY) -m pytest -n auto --maxprocesses 4 $$($(PY) .ci/changed_tests.py)

test: $(VENV)/.dev ## set up and pass the tests
	$(PY) -m pytest -n auto --maxprocesses 4

browser: $(VENV)/.dev ## the tests in a real browser (needs Chromium)
	$(PY) -m pytest -m browser tests/browser

crawl: $(VENV)/.dev ## every page for every reader in a real browser (minutes)
	$(PY) -m pytest -m crawl tests/browser

bench: $(VENV)/.dev ## measure pages against the empty view
	$(PY) manage.py bench

lint: $(VENV)/.dev ## formatter and linter
	$(VENV)/bin/ruff format --check . && $(VENV)/bin/ruff check .

types: $(VENV)/.dev ## type checker
	$(VENV)/bin/mypy hub network practices search

clean: ## remove the virtual environment (data stays)
	rm -rf $(VENV)
