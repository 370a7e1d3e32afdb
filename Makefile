# The commands of the project. `make help` lists them; CONTRIBUTING.md says when to use which.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.NOTPARALLEL:

# One selection for every build, so that cargo settles on one set of features and nothing is built twice.
BUILD := cargo build --workspace --locked
BINARIES := --bin latchwork-server --bin latchwork
# Warnings are errors in CI only, where the environment says so.
CLIPPY_FLAGS := $(if $(CI),-D warnings)

.PHONY: help
help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: demo
demo: ## Build and start Latchwork with tenants, a demo app, actions and a partner's integrations
	@tools/need.sh rust cc
	@printf 'Building Latchwork; the first time takes several minutes, on two cores some 25.\n'
	@$(BUILD) $(BINARIES)
	@exec target/debug/latchwork-server demo

.PHONY: test
test: ## Run every check and every test; the cheapest first
	@tools/need.sh rust cc node python
	@$(MAKE) --no-print-directory deps
	@cargo fmt --all --check
	@cargo xtask tidy
	@node --test --test-reporter=dot crates/sandbox/runtime/test/
	@target/tools/bin/cargo-deny --log-level warn --locked check licenses bans sources
	@cargo clippy --workspace --all-targets --locked -- $(CLIPPY_FLAGS)
	@cargo test --workspace --locked --no-fail-fast

.PHONY: bench
bench: ## Print the ratios: sandbox against native QuickJS and Node, flow, memory, tokens per second, packages from npm
	@tools/need.sh rust cc node
	@cargo run --release --locked --package bench

.PHONY: packages
packages: ## Run packages from npm in the sandbox and in Node, and write docs/packages-tested.md; PACKAGE=NAME runs some
	@tools/need.sh rust cc node
	@$(MAKE) --no-print-directory deps
	@tools/packages.sh

.PHONY: suites
suites: ## Run test262, Node's own tests and web platform tests in the sandbox, and write docs/suites.md; SUITES='node wpt' runs some
	@tools/need.sh rust cc
	@tools/suites.sh

.PHONY: deps
deps: ## Install what only the tests need: Chromium, npm and Python packages, cargo-deny
	@tools/need.sh rust node python
	@tools/deps.sh

.PHONY: fmt
fmt: ## Lay out all Rust code
	@cargo fmt --all

.PHONY: fuzz
fuzz: ## Fuzz what strangers send, each target for FUZZ_SECONDS (600); needs the nightly toolchain
	@tools/need.sh rust cc
	@tools/fuzz.sh

.PHONY: check-guest
check-guest: ## Build the sandbox's guest and its packages from their sources and compare them with the committed files
	@$(MAKE) --no-print-directory deps
	@cargo xtask guest --check
	@cargo xtask vendor --check

.PHONY: clean
clean: ## Remove what was built; the demo's data in .latchwork stays
	@cargo clean
	@rm -rf tests/node_modules .venv
