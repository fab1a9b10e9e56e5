# Debian, macOS (its make is 3.81) and Git-Bash on Windows; needs Python 3.11 or later and nothing else to begin with.
# Everything is installed into .venv from lock files with hashes. PYTHON=... chooses another Python for it.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:
.PHONY: help site check test lint bench lock clean

ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif
PY := $(BIN)/python
PIP := $(PY) -m pip --disable-pip-version-check --no-input

# Material announces its end of life on every build, before the messages that the reader came for.
export NO_MKDOCS_2_WARNING := 1
# Windows before Python 3.15 reads files, and paths with Thai letters, in the machine's old code page.
export PYTHONUTF8 := 1

help: ## รายการคำสั่งนี้ | this list
	@awk -F ' ## | [|] ' '/^[a-z]+:.* ## /{sub(/:.*/, "", $$1); printf "make %-6s  %s\n             %s\n", $$1, $$2, $$3}' Makefile

# SOURCE_DATE_EPOCH: the same commit gives the same bytes. Outside git there is no commit, and none is made up.
site: .venv/site.stamp ## สร้างเว็บไซต์ไว้ที่ site/ | build the site into site/
	@epoch=$${SOURCE_DATE_EPOCH:-$$(git log -1 --format=%ct 2>/dev/null || :)}; \
	if [ -n "$$epoch" ]; then export SOURCE_DATE_EPOCH="$$epoch"; fi; \
	$(PY) -m prongsai build --strict

check: .venv/site.stamp ## ตรวจข้อมูลใน data/ โดยไม่สร้างเว็บไซต์ | check data/ without building the site
	$(BIN)/prongsai check

test: lint ## ทดสอบทั้งหมด รวมการเปิดเบราว์เซอร์จริง | run every test, the ones in a real browser too
	@sh tools/system.sh servers && browser=$$(sh tools/system.sh chromium) && PRONGSAI_CHROMIUM="$$browser" $(PY) -m pytest -n auto --dist loadfile

lint: .venv/dev.stamp ## ตรวจรูปแบบและชนิดข้อมูลของโค้ด | check the style and the types of the code
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy

bench: .venv/site.stamp ## เทียบความเร็วกับโปรแกรมอื่น (ROUNDS=1 SIZES=100,500 คือแบบสั้น) | compare the speed with other programs (ROUNDS=1 SIZES=100,500 for a short run)
	$(PY) -m benchmarks.speed $(if $(ROUNDS),--rounds $(ROUNDS)) $(if $(SIZES),--sizes $(SIZES)) $(if $(PEERS),--peers $(PEERS)) $(BENCH)

lock: .venv/dev.stamp ## เลือกรุ่นแพ็กเกจใหม่ตาม pyproject.toml (LOCK=--upgrade ใช้รุ่นล่าสุด) | write the lock files again (LOCK=--upgrade for the newest versions)
	$(PY) tools/lock.py $(LOCK)

clean: ## ลบทุกอย่างที่สร้างขึ้น รวม .venv | remove everything that was made, .venv too
	rm -rf .venv site build dist .cache .mypy_cache .pytest_cache .ruff_cache

# A stamp is newer than what it was installed from. The project itself goes in without its dependencies, which the
# lock has brought, and without build isolation, which would fetch hatchling unhashed; pip check tells when
# pyproject.toml asks for something that the lock has not.
.venv/site.stamp: requirements.lock pyproject.toml
	@$(PY) -c 'import pip' 2>/dev/null || { \
	  python="$(PYTHON)"; [ -n "$$python" ] || python=$$(sh tools/system.sh python) || exit 1; \
	  "$$python" -m venv --clear .venv; }
	$(PIP) install --quiet --require-hashes -r requirements.lock
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	$(PIP) check
	@touch $@

.venv/dev.stamp: requirements-dev.lock .venv/site.stamp
	$(PIP) install --quiet --require-hashes -r requirements-dev.lock
	@touch $@
