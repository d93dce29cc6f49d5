# The verbs of the course. Each needs git, make and a Python from 3.11 to 3.14, and sets up .venv by itself.
# The work is done by tools/run.py, which also runs where make is not at hand (see README.md, Windows).
#
#   make learn [ARGS=--no-browser]      JupyterLab on my_work/
#   make test  [ARGS="-k workspace"]    every test; each chapter once
#   make test-every                     the chapters again: twenty course seeds, two hash seeds, each in JupyterLab
#   make mutants                        what the graders reject: mutants of the Build references, and guesses
#   make book                           the published book, in _build/html
#   make lint                           ruff and the type checker
#   make locks [ARGS=--upgrade]         the two locks, from pyproject.toml
#   make bench [ARGS="--only learn"]    how fast, as lines of name: value
#   make clean                          what was built; never my_work/

PYTHON ?= $(firstword $(foreach p,python3 python3.13 python3.12 python3.11 python3.14 python,$(shell command -v $(p) 2>/dev/null)))

.DEFAULT_GOAL := help
.PHONY: help setup learn test test-every mutants book lint locks bench clean

help:
	@sed -n 's/^#   //p' Makefile

setup learn test test-every mutants book lint locks bench clean:
	@$(if $(PYTHON),,echo "Python was not found: install Python 3.11, 3.12, 3.13 or 3.14, then run 'make $@' again." >&2; exit 1;) \
	$(PYTHON) tools/run.py $@ $(ARGS)
