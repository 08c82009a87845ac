# Plainleaf: `make site` and `make test` do everything on a fresh machine with Python 3.11 or later.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: install lock vulnerabilities bench site test kill lighthouse check format words docs screenshots fuzz clean help

help:
	@echo "make install      install what the site build needs into .venv/, by the hashes of requirements.lock"
	@echo "make site         build the site into _site/"
	@echo "make test         run all tests"
	@echo "make kill         kill a build at 100 random moments, and look at what is left"
	@echo "make lighthouse   Lighthouse's scores for a phone (needs npm)"
	@echo "make check        format, lint, types"
	@echo "make words        gather the interface words into templates/words/"
	@echo "make bench        measure builds of a thousand articles (minutes)"
	@echo "make docs         write docs/checks.md from the checks themselves"
	@echo "make screenshots  pictures of every kind of page, into screenshots/"
	@echo "make lock         choose the newest versions that pyproject.toml allows, and write requirements.lock"
	@echo "make vulnerabilities  ask the Python advisory database about requirements.lock"
	@echo "make fuzz         look for inputs that break it (SECONDS=60 for each kind of file)"
	@echo "make clean        remove what was built and installed"

# The stamp is as new as the lock, so an installation is repeated only when the dependencies change. The lock has a
# hash for every file that pip may fetch; LOCK= installs the newest versions that pyproject.toml allows instead.
LOCK ?= requirements.lock
$(VENV)/.site: pyproject.toml $(LOCK)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Plainleaf needs Python 3.11 or later; name one with: make PYTHON=python3.11 site"; exit 1; }
	$(PYTHON) -m venv $(VENV)
ifneq ($(LOCK),)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement $(LOCK)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
else
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
endif
	@touch $@

$(VENV)/.dev: $(VENV)/.site
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

# The Nu HTML checker, where npm and Java are there: its tests are skipped without.
NU := $(VENV)/node_modules/vnu-jar/build/dist/vnu.jar
$(NU): $(VENV)/.site
	@if command -v npm >/dev/null && command -v java >/dev/null; then \
		npm install --silent --no-save --no-audit --no-fund --prefix $(VENV) vnu-jar@26.9.27; \
	else echo "no npm or no Java: HTML is not checked with the Nu HTML checker"; fi

LIGHTHOUSE := $(VENV)/node_modules/.bin/lighthouse
$(LIGHTHOUSE): $(VENV)/.site
	npm install --silent --no-save --no-audit --no-fund --prefix $(VENV) lighthouse@12 vnu-jar@26.9.27

install: $(VENV)/.site

site: $(VENV)/.site
	$(BIN)/python build.py build
	@echo "Look at it:  $(BIN)/python -m http.server --directory _site 8000  and open http://localhost:8000/"

test: $(VENV)/.dev $(NU) site
	VNU_JAR=$(NU) $(BIN)/python -m pytest -n auto

kill: $(VENV)/.dev
	PLAINLEAF_KILLS=100 $(BIN)/python -m pytest -s -m kill

lighthouse: $(VENV)/.dev $(LIGHTHOUSE) site
	$(BIN)/python -m tests.browser.lighthouse $(LIGHTHOUSE) _site

check: $(VENV)/.dev
	$(BIN)/ruff format --check plainleaf tests benchmarks build.py
	$(BIN)/ruff check plainleaf tests benchmarks build.py
	$(BIN)/mypy

format: $(VENV)/.dev
	$(BIN)/ruff format plainleaf tests benchmarks build.py
	$(BIN)/ruff check --fix plainleaf tests benchmarks build.py

words: $(VENV)/.site
	$(BIN)/python -m plainleaf.cli.words templates

docs: $(VENV)/.site
	$(BIN)/python -m plainleaf.cli.checks_page docs/checks.md
	$(BIN)/python -m plainleaf.cli.licences_page requirements.lock docs/licences.md

# One lock for every Python from 3.11 on and for every system: markers and hashes of all files say which is whose.
lock: $(VENV)/.site
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip compile pyproject.toml --extra build --universal --python-version 3.11 --upgrade --quiet \
		--generate-hashes --no-annotate --no-emit-index-url --custom-compile-command "make lock" -o requirements.lock

vulnerabilities: $(VENV)/.site
	$(BIN)/python -m pip install --quiet --disable-pip-version-check pip-audit
	$(BIN)/pip-audit --require-hashes --disable-pip --requirement requirements.lock

bench: $(VENV)/.site
	$(BIN)/python -m benchmarks.run

screenshots: $(VENV)/.dev site
	$(BIN)/python -m tests.browser.screenshots screenshots

# Atheris is for this target alone, so that no other installation needs it.
SECONDS ?= 60
fuzz: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'atheris>=3.0,<4'
	@for target in $$(ls tests/fuzz/corpus); do \
		$(BIN)/python -m tests.fuzz.fuzz $$target $(SECONDS) || exit 1; done

clean:
	rm -rf $(VENV) _site .plainleaf screenshots
