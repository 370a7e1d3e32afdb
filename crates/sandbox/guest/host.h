// The host as the guest sees it: its functions, and values on the way there and back.

#define IMPORT(name) __attribute__((import_module("lw"), import_name(name)))

// What the host answers: the length of the text or bytes that `take` copies, with a tag in the two upper bits.
enum { TAG_TEXT = 0, TAG_BYTES = 1, TAG_ERROR = 2, TAG_NOTHING = 3 };
#define ANSWER_TAG(answer) ((uint32_t)(answer) >> 30)
#define ANSWER_LENGTH(answer) ((uint32_t)(answer) & 0x3fffffff)

IMPORT("clock") double host_clock(int32_t kind);
IMPORT("random") void host_random(uint8_t *bytes, uint32_t length);
IMPORT("log") void host_log(int32_t level, const char *text, uint32_t length);
IMPORT("emit") uint32_t host_emit(const char *path, uint32_t path_length, const char *args, uint32_t args_length);
IMPORT("call") uint32_t host_call(const char *op, uint32_t op_length, const char *head, uint32_t head_length, const uint8_t *bytes, uint32_t length);
IMPORT("start") int32_t host_start(const char *op, uint32_t op_length, const char *head, uint32_t head_length, const uint8_t *bytes, uint32_t length);
IMPORT("cancel") void host_cancel(int32_t id);
IMPORT("codec") uint32_t host_codec(int32_t codec, const uint8_t *bytes, uint32_t length);
IMPORT("take") void host_take(uint8_t *into);
IMPORT("settled") void host_settled(int32_t how, const char *name, uint32_t name_length, const char *message, uint32_t message_length, const char *stack, uint32_t stack_length);

// How an execution or a load ended, for `settled`.
enum { SETTLED_FULFILLED = 0, SETTLED_REJECTED = 1, SETTLED_MISSING = 2, SETTLED_SYNTAX = 3, SETTLED_LOAD = 4 };
enum { CODEC_UTF8_LOSSY = 0, CODEC_BASE64_ENCODE = 1, CODEC_BASE64URL_ENCODE = 2, CODEC_BASE64_DECODE = 3, CODEC_HEX_ENCODE = 4, CODEC_HEX_DECODE = 5 };

static const char *text_of(JSContext *ctx, JSValueConst value, size_t *length)
{
    return JS_ToCStringLen(ctx, length, value);
}

static uint8_t *bytes_of(JSContext *ctx, JSValueConst value, size_t *length)
{
    *length = 0;
    if (JS_IsUndefined(value) || JS_IsNull(value))
        return (uint8_t *)"";
    if (JS_GetTypedArrayType(value) >= 0) {
        size_t offset = 0, size = 0, whole = 0;
        JSValue buffer = JS_GetTypedArrayBuffer(ctx, value, &offset, &size, NULL);
        if (JS_IsException(buffer))
            return NULL;
        uint8_t *start = JS_GetArrayBuffer(ctx, &whole, buffer);
        JS_FreeValue(ctx, buffer);
        if (!start && whole == 0 && size == 0)
            return (uint8_t *)"";
        if (!start || offset > whole || size > whole - offset)
            return NULL;
        *length = size;
        return start + offset;
    }
    uint8_t *start = JS_GetArrayBuffer(ctx, length, value);
    return start ? start : (*length == 0 && !JS_HasException(ctx) ? (uint8_t *)"" : NULL);
}

// The host's answer as a value; an error is thrown as a string primitive, which the library turns into an error object.
static JSValue answer_value(JSContext *ctx, uint32_t answer)
{
    uint32_t tag = ANSWER_TAG(answer), length = ANSWER_LENGTH(answer);
    if (tag == TAG_NOTHING)
        return JS_UNDEFINED;
    uint8_t *bytes = js_malloc(ctx, length + 1);
    if (!bytes)
        return JS_EXCEPTION;
    if (length)
        host_take(bytes);
    if (tag == TAG_BYTES)
        return JS_NewArrayBuffer(ctx, bytes, length, 0, js_array_buffer_realloc, NULL, false);
    JSValue text = JS_NewStringLen(ctx, (const char *)bytes, length);
    js_free(ctx, bytes);
    if (tag == TAG_ERROR && !JS_IsException(text))
        return JS_Throw(ctx, text);
    return text;
}

