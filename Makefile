# Daily commands. `make` alone lists them; each makes the environment first if it is not there.
.DEFAULT_GOAL := help
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
FOUR := barking-and-dagenham barnet bromley tower-hamlets
export PIP_DISABLE_PIP_VERSION_CHECK = 1
export MPLCONFIGDIR = $(abspath $(VENV))/matplotlib

.PHONY: help environment report all test lint unit reference notebooks browser barnet bench clean lock

help:  ## list these commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

environment: $(READY)  ## make the Python environment in .venv from requirements.lock

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(0 if v >= (3, 11) else "Python 3.11 or newer is needed; this is %d.%d. Try: make PYTHON=python3.11 report" % v[:2])'
	@echo "Making the environment in $(VENV) (two or three minutes, once)"
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing. On Debian or Ubuntu: sudo apt install python3-venv"; exit 1; }
	@$(BIN)/pip install --quiet --require-hashes -r requirements.lock
	@$(BIN)/pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

report: $(READY)  ## build the four boroughs of the council papers and the index
	$(BIN)/cdp build $(FOUR)
	@echo "Open reports/index.html in a browser."

all: $(READY)  ## build all 33 boroughs and the index
	$(BIN)/cdp build --all

test: lint unit notebooks browser  ## everything that must pass before a change lands

lint: $(READY)  ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

unit: $(READY)  ## pytest, one process for each core
	$(BIN)/pytest -n auto --dist loadfile -m "not browser"

barnet: $(READY)
	$(BIN)/cdp build barnet

notebooks: barnet  ## nbval: reference notebooks, then one built report's own notebooks
	$(BIN)/pytest --nbval --nbval-sanitize-with tests/reference/sanitize.cfg -n auto --dist loadfile tests/reference
	$(BIN)/pytest --nbval --nbval-sanitize-with tests/reference/sanitize.cfg -n auto --dist loadfile reports/barnet/notebooks

browser: barnet  ## pages and PDF in a real browser; without Chromium, Chrome or Edge it says what was skipped
	$(BIN)/pytest -n auto --dist loadfile -m browser tests/browser tests/report tests/workbench tests/newcomer

bench: $(READY)  ## speed, as figures of one run: statistics; builds beside plain papermill, and disturbed (a quarter of an hour)
	$(BIN)/python tests/bench/statistics.py
	$(BIN)/python tests/bench/speed.py --boroughs 2
	$(BIN)/python tests/bench/speed.py --areas 33 150
	$(BIN)/python tests/bench/faults.py
	$(BIN)/python tests/bench/watch.py

reference: $(READY)  ## make the reference notebooks again and show what changed
	$(BIN)/python tests/reference/make.py
	$(BIN)/python tests/docs/make_gallery.py
	git --no-pager diff --stat -- tests/reference docs/gallery

lock: $(READY)  ## solve requirements.lock again after a change of pyproject.toml (needs uv)
	uv pip compile pyproject.toml --all-extras --group dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --quiet -o requirements.lock

clean:  ## remove what builds made (reports, processed tables, environment)
	rm -rf $(VENV) reports/*/ reports/.cache reports/*.html reports/*.jsonl data/processed/*/ data/processed/*.parquet
