.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
RUN := $(BIN)/python
PIP = $(RUN) -m pip install -q --disable-pip-version-check --require-hashes

# Where this is set, every process that starts compiles the suite anew: a second of the four or five that it takes.
unexport PYTHONDONTWRITEBYTECODE

# Where Node is missing, what needs it is left out with a line that says so; on CI that is an error.
NODE := $(if $(shell command -v npm 2>/dev/null),node_modules/.made)
WITHOUT_NODE = echo "$@: needs Node 20 (node, npm), which is not here"; test -z "$$CI"

PYTHON_CLIENT := openapi/clients/python/greenlight_client
TYPESCRIPT_CLIENT := openapi/clients/typescript/schema.d.ts
write-python-client = rm -rf $(1) && mkdir -p $(dir $(1)) && PATH="$(CURDIR)/$(BIN):$$PATH" openapi-python-client generate \
	--path openapi/public.json --config openapi/clients/python.yaml --meta none --fail-on-warning --output-path $(1) >/dev/null
write-typescript-client = node_modules/.bin/openapi-typescript openapi/public.json \
	--default-non-nullable=false --output $(1) >/dev/null

help: ## print this
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  make %-16s %s\n", $$1, $$2}'

demo: $(BIN)/.made ## the whole main job over HTTP, step by step, then stop (KEEP=1 leaves the suite running)
	@$(RUN) -m demo

run: $(BIN)/.made ## the suite in one process, on embedded PostgreSQL, until Ctrl-C; the first time it makes 2,000 creators
	@GREENLIGHT_LOG_FORMAT=$${GREENLIGHT_LOG_FORMAT:-console} GREENLIGHT_SMALL_MARKET=$${GREENLIGHT_SMALL_MARKET:-2000} exec $(RUN) -m services run

run-kafka: $(BIN)/.made kafka-tools ## one process per service and the gateway, on a real Kafka broker
	@exec $(RUN) -m deploy.processes

kafka: $(BIN)/.made kafka-tools ## a Kafka broker on loopback, until Ctrl-C
	@exec $(RUN) -m deploy.kafka.broker run

test: $(BIN)/.made ## everything that needs only Python
	@$(RUN) -m pytest -m "not kafka and not crash and not faults and not contract and not security and not clients and not browser and not quiet" -n $${WORKERS:-2} --dist loadgroup -q

test-quiet: $(BIN)/.made ## what judges how busy the machine is, which must have nothing else to do
	@$(RUN) -m pytest -m quiet -q tests/gateway

test-browser: $(BIN)/.made ## the reference in a real browser (CHROMIUM=where it is)
	@command -v $${CHROMIUM:-chromium} >/dev/null || { echo "test-browser needs chromium (apt-get install chromium, or CHROMIUM=...)"; exit 1; }
	@$(RUN) -m pytest -m browser -q tests/browser

# In the order in which they stand: by their number of tests, as is usual, the longest groups would come last, one after the other.
test-kafka: $(BIN)/.made kafka-tools ## the event, end-to-end and crash tests, on a real Kafka broker
	@$(RUN) -m pytest -m "(kafka or crash) and not faults" -n $${WORKERS:-2} --dist loadgroup --no-loadscope-reorder -q

test-faults: $(BIN)/.made ## every crash point of the money path
	@$(RUN) -m pytest -m "faults and not kafka" -q

test-clients: $(BIN)/.made $(NODE) ## the main job, performed with the Python and the TypeScript client
ifeq ($(NODE),)
	@$(WITHOUT_NODE)
	@$(RUN) -m pytest -m clients -q tests/clients/test_python.py
else
	@$(RUN) -m pytest -m clients -q tests/clients
endif

test-security: $(BIN)/.made ## who may do what: every operation by everybody, every field that is not the caller's, every revocation
	@$(RUN) -m pytest -m security -n $${WORKERS:-2} -q tests/security

test-contract: $(BIN)/.made ## every operation under schemathesis, as a brand, a creator and the staff (CONTRACT_EXAMPLES=1000)
	@$(RUN) -m pytest -m contract -q

check: $(BIN)/.made ## format, lint, types, import rules, contracts current and kept
	@$(BIN)/ruff format --check -q .
	@$(BIN)/ruff check -q .
	@$(BIN)/basedpyright --level error
	@$(BIN)/lint-imports --no-cache
	@rm -rf .data/contracts && mkdir -p .data/contracts && $(RUN) -m services openapi --directory .data/contracts
	@diff -r -q -x clients -x released openapi .data/contracts || { echo "openapi/ is not current: make openapi"; exit 1; }
	@$(call write-python-client,.data/clients/python/greenlight_client)
	@diff -r -q -x __pycache__ $(PYTHON_CLIENT) .data/clients/python/greenlight_client || { echo "the Python client is not current: make clients"; exit 1; }
	@$(RUN) -m contracts
	@$(RUN) -m docs.diagrams --check
	@echo "check: all good"

lint-contract: $(BIN)/.made $(NODE) ## the contracts under redocly, the TypeScript client current
ifeq ($(NODE),)
	@$(WITHOUT_NODE)
else
	@mkdir -p .data/clients
	@REDOCLY_SUPPRESS_UPDATE_NOTICE=true node_modules/.bin/redocly lint openapi/public.json openapi/asyncapi.json >.data/clients/lint 2>&1 \
		|| { cat .data/clients/lint; exit 1; }
	@$(call write-typescript-client,.data/clients/schema.d.ts)
	@cmp -s $(TYPESCRIPT_CLIENT) .data/clients/schema.d.ts || { echo "the TypeScript client is not current: make clients"; exit 1; }
	@echo "lint-contract: all good"
endif

format: $(BIN)/.made ## write the format, and what lint can mend
	@$(BIN)/ruff format -q . && $(BIN)/ruff check -q --fix .

bench: $(BIN)/.made ## the figures, into .bench/latest.json
	@$(RUN) -m tests.benchmarks

openapi: $(BIN)/.made ## write the contracts, their clients and the state diagrams
	@$(RUN) -m services openapi
	@$(RUN) -m docs.diagrams
	@$(MAKE) --no-print-directory clients

clients: $(BIN)/.made $(NODE) ## write the Python and the TypeScript client of openapi/public.json
	@$(call write-python-client,$(PYTHON_CLIENT))
ifeq ($(NODE),)
	@$(WITHOUT_NODE)
else
	@$(call write-typescript-client,$(TYPESCRIPT_CLIENT))
endif

release-contract: $(BIN)/.made ## make the contracts as they are the ones that changes must not break
	@$(RUN) -m contracts release

lock: $(BIN)/.made ## write requirements.lock anew
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --group dev pyproject.toml -o requirements.lock

clean: ## remove what was made
	rm -rf .venv node_modules .data .bench .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

kafka-tools:
	@command -v java >/dev/null && command -v mvn >/dev/null || { echo "the -kafka targets need Java 17 and Maven (java, mvn)"; exit 1; }

node_modules/.made: package.json package-lock.json
	@echo "setting up node_modules"
	@npm ci --silent
	@touch $@

# uv takes seconds for what takes pip most of a minute; pip does it where uv may not, as behind an index that only pip is told of.
$(BIN)/.made: requirements.lock
	@echo "setting up .venv"
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is %d.%d" % sys.version_info[:2]) if sys.version_info < (3, 11) else None'
	@$(PYTHON) -m venv .venv
	@sed -n '/^uv==/,/[^\\]$$/p' requirements.lock > .venv/uv.lock
	@$(PIP) -r .venv/uv.lock
	@$(BIN)/uv pip install -q --system-certs --python $(RUN) --require-hashes -r requirements.lock 2>.venv/uv.log || $(PIP) -r requirements.lock
	@touch $@

.PHONY: help demo run run-kafka kafka test test-quiet test-kafka test-security test-browser test-faults test-clients test-contract check lint-contract format bench openapi clients \
	release-contract lock clean kafka-tools
