# Each target sets up all that it needs in a virtual environment of its own (.venv); nothing is installed globally.
# What is installed is listed in .ci/lock/, with versions and hashes; VERSIONS=newest takes the newest versions instead.
PYTHON ?= python3
VENV := .venv
VERSIONS := locked
BIN := $(VENV)/bin
# One worker more than there are cores: a third of the time the tests wait, for browsers, builds and git.
WORKERS = $$(( $$($(BIN)/python -c 'import os; print(os.cpu_count())') + 1 ))
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check
# Extras stay in the lists: an older pip looks past "coverage==1" for a "coverage[toml]", and finds the newest, without a hash.
COMPILE = .venv-lock/bin/uv pip compile --quiet --upgrade --universal --no-strip-extras --generate-hashes \
  --python-version 3.11 --custom-compile-command "make lock" pyproject.toml

.PHONY: handbook serve test coverage test-newest lint lock translations clean help
.DEFAULT_GOAL := help

help: ## Show the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

handbook: $(VENV)/.handbook ## Check the accounts and build the handbook into site/
	@$(BIN)/kamdocs check --fail-on never > /dev/null
	@$(BIN)/kamdocs build
	@echo "make serve shows it in a browser, with working links."

serve: $(VENV)/.handbook ## Serve the handbook with live preview (ADDR=127.0.0.1:8001: elsewhere)
	@$(BIN)/kamdocs serve $(if $(ADDR),--address '$(ADDR)')

test: $(VENV)/.dev ## Run all tests
	@KAMDOCS_CHROMIUM="$$(.ci/find-chromium $(BIN)/playwright)" && export KAMDOCS_CHROMIUM KAMDOCS_VERSIONS=$(VERSIONS) && \
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal $(PYTEST)

# Apart from the tests: watching every branch doubles what they cost.
coverage: ## Run the tests and hold them to the branches that they reach
	@$(MAKE) --no-print-directory test PYTEST="--cov --cov-report=term-missing:skip-covered --cov-fail-under=95"

test-newest: ## The same with the newest versions of everything, in an environment beside
	@$(MAKE) --no-print-directory test VENV=.venv-newest VERSIONS=newest

lint: $(VENV)/.dev ## Run the linters
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/oxlint --deny-warnings kamdocs
	@$(BIN)/shellcheck .ci/run .ci/find-chromium
	@$(BIN)/hadolint Dockerfile
	@$(BIN)/zizmor --offline --quiet .github/workflows action.yml
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/actionlint .github/workflows/*.yml

lock: .venv-lock/bin/uv ## List the newest versions with their hashes in .ci/lock/, for what is installed from then on
	@$(COMPILE) --group dev --output-file .ci/lock/dev.txt
	@$(COMPILE) --group build --constraint .ci/lock/dev.txt --output-file .ci/lock/run.txt

translations: $(VENV)/.dev ## Bring the catalogue of translations up to date with the code
	@$(BIN)/python -m tests.make_catalogue

clean: ## Delete what the other targets made
	rm -rf .venv .venv-newest .venv-lock $(VENV) site .site.kamdocs

.venv-lock/bin/uv:
	@$(PYTHON) -m venv .venv-lock
	@.venv-lock/bin/python -m pip install --quiet --disable-pip-version-check uv

$(VENV)/bin/python:
	@command -v $(PYTHON) > /dev/null || { echo "kamdocs needs Python 3.11 or later; $(PYTHON) was not found" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "kamdocs needs Python 3.11 or later; name one: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { rm -rf $(VENV); echo "the module venv is missing (on Debian: the package python3-venv)" >&2; exit 1; }

ifeq ($(VERSIONS),newest)
$(VENV)/.handbook: $(VENV)/bin/python pyproject.toml
	@echo "Setting up $(VENV) with the newest versions (once) …"
	@$(INSTALL) --upgrade 'pip>=25.1'
	@$(INSTALL) --upgrade --upgrade-strategy eager --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.handbook
	@echo "Adding what the tests need (once) …"
	@$(INSTALL) --upgrade --upgrade-strategy eager --group dev
	@touch $@
else
$(VENV)/.handbook: $(VENV)/bin/python pyproject.toml .ci/lock/run.txt
	@echo "Setting up $(VENV) (once) …"
	@$(INSTALL) --require-hashes --requirement .ci/lock/run.txt
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.handbook .ci/lock/dev.txt
	@echo "Adding what the tests need (once) …"
	@$(INSTALL) --require-hashes --requirement .ci/lock/dev.txt
	@touch $@
endif
