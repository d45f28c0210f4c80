# Each target sets up all that it needs in a virtual environment of its own (.venv); nothing is installed globally.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: handbook serve test lint translations clean help
.DEFAULT_GOAL := help

help: ## Show the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

handbook: $(VENV)/.handbook ## Check the accounts and build the handbook into site/
	@$(BIN)/kamdocs check --fail-on never > /dev/null
	@$(BIN)/kamdocs build

serve: $(VENV)/.handbook ## Serve the handbook with live preview
	@$(BIN)/kamdocs serve

test: $(VENV)/.dev ## Run everything that CI runs but the linters
	@KAMDOCS_CHROMIUM="$$(.ci/find-chromium $(BIN)/playwright)" && export KAMDOCS_CHROMIUM && \
	$(BIN)/python -m pytest -n auto --dist worksteal --cov --cov-report=term-missing:skip-covered --cov-fail-under=95

lint: $(VENV)/.dev ## Run the linters
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/shellcheck .ci/*
	@$(BIN)/hadolint Dockerfile
	@$(BIN)/zizmor --offline --quiet .github/workflows action.yml
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/actionlint .github/workflows/*.yml

translations: $(VENV)/.dev ## Bring the catalogue of translations up to date with the code
	@$(BIN)/python -m tests.make_catalogue

clean: ## Delete what the other targets made
	rm -rf $(VENV) site .site.kamdocs

$(VENV)/bin/python:
	@command -v $(PYTHON) > /dev/null || { echo "kamdocs needs Python 3.11 or later; $(PYTHON) was not found" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "kamdocs needs Python 3.11 or later; name one: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { rm -rf $(VENV); echo "the module venv is missing (on Debian: the package python3-venv)" >&2; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'

$(VENV)/.handbook: $(VENV)/bin/python pyproject.toml
	@echo "Setting up .venv (once) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.handbook
	@echo "Adding what the tests need (once) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev
	@touch $@
