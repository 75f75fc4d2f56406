.DEFAULT_GOAL := help
.PHONY: help book test check mutants lab lock clean

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := VIRTUAL_ENV=$(abspath $(VENV)) UV_LINK_MODE=copy $(BIN)/uv pip
PIP := $(BIN)/python -m pip --disable-pip-version-check
COMPILE := $(UV) compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
	--no-emit-find-links pyproject.toml
LAB_SETTINGS := $(VENV)/share/jupyter/lab/settings

help:  ## list the commands
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' Makefile

book: $(VENV)/.book  ## set up, then build the web book and the PDF
	@$(BIN)/python -m analysis.book.build

test: $(VENV)/.test  ## set up what tests need, and run them all
	@$(MAKE) --no-print-directory book check
	$(BIN)/python -m pytest

check: $(VENV)/.test  ## style and types only
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

mutants: $(VENV)/.test  ## change the code in one place after another, and list the changes that no test notices
	$(PIP) install --quiet -e '.[mutants]'
	$(BIN)/python -m benchmarks.mutants

lab: $(VENV)/.lab  ## open the chapters as notebooks in JupyterLab
	mkdir -p $(LAB_SETTINGS)
	cp requirements/lab-overrides.json $(LAB_SETTINGS)/overrides.json
	$(BIN)/jupyter lab --notebook-dir chapters

lock: $(BIN)/uv  ## make the lock files anew from pyproject.toml
	$(COMPILE) --extra book -o requirements/book.txt
	$(COMPILE) --extra book --extra test -c requirements/book.txt -o requirements/test.txt
	$(COMPILE) --extra book --extra test --extra lab -c requirements/test.txt -o requirements/lab.txt

clean:  ## remove all that was built, and the environment
	rm -rf _build $(VENV) *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(BIN)/uv: requirements/uv.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "error: Python 3.11 or later is needed; name it: make book PYTHON=python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || requirements/system.sh venv
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --quiet --only-binary :all: --require-hashes -r requirements/uv.txt \
		|| echo "note: uv cannot run here; pip, which is slower, does its work"
	touch $@

# An environment that holds more serves those that need less, so that no command takes out what another put in.
$(VENV)/.%: requirements/%.txt pyproject.toml requirements/system.sh $(BIN)/uv
	@requirements/system.sh book
	@$(if $(filter book,$*),,requirements/system.sh test)
	$(UV) install --quiet --require-hashes -r $< || $(PIP) install --quiet --require-hashes -r $<
	$(UV) install --quiet --no-deps --no-build-isolation -e . || $(PIP) install --quiet --no-deps --no-build-isolation -e .
	touch $@
