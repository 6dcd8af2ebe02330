# What a newcomer types. Needs make and Python 3.11 or newer with pip, nothing else.
# `make PYTHON=/path/to/python3.12` chooses the interpreter of the environment.

VENV := .venv
BIN := $(VENV)/bin
BENCH := .venv-bench
RASD_SHARED ?= ../shared
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export RASD_SHARED

.DEFAULT_GOAL := help
.PHONY: help demo check format docs eval bench clean
.DELETE_ON_ERROR:

help:  ## say what can be made
	@sed -n 's/^\([a-z]*\):.*##\(.*\)/  make \1 \2/p' $(firstword $(MAKEFILE_LIST)) | awk '{printf "  make %-8s", $$2; $$1=$$2=""; print $$0}'

demo: $(VENV)/installed  ## install, and trace the founding example to its origins
	@$(BIN)/rasd trace examples/sawaleif.html

check: $(VENV)/installed-dev  ## format, lint, types and tests: everything that must hold
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	@scripts/postgres
	@scripts/chromium
	$(BIN)/pytest -n 2 -rs

format: $(VENV)/installed-dev  ## lay the code out and mend what can be mended
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format

docs: $(VENV)/installed-dev  ## the documentation site, into site/
	@$(BIN)/python scripts/build_docs.py

eval: $(VENV)/installed-dev  ## accuracy against its floors (reads RASD_SHARED, ../shared by default)
	$(BIN)/python eval/gate.py

bench: $(VENV)/installed-dev $(BENCH)/installed  ## speed and memory, one JSON a run (reads RASD_SHARED)
	RASD_SPARK_PYTHON=$${RASD_SPARK_PYTHON:-$(CURDIR)/$(BENCH)/bin/python} \
	RASD_PEERS_PYTHON=$${RASD_PEERS_PYTHON:-$(CURDIR)/$(BENCH)/bin/python} $(BIN)/python benchmarks/run.py

clean:  ## remove the environment and everything built
	rm -rf $(VENV) $(BENCH) build dist site .eval .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The marker files make a second run install nothing; a changed pyproject.toml makes both old.
# pip is brought up first: the one that comes with older Pythons cannot resolve our dependencies.
$(VENV)/installed: pyproject.toml
	@echo "Installing Rasd into $(VENV) (only the first time) ..."
	@$(BIN)/python -c "" 2>/dev/null || { python=$$(scripts/python) && "$$python" -m venv --clear $(VENV); }
	@$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	@$(BIN)/python -m pip install --quiet --editable ".[all]"
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed
	@echo "Installing what the checks need ..."
	@$(BIN)/python -m pip install --quiet --group dev
	@touch $@

# Spark and the peers: packages that only benchmarks run beside Rasd.
$(BENCH)/installed: pyproject.toml $(VENV)/installed
	@echo "Installing what the benchmarks compare with into $(BENCH) ..."
	@$(BIN)/python -m venv --clear $(BENCH)
	@$(BENCH)/bin/python -m pip install --quiet --upgrade "pip>=25.1"
	@$(BENCH)/bin/python -m pip install --quiet --editable ".[bulk]" --group bench
	@touch $@
