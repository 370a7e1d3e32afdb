#!/bin/sh
# Fuzzes every target of fuzz/, each for FUZZ_SECONDS (600), from its seeds and what earlier runs found. Run by
# `make fuzz` from the root. A crash ends the run; make of it a numbered case (a test with its input) before you mend it.
set -eu

cargo_fuzz=0.13.2
toolchain=nightly
tools=target/tools

rustup run "$toolchain" rustc --version >/dev/null 2>&1 || {
  printf 'fuzz: the sanitizers need the %s toolchain; get it with: rustup toolchain install %s --profile minimal\n' "$toolchain" "$toolchain" >&2
  exit 1
}

case "$("$tools/bin/cargo-fuzz" --version 2>/dev/null || true)" in
  "cargo-fuzz $cargo_fuzz") ;;
  *)
    printf 'fuzz: building cargo-fuzz %s (about a minute)\n' "$cargo_fuzz"
    CARGO_PROFILE_DEV_DEBUG=0 cargo install --quiet --locked --debug --root "$tools" --target-dir "$tools/build" "cargo-fuzz@$cargo_fuzz"
    rm -rf "$tools/build"
    ;;
esac

PATH="$PWD/$tools/bin:$PATH"
# No allocation is larger than what a limit allows: the longest answer of a host call, what scrypt keeps, what gzip unpacks.
malloc_mb=96
for target in ${FUZZ_TARGETS:-authorize_query token_body event command_list archive manifest npm_archive host_call fixtures}; do
  printf 'fuzz: %s for %s s\n' "$target" "${FUZZ_SECONDS:-600}"
  mkdir -p "fuzz/corpus/$target"
  (cd fuzz && cargo "+$toolchain" fuzz run --fuzz-dir . "$target" "corpus/$target" "seeds/$target" -- \
    -max_total_time="${FUZZ_SECONDS:-600}" -timeout=10 -rss_limit_mb=2048 -malloc_limit_mb=$malloc_mb \
    -print_final_stats=1)
done
