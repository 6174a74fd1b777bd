# Two commands: `make read` sets up and reads a bundled report; `make test` sets up and runs all checks and tests.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
REPORT ?= samples/abkhazia-treaty-2014.txt

.PHONY: read test check format docs notebooks wheel bench clean

read: $(VENV)/core
	@$(BIN)/dragoman read $(REPORT)

test: check
	$(BIN)/python -m pytest

check: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: $(VENV)/dev
	$(BIN)/python -m dragoman.schema > docs/record.schema.json
	$(BIN)/python -m dragoman.schema --markdown > docs/record.md
	$(BIN)/python -m dragoman.exchange.dictionary > docs/dictionary.md

notebooks: $(VENV)/dev
	$(BIN)/python tools/notebooks.py

wheel: $(VENV)/dev
	$(BIN)/python -m build --wheel

bench: $(VENV)/core
	$(BIN)/python benchmarks/parser.py
	$(BIN)/python benchmarks/reading.py
	$(BIN)/python benchmarks/steps.py

$(VENV)/bin/pip:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --upgrade "pip>=25.1"

$(VENV)/core: pyproject.toml | $(VENV)/bin/pip
	$(BIN)/pip install --quiet --editable .
	@touch $@

$(VENV)/dev: pyproject.toml | $(VENV)/core
	$(BIN)/pip install --quiet --group dev
	@touch $@

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache
