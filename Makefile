# Samverkan. `make help` lists what there is; every target ends with an exit code that is true.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# How many seeds to simulate, with how many steps each, times to kill the broker, concerns to hide
# words in, inputs to try on the parsers, directories to draw.
SEEDS ?= 1000
STEPS ?= 10000
KILLS ?= 100
CONCERNS ?= 10000
INPUTS ?= 100000
DRAWN ?= 100000
# Long runs are worth the slower build: CONFIGURATION=release.
CONFIGURATION ?= debug
# Given to the quickstart, as in `make run ARGS=--once`.
ARGS ?=

swift_files := Sources Tests Package.swift
documented := $(filter-out EmbedProtocols,$(sort $(shell find Sources -name '*.swift' | cut -d/ -f2)))
build := swift build --configuration $(CONFIGURATION)
binary = "$$($(build) --show-bin-path)/samverkan"
docc = "$$(command -v docc || echo "$$(dirname "$$(readlink -f "$$(command -v swift)")")/docc")"
logs := .build/logs

# What failed, once more and last: in a long log nobody finds it.
failures = printf '\nWhat failed:\n'; grep -A 3 '✘' $(logs)/$(1).log || tail -20 $(logs)/$(1).log

# Runs the Swift tests of one target, and fails when that names none.
define swift_tests
mkdir -p $(logs)
swift test --configuration $(CONFIGURATION) --disable-xctest --filter '^$(1)\.' 2>&1 \
  | tee $(logs)/$(1).log || { $(call failures,$(1)); exit 1; }
grep -q 'Test run with [1-9]' $(logs)/$(1).log || { echo "no test in $(1) ran" >&2; exit 1; }
endef

.PHONY: help
help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' \
	  | while IFS=$$'\t' read -r name text; do printf '  make %-10s %s\n' "$$name" "$$text"; done

# A debug build, though the broker is slower by it: it is ready sooner, and `make test` builds on it.
.PHONY: run
run: ## Build the broker, start it with example agencies; four send a concern
	@deploy/setup.sh
	@$(build) --product samverkan
	@exec $(binary) quickstart $(ARGS)

.PHONY: build
build: ## Build everything, tests included
	@deploy/setup.sh
	@$(build) --build-tests

# In a folder of its own: what is built for a program without a shared runtime fits no other build.
.PHONY: release
release: ## Build the program as one file, for machines without Swift
	@deploy/setup.sh
	@swift build --scratch-path .build/static --configuration release --product samverkan \
	  --static-swift-stdlib
	@echo "The program: .build/static/release/samverkan"

.PHONY: test
test: ## Run every test: Swift, then Python against the real broker
	@deploy/setup.sh --python
	@$(MAKE) test-swift
	@$(MAKE) test-python
	@echo
	@grep -h 'Test run with' $(logs)/swift.log | tail -1 | sed 's/^[^T]*/Swift:  /'
	@tail -1 $(logs)/python.log | sed 's/^/Python: /'

.PHONY: test-swift
test-swift:
	@mkdir -p $(logs)
	@$(build) --build-tests
	@swift test --configuration $(CONFIGURATION) --skip-build --disable-xctest 2>&1 \
	  | tee $(logs)/swift.log || { $(call failures,swift); exit 1; }

.PHONY: test-python
test-python: .venv/ready
	@mkdir -p $(logs)
	@test -x $(binary) || { echo "there is no broker at" $(binary)": run make build" >&2; exit 1; }
	@SAMVERKAN_BIN=$(binary) .venv/bin/python -m pytest -q -ra -p no:cacheprovider Tests/Interop \
	  2>&1 | tee $(logs)/python.log

.venv/ready: Tests/Interop/requirements.txt
	@python3 -m venv .venv
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@

.PHONY: check
check: ## What a change must pass: lint, build, tests, documentation, a run of the real broker
	@$(MAKE) lint
	@$(MAKE) test
	@$(MAKE) docs
	@$(MAKE) smoke
	@echo "check: passed"

.PHONY: lint
lint: ## Check the layout of every Swift file
	@swift format lint --strict --recursive --parallel $(swift_files)

.PHONY: format
format: ## Lay out every Swift file
	@swift format --in-place --recursive --parallel $(swift_files)

# The compiler writes down the symbols while it builds, in a folder of its own. Read from the built
# modules afterwards, as the DocC plugin does, every method whose signature names a type of another of
# our modules is missing, and links to it are called broken.
.PHONY: docs
docs: ## Build the documentation; a warning is an error
	@mkdir -p .build/symbols $(logs)
	@swift build --scratch-path .build/docs -Xswiftc -emit-symbol-graph \
	  -Xswiftc -emit-symbol-graph-dir -Xswiftc "$$PWD/.build/symbols" \
	  -Xswiftc -symbol-graph-minimum-access-level -Xswiftc package
	@failed=""; for module in $(documented); do $(convert) || failed="$$failed $$module"; done; \
	  test -z "$$failed" || { echo "the documentation is not right in:$$failed" >&2; exit 1; }
	@echo "Documentation: $(words $(documented)) modules without a warning"

# Makes one module's pages. Only parameters that need a word have one, so that warning does not count.
define convert
graphs=.build/documentation/$$module.graphs; log=$(logs)/docs-$$module.log; \
rm -rf "$$graphs"; mkdir -p "$$graphs"; cp ".build/symbols/$$module.symbols.json" "$$graphs"; \
$(docc) convert $$(find Sources/$$module -maxdepth 1 -name '*.docc') \
  --fallback-display-name $$module --fallback-bundle-identifier samverkan.$$module \
  --additional-symbol-graph-dir "$$graphs" \
  --output-path .build/documentation/$$module.doccarchive >"$$log" 2>&1 \
  || { cat "$$log" >&2; false; } \
&& { wrong=$$(awk '/^(warning|error): / { counts = !/is missing documentation$$/ } counts' "$$log"); \
  test -z "$$wrong" || { printf '%s\n' "$$wrong" >&2; false; }; }
endef

.PHONY: smoke
smoke: ## Let four concerns and a feedback pass through the real broker
	@$(build) --product samverkan
	@timeout 120 $(binary) quickstart --once

.PHONY: simulate
simulate: export SIMULATION_SEEDS = $(SEEDS)
simulate: export SIMULATION_STEPS = $(STEPS)
simulate: ## Simulate the whole broker, SEEDS=1000 different runs of STEPS=10000
	@$(call swift_tests,SimulationTests)

# The first in one process, the last over sockets, with the program's log and everything on its disk.
.PHONY: tokens
tokens: CONFIGURATION := release
tokens: export TOKEN_CONCERNS = $(CONCERNS)
tokens: .venv/ready ## Hide words in CONCERNS=10000 concerns and look for them in all that leaves
	@$(call swift_tests,PipelineTests)
	@$(build) --product samverkan
	@SAMVERKAN_BIN=$(binary) .venv/bin/python -m pytest -q -s -p no:cacheprovider \
	  Tests/Interop/test_tokens.py

.PHONY: fuzz
fuzz: export FUZZ_COUNT = $(INPUTS)
fuzz: ## Try INPUTS=100000 mutated inputs on every parser
	@$(call swift_tests,FuzzTests)

.PHONY: mutants
mutants: CONFIGURATION := release
mutants: ## Make every mechanical mistake in the law (POLICY_RULES=a,b: in these) and draw a million questions
	@export POLICY_MUTANTS=1 POLICY_QUESTIONS=1000000; $(call swift_tests,PolicyTests)

.PHONY: consents
consents: CONFIGURATION := release
consents: ## Withdraw between deliveries in 100,000 orders, in a release build
	@export CONSENT_ORDERS=100000 CONSENT_LIVES=1000; $(call swift_tests,ConsentsTests)
	@WITHDRAWAL_ORDERS=100000 swift test --configuration release --disable-xctest \
	  --filter 'A no among deliveries'

.PHONY: directories
directories: CONFIGURATION := release
directories: export DIRECTORIES = $(DRAWN)
directories: ## Draw DRAWN=100000 directories, break half of them, and look for each break
	@$(call swift_tests,RoutingTests)

.PHONY: years
years: CONFIGURATION := release
years: export YEARS = 10
years: ## Live through ten years in which units come and go, brokers fall and readers are away
	@$(build) --build-tests
	@swift test --configuration release --skip-build --disable-xctest --filter 'Years in which'

# A hundred kills to a ledger; every hundred begins with a new one.
.PHONY: crash
crash: export CRASH_KILLS = $(KILLS)
crash: ## Kill the real broker KILLS=100 times under load and count what was lost
	@$(build) --product samverkan
	@$(call swift_tests,CrashTests)

.PHONY: bench
bench: ## Measure the broker, in a release build
	@swift run --configuration release Benchmarks
