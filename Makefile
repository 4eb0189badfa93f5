# What you can do here: make run · test · check · bench · soak · demo · model · docs · format · lock · migration · clean
# All of it needs Python 3.11 or newer; the first run fetches packages, later ones work offline.
# PYTHON names another interpreter for a fresh .venv (make run PYTHON=python3.12);
# ARGS goes to pytest (make test ARGS="tests/domain -k cadence").

PYTHON ?= python3
BIN := .venv/bin
MODEL := build/category-model.json
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes

# What is compiled is kept, whatever the shell says: each test process would compile everything again.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test check bench soak demo model docs format lock migration clean browser

help:
	@sed -n '1,4s/^# //p' Makefile

# Prepares the database (and a demo street, if it is empty) and serves. Stop with Ctrl-C; nothing is lost.
run: .venv/.run-installed $(MODEL)
	@$(BIN)/python -m bot run

# Plays a day with everybody in it and keeps the pictures.
demo: .venv/.dev-installed $(MODEL) browser
	@$(BIN)/python -m bot demo

# The whole suite on every core, a part of it (ARGS) in one process.
test: .venv/.dev-installed $(MODEL) browser
	@$(BIN)/python -m pytest $(or $(ARGS),--numprocesses=auto --dist=worksteal)

# Everything that can be known without running the bot; import-linter is one of the tests. CI runs this and `make test`.
check: .venv/.dev-installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict
	$(BIN)/python -m pytest tests/architecture

# Measures speed and cost against peers, in under three minutes; make bench ARGS=--full takes longer.
bench: .venv/.dev-installed $(MODEL)
	@$(BIN)/python -m bench $(ARGS)

# Every promise of docs/promises.md at its full size, on both databases: kills, faults, any input, a simulated year. Stops
# by itself; make soak ARGS="--minutes 2" sooner, ARGS="--only kills --database postgresql" for a part.
soak: .venv/.dev-installed $(MODEL)
	@$(BIN)/python -m tests.soak $(ARGS)

format: .venv/.dev-installed
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Writes the pages in docs/ that are made from code. tests/architecture fails when they are stale.
docs: .venv/.dev-installed
	@$(BIN)/python -m bot.generate_docs

# Pins everything again, with hashes and without naming a package index. Keeps the pins that still fit;
# for newer ones: make lock ARGS=--upgrade
COMPILE = $(BIN)/uv pip compile --quiet --generate-hashes --no-header --no-emit-index-url --no-emit-find-links
lock: .venv/.dev-installed
	$(COMPILE) $(ARGS) pyproject.toml -o requirements.lock
	$(COMPILE) $(ARGS) pyproject.toml --group dev -o requirements-dev.lock

# A new migration from what changed in models/, against a fresh database: make migration M="why the tables change"
migration: .venv/.dev-installed
	@test -n "$(M)" || { echo 'Say why: make migration M="why the tables change"'; exit 1; }
	@folder=$$(mktemp -d) && export DATABASE_URL="sqlite+aiosqlite:///$$folder/new.sqlite" && \
	$(BIN)/alembic upgrade head && $(BIN)/alembic revision --autogenerate -m "$(M)" && rm -r "$$folder"
	@$(BIN)/ruff format --quiet migrations/versions/*.py && $(BIN)/ruff check --quiet --fix --no-force-exclude migrations/versions

# Caches only: the data in data/ and the packages in .venv stay.
clean:
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache demo-output
	find . -name __pycache__ -type d -not -path './.venv/*' -prune -exec rm -rf {} +

browser:
	@.ci/browser

# Trains the category model anew and prints how good it is.
model: .venv/.dev-installed
	@$(BIN)/python -m bot train-categories --report

$(MODEL): $(wildcard training/categories/*.txt adapters/category_*.py) domain/ngram_model.py | .venv/.run-installed
	@echo "Training the category model (once, and again when its examples change)…"
	@$(BIN)/python -m bot train-categories

# A stamp says what is installed; it is older than a lock file that changed.
.venv/.run-installed: requirements.lock | .venv/bin/pip
	@echo "Installing what the bot needs into .venv (once, and again when requirements.lock changes)…"
	@$(PIP) -r requirements.lock
	@touch $@

.venv/.dev-installed: requirements-dev.lock | .venv/bin/pip
	@echo "Installing what development needs into .venv (once, and again when requirements-dev.lock changes)…"
	@$(PIP) -r requirements-dev.lock
	@touch $@ .venv/.run-installed

.venv/bin/pip:
	@PYTHON="$(PYTHON)" .ci/venv
