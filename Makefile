# `make` lists what there is. Everything sets itself up: tools/setup.sh runs when the pinned packages change.
.DEFAULT_GOAL := help
.PHONY: help run test test-slow fuzz chaos nights check stop clean bench golden migration airflow airflow-stop constraints
.SUFFIXES:
# Our modules are compiled once, not by each of the many processes that tests and runs start.
unexport PYTHONDONTWRITEBYTECODE

BIN := .venv/bin
PARALLEL := -n auto --dist loadfile --no-loadscope-reorder
REMOVE := from etl.postgres import server; from etl.settings import load_settings; server.remove(load_settings())
SETUP := tools/setup.sh pyproject.toml constraints.txt

help: ## List the targets
	@awk -F ': .*## ' '/^[a-z%-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: .venv/core ## Load the sample documents of seeds/ into the embedded PostgreSQL and show the result
	@$(BIN)/khabar run seeds
	@$(BIN)/khabar queries

test: .venv/all ## Run all tests except the slow ones, or those in TESTS="tests/load tests/sql"
	@$(BIN)/python -m pytest $(PARALLEL) $(TESTS)

test-slow: .venv/all ## Run the slow tests
	@$(BIN)/python -m pytest -m slow

fuzz: .venv/fuzz ## Look for bytes that break a parser, guided by coverage: `make fuzz SECONDS=3600 TARGETS="text html"`
	@$(BIN)/python tests/fuzz/run.py --seconds $(or $(SECONDS),60) $(TARGETS)

chaos: .venv/all ## Test every fault of tests/chaos and write the results to docs/reliability.md (SECONDS=900 SEED=1 FAULT=kill)
	@$(BIN)/python -m pytest -s -m slow tests/chaos/test_faults.py --chaos-seconds=$(or $(SECONDS),900) \
		$(if $(SEED),--chaos-seed=$(SEED)) --chaos-fault="$(FAULT)" \
		--chaos-table="make chaos$(if $(SECONDS), SECONDS=$(SECONDS))$(if $(FAULT), FAULT='$(FAULT)')"

mutants: .venv/all ## Change the code in small ways and check that its tests fail: `make mutants AREAS="ingest load" COUNT=100`
	@$(BIN)/python tests/mutation/run.py $(or $(AREAS),ingest decoding load stages) --count $(or $(COUNT),100)

nights: .venv/all ## Load thirty nights one after the other and write the cost of each to docs/reliability.md
	@$(BIN)/python -m pytest -s -m slow tests/chaos/test_thirty_nights.py --chaos-table="make nights"

check: .venv/all ## Check style, format, types and SQL without running the code
	@$(BIN)/python -m ruff check .
	@$(BIN)/python -m ruff format --check .
	@$(BIN)/python -m mypy
	@$(BIN)/python -m sqlfluff lint sql

airflow: .venv/airflow ## Start Airflow, run the nightly DAG on seeds/, print its address and password
	@$(BIN)/khabar airflow up

airflow-stop: ## Stop Airflow and all its processes
	@if [ -x $(BIN)/khabar ]; then $(BIN)/khabar airflow down; fi

bench: .venv/core ## Run every benchmark; `make bench-NAME` runs one of bench/figures or bench/speed, bench-parse prints all of parsing
	@for file in $(filter-out %_reader.py,$(wildcard bench/figures/*.py bench/speed/*.py)); do \
		grep -q '^if __name__' $$file || continue; \
		echo "== $$file"; $(BIN)/python -m "$$(echo "$${file%.py}" | tr / .)" || exit 1; done

bench-parse: .venv/core
	@$(BIN)/python -m bench.table

bench-%: .venv/core
	@$(BIN)/python -m $(subst /,.,$(basename $(wildcard bench/figures/$*.py bench/speed/$*.py)))


migration: .venv/all ## Write the migration of a change of etl/database/tables: `make migration NAME="Edition of an article"`
	@$(BIN)/python -m tools.write_migration "$(NAME)"

golden: .venv/all ## Rewrite what tests compare with: golden articles, outputs, tables and the picture in README and docs/
	@$(BIN)/python -m pytest --rewrite-golden

stop: airflow-stop ## Stop the embedded PostgreSQL and Airflow; the data stays
	@if [ -x $(BIN)/khabar ]; then $(BIN)/khabar db down; fi

clean: airflow-stop ## Stop everything and delete the data, .venv and all caches
	@if $(BIN)/python -c "import etl.postgres.server" 2>/dev/null; then $(BIN)/python -c "$(REMOVE)"; fi
	rm -rf .venv .cache .khabar .pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

constraints: ## Pin the newest packages that pyproject.toml allows, with their hashes
	@tools/setup.sh uv
	@$(BIN)/python -m uv pip compile --upgrade --universal --generate-hashes --python-version 3.11 --all-extras \
		--group dev --group build --group fuzz --no-emit-index-url --custom-compile-command "make constraints" \
		--output-file constraints.txt pyproject.toml

.venv/core .venv/airflow .venv/all .venv/fuzz: $(SETUP)
	@tools/setup.sh $(@F)
