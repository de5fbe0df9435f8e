# What a person can remember: make install, demo, test, check, fix, bench, fuzz, docs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: install demo test check fix bench bench-peers fuzz docs lock audit clean

install: $(BIN)/musnad

$(BIN)/musnad: pyproject.toml requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint requirements.lock --editable '.[dev]'
	sh musnad/web/assets/install.sh
	touch $@

check: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m musnad.lexicon.check
	$(BIN)/pytest tests/test_architecture.py tests/test_tables.py tests/test_examples.py

fix: install
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/python -m musnad.lexicon.check --fix
	$(BIN)/python docs/build.py

test: check
	tests/prepare.sh
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -r tests/without-deps.txt
	$(BIN)/pytest -n auto

demo: install
	@rm -rf out && mkdir out
	@$(BIN)/musnad add --ledger out/coalition.ledger examples/coalition
	@$(BIN)/musnad dossier --ledger out/coalition.ledger --story stories/coalition-in-iraq.toml --on 2024-09-10 --out out/coalition.html
	@$(BIN)/musnad verify --ledger out/coalition.ledger
	@echo "Read it in a browser: $(BIN)/musnad serve --ledger out/coalition.ledger --story stories/coalition-in-iraq.toml"

bench: install
	$(BIN)/python benchmarks/speed.py --growth --hostile --write docs/reference/speed.md
	@[ ! -d ../shared/gold ] || $(BIN)/python benchmarks/error_rates.py --write docs/reference/error-rates.md

fuzz: install
	cd tests && ../$(BIN)/python -m fuzzing --minutes $(or $(MINUTES),60)

lock: install
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --upgrade --all-extras --universal --no-emit-index-url --no-header pyproject.toml -o requirements.lock

audit: install
	$(BIN)/python -m pip install --quiet pip-audit
	$(BIN)/pip-audit --requirement requirements.lock --no-deps --disable-pip

docs: fix
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

bench-peers: install
	$(PYTHON) -m venv .venv-peers
	.venv-peers/bin/python -m pip install --quiet --disable-pip-version-check mahad dateparser emoji
	.venv-peers/bin/python -m pip install --quiet --disable-pip-version-check --no-deps camel-tools
	$(BIN)/python benchmarks/peers.py --with .venv-peers/bin/python --write docs/reference/peers.md

clean:
	rm -rf $(VENV) .venv-peers out build dist .mypy_cache .ruff_cache .pytest_cache
