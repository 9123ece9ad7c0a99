# Toandan: two commands do everything (`make demo`, `make test`); `make help` lists the rest, in English or Vietnamese.
# Recipes stand on `setup`, which is instant once the environment is there.

.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
TEST_WORKERS ?= 3

##@ Use it ## Sử dụng

.PHONY: demo
demo: setup  ## Everything from nothing: an invented city on day 14 of its campaign, then the pages on localhost ## Mọi thứ từ con số không: một thành phố hư cấu ở ngày 14 của chiến dịch, rồi mở trang trên localhost
	@TOANDAN_DEMO=yes $(BIN)/toandan demo $(ARGS)

.PHONY: serve
serve: setup  ## Serve the pages of the database that is there ## Phục vụ các trang của cơ sở dữ liệu đã có
	@$(BIN)/toandan serve $(ARGS)

.PHONY: doctor
doctor: setup  ## Say what was found, what is missing and how to mend it ## Cho biết đã thấy gì, còn thiếu gì và cách sửa
	@$(BIN)/toandan doctor

.PHONY: stop
stop: setup  ## Stop the embedded database of this checkout ## Dừng cơ sở dữ liệu nhúng của bản mã nguồn này
	@$(BIN)/toandan db stop

##@ Check it ## Kiểm tra

.PHONY: test
test: setup browser postgres15 catalogues lint floors  ## Everything: languages, style, types, floors, and every test with browser journeys ## Tất cả: ngôn ngữ, văn phong, kiểu, tầng, và mọi bài thử kể cả trên trình duyệt
	@# Types take a core for a minute, so they are looked at beside the tests; what they say comes after.
	@said=$$(mktemp); $(BIN)/mypy >$$said 2>&1 & types=$$!; \
	$(BIN)/python -m pytest -n $(TEST_WORKERS) --dist worksteal $(ARGS); tests=$$?; \
	wait $$types; typed=$$?; [ $$typed = 0 ] || cat $$said; rm -f $$said; [ $$tests = 0 ] && [ $$typed = 0 ]

.PHONY: check
check: setup catalogues lint types floors  ## What needs no database: languages, style, types, floors ## Phần không cần cơ sở dữ liệu: ngôn ngữ, văn phong, kiểu, tầng

.PHONY: catalogues
catalogues: setup
	@$(BIN)/python tools/catalogues.py check

.PHONY: lint
lint: setup  ## Style (ruff) ## Văn phong mã nguồn (ruff)
	@$(BIN)/ruff check toandan tests tools benchmarks
	@$(BIN)/ruff format --check -q toandan tests tools benchmarks

.PHONY: types
types: setup  ## Types (mypy, strict) ## Kiểu dữ liệu (mypy, chặt)
	@$(BIN)/mypy

.PHONY: floors
floors: setup
	@$(BIN)/lint-imports --no-logo

.PHONY: nightly
nightly: setup browser postgres15  ## The long sweeps: many more examples, faults, all journeys ## Các đợt thử dài: nhiều ví dụ hơn hẳn, sự cố, mọi hành trình
	@HYPOTHESIS_PROFILE=nightly $(BIN)/python -m pytest -n $(TEST_WORKERS) -m "nightly or not nightly" $(ARGS)

.PHONY: bench
bench: setup  ## Measure; each figure stands beside its limit or its peer ## Đo đạc; mỗi số liệu đứng cạnh giới hạn hoặc đối chứng của nó
	@for file in $$(ls benchmarks/*.py | grep -v -e __init__ -e common.py); do PYTHONPATH=. $(BIN)/python $$file || exit 1; done

##@ Keep it ## Bảo trì

.PHONY: setup
setup:  ## The environment only: packages by hash, the program, its languages ## Chỉ môi trường: gói theo mã băm, chương trình, các ngôn ngữ
	@$(PYTHON) tools/setup

.PHONY: browser
browser: setup
	@$(BIN)/python tools/browser

.PHONY: postgres15
postgres15: setup
	@$(BIN)/python tools/postgres15

.PHONY: messages
messages: setup  ## Put new texts into the catalogues, to be translated ## Đưa câu chữ mới vào danh mục để dịch
	@$(BIN)/python tools/catalogues.py extract

.PHONY: docs
docs: setup  ## Write the page of commands, the schemas and the picture anew from the program ## Viết lại trang về các lệnh, các lược đồ và hình vẽ từ chương trình
	@$(BIN)/python tools/commands.py write
	@$(BIN)/python tools/architecture.py
	@PYTHONPATH=. $(BIN)/python tools/plan_schemas.py write

.PHONY: lock
lock:  ## Write requirements.lock anew from pyproject.toml (needs `uv`) ## Viết lại requirements.lock từ pyproject.toml (cần `uv`)
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --no-emit-index-url --no-emit-find-links --extra dev pyproject.toml -o requirements.lock

.PHONY: clean
clean:  ## Stop the database; remove the environment and caches (data stay in .toandan) ## Dừng cơ sở dữ liệu; xóa môi trường và bộ nhớ đệm (dữ liệu vẫn ở .toandan)
	@if [ -x $(BIN)/toandan ]; then $(BIN)/toandan db stop || true; fi
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache *.egg-info
	@find toandan tests tools benchmarks -name __pycache__ -prune -exec rm -rf {} +

.PHONY: help
help:  ## This list ## Danh sách này
	@case "$${TOANDAN_LANG:-$${LC_ALL:-$${LC_MESSAGES:-$${LANG:-}}}}" in [Vv][Ii]*) said=3 ;; *) said=2 ;; esac; \
	awk -F ' +## ' -v said=$$said '/^##@/ {printf "\n%s\n", said == 3 ? $$2 : substr($$1, 5)} \
	  /^[a-z-]+:.* ## / {sub(/:.*/, "", $$1); printf "  make %-10s %s\n", $$1, $$said}' $(MAKEFILE_LIST)
