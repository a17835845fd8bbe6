# PolicyGraph. `make graph` builds output/ from source_docs/; `make help` lists the rest.

PYTHON ?= python3
SOURCES ?= source_docs
OUTPUT ?= output
WORKERS ?=
FORMATS ?=
OPTIONS ?=
VENV ?= .venv
BENCH_DOCUMENTS ?= ../shared/docs
BENCH_PATHS ?= $(or $(wildcard $(addprefix $(BENCH_DOCUMENTS)/,mongolia-2012.pdf fra-ai-2018.pdf skn-food-2012.pdf) \
	$(BENCH_DOCUMENTS)),$(SOURCES))
BENCH_BASELINE ?= $(wildcard ../shared/bench/tutorial_pipeline.py)
BENCH_TUNED ?= $(wildcard ../shared/bench/tuned_pipeline.py)
PROFILED ?= $(firstword $(wildcard $(BENCH_PATHS)))

PY := $(VENV)/bin/python
RUN_OPTIONS := --sources '$(SOURCES)' --output '$(OUTPUT)' $(if $(WORKERS),--workers $(WORKERS)) $(if $(FORMATS),--formats '$(FORMATS)') $(OPTIONS)
PIP := $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes

.DEFAULT_GOAL := graph
.PHONY: bench-growth profile graph extract transform load status formats test check eval bench bench-extract sample lock clean help
.PHONY: certify consumers bench-formats

graph: $(VENV)/run.stamp ## build the graph of SOURCES in OUTPUT (set up on first use)
	@$(PY) -m pipeline run $(RUN_OPTIONS)

extract transform load status certify: $(VENV)/run.stamp ## do one stage, say what is fresh, or try the tools
	@$(PY) -m pipeline $@ $(RUN_OPTIONS)

consumers: $(VENV)/dev.stamp .node/stamp ## get the tools from PyPI and npm that `certify` opens the files with

formats: $(VENV)/formats.stamp ## get the libraries of the formats that need one (Parquet)

test: $(VENV)/dev.stamp ## run the tests
	$(PY) -m pytest

check: $(VENV)/dev.stamp ## check style, types and imports between the folders
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports --no-cache

eval: $(VENV)/run.stamp ## score the program on the labelled texts in tests/eval
	@$(PY) -m tests.eval $(LABELLED)

bench: $(VENV)/run.stamp ## time runs over BENCH_PATHS, documents and folders, beside BENCH_BASELINE, BENCH_TUNED
	@$(PY) -m tests.bench $(BENCH_PATHS) $(if $(BENCH_BASELINE),--baseline $(BENCH_BASELINE)) \
		$(if $(BENCH_TUNED),--tuned $(BENCH_TUNED)) $(OPTIONS)

profile: $(VENV)/run.stamp ## show where the time goes for one document, PROFILED
	@$(PY) -m tests.profile_run '$(PROFILED)' $(OPTIONS)

bench-growth: $(VENV)/dev.stamp ## time and memory against numbers of documents and pages (takes long)
	@$(PY) -m tests.scale $(OPTIONS)

bench-extract: $(VENV)/dev.stamp ## score and time extract on the PDFs of BENCH_DOCS (default: ../shared/docs)
	@$(PY) -m tests.extract_truth $(or $(BENCH_DOCS),../shared/docs) $(NAMES)
	@$(PY) -m tests.extract_truth.speed $(or $(BENCH_DOCS),../shared/docs) $(NAMES)

.PHONY: bench-page screenshots axe
bench-page: $(VENV)/dev.stamp ## time the page in a browser, beside pyvis's own
	@$(PY) -m tests.browser.bench $(OPTIONS)

screenshots: $(VENV)/dev.stamp ## draw docs/graph.png, and output/screenshots of SHOTS (a folder of documents) too
	@$(PY) -m tests.browser.screenshots $(if $(SHOTS),--sources '$(SHOTS)') $(OPTIONS)

axe: ## fetch the accessibility checker that the browser tests use (needs npm)
	npm install --silent --no-save --prefix $(VENV)/axe axe-core@4.14.1

bench-formats: $(VENV)/dev.stamp ## time and memory of writing a graph of 100,000 nodes in every format
	@$(PY) -m tests.bench_formats --networkx $(OPTIONS)

sample: $(VENV)/dev.stamp ## make the sample PDF again from its text
	@$(PY) -m source_docs.make_sample

lock: ## resolve the dependencies of pyproject.toml into the three lock files (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --upgrade \
		pyproject.toml -o requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--constraint requirements.lock --group dev pyproject.toml -o requirements-dev.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--constraint requirements-dev.lock --group formats -o requirements-formats.lock

clean: ## remove what runs have made (not the documents)
	rm -rf '$(OUTPUT)/extract' '$(OUTPUT)/transform' '$(OUTPUT)/view' '$(OUTPUT)'/graph.* '$(OUTPUT)/certificate.json' \
		'$(OUTPUT)/issues.jsonl' '$(OUTPUT)/run.json' '$(OUTPUT)/ocr' '$(OUTPUT)/pictures.msgpack'

help: ## list the targets
	@grep -hE '^[a-z -]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 28

$(VENV)/run.stamp: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit("PolicyGraph needs Python 3.11 or newer; try: make graph PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	@echo "Setting up $(VENV) (once) …" >&2
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@$(PIP) -r requirements.lock
	@touch $@

.node/stamp: load/consumers/scripts/package.json load/consumers/scripts/package-lock.json
	@mkdir -p .node
	@cp load/consumers/scripts/package.json load/consumers/scripts/package-lock.json .node/
	@cd .node && npm ci --silent --no-fund --no-audit
	@touch $@

$(VENV)/formats.stamp: requirements-formats.lock $(VENV)/run.stamp
	@$(PIP) -r requirements-formats.lock
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock $(VENV)/run.stamp
	@$(PIP) -r requirements-dev.lock
	@touch $@
