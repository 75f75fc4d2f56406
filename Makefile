.DEFAULT_GOAL := help
.PHONY: help book test lab lock check clean

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
HTML := _build/html
PDF := _build/pdf/who-speaks.pdf
UV_PIP := $(BIN)/uv pip
export SOURCE_DATE_EPOCH := 1795478400
export UV_LINK_MODE := copy
export PYTHONUTF8 := 1

help:  ## list the commands
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/^([a-z]+):.*## /  make \1\t/'

book: $(VENV)/.book  ## set up, then build the web book and the PDF
	$(BIN)/python -m analysis.book.build
	@echo "web book: $(abspath $(HTML))/index.html"
	@echo "PDF:      $(abspath $(PDF))"

test: $(VENV)/.test  ## set up what tests need, and run them all
	$(MAKE) --no-print-directory book
	$(MAKE) --no-print-directory check
	$(BIN)/python -m pytest

check: $(VENV)/.test  ## style and types only
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

lab: $(VENV)/.lab  ## open the chapters as notebooks in JupyterLab
	JUPYTERLAB_SETTINGS_DIR=$(abspath requirements/jupyterlab) $(BIN)/jupyter lab --notebook-dir chapters

lock: $(VENV)/bin/uv  ## make the lock files anew from pyproject.toml
	$(UV_PIP) compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
		pyproject.toml --extra book -o requirements/book.txt
	$(UV_PIP) compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
		pyproject.toml --extra book --extra test -c requirements/book.txt -o requirements/test.txt
	$(UV_PIP) compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
		pyproject.toml --extra book --extra test --extra lab -c requirements/test.txt -o requirements/lab.txt

clean:  ## remove all that was built, and the environment
	rm -rf _build $(VENV) *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(BIN)/uv: requirements/uv.txt
	$(PYTHON) -m venv $(VENV) || { requirements/system.sh venv && $(PYTHON) -m venv $(VENV); }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	touch $@

# An environment that holds more serves those that need less, so that no command takes out what another put in.
$(VENV)/.%: requirements/%.txt pyproject.toml $(BIN)/uv
	requirements/system.sh book
	$(if $(filter book,$*),,requirements/system.sh test)
	VIRTUAL_ENV=$(abspath $(VENV)) $(UV_PIP) install --quiet --require-hashes -r requirements/$*.txt \
		|| $(BIN)/python -m pip install --quiet --require-hashes -r requirements/$*.txt
	VIRTUAL_ENV=$(abspath $(VENV)) $(UV_PIP) install --quiet --no-deps --no-build-isolation -e .
	touch $@
