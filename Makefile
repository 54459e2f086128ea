# Two commands for everyone: `make run` and `make test`. Each installs what it needs, once.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: run test check bench torture monkey snapshots picture clean

run: $(READY)
	@$(BIN)/telestage

test: $(READY)
	$(BIN)/pytest -n auto

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(READY)
	$(BIN)/python -m benchmarks

torture: $(READY)
	$(BIN)/pytest -n auto -m torture

monkey: $(READY)
	$(BIN)/pytest -n auto -m monkey

picture: $(READY)
	$(BIN)/python docs/picture.py

snapshots: $(READY)
	$(BIN)/pytest -n auto tests/screens --snapshot-update

# constraints.txt holds the exact versions that were tested; pyproject.toml what an installation accepts.
$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed (PYTHON=python3.12 make run)."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
