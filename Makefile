# FitHub's commands; `make help` lists them. The only thing a machine must have is Python 3.13 (and make).

SHELL := /bin/sh
.DEFAULT_GOAL := help
.SUFFIXES:

BIN := .venv/bin
PYTHON := $(BIN)/python
export PATH := $(CURDIR)/$(BIN):$(PATH)
export PYTHONPATH := $(CURDIR)

# Tools that only load the settings want a database's address and never use it.
NO_DATABASE := DATABASE_URL=postgresql://nobody@127.0.0.1:1/none
# Whole files at a time, in as many processes as there are cores, each with services of its own (tests/conftest.py).
SIDE_BY_SIDE := -n logical --maxprocesses 4 --dist loadfile --no-loadscope-reorder
COMPILE := $(BIN)/uv pip compile --universal --generate-hashes --no-header -p 3.13 -q pyproject.toml

.PHONY: help
help: ## List these commands
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: install ## Start everything (database, queue, page, web, worker, beat) and say where
	@exec $(PYTHON) -m infra.local.run

.PHONY: test
test: install-dev lint security lint-infra typecheck check web-check ## Install what it needs, then every check and every test
	@$(PYTHON) -m pytest $(SIDE_BY_SIDE) $(PYTEST)

.PHONY: install
install: ## Install what `make run` needs into .venv
	@infra/local/bootstrap.sh requirements.lock

.PHONY: install-dev
install-dev: ## Install what `make test` needs into .venv
	@infra/local/bootstrap.sh requirements-dev.lock

.PHONY: lint
lint: install-dev ## ruff, format, import contracts
	@echo "• ruff" && ruff check --quiet .
	@echo "• format" && ruff format --quiet --check . || { echo "run: make format" >&2; exit 1; }
	@echo "• import contracts" && lint-imports --no-cache >.venv/lint-imports.log 2>&1 || { cat .venv/lint-imports.log; exit 1; }

.PHONY: security
security: install-dev ## bandit over the code, zizmor over the workflows
	@echo "• bandit" && bandit --quiet --severity-level medium --configfile pyproject.toml --recursive fithub api agents tools prompts infra
	@echo "• zizmor" && zizmor --quiet --offline --no-progress .github/

.PHONY: lint-infra
lint-infra: install-dev ## Dockerfile, compose, workflows, shell scripts
	@echo "• shell" && shellcheck .ci/run infra/local/*.sh infra/compose/*.sh
	@echo "• Dockerfile" && hadolint Dockerfile
	@echo "• compose" && check-jsonschema --quiet --builtin-schema vendor.compose-spec compose.yaml
	@echo "• workflows" && check-jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml
	@check-jsonschema --quiet --builtin-schema vendor.dependabot .github/dependabot.yml
	@check-jsonschema --quiet --builtin-schema vendor.github-issue-forms .github/ISSUE_TEMPLATE/bug.yml .github/ISSUE_TEMPLATE/wish.yml
	@actionlint

.PHONY: typecheck
typecheck: install-dev ## mypy, strict
	@echo "• mypy" && $(NO_DATABASE) mypy --no-error-summary

.PHONY: format
format: install-dev ## Put the Python into shape
	@ruff check --quiet --fix-only .
	@ruff format .

.PHONY: check
check: install-dev ## Migrations match the models, and the OpenAPI document matches the API
	@echo "• migrations" && $(PYTHON) -m infra.local.borrow $(PYTHON) manage.py makemigrations --check --dry-run
	@echo "• OpenAPI document" && $(NO_DATABASE) $(PYTHON) manage.py export_openapi --check

.PHONY: openapi
openapi: install ## Write the OpenAPI document and the page's types from it
	@$(NO_DATABASE) $(PYTHON) manage.py export_openapi
	@cd web && { [ -d node_modules ] || npm ci --no-audit --no-fund; } && npm run --silent gen

.PHONY: web
web: install ## Build the page if its sources changed
	@$(PYTHON) -m infra.local.page

.PHONY: web-check
web-check: install-dev ## Type-check, lint, test and build the page
	@$(PYTHON) -m infra.local.page --check

.PHONY: e2e
e2e: install-dev web ## The tests that drive the page in headless Chromium
	@$(PYTHON) -m pytest -m e2e $(PYTEST)

.PHONY: bench
bench: install-dev web ## Measure speed, memory and time to ready
	@for name in startup rest search estimate chat; do \
		echo "• $$name" && $(PYTHON) -m tests.benchmarks.$$name || exit 1; done

.PHONY: chaos
chaos: install-dev ## 5,000 jobs, conversations, exports and 10,000 summaries while what they need is killed
	@$(PYTHON) -m tests.chaos
	@$(PYTHON) -m tests.chaos.turns
	@$(PYTHON) -m tests.chaos.exports
	@$(PYTHON) -m tests.chaos.summaries

.PHONY: simulate
simulate: install-dev ## Live a year of 200 simulated people, and measure the weight trend and the expenditure
	@$(PYTHON) -m tests.simulation.score

.PHONY: evals
evals: install-dev ## Have the agent live its evaluation cases, four times each, and print how many pass
	@$(PYTHON) -m tests.evals

.PHONY: intents
intents: install-dev ## Learn anew from agents/offline/intents/utterances what messages are like
	@$(PYTHON) -m agents.offline.intents.training

.PHONY: signs
signs: install-dev ## Learn anew from agents/care/signs/utterances what is answered with care
	@$(PYTHON) -m agents.care.signs.training

.PHONY: record
record: install-dev ## Record the tests' conversations with a provider anew: with OPENAI_API_KEY from it, else from our scripted server
	@FITHUB_RECORD=1 FITHUB_RECORD_KEY="$$OPENAI_API_KEY" FITHUB_RECORD_URL="$$OPENAI_BASE_URL" \
		FITHUB_RECORD_MODEL="$$FITHUB_MODEL" $(PYTHON) -m pytest -q tests/agents/test_cassettes.py

.PHONY: seed-data
seed-data: install-dev ## Build the food catalogue's seed file anew from its sources
	@$(PYTHON) -m infra.seed

.PHONY: lock
lock: install ## Renew the lock files from pyproject.toml
	@$(COMPILE) --group local -o requirements.lock
	@$(COMPILE) -c requirements.lock -o requirements-image.lock
	@$(COMPILE) --group local --group dev -c requirements.lock -o requirements-dev.lock

.PHONY: clean
clean: ## Remove .venv and everything built; the data in .data stays
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache web/node_modules web/dist
