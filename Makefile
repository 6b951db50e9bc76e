.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
RUN := $(BIN)/python

help: ## print this
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  make %-13s %s\n", $$1, $$2}'

demo: $(BIN)/.made ## the whole main job over HTTP, step by step, then stop (KEEP=1 leaves the suite running)
	@$(RUN) -m demo

run: $(BIN)/.made ## the suite in one process, on embedded PostgreSQL, until Ctrl-C
	@GREENLIGHT_LOG_FORMAT=$${GREENLIGHT_LOG_FORMAT:-console} $(RUN) -m services run

run-kafka: $(BIN)/.made kafka-tools ## one process per service and the gateway, on a real Kafka broker
	@$(RUN) -m deploy.processes

kafka: $(BIN)/.made kafka-tools ## a Kafka broker on loopback, until Ctrl-C
	@$(RUN) -m deploy.kafka.broker run

test: $(BIN)/.made ## everything that needs only Python
	@$(RUN) -m pytest -m "not kafka and not crash and not faults and not contract" -n $${WORKERS:-2} --dist loadgroup -q

test-kafka: $(BIN)/.made kafka-tools ## the event, end-to-end and crash tests, on a real Kafka broker
	@$(RUN) -m pytest -m "(kafka or crash) and not faults" -n $${WORKERS:-2} --dist loadgroup -q

test-faults: $(BIN)/.made ## every crash point of the money path
	@$(RUN) -m pytest -m "faults and not kafka" -q

test-contract: $(BIN)/.made ## every operation under schemathesis, as a brand, a creator and the staff (CONTRACT_EXAMPLES=1000)
	@$(RUN) -m pytest -m contract -q

check: $(BIN)/.made ## format, lint, types, import rules, contracts current
	@$(BIN)/ruff format --check -q .
	@$(BIN)/ruff check -q .
	@$(BIN)/basedpyright --level error
	@$(BIN)/lint-imports --no-cache
	@rm -rf .data/contracts && mkdir -p .data/contracts && $(RUN) -m services openapi --directory .data/contracts
	@diff -r -q openapi .data/contracts || { echo "openapi/ is not current: make openapi"; exit 1; }
	@$(RUN) -m docs.diagrams --check
	@echo "check: all good"

format: $(BIN)/.made ## write the format, and what lint can mend
	@$(BIN)/ruff format -q . && $(BIN)/ruff check -q --fix .

bench: $(BIN)/.made ## the figures, into .bench/latest.json
	@$(RUN) -m tests.benchmarks

openapi: $(BIN)/.made ## write the contracts and the state diagrams
	@$(RUN) -m services openapi
	@$(RUN) -m docs.diagrams

lock: $(BIN)/.made ## write requirements.lock anew
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --group dev pyproject.toml -o requirements.lock

clean: ## remove what was made
	rm -rf .venv .data .bench .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

kafka-tools:
	@command -v java >/dev/null && command -v mvn >/dev/null || { echo "the -kafka targets need Java 17 and Maven (java, mvn)"; exit 1; }

$(BIN)/.made: requirements.lock
	@echo "setting up .venv"
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is %d.%d" % sys.version_info[:2]) if sys.version_info < (3, 11) else None'
	@$(PYTHON) -m venv .venv
	@$(RUN) -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

.PHONY: help demo run run-kafka kafka test test-kafka test-faults test-contract check format bench openapi lock clean kafka-tools
