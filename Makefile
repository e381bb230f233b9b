# `make run` and `make test` do everything on a Debian machine with python3.11 and make.
# Nothing has to be installed by hand: what is missing comes from PyPI and Debian's packages.

PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
UV_VERSION := 0.13.9
SNAPSHOT := data/warehouse/trojka.duckdb
INPUTS := $(shell find data/sources etl data/*.py -type f -not -name '*.pyc')

.PHONY: help run test quick proof coverage check format lint types imports warm browser data words audit office bench deploy-check clean

help: ## Show this list
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 14

run: $(VENV)/.run $(SNAPSHOT) ## Make the environment and the data, and serve the dashboard
	$(BIN)/python -m streamlit run dashboard/server.py

test: $(VENV)/.dev $(SNAPSHOT) browser ## Make everything the tests need, browser included, and run all checks and tests
	$(MAKE) --jobs=2 --output-sync=target check warm  # the checks use the core that warming leaves
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest -n 2 --dist worksteal -m "not proof"  # a thread a worker

quick: $(VENV)/.dev ## Run the tests that need neither the whole record, nor a browser, nor long
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest -n 2 --dist worksteal -m "not real and not browser and not slow and not proof"

proof: $(VENV)/.dev $(SNAPSHOT) audit office ## Run the long proofs: many seeds, other processes, broken contracts
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest -n 2 --dist worksteal -m proof

coverage: $(VENV)/.dev $(SNAPSHOT) browser ## Measure which lines all tests reach, the long proofs too
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest -n 2 --dist worksteal --cov

check: lint types imports ## Format, lint, type and import checks

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/.dev
	$(BIN)/mypy

imports: $(VENV)/.dev
	$(BIN)/lint-imports

warm: $(VENV)/.run $(SNAPSHOT) ## Make the slow results once, on all cores, before anybody asks
	$(BIN)/python -m dashboard warm

format: $(VENV)/.dev ## Put the code in its one format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

data: $(VENV)/.run ## Build the snapshot from data/sources
	$(BIN)/python -m etl build

words: $(VENV)/.dev ## Show which words still lack a Dutch translation
	$(BIN)/python -m pytest -q -rP tests/dashboard/i18n/test_words.py

bench: $(VENV)/.dev $(SNAPSHOT) ## Run every benchmark, side by side with its peer
	@for name in $$($(BIN)/python -m tests.benchmarks --list | cut -d: -f1); do \
		$(BIN)/python -m tests.benchmarks $$name --json || exit 1; done

deploy-check: $(VENV)/.dev $(SNAPSHOT) browser ## Let two replicas, nginx and PostgreSQL stand here for a while, and check them
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m tests.deploy

audit: $(VENV)/.dev ## Look for known weaknesses in what we depend on
	$(BIN)/pip-audit -r requirements.txt

clean: ## Remove what was made: environment, snapshot, caches
	rm -rf $(VENV) data/warehouse .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(SNAPSHOT): $(INPUTS) | $(VENV)/.run
	$(BIN)/python -m etl build
	@touch $@

$(BIN)/uv:
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || { \
		echo "This Python cannot make environments yet: installing Debian's python3.11-venv"; \
		rm -rf $(VENV); sh .ci/debian python3.11-venv && $(PYTHON) -m venv $(VENV); }
	$(BIN)/python -m pip install --quiet uv==$(UV_VERSION)

$(VENV)/.run: requirements.txt | $(BIN)/uv
	$(BIN)/uv pip install --quiet --python $(BIN)/python -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements.txt requirements-dev.txt requirements-peers.txt | $(BIN)/uv
	$(BIN)/uv pip install --quiet --python $(BIN)/python -r requirements-dev.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps -r requirements-peers.txt
	@touch $@ $(VENV)/.run

office: ## Install Debian's LibreOffice for the proofs of briefings, where there is none
	@{ command -v soffice && command -v pdftotext; } >/dev/null || \
		sh .ci/debian libreoffice-impress libreoffice-writer poppler-utils

browser: ## Install Debian's Chromium for the browser tests, where there is none
	@command -v chromium >/dev/null || sh .ci/debian chromium fonts-liberation
