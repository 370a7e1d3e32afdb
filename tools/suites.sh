#!/bin/sh
# Fetches the suites that others wrote into target/suites and runs them: tools/suites.sh [fetch]. Run by `make suites` from the root.
set -eu

test262_commit=5ef1e5723be95296f36afb0386676fed0205869c
node_name='nodejs_22.22.2+dfsg+~cs22.19.15.orig.tar.xz'
node_sha256=f1a6dfca7ffe7f9f42942274adf9f0a12733977a4744a53f41b20836907c449b
# Where they are looked for, in this order; the variables name a clone and a folder of one's own.
test262_from=${TEST262_GIT:-https://github.com/tc39/test262.git}
node_from="${NODEJS_ORIG:-} http://deb.debian.org/debian/pool/main/n/nodejs https://snapshot.debian.org/archive/debian/20260801T000000Z/pool/main/n/nodejs"

here=target/suites
mkdir -p "$here"

fetch_test262() {
  [ "$(cat "$here/test262/.fetched" 2>/dev/null || true)" = "$test262_commit" ] && return
  printf 'suites: fetching test262 (about 100 MB unpacked)\n'
  rm -rf "$here/test262"
  git init --quiet "$here/test262"
  # The commit's name is the digest of all that is in it, and git checks it.
  if ! git -C "$here/test262" fetch --quiet --depth 1 "$test262_from" "$test262_commit"; then
    printf 'suites: test262 cannot be had from %s.\n' "$test262_from" >&2
    printf 'Clone https://github.com/tc39/test262 where there is a network and name the clone: TEST262_GIT=/path/to/test262 make suites\n' >&2
    exit 1
  fi
  git -C "$here/test262" -c advice.detachedHead=false checkout --quiet "$test262_commit"
  printf '%s\n' "$test262_commit" >"$here/test262/.fetched"
}

fetch_node() {
  [ "$(cat "$here/node/.fetched" 2>/dev/null || true)" = "$node_sha256" ] && return
  printf 'suites: fetching the tests of Node (23 MB packed)\n'
  archive="$here/node.tar.xz"
  for from in $node_from; do
    is_node_archive && break
    case $from in
      http*) curl --silent --show-error --fail --location --max-time 600 --output "$archive" "$from/$node_name" || true ;;
      *) cp "$from/$node_name" "$archive" || true ;;
    esac
  done
  if ! is_node_archive; then
    printf 'suites: %s cannot be had, or has not the digest %s.\n' "$node_name" "$node_sha256" >&2
    printf 'It belongs to version 22.22.2+dfsg+~cs22.19.15-3 of the source package nodejs of Debian: https://snapshot.debian.org/package/nodejs/\n' >&2
    printf 'Put it into a folder and name that: NODEJS_ORIG=/path/to/folder make suites\n' >&2
    exit 1
  fi
  rm -rf "$here/node"
  mkdir -p "$here/node"
  tar --extract --xz --file "$archive" --directory "$here/node" --strip-components=1 --wildcards '*/test/parallel/*' '*/test/common/*' '*/test/fixtures/*' '*/LICENSE'
  rm "$archive"
  printf '%s\n' "$node_sha256" >"$here/node/.fetched"
}

is_node_archive() {
  printf '%s  %s\n' "$node_sha256" "$archive" | sha256sum --check --status 2>/dev/null
}

fetch_test262
fetch_node
[ "${1:-}" = fetch ] && exit 0
cargo build --quiet --workspace --locked --bin suites
# shellcheck disable=SC2086
exec "${CARGO_TARGET_DIR:-target}/debug/suites" ${SUITES:-} ${ONLY:+--only "$ONLY"}
