#!/bin/sh
# Installs what only the tests need: Debian's Chromium, npm and Python packages, cargo-deny. Run by `make deps` from the root.
set -eu

cargo_deny=0.20.2
tools=target/tools

if command -v chromium >/dev/null 2>&1; then
  :
elif [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  printf 'deps: installing Chromium with apt-get\n'
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null
else
  printf 'deps: Chromium is missing and cannot be installed from here; the browser tests will fail until you run:\n'
  printf '  sudo apt-get update && sudo apt-get install --no-install-recommends chromium\n'
fi

if ! cmp -s tests/package-lock.json tests/node_modules/.installed-lock; then
  printf 'deps: installing the npm packages of tests/\n'
  (cd tests && npm ci --no-audit --no-fund --ignore-scripts --loglevel=error)
  cp tests/package-lock.json tests/node_modules/.installed-lock
fi

if ! cmp -s tests/requirements.txt .venv/.installed-requirements; then
  printf 'deps: installing the Python packages of tests/ into .venv\n'
  python3 -m venv .venv
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --requirement tests/requirements.txt
  cp tests/requirements.txt .venv/.installed-requirements
fi

case "$("$tools/bin/cargo-deny" --version 2>/dev/null || true)" in
  "cargo-deny $cargo_deny") ;;
  *)
    printf 'deps: building cargo-deny %s (about a minute)\n' "$cargo_deny"
    # Its own target folder, removed afterwards: nothing of it is shared with our build.
    CARGO_PROFILE_DEV_DEBUG=0 cargo install --quiet --locked --debug --root "$tools" --target-dir "$tools/build" "cargo-deny@$cargo_deny"
    rm -rf "$tools/build"
    ;;
esac
