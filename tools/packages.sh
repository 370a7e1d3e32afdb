#!/bin/sh
# Runs packages from npm in the sandbox and in Node 22, against servers. Run by `make packages` from the root.
set -eu

missing=''
command -v redis-server >/dev/null 2>&1 || missing="$missing redis-server"
command -v mariadbd >/dev/null 2>&1 || missing="$missing mariadb-server"
ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || missing="$missing postgresql"
if [ -n "$missing" ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    printf 'packages: installing%s with apt-get\n' "$missing"
    apt-get update -qq
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
  else
    printf 'packages: run this first:\n  sudo apt-get update && sudo apt-get install --no-install-recommends%s\n' "$missing"
    exit 1
  fi
fi

here=tests/packages
if ! cmp -s "$here/package-lock.json" "$here/node_modules/.installed-lock"; then
  printf 'packages: installing what Node compares with (about 500 MB)\n'
  (cd "$here" && npm ci --no-audit --no-fund --ignore-scripts --loglevel=error)
  cp "$here/package-lock.json" "$here/node_modules/.installed-lock"
fi
case "$(uname -m)" in aarch64) machine=arm64 ;; *) machine=x64 ;; esac
cargo build --quiet --package cli
exec "tests/node_modules/node-linux-$machine/bin/node" "$here/run.mjs" "${PACKAGE:-}"
