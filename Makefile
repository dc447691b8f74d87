# Two commands do everything on a machine with python3 (3.11 or newer) and make:
#   make map     install into .venv, map the sample reports, say where the map is (and open it where there is a display)
#   make test    lint, types, and every test, in the browser too
#   make docs    the site of the documents, into build/site
PYTHON ?= python3
BIN := .venv/bin
OPEN := $(if $(or $(DISPLAY),$(WAYLAND_DISPLAY),$(filter Darwin,$(shell uname))),--open)

.PHONY: map test docs lint clean

map: .venv/installed
	$(BIN)/geoevents map seeds -o map.html $(OPEN)
	@echo "The map is $(CURDIR)/map.html"

test: .venv/installed-test
	$(BIN)/python -m tests.chromium
	$(MAKE) --no-print-directory lint
	$(BIN)/python -m pytest -n auto -q

docs: .venv/installed-test
	$(BIN)/python docs/columns.py
	$(BIN)/python docs/reference.py
	$(BIN)/python -m mkdocs build --strict -q
	@echo "The site is $(CURDIR)/build/site/index.html"

lint: .venv/installed-test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

.venv/python: 
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "geoevents needs Python 3.11 or newer; set PYTHON=python3.11")'
	$(PYTHON) -m venv .venv
	@touch $@

# Installing compiles the gazetteer (about a minute); so a change to its sources installs again.
.venv/installed: .venv/python pyproject.toml $(shell find gazetteer -type f -not -path '*/__pycache__/*')
	@echo "Installing, and compiling the gazetteer: a minute or two"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[tables]'
	$(BIN)/python -m compileall -q geoevents
	@touch $@

.venv/installed-test: .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[tables,test]'
	@touch $@

clean:
	rm -rf .venv build map.html geoevents/_data
