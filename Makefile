# `make run` and `make test` do everything on a Debian machine with python3.11 and make.
# Nothing has to be installed by hand: what is missing comes from PyPI and Debian's packages.

PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
UV_VERSION := 0.13.9
SNAPSHOT := data/warehouse/trojka.duckdb
LOCK := --quiet --generate-hashes --python-version 3.11 --no-header
INPUTS := $(shell find data/sources etl data/*.py -type f -not -name '*.pyc')

# Where the environment forbids Python to keep what it compiled, every process compiles all packages anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run test quick proof coverage check format lint types imports warm browser data words lock audit sbom office proxy bench deploy-check clean

help: ## Show this list
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 14

run: $(VENV)/.run $(SNAPSHOT) ## Make the environment and the data, and serve the dashboard
	$(BIN)/python -m streamlit run dashboard/server.py

test: $(VENV)/.dev $(SNAPSHOT) browser ## Make everything the tests need, browser included, and run all checks and tests
	$(MAKE) --jobs=2 --output-sync=target check warm  # the checks use the core that warming leaves
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest -n 2 --dist worksteal -m "not proof"  # a thread a worker

quick: $(VENV)/.dev ## Run the tests that need neither the whole record, nor a browser, nor long
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest -n 2 --dist worksteal -m "not real and not browser and not slow and not proof"

proof: $(VENV)/.dev $(SNAPSHOT) browser warm audit sbom office proxy ## Run the long proofs: many seeds, other processes, broken contracts
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

deploy-check: $(VENV)/.dev $(SNAPSHOT) browser warm ## Let two replicas, nginx and PostgreSQL stand here for a while, and check them
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m tests.deploy

audit: $(VENV)/.dev ## Look for known weaknesses in what we depend on
	$(BIN)/python .ci/audit $(BIN) requirements.lock

sbom: $(VENV)/.dev ## List every package of the environment with its licence: build/sbom.json (CycloneDX)
	@mkdir -p build
	$(BIN)/cyclonedx-py environment --output-format JSON --output-reproducible --output-file build/sbom.json $(BIN)/python

lock: | $(BIN)/uv ## Resolve what requirements*.txt name anew, with a checksum of every file
	$(BIN)/uv pip compile $(LOCK) requirements.txt --output-file requirements.lock
	$(BIN)/uv pip compile $(LOCK) requirements-dev.txt --constraints requirements.lock --output-file requirements-dev.lock
	$(BIN)/uv pip compile $(LOCK) --no-deps requirements-peers.txt --output-file requirements-peers.lock
	echo uv==$(UV_VERSION) | $(BIN)/uv pip compile $(LOCK) - --output-file requirements-uv.lock

clean: ## Remove what was made: environment, snapshot, caches
	rm -rf $(VENV) data/warehouse .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(SNAPSHOT): $(INPUTS) | $(VENV)/.run
	$(BIN)/python -m etl build
	@touch $@

$(BIN)/uv:
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || { \
		echo "This Python cannot make environments yet: installing Debian's python3.11-venv"; \
		rm -rf $(VENV); sh .ci/debian python3.11-venv && $(PYTHON) -m venv $(VENV); }
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-uv.lock

$(VENV)/.run: requirements.lock | $(BIN)/uv
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.dev: requirements-dev.lock requirements-peers.lock | $(BIN)/uv
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements-dev.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes --no-deps -r requirements-peers.lock
	@touch $@ $(VENV)/.run

office: ## Install Debian's LibreOffice for the proofs of briefings, where there is none
	@{ command -v soffice && command -v pdftotext; } >/dev/null || \
		sh .ci/debian libreoffice-impress libreoffice-writer poppler-utils

proxy: ## Install Debian's nginx and openssl for the proofs of replicas, where there are none
	@PATH=$$PATH:/usr/sbin; { command -v nginx && command -v openssl; } >/dev/null || \
		sh .ci/debian nginx openssl

browser: ## Install Debian's Chromium for the browser tests, where there is none
	@command -v chromium >/dev/null || sh .ci/debian chromium fonts-liberation
