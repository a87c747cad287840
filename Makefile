# make demo   主要功能演示：填一张已发布的自评表，再校验原表
# make test   全部测试（自动建立虚拟环境，缺少 LibreOffice 时自动安装）
# make addin  生成加载项到 build/addin；make offline 收集离线安装包到 build/offline
SHELL := /bin/bash
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
# the oldest Python that the LibreOffice extension meets, where one is at hand
PYTHON39 ?= $(shell for p in python3.9 $$HOME/.pyenv/versions/3.9*/bin/python; do \
	$$p -c 'import sys; sys.exit(sys.version_info[:2] != (3, 9))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
JOBS ?= auto

.PHONY: demo test test-large lint bench clean test-39 addin offline

demo: .venv/ready
	@$(BIN)/jixiao demo

test: .venv/ready lint
	@.ci/system-packages
	$(BIN)/python -m pytest -n $(JOBS) --dist loadscope
	@$(MAKE) --no-print-directory test-39

# what the LibreOffice extension carries: standard library only, on Python 3.9 too
EXTENSION := udfs addin/buttons addin/forms addin/native addin/number_format addin/hosts/model.py addin/hosts/libreoffice \
	$(addprefix addin/,atomic.py edits.py findings.py grid.py note.py ours.py problems.py settings.py stored_text.py) $(addprefix addin/commands/,\
	accounts checks figures check.py check_book.py compute.py context.py explain.py fill.py findings_sheet.py formulas.py \
	freeze.py habit.py inputs.py jsonout.py native.py printed.py profile.py references.py spellings.py stated.py ties)
EXTENSION_TESTS := tests/udfs tests/addin/forms tests/addin/native tests/addin/number_format tests/addin/commands/extension tests/addin/buttons tests/addin/test_note.py tests/addin/test_settings.py \
	udfs addin/buttons addin/forms addin/number_format addin/hosts/libreoffice $(addprefix addin/,grid.py note.py problems.py stored_text.py)
test-39: .venv/ready
ifeq ($(PYTHON39),)
	@echo "本机没有 Python 3.9，跳过 3.9 兼容测试（vermin 已检查语法版本）。"
else
	@test -x .venv39/bin/python || $(PYTHON39) -m venv .venv39
	@.venv39/bin/pip install -q --disable-pip-version-check -c constraints-3.9.txt pytest hypothesis
	$(BIN)/python -m udfs.core.data
	.venv39/bin/python -m pytest $(EXTENSION_TESTS)
endif

# 一万个报送文件，约需 5 分钟
test-large: .venv/ready
	JIXIAO_RETURNS=10000 $(BIN)/python -m pytest tests/handout/test_thousands_of_returns.py

lint: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/vermin -q --no-tips --backport typing --eval-annotations -t=3.9- --violations $(EXTENSION)

bench: .venv/ready
	$(BIN)/python -m bench

# Excel 和 LibreOffice 的加载项
addin: .venv/ready
	$(BIN)/jixiao addin build -o build/addin --force

# 供不联网的电脑安装的文件夹（收集时需要网络）
offline: .venv/ready
	$(BIN)/python -m addin.build.offline -o build/offline

.venv/ready: pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "需要 Python 3.11 或更新版本，请先安装：apt-get install python3 python3-venv" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || { \
		echo "无法建立虚拟环境，请先安装：apt-get install python3-venv" >&2; exit 1; }
	$(BIN)/pip install -q --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

clean:
	rm -rf .venv .venv39 build dist
