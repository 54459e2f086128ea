# Two commands for everyone: `make run` and `make test`. Each installs what it needs, once:
# `run` what the program needs, the others the tests and checks too (tools/prepare.py).
PYTHON ?= python3
BIN := .venv/bin
# Each worker and each program of the tests would compile the whole package again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: prepared run test check bench torture monkey dist pythons snapshots picture clean

run:
	@$(PYTHON) tools/prepare.py run
	@$(BIN)/telestage

# constraints.txt holds the exact versions that were tested; pyproject.toml what an installation accepts.
prepared:
	@$(PYTHON) tools/prepare.py dev

test: prepared
	$(BIN)/pytest -n auto

check: prepared
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: prepared
	$(BIN)/python -m benchmarks

# 10,000 programs killed, 5,000 bytes flipped, four programs of 250 changes at once; an hour or less.
# Then ten times the examples that `make test` draws, where a test does not say how many.
torture: prepared
	$(BIN)/pytest -n auto -m torture
	$(BIN)/pytest -n auto -m 'hypothesis and not torture' --hypothesis-profile=thorough

# 20,000 seeded keys, pastes and sizes of the terminal over the demo.
monkey: prepared
	$(BIN)/pytest -n auto -m monkey

# What is given to others, in dist/: the wheel, telestage.pyz, a folder that needs no Python; then
# each is installed and run in an empty environment.
dist:
	@$(PYTHON) tools/prepare.py dist
	$(BIN)/python tools/dist.py
	TELESTAGE_DIST=dist $(BIN)/pytest -m dist

# A few commands and tests under each Python of this machine that telestage says it runs on.
pythons: prepared
	$(BIN)/pytest -m pythons

picture: prepared
	$(BIN)/python docs/picture.py

snapshots: prepared
	$(BIN)/pytest -n auto tests/screens --snapshot-update

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
