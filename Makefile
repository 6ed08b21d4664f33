# make help shows what there is. Everything lives in .venv and out/; nothing is installed outside the checkout.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help pictures run test eval pairs errors torture bench spark lint format lock lock-node clean

VENV := .venv
BIN := $(VENV)/bin
OUT := out
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
STATIC := src/marsad/view/web/static/app.js
FRONT := $(wildcard frontend/*.json frontend/*.mjs frontend/src/*.* frontend/src/*/*.*) \
	$(wildcard src/marsad/data/*/labels.yml src/marsad/data/*/drawings.yml) src/marsad/data/borders.yml src/marsad/data/points.yml
LOCK := $(BIN)/uv pip compile pyproject.toml requirements/build.in --generate-hashes --no-emit-index-url --universal \
	--python-version 3.11 --quiet --custom-compile-command "make lock"

help: ## show this
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# One stamp for what using Marsad needs, one for what working on it needs: setting up is skipped when up to date.
$(VENV)/python.stamp:
	@python=$$(bash requirements/find-python.sh "$(PYTHON)"); \
	echo "setting up $(VENV) with $$python"; \
	"$$python" -m venv $(VENV)
	@touch $@

$(VENV)/run.stamp: $(VENV)/python.stamp requirements/run.txt pyproject.toml
	@echo "installing the locked dependencies (requirements/run.txt)"
	@$(PIP) install --require-hashes -r requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp requirements/dev.txt
	@echo "installing what tests and checks need (requirements/dev.txt)"
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

# Part of make lock: the Node that builds the front end where the PATH has none.
lock: lock-node
lock-node: $(VENV)/python.stamp
	@$(PIP) install uv
	@$(BIN)/uv pip compile requirements/node.in --generate-hashes --no-emit-index-url --universal --python-version 3.11 \
		--quiet --custom-compile-command "make lock" -o requirements/node.txt $(ARGS)

# The web pages' scripts, styles and fonts. Node comes from the package index where the PATH has none.
$(VENV)/node.stamp: $(VENV)/run.stamp requirements/node.txt
	@$(BIN)/python -c "import sys; sys.path.append('frontend'); import bundle; sys.exit(bundle.own_node() is None)" \
		|| $(PIP) install --require-hashes -r requirements/node.txt
	@touch $@

$(STATIC): $(VENV)/node.stamp $(FRONT) frontend/bundle.py
	@echo "building the front end (frontend/)"
	@$(BIN)/python frontend/bundle.py

run: $(VENV)/run.stamp $(if $(SERVE),$(STATIC)) ## set up, read examples/ into a fresh record, show its events (SERVE=1: as a web site)
	@mkdir -p $(OUT) && rm -f $(OUT)/marsad.db $(OUT)/marsad.db-wal $(OUT)/marsad.db-shm
	@$(BIN)/marsad read examples --record $(OUT)/marsad.db
	@$(BIN)/marsad recap --record $(OUT)/marsad.db --since 2010 --until 2024 --output $(OUT)/recap.html
	@echo
	@echo "The record is $(OUT)/marsad.db, its recap $(OUT)/recap.html (open it in a browser). Try next:"
	@echo
	@echo "  export MARSAD_RECORD=$(OUT)/marsad.db"
	@echo "  $(BIN)/marsad events --type agreement --since 2023          # a part of the record"
	@echo "  $(BIN)/marsad show EVENT --why                              # every value with its words, and why merged"
	@echo "  $(BIN)/marsad explain examples/zoido-rabat.html             # how one page was read"
	@echo "  $(BIN)/marsad recap --since 2023 --until 2023 --lang ar -o $(OUT)/recap-2023.html"
	@echo "  $(BIN)/marsad read YOUR-PAGES --record $(OUT)/yours.db"
	@echo
ifdef SERVE
	@MARSAD_RECORD=$(OUT)/marsad.db $(BIN)/marsad serve --open
else
	@echo "Look at it in a browser: make run SERVE=1, or $(BIN)/marsad serve and open http://localhost:8350/"
endif

test: $(VENV)/dev.stamp $(STATIC) ## run all tests (make test ARGS="tests/find -k dates" for some)
	@$(BIN)/pytest $(ARGS)

eval: $(VENV)/dev.stamp ## score against gold and hold the floors (ARGS="--errors --set examples" lists mistakes)
	@$(BIN)/python eval/run.py $(ARGS)

pairs: $(VENV)/dev.stamp ## measure actors and origins on labelled pairs and hold the floors
	@$(BIN)/python eval/actors.py
	@$(BIN)/python eval/origins.py

errors: $(VENV)/dev.stamp ## what goes wrong, by cause (ARGS="--set seeds --cause frame --limit 5")
	@$(BIN)/python eval/errors.py $(ARGS)

torture: $(VENV)/dev.stamp ## kill readers, judges and watchers; damaged archives, bad pages (ARGS, COUNT, KILLS, WATCH: smaller)
	@$(BIN)/python -m tests.torture $(ARGS)
	@$(BIN)/python bench/torture_archives.py $(COUNT)
	@$(BIN)/python bench/torture_pages.py $(COUNT)
	@$(BIN)/python bench/torture_kills.py $(KILLS)
	@$(BIN)/python bench/torture_watch.py $(WATCH)

bench: $(VENV)/dev.stamp $(STATIC) ## measure speed and memory
	@$(BIN)/python bench/run.py $(ARGS)

$(VENV)/spark.stamp: $(VENV)/dev.stamp requirements/spark.txt
	@echo "installing Spark (requirements/spark.txt)"
	@$(PIP) install --require-hashes -r requirements/spark.txt
	@touch $@

spark: $(VENV)/spark.stamp ## add Spark, for trying a cluster on this machine (500 MB; needs Java 17)

lint: $(VENV)/dev.stamp ## check style and types
	@$(BIN)/ruff check src tests eval bench frontend/bundle.py --exclude eval/score.py
	@$(BIN)/mypy
	@$(BIN)/mypy eval/run.py eval/validate.py eval/origins.py eval/actors.py
	@$(BIN)/mypy bench/run.py bench/torture_archives.py bench/torture_pages.py bench/torture_kills.py bench/scale.py \
		bench/extractors.py bench/flat.py
	@$(BIN)/mypy frontend/bundle.py
	@$(BIN)/python eval/validate.py eval/examples examples

format: $(VENV)/dev.stamp ## put the code into the usual form
	@$(BIN)/ruff format src tests eval bench frontend/bundle.py --exclude eval/score.py

pictures: $(VENV)/dev.stamp $(STATIC) ## make the pictures of docs/ anew (needs Chromium)
	@$(BIN)/python tools/pictures.py

lock: $(VENV)/python.stamp ## renew the locked dependencies from pyproject.toml
	@$(PIP) install uv
	@$(LOCK) --extra web -o requirements/run.txt $(ARGS)
	@$(LOCK) --extra web --extra dev --extra frames -c requirements/run.txt -o requirements/dev.txt $(ARGS)
	@$(LOCK) --extra spark -c requirements/dev.txt -o requirements/spark.txt $(ARGS)
	@$(BIN)/uv pip compile requirements/ftm.in --generate-hashes --no-emit-index-url --universal --python-version 3.11 \
		--quiet --custom-compile-command "make lock" -o requirements/ftm.txt $(ARGS)

clean: ## remove .venv, out/ and everything generated
	@rm -rf $(VENV) $(OUT) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis src/marsad/data/.compiled \
		src/marsad/view/web/static frontend/node_modules
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
