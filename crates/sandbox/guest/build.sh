#!/bin/sh
# Builds the guest from QuickJS-ng's sources ($1: the folder with quickjs.c) into $2. $ZIG is the Zig compiler's command.
set -eu
sources=$1 out=$2 here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Reference counts of an image's objects are not written: each `++` and `--` becomes a macro of immortal.h. Small blocks
# come from arenas of half the size: an execution uses few of each size, and what it touches is what it costs.
{
  cat "$here/immortal.h"
  sed -E -e 's/JS_REF_COUNT\(([^()]+)\)\+\+;/JS_RETAIN(\1);/' \
    -e 's/--JS_REF_COUNT\(([^()]+)\)/JS_RELEASE(\1)/' \
    -e 's/JS_REF_COUNT\(([^()]+)\)--;/(void)JS_RELEASE(\1);/' \
    -e 's/^#define JS_ARENA_SIZE +4096$/#define JS_ARENA_SIZE 2048/' "$sources/quickjs.c"
} > "$work/quickjs.c"
if grep -nE 'JS_REF_COUNT\([^()]+\)(\+\+|--)|(\+\+|--)JS_REF_COUNT' "$work/quickjs.c" | grep -v '#define'; then
  echo 'build.sh: a reference count is still written directly' >&2
  exit 1
fi
[ "$(grep -c 'JS_RETAIN(' "$work/quickjs.c")" -ge 15 ] && grep -q '^#define JS_ARENA_SIZE 2048$' "$work/quickjs.c" || { echo 'build.sh: quickjs.c is not the one this build knows' >&2; exit 1; }
cp "$here"/*.c "$here"/*.h "$work"

cd "$work"
$ZIG cc -target wasm32-wasi -mexec-model=reactor -O3 -flto -DNDEBUG -D_GNU_SOURCE -mcpu=lime1+simd128 \
  -fno-strict-aliasing -funsigned-char -w -I. -I"$sources" \
  engine.c wasi.c "$sources/dtoa.c" "$sources/libregexp.c" "$sources/libunicode.c" \
  -Wl,--import-memory -Wl,-z,stack-size=4194304 -Wl,--export=__stack_pointer -Wl,--no-entry -Wl,--strip-all -o guest.wasm
cp guest.wasm "$out"
