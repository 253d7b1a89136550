# Presswatch. A newcomer needs two words: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# What pip says is shown only when it fails.
quietly = $(1) >$(VENV)/install.log 2>&1 || { cat $(VENV)/install.log; exit 1; }
# What holds the house together: import contracts and doors, the documents, the golden messages.
HOUSE := tests/test_house.py tests/test_docs.py tests/digests/test_write.py tests/digests/test_notices.py \
	tests/chat/slack/test_golden.py
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input --quiet

.PHONY: demo teams test check format lock clean
.DEFAULT_GOAL := help

.PHONY: help
help:
	@echo "make demo          the sample newsroom, its weekly digest here and on a web page (ONCE=1: then exit)"
	@echo "make teams         add what Microsoft Teams needs (docs/howto/teams.md)"
	@echo "make test          the whole test suite"
	@echo "make check         formatting, lint, types, import contracts, documents and golden messages; not the suite"
	@echo "make format        format the code"
	@echo "make lock          renew requirements.txt, requirements-teams.txt and tests/requirements.txt"
	@echo "make clean         remove what the others made"

demo: $(VENV)/installed
	@$(BIN)/presswatch demo $(if $(ONCE),--once)

# Two at a time, a file each: much of a test's time is waiting, for the disk and for processes.
test: $(VENV)/installed-dev
	@$(BIN)/python -m pytest -n 2 --dist loadfile

check: $(VENV)/installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest $(HOUSE)

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

teams: $(VENV)/installed-teams

$(VENV)/installed-teams: $(VENV)/installed requirements-teams.txt
	@echo "Adding the pinned packages for Microsoft Teams to $(VENV) …"
	@$(call quietly,$(PIP) install --require-hashes -r requirements-teams.txt)
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
	$(LOCK) --extra build --extra teams --constraint requirements.txt --output-file requirements-teams.txt
	$(LOCK) --extra build --extra teams --extra dev --constraint requirements-teams.txt --output-file tests/requirements.txt

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis data
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
