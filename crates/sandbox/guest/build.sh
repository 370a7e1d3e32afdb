#!/bin/sh
# Builds the guest from QuickJS-ng's sources ($1: the folder with quickjs.c) into $2. $ZIG is the Zig compiler's command.
set -eu
sources=$1 out=$2 here=$(dirname "$0")
exec $ZIG cc -target wasm32-wasi -mexec-model=reactor -O3 -flto -DNDEBUG -D_GNU_SOURCE -mcpu=lime1+simd128 \
  -fno-strict-aliasing -funsigned-char -w -I"$sources" \
  "$here/glue.c" "$here/wasi.c" "$sources/dtoa.c" "$sources/libregexp.c" "$sources/libunicode.c" \
  -Wl,--import-memory -Wl,-z,stack-size=4194304 -Wl,--export=__stack_pointer \
  -Wl,--no-entry -Wl,--strip-all -o "$out"
