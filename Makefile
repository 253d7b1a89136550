# Presswatch. A newcomer needs two words: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# What pip says is shown only when it fails.
quietly = $(1) >$(VENV)/install.log 2>&1 || { cat $(VENV)/install.log; exit 1; }
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input --quiet

.PHONY: demo test check format lock clean
.DEFAULT_GOAL := help

.PHONY: help
help:
	@echo "make demo          the sample newsroom, its weekly digest here and on a web page (ONCE=1: then exit)"
	@echo "make test          the whole test suite"
	@echo "make check         formatting, lint, types, import contracts and tests"
	@echo "make format        format the code"
	@echo "make lock          renew requirements.txt and tests/requirements.txt"
	@echo "make clean         remove what the others made"

demo: $(VENV)/installed
	@$(BIN)/presswatch demo $(if $(ONCE),--once)

test: $(VENV)/installed-dev
	@$(BIN)/python -m pytest

check: $(VENV)/installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

format: $(VENV)/installed-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

$(VENV)/installed: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Presswatch needs Python 3.11 or later; set PYTHON=/path/to/python3.11")'
	@echo "Setting up $(VENV) with the pinned requirements: about half a minute, once …"
	@$(PYTHON) -m venv $(VENV)
	@$(call quietly,$(PIP) install --require-hashes -r requirements.txt)
	@$(call quietly,$(PIP) install --no-deps --no-build-isolation --editable .)
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed tests/requirements.txt
	@echo "Adding the pinned test tools to $(VENV) …"
	@$(call quietly,$(PIP) install --require-hashes -r tests/requirements.txt)
	@touch $@

# Locks carry hashes and no index: whoever installs decides where packages come from.
LOCK := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --quiet
lock: $(VENV)/installed-dev
	@$(PIP) install uv
	$(LOCK) --extra build --output-file requirements.txt
	$(LOCK) --extra build --extra teams --extra dev --constraint requirements.txt --output-file tests/requirements.txt

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis data
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
