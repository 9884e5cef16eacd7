# Two commands set everything up on a fresh machine: `make run` and `make test`.
PY := .venv/bin/python
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# Thousands of short-lived databases: in memory where 8 GB are free there
# (a 0 is put behind the megabytes, so that no answer counts as none).
SCRATCH = $(shell [ "$$(df -Pm /dev/shm 2>/dev/null | awk 'NR==2 {print $$4}')0" -ge 80000 ] && echo /dev/shm || echo $${TMPDIR:-/tmp})

help:            ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## */\t/' | expand -t 14

setup: .venv/.run-ready  ## everything `make run` needs (safe to repeat)

.venv/bin/python:
	python3 -m venv .venv

.venv/.run-ready: requirements-practice.txt | .venv/bin/python
	.venv/bin/pip install --quiet --require-hashes -r requirements-practice.txt
	@touch $@

.venv/.test-ready: requirements-dev.txt | .venv/bin/python
	.venv/bin/pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@ .venv/.run-ready

browser:         ## Chromium for the browser tests, from Debian, when it is missing
	@.ci/browser

JUDGE := tests/practice_line/node
$(JUDGE)/node_modules/.package-lock.json: $(JUDGE)/package-lock.json
	npm ci --prefix $(JUDGE) --ignore-scripts --no-audit --no-fund
	@touch $@

judges: $(JUDGE)/node_modules/.package-lock.json  ## the carrier's library for Node, which judges our signatures

run: setup       ## bring up the line on this machine, place a practice call, stay until Ctrl-C
	@$(PY) -m helpline run

check: .venv/.test-ready  ## lint, types, contracts
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports

test: check browser judges  ## everything, as CI runs it
	node --test tests/console_js/*.test.js
	TMPDIR=$(SCRATCH) $(PY) -m pytest --numprocesses 2 --dist loadfile

fuzz: .venv/.test-ready  ## the JSON API under many more generated requests, for every role
	FUZZ=500 $(PY) -m pytest -q tests/helpline/console/test_fuzzed_api.py

kills: .venv/.test-ready  ## 20 runs of 1,000 calls and 1,000 lives of the jobs process, all killed; two hours
	$(PY) -m tests.history
	$(PY) -m tests.history.rota

mutants: .venv/.test-ready  ## plant faults in what guards keys, access and exports; ten minutes
	@$(PY) -m tests.mutants

look: .venv/.test-ready  ## the yearly reports as LibreOffice and a PDF reader show them, as pictures
	@.ci/look

bench: .venv/.test-ready  ## every figure we promise, one JSON object a line
	@$(PY) -m tests.bench

migrate: setup   ## bring the database's tables up to date
	@$(PY) -m helpline migrate

lock: .venv/.test-ready  ## write requirements*.txt anew from the names in pyproject.toml
	@.ci/lock

.PHONY: help setup browser judges run check test fuzz kills mutants look bench migrate lock
