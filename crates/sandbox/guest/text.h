// Texts of the engine: where their characters are, and how far they are plain. In place of QuickJS's `strv`, whose `switch`
// over three kinds is an indirect jump in WebAssembly.
#include <wasm_simd128.h>

static no_inline void *strv_elsewhere(JSString *p)
{
    void *body = &p[1];
    if (p->kind == JS_STRING_KIND_INDIRECT)
        return *(void **)body;
    JSStringSlice *slice = body;
    return (char *)&slice->parent[1] + slice->start;
}

static inline void *strv(JSString *p)
{
    return likely(p->kind == JS_STRING_KIND_NORMAL) ? (void *)&p[1] : strv_elsewhere(p);
}

#define TEXT_STEP 16

// Whether a whole step from here lies in memory. What comes behind the text is read and not looked at.
static inline int is_step_readable(const uint8_t *at)
{
    return (size_t)at + TEXT_STEP <= __builtin_wasm_memory_size(0) << 16;
}

enum plain { PLAIN_LATIN1, PLAIN_ASCII };

static inline int is_plain(uint8_t byte, enum plain plain)
{
    return byte >= 0x20 && byte != '"' && byte != '\\' && (plain == PLAIN_LATIN1 || byte < 0x80);
}

// Where the first byte is that a JSON text would not hold as it is: a quote, a backslash, a control character; and for
// `PLAIN_ASCII` one that is not ASCII. `end` if there is none.
static inline const uint8_t *plain_until(const uint8_t *at, const uint8_t *end, enum plain plain)
{
    while (at < end) {
        if (!is_step_readable(at)) {
            if (!is_plain(*at, plain))
                return at;
            at++;
            continue;
        }
        v128_t step = wasm_v128_load(at), space = wasm_i8x16_const_splat(0x20);
        // As signed numbers, bytes that are not ASCII are less than a space.
        v128_t found = plain == PLAIN_ASCII ? wasm_i8x16_lt(step, space) : wasm_u8x16_lt(step, space);
        found = wasm_v128_or(found, wasm_i8x16_eq(step, wasm_i8x16_const_splat('"')));
        found = wasm_v128_or(found, wasm_i8x16_eq(step, wasm_i8x16_const_splat('\\')));
        uint32_t which = wasm_i8x16_bitmask(found);
        if (which) {
            at += __builtin_ctz(which);
            return at < end ? at : end;
        }
        at += TEXT_STEP;
    }
    return end;
}
