# One recipe each; people and CI run the same.
PYTHON ?= python3
BIN := .venv/bin
.PHONY: demo test lint bench

.venv/base: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	touch $@

.venv/dev: .venv/base
	$(BIN)/python -m pip install --quiet --disable-pip-version-check torch==2.13.0
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[dev,hub]"
	touch $@

demo: .venv/base
	$(BIN)/matcher suggest profiles/examples/indian-doctoral-student.yaml

test: .venv/dev
	$(BIN)/python -m pytest -n auto

lint: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/dev
	$(BIN)/python tests/benchmarks/cold_start.py
