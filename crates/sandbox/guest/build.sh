#!/bin/sh
# Builds the guest from QuickJS-ng's sources ($1: the folder with quickjs.c) into $2. $ZIG is the Zig compiler's command.
set -eu
sources=$1 out=$2 here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Reference counts of an image's objects are not written: each `++` and `--` becomes a macro of immortal.h. Small blocks
# come from arenas of half the size: an execution uses few of each size, and what it touches is what it costs.
# Bytecode is dispatched by a `switch`, which WebAssembly has an instruction for; a `goto` by address would look up the
# address in memory first. In place of QuickJS's counter of polls are the host's ticks (poll.h), looked at wherever the next
# instruction is not the one behind, whatever the bytecode is. A long stretch of bytecode without any gets some: `nop`s,
# which its last pass otherwise removes (a short jump ahead then has less room). An empty arena is kept while no other of its
# size has room, or a loop that makes and drops one object would make and drop an arena each time. Few bytes are copied by
# copy.h. What else is quicker than the engine's own: text.h, quote.h, json.h. The interpreter keeps its two pointers out of
# calls (keep.h), and the compiler may not take `pc` of the next instruction for `pc` of this one plus one.
# The asynchronous context: a job runs in that in which it was queued, a reaction in that in which `then` or `await` stood.
# What programs match of V8's messages is said in V8's words.
{
  cat "$here/immortal.h" "$here/poll.h"
  sed -E -e 's/JS_REF_COUNT\(([^()]+)\)\+\+;/JS_RETAIN(\1);/' \
    -e 's/--JS_REF_COUNT\(([^()]+)\)/JS_RELEASE(\1)/' \
    -e 's/JS_REF_COUNT\(([^()]+)\)--;/(void)JS_RELEASE(\1);/' \
    -e 's/^#define JS_ARENA_SIZE +4096$/#define JS_ARENA_SIZE 2048/' \
    -e 's/^#define DIRECT_DISPATCH  1$/#define DIRECT_DISPATCH 0/' \
    -e '/^static inline __exception int js_poll_interrupts\(/,/^\}/{/^    /d;s/^\{$/{\n    host_tick();\n    return 0;/}' \
    -e '/^    if \(js_poll_interrupts\(caller_ctx\)\)$/{N;d}' \
    -e '/^                if \(unlikely\(js_poll_interrupts\(ctx\)\)\)$/{N;d}' \
    -e 's/^                    pc \+= \((int32_t\)get_u32\(pc - 4\) - 4|int8_t\)pc\[-1\] - 1);$/&\n                    host_tick();/' \
    -e 's/^ +(pc \+= diff( - 5)?|pc = b->byte_code_buf \+ pos);$/&\n                    host_tick();/' \
    -e 's/^#include "cutils.h"$/#include <string.h>\n#include "copy.h"\n&/' \
    -e 's/^        CASE\(OP_nop\):$/&\n            host_tick();/' \
    -e '/^static __exception int resolve_labels\(/,/^\}/s/^    for \(pos = 0; pos < bc_len; pos = pos_next\) \{$/    size_t next_poll = POLL_BYTES;\n&\n        if (bc_out.size >= next_poll) {\n            dbuf_putc(\&bc_out, OP_nop);\n            next_poll = bc_out.size + POLL_BYTES;\n        }/' \
    -e 's/^                if \(diff < 32768 && op == OP_goto\) \{$/                if (diff < SHORT_JUMP_BYTES \&\& op == OP_goto) {/' \
    -e 's/^        if \(unlikely\(ar->n_used_blocks == 0\)\) \{$/        if (unlikely(ar->n_used_blocks == 0 \&\& ar->free_link.next != ar->free_link.prev)) {/' \
    -e '/^static inline void \*strv\(JSString \*p\)$/,/^\}/c#include "text.h"' \
    -e '/^static JSValue JS_ToQuotedString\(/,/^\}/c#include "quote.h"' \
    -e '/^static int json_parse_string\(/,/^\}/c#include "json.h"' \
    -e '/^static int json_parse_number\(/,/^\}/d' \
    -e '/^static JSValue JS_ToQuotedStringFree\(/,/^\}/d' \
    -e '/^                    prop = JS_ToQuotedStringFree\(ctx, prop\);$/,/^                    \}$/d' \
    -e 's/^                    string_buffer_concat_value\(jsc->b, prop\);$/                    quote_value(jsc->b, prop);/' \
    -e '/^        val = JS_ToQuotedStringFree\(ctx, val\);$/{N;N;N;s/.*/        return quote_value_free(jsc->b, val);/}' \
    -e 's/^                prop = JS_ToStringFree\(ctx, js_int64\(i\)\);$/                prop = JS_IsObject(v) || JS_IsBigInt(v) || !JS_IsUndefined(jsc->replacer_func) ? JS_ToStringFree(ctx, js_int64(i)) : JS_UNDEFINED;/' \
    -e 's/^#define SWITCH\(pc\)      DUMP_BYTECODE_OR_DONT\(pc\) switch \(opcode = \*pc\+\+\)$/#define SWITCH(pc)      opcode = *pc++; __asm__("" : "+r"(pc)); switch (opcode)/' \
    -e '/^static JSValue JS_CallInternal\(JSContext \*caller_ctx/,/^\}/{s/^    size_t alloca_size;$/&\n    uint8_t *volatile kept_pc;\n    JSValue *volatile kept_sp;/;s/^ restart:$/#include "keep.h"\n&/;s/^\}$/&\n#include "keep.h"/}' \
    -e '/^typedef struct JSJobEntry \{$/,/^\}/s/^    int argc;$/&\n    JSValue context;/' \
    -e '/^typedef struct JSPromiseReactionData \{$/,/^\}/s/^    JSValue handler;$/&\n    JSValue context;/' \
    -e '/^int JS_EnqueueJob\(/,/^\}/s/^    e->argc = argc;$/&\n    e->context = js_dup(async_context);/' \
    -e '/^int JS_ExecutePendingJob\(/,/^\}/s/^    res = e->job_func\(.*$/    JSValue outer = async_context;\n    async_context = e->context;\n&\n    JS_FreeValue(ctx, async_context);\n    async_context = outer;/' \
    -e '/^static void fulfill_or_reject_promise\(/,/^\}/s/^        JS_EnqueueJob\(.*$/        JSValue outer = async_context;\n        async_context = rd->context;\n&\n        async_context = outer;/' \
    -e '/^static __exception int perform_promise_then\(/,/^\}/s/^        rd->handler = js_dup\(handler\);$/&\n        rd->context = js_dup(async_context);/' \
    -e '/^static void promise_reaction_data_free\(/,/^\}/s/^    JS_FreeValueRT\(rt, rd->handler\);$/&\n    JS_FreeValueRT(rt, rd->context);/' \
    -e '/^static void js_promise_mark\(/,/^\}/s/^( +)JS_MarkValue\(rt, rd->handler, mark_func\);$/&\n\1JS_MarkValue(rt, rd->context, mark_func);/' \
    -e 's/^typedef struct JSJobEntry \{$/static JSValue async_context = JS_UNDEFINED;\n\n&/' \
    -e 's/js_throw_URIError\(ctx, "[^"]*"\)/js_throw_URIError(ctx, "URI malformed")/' \
    -e 's/"cannot convert symbol to (string|number)"/"Cannot convert a Symbol value to a \1"/' \
    -e 's/"cannot convert BigInt to number"/"Cannot convert a BigInt value to a number"/' \
    -e 's/"BigInt are forbidden in JSON.stringify"/"Do not know how to serialize a BigInt"/' \
    -e 's/"circular reference"/"Converting circular structure to JSON"/' \
    -e 's/"invalid array length"/"Invalid array length"/' \
    -e 's/"cannot read property \x27%s\x27 of (null|undefined)"/"Cannot read properties of \1 (reading \x27%s\x27)"/' \
    -e 's/"cannot set property \x27%s\x27 of (null|undefined)"/"Cannot set properties of \1 (setting \x27%s\x27)"/' \
    -e 's/"%s is not initialized"/"Cannot access \x27%s\x27 before initialization"/' \
    -e 's/"empty array"/"Reduce of empty array with no initial value"/' \
    -e 's/"Date value is NaN"/"Invalid time value"/' \
    -e 's/"\x27%s\x27 is read-only"/"Cannot assign to read only property \x27%s\x27 of object \x27#<Object>\x27"/' \
    -e '/^ +if \(type == JS_THROW_VAR_RO\)$/{n;s/JS_ThrowTypeErrorReadOnly\(ctx, JS_PROP_THROW, atom\)/JS_ThrowTypeError(ctx, "Assignment to constant variable.")/}' \
    -e '/^static int check_function\(/,/^\}/s/JS_ThrowTypeErrorNotAFunction\(ctx\)/throw_value_not_callable(ctx, obj)/' \
    -e 's/JS_ThrowTypeErrorNotAFunction\(caller_ctx\)/throw_not_callable(caller_ctx, func_obj)/' \
    -e 's/^static JSValue JS_ThrowTypeErrorNotAFunction\(JSContext \*ctx\)$/static JSValue throw_not_callable(JSContext *ctx, JSValueConst value), throw_value_not_callable(JSContext *ctx, JSValueConst value);\n\n&/' \
    -e 's/JS_ThrowTypeError\(ctx, "class constructors must be invoked with \x27new\x27"\);/throw_not_new(ctx, sf->cur_func);/' \
    -e 's/^static const char \*get_func_name\(JSContext \*ctx, JSValueConst func\)$/static void throw_not_new(JSContext *ctx, JSValueConst class);\n&/' "$sources/quickjs.c"
} > "$work/quickjs.c"
if grep -nE 'JS_REF_COUNT\([^()]+\)(\+\+|--)|(\+\+|--)JS_REF_COUNT' "$work/quickjs.c" | grep -v '#define'; then
  echo 'build.sh: a reference count is still written directly' >&2
  exit 1
fi
# Each change must have found its places: another version of the engine may have others.
finds() {
  found=$(grep -cE "$2" "$work/quickjs.c" || true)
  if [ "$found" -ne "$1" ]; then
    echo "build.sh: quickjs.c is not the one this build knows: $found of its lines have $2, and not $1" >&2
    exit 1
  fi
}
finds 20 'JS_RETAIN\('
finds 1 '^#define JS_ARENA_SIZE 2048$'
finds 1 '^#define DIRECT_DISPATCH 0$'
finds 10 '^ +host_tick\(\);$'
finds 0 'js_poll_interrupts\(caller_ctx\)'
finds 3 'next_poll'
finds 1 'diff < SHORT_JUMP_BYTES'
finds 1 'free_link\.next != ar'
finds 1 '^#include "copy\.h"'
finds 3 '^#include "(text|quote|json)\.h"$'
finds 0 'json_parse_number\(JSParseState \*s'
finds 2 'quote_value(_free)?\(jsc'
finds 1 'JS_IsUndefined\(jsc->replacer_func\) \? JS_ToStringFree'
finds 2 '^#include "keep\.h"$'
finds 2 '^    (uint8_t|JSValue) \*volatile kept_'
finds 1 '__asm__\("" : "\+r"\(pc\)\)'
finds 14 'async_context|[de]->context|^    JSValue context;'
# The calls that keep.h passes on as they stand read their arguments when `pc` and `sp` are kept already.
kept=$(sed -nE 's/^#define ([A-Za-z_0-9]+)\(\.\.\.\) KEPT.*/\1/p' "$here/keep.h" | paste -sd'|' -)
if sed -n '/^static JSValue JS_CallInternal(JSContext \*caller_ctx/,/^}/p' "$work/quickjs.c" | grep -E "\<($kept)\(.*((sp|pc)(\+\+|--)|(\+\+|--)(sp|pc))"; then
  echo 'build.sh: an argument moves pc or sp, which are kept before it is read' >&2
  exit 1
fi
cp "$here"/*.c "$here"/*.h "$work"

cd "$work"
$ZIG cc -target wasm32-wasi -mexec-model=reactor -O3 -flto -DNDEBUG -D_GNU_SOURCE -mcpu=lime1+simd128 \
  -fno-strict-aliasing -funsigned-char -w -I. -I"$sources" \
  engine.c wasi.c "$sources/dtoa.c" "$sources/libregexp.c" "$sources/libunicode.c" \
  -Wl,--import-memory -Wl,-z,stack-size=4194304 -Wl,--export=__stack_pointer -Wl,--no-entry -Wl,--strip-all -o guest.wasm
cp guest.wasm "$out"
