// The guest's native side: QuickJS-ng plus the object `lw` that the runtime library calls and the functions that the
// host calls. Every import is ours (module "lw"); the C library's few WASI calls end in wasi.c. quickjs.c is included,
// not linked, because the stack limit and the latin-1 string constructor are internal to it.
#include "quickjs.c"

#define IMPORT(name) __attribute__((import_module("lw"), import_name(name)))
#define EXPORT(name) __attribute__((export_name(name)))

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

// The shadow stack is the first STACK_BYTES of memory (wasm-ld --stack-first); what remains of it below the limit is
// room for the C frames between two checks of QuickJS.
#define STACK_RESERVE_BYTES (256 * 1024)
// No collection of cycles below this: most executions end long before they would gain by one.
#define GC_THRESHOLD_BYTES (16 * 1024 * 1024)
// Free heap that the image carries (as untouched zero pages), so that an ordinary execution never grows its memory.
#define HEADROOM_BYTES (1024 * 1024)

static JSRuntime *runtime;
static JSContext *context;
static JSValue library_load, library_run, library_settle, library_rejected, library_drained;
static int rejection_seen;
static uint64_t random_state;

// ---- text and bytes between the two sides

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

// ---- the object `lw`

static JSValue lw_clock(JSContext *ctx, JSValueConst this_val, int argc, JSValueConst *argv)
{
    int32_t kind = 0;
    if (JS_ToInt32(ctx, &kind, argv[0]))
        return JS_EXCEPTION;
    return JS_NewFloat64(ctx, host_clock(kind));
}

static JSValue lw_random(JSContext *ctx, JSValueConst this_val, int argc, JSValueConst *argv)
{
    uint32_t length = 0;
    if (JS_ToUint32(ctx, &length, argv[0]))
        return JS_EXCEPTION;
    if (length > 65536)
        return JS_ThrowRangeError(ctx, "at most 65536 random bytes at once");
    uint8_t *bytes = js_malloc(ctx, length + 1);
    if (!bytes)
        return JS_EXCEPTION;
    host_random(bytes, length);
    return JS_NewArrayBuffer(ctx, bytes, length, 0, js_array_buffer_realloc, NULL, false);
}

static JSValue lw_log(JSContext *ctx, JSValueConst this_val, int argc, JSValueConst *argv)
{
    int32_t level = 0;
    size_t length;
    if (JS_ToInt32(ctx, &level, argv[0]))
        return JS_EXCEPTION;
    const char *text = text_of(ctx, argv[1], &length);
    if (!text)
        return JS_EXCEPTION;
    host_log(level, text, length);
    JS_FreeCString(ctx, text);
    return JS_UNDEFINED;
}

static JSValue lw_emit(JSContext *ctx, JSValueConst this_val, int argc, JSValueConst *argv)
{
    size_t path_length, args_length;
    const char *path = text_of(ctx, argv[0], &path_length);
    const char *args = path ? text_of(ctx, argv[1], &args_length) : NULL;
    JSValue result = JS_EXCEPTION;
    if (args)
        result = answer_value(ctx, host_emit(path, path_length, args, args_length));
    JS_FreeCString(ctx, args);
    JS_FreeCString(ctx, path);
    return result;
}

// lw.call and lw.start have the same arguments: an operation's name, its head as JSON, and bytes or nothing.
static JSValue lw_operation(JSContext *ctx, JSValueConst this_val, int argc, JSValueConst *argv, int is_start)
{
    size_t op_length, head_length, length;
    const char *op = text_of(ctx, argv[0], &op_length);
    const char *head = op ? text_of(ctx, argv[1], &head_length) : NULL;
    uint8_t *bytes = head ? bytes_of(ctx, argv[2], &length) : NULL;
    JSValue result = JS_EXCEPTION;
    if (bytes && is_start) {
        int32_t id = host_start(op, op_length, head, head_length, bytes, length);
        result = id > 0 ? JS_NewInt32(ctx, id) : answer_value(ctx, ((uint32_t)TAG_ERROR << 30) | (uint32_t)-id);
    } else if (bytes) {
        result = answer_value(ctx, host_call(op, op_length, head, head_length, bytes, length));
    } else if (head && !JS_HasException(ctx)) {
        JS_ThrowTypeError(ctx, "bytes must be an ArrayBuffer or a view of one");
    }
    JS_FreeCString(ctx, head);
    JS_FreeCString(ctx, op);
    return result;
}

static JSValue lw_cancel(JSContext *ctx, JSValueConst this_val, int argc, JSValueConst *argv)
{
    int32_t id = 0;
    if (JS_ToInt32(ctx, &id, argv[0]))
        return JS_EXCEPTION;
    host_cancel(id);
    return JS_UNDEFINED;
}

static int send_settled(JSContext *ctx, int how, JSValueConst name, JSValueConst message, JSValueConst stack)
{
    size_t name_length = 0, message_length = 0, stack_length = 0;
    const char *name_text = text_of(ctx, name, &name_length);
    const char *message_text = name_text ? text_of(ctx, message, &message_length) : NULL;
    const char *stack_text = message_text ? text_of(ctx, stack, &stack_length) : NULL;
    if (stack_text)
        host_settled(how, name_text, name_length, message_text, message_length, stack_text, stack_length);
    JS_FreeCString(ctx, stack_text);
    JS_FreeCString(ctx, message_text);
    JS_FreeCString(ctx, name_text);
    return stack_text ? 0 : -1;
}

static JSValue lw_settled(JSContext *ctx, JSValueConst this_val, int argc, JSValueConst *argv)
{
    int failed;
    if (JS_ToBool(ctx, argv[0])) {
        host_settled(SETTLED_FULFILLED, "", 0, "", 0, "", 0);
        return JS_UNDEFINED;
    }
    failed = send_settled(ctx, SETTLED_REJECTED, argv[1], argv[2], argv[3]);
    return failed ? JS_EXCEPTION : JS_UNDEFINED;
}

static JSValue lw_missing(JSContext *ctx, JSValueConst this_val, int argc, JSValueConst *argv)
{
    size_t length;
    const char *name = text_of(ctx, argv[0], &length);
    if (!name)
        return JS_EXCEPTION;
    host_settled(SETTLED_MISSING, name, length, "", 0, "", 0);
    JS_FreeCString(ctx, name);
    return JS_UNDEFINED;
}

static JSValue codec_bytes(JSContext *ctx, int codec, int argc, JSValueConst *argv)
{
    size_t whole;
    int64_t offset = 0, length = 0;
    uint8_t *bytes = bytes_of(ctx, argv[0], &whole);
    if (!bytes)
        return JS_HasException(ctx) ? JS_EXCEPTION : JS_ThrowTypeError(ctx, "bytes must be an ArrayBuffer");
    if (JS_ToInt64(ctx, &offset, argv[1]) || JS_ToInt64(ctx, &length, argv[2]))
        return JS_EXCEPTION;
    if (offset < 0 || length < 0 || (uint64_t)offset > whole || (uint64_t)length > whole - offset)
        return JS_ThrowRangeError(ctx, "range outside of the buffer");
    return answer_value(ctx, host_codec(codec, bytes + offset, length));
}

static JSValue codec_text(JSContext *ctx, int codec, JSValueConst value)
{
    size_t length;
    const char *text = text_of(ctx, value, &length);
    if (!text)
        return JS_EXCEPTION;
    JSValue result = answer_value(ctx, host_codec(codec, (const uint8_t *)text, length));
    JS_FreeCString(ctx, text);
    return result;
}

static JSValue lw_base64_encode(JSContext *ctx, JSValueConst this_val, int argc, JSValueConst *argv)
{
    return codec_bytes(ctx, JS_ToBool(ctx, argv[3]) ? CODEC_BASE64URL_ENCODE : CODEC_BASE64_ENCODE, argc, argv);
}

static JSValue lw_hex_encode(JSContext *ctx, JSValueConst this_val, int argc, JSValueConst *argv)
{
    return codec_bytes(ctx, CODEC_HEX_ENCODE, argc, argv);
}

static JSValue lw_base64_decode(JSContext *ctx, JSValueConst this_val, int argc, JSValueConst *argv)
{
    return codec_text(ctx, CODEC_BASE64_DECODE, argv[0]);
}

static JSValue lw_hex_decode(JSContext *ctx, JSValueConst this_val, int argc, JSValueConst *argv)
{
    return codec_text(ctx, CODEC_HEX_DECODE, argv[0]);
}

// A surrogate that stands alone has no UTF-8 form: the encoder of the web writes U+FFFD, three bytes as well.
static JSValue lw_utf8_encode(JSContext *ctx, JSValueConst this_val, int argc, JSValueConst *argv)
{
    size_t length;
    const char *text = text_of(ctx, argv[0], &length);
    if (!text)
        return JS_EXCEPTION;
    uint8_t *bytes = js_malloc(ctx, length + 1);
    if (bytes) {
        memcpy(bytes, text, length);
        for (size_t i = 0; i + 2 < length; i++) {
            if (bytes[i] == 0xed && bytes[i + 1] >= 0xa0)
                memcpy(bytes + i, "\xef\xbf\xbd", 3);
        }
    }
    JS_FreeCString(ctx, text);
    return bytes ? JS_NewArrayBuffer(ctx, bytes, length, 0, js_array_buffer_realloc, NULL, false) : JS_EXCEPTION;
}

static int is_valid_utf8(const uint8_t *p, size_t length)
{
    const uint8_t *end = p + length;
    while (p < end) {
        uint8_t lead = *p++;
        if (lead < 0x80)
            continue;
        int more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
        if (lead < 0xc2 || lead > 0xf4 || end - p < more)
            return 0;
        uint8_t low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
        uint8_t high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
        if (p[0] < low || p[0] > high)
            return 0;
        for (int i = 1; i < more; i++) {
            if ((p[i] & 0xc0) != 0x80)
                return 0;
        }
        p += more;
    }
    return 1;
}

static JSValue lw_utf8_decode(JSContext *ctx, JSValueConst this_val, int argc, JSValueConst *argv)
{
    size_t whole;
    int64_t offset = 0, length = 0;
    uint8_t *bytes = bytes_of(ctx, argv[0], &whole);
    if (!bytes)
        return JS_HasException(ctx) ? JS_EXCEPTION : JS_ThrowTypeError(ctx, "bytes must be an ArrayBuffer");
    if (JS_ToInt64(ctx, &offset, argv[1]) || JS_ToInt64(ctx, &length, argv[2]))
        return JS_EXCEPTION;
    if (offset < 0 || length < 0 || (uint64_t)offset > whole || (uint64_t)length > whole - offset)
        return JS_ThrowRangeError(ctx, "range outside of the buffer");
    if (is_valid_utf8(bytes + offset, length))
        return JS_NewStringLen(ctx, (const char *)bytes + offset, length);
    if (JS_ToBool(ctx, argv[3]))
        return JS_ThrowTypeError(ctx, "The encoded data was not valid for encoding utf-8");
    return answer_value(ctx, host_codec(CODEC_UTF8_LOSSY, bytes + offset, length));
}

static JSValue lw_latin1(JSContext *ctx, JSValueConst this_val, int argc, JSValueConst *argv)
{
    size_t whole;
    int64_t offset = 0, length = 0;
    uint8_t *bytes = bytes_of(ctx, argv[0], &whole);
    if (!bytes)
        return JS_HasException(ctx) ? JS_EXCEPTION : JS_ThrowTypeError(ctx, "bytes must be an ArrayBuffer");
    if (JS_ToInt64(ctx, &offset, argv[1]) || JS_ToInt64(ctx, &length, argv[2]))
        return JS_EXCEPTION;
    if (offset < 0 || length < 0 || (uint64_t)offset > whole || (uint64_t)length > whole - offset)
        return JS_ThrowRangeError(ctx, "range outside of the buffer");
    return js_new_string8_len(ctx, (const char *)bytes + offset, length);
}

static JSValue lw_inspect_proxy(JSContext *ctx, JSValueConst this_val, int argc, JSValueConst *argv)
{
    if (!JS_IsProxy(argv[0]))
        return JS_UNDEFINED;
    JSValue pair = JS_NewArray(ctx);
    if (JS_IsException(pair))
        return pair;
    JS_SetPropertyUint32(ctx, pair, 0, JS_GetProxyTarget(ctx, argv[0]));
    JS_SetPropertyUint32(ctx, pair, 1, JS_GetProxyHandler(ctx, argv[0]));
    return pair;
}

static JSValue lw_promise_state(JSContext *ctx, JSValueConst this_val, int argc, JSValueConst *argv)
{
    JSPromiseStateEnum state = JS_PromiseState(ctx, argv[0]);
    if ((int)state < 0)
        return JS_UNDEFINED;
    JSValue pair = JS_NewArray(ctx);
    if (JS_IsException(pair))
        return pair;
    int number = state == JS_PROMISE_PENDING ? 0 : state == JS_PROMISE_FULFILLED ? 1 : 2;
    JS_SetPropertyUint32(ctx, pair, 0, JS_NewInt32(ctx, number));
    JS_SetPropertyUint32(ctx, pair, 1, JS_PromiseResult(ctx, argv[0]));
    return pair;
}

// Math.random: the state is drawn from the host at the first use in each execution, so no two executions share a
// number and a load that reads randomness is seen by the host.
static JSValue math_random(JSContext *ctx, JSValueConst this_val, int argc, JSValueConst *argv)
{
    while (random_state == 0)
        host_random((uint8_t *)&random_state, sizeof random_state);
    return JS_NewFloat64(ctx, (double)(xorshift64star(&random_state) >> 11) * 0x1p-53);
}

static const JSCFunctionListEntry lw_functions[] = {
    JS_CFUNC_DEF("clock", 1, lw_clock),
    JS_CFUNC_DEF("random", 1, lw_random),
    JS_CFUNC_DEF("log", 2, lw_log),
    JS_CFUNC_DEF("emit", 2, lw_emit),
    JS_CFUNC_MAGIC_DEF("call", 3, lw_operation, 0),
    JS_CFUNC_MAGIC_DEF("start", 3, lw_operation, 1),
    JS_CFUNC_DEF("cancel", 1, lw_cancel),
    JS_CFUNC_DEF("settled", 4, lw_settled),
    JS_CFUNC_DEF("missing", 1, lw_missing),
    JS_CFUNC_DEF("utf8Encode", 1, lw_utf8_encode),
    JS_CFUNC_DEF("utf8Decode", 4, lw_utf8_decode),
    JS_CFUNC_DEF("latin1", 3, lw_latin1),
    JS_CFUNC_DEF("base64Encode", 4, lw_base64_encode),
    JS_CFUNC_DEF("base64Decode", 1, lw_base64_decode),
    JS_CFUNC_DEF("hexEncode", 3, lw_hex_encode),
    JS_CFUNC_DEF("hexDecode", 1, lw_hex_decode),
    JS_CFUNC_DEF("inspectProxy", 1, lw_inspect_proxy),
    JS_CFUNC_DEF("promiseState", 1, lw_promise_state),
};

// ---- what the host calls

static void on_rejection(JSContext *ctx, JSValueConst promise, JSValueConst reason, bool is_handled, void *opaque)
{
    if (!JS_IsFunction(ctx, library_rejected))
        return;
    JSValueConst args[3] = { promise, reason, JS_NewBool(ctx, is_handled) };
    rejection_seen = 1;
    JS_FreeValue(ctx, JS_Call(ctx, library_rejected, JS_UNDEFINED, 3, args));
}

static void drain_jobs(void)
{
    JSContext *ctx;
    do {
        int state;
        while ((state = JS_ExecutePendingJob(runtime, &ctx)) != 0) {
            if (state < 0)
                JS_FreeValue(ctx, JS_GetException(ctx));
        }
        if (rejection_seen && JS_IsFunction(context, library_drained)) {
            rejection_seen = 0;
            JS_FreeValue(context, JS_Call(context, library_drained, JS_UNDEFINED, 0, NULL));
        }
    } while (JS_IsJobPending(runtime));
}

// Reports the pending exception. An exception while reading it (a hostile getter) is reported in its place, once.
static void report_exception(int how)
{
    JSContext *ctx = context;
    JSValue thrown = JS_GetException(ctx);
    JSValue name = JS_UNDEFINED, message = JS_UNDEFINED, stack = JS_UNDEFINED;
    if (JS_IsError(thrown)) {
        name = JS_GetPropertyStr(ctx, thrown, "name");
        message = JS_GetPropertyStr(ctx, thrown, "message");
        stack = JS_GetPropertyStr(ctx, thrown, "stack");
    } else {
        message = JS_ToString(ctx, thrown);
    }
    if (JS_IsException(name) || JS_IsException(message) || JS_IsException(stack) || send_settled(ctx, how, name, message, stack)) {
        static const char text[] = "the error that was thrown cannot be read";
        JS_FreeValue(ctx, JS_GetException(ctx));
        host_settled(how, "Error", 5, text, sizeof text - 1, "", 0);
    }
    JS_FreeValue(ctx, stack);
    JS_FreeValue(ctx, message);
    JS_FreeValue(ctx, name);
    JS_FreeValue(ctx, thrown);
}

static int set_up_engine(void)
{
    runtime = JS_NewRuntime();
    if (!runtime)
        return 0;
    runtime->stack_limit = STACK_RESERVE_BYTES;
    JS_SetGCThreshold(runtime, GC_THRESHOLD_BYTES);
    context = JS_NewContext(runtime);
    if (!context)
        return 0;
    JS_SetHostPromiseRejectionTracker(runtime, on_rejection, NULL);
    JSValue global = JS_GetGlobalObject(context);
    JSValue math = JS_GetPropertyStr(context, global, "Math");
    JS_DefinePropertyValueStr(context, math, "random", JS_NewCFunction(context, math_random, "random", 0), JS_PROP_WRITABLE | JS_PROP_CONFIGURABLE);
    JS_FreeValue(context, math);
    JS_FreeValue(context, global);
    return 1;
}

// Makes the engine and loads the runtime library: `source` is a script whose value is `function (lw, methods)`.
// Returns 0, or 1 after `settled` has told why not.
EXPORT("lw_setup") int32_t lw_setup(char *source, uint32_t length, char *methods, uint32_t methods_length)
{
    if (!set_up_engine())
        return 1;
    JSContext *ctx = context;
    JSValue make = JS_Eval(ctx, source, length, "latchwork:runtime", JS_EVAL_TYPE_GLOBAL | JS_EVAL_FLAG_STRICT);
    JSValue lw = JS_NewObject(ctx);
    JS_SetPropertyFunctionList(ctx, lw, lw_functions, countof(lw_functions));
    JSValue args[2] = { lw, JS_ParseJSON(ctx, methods, methods_length, "methods") };
    JSValue library = JS_IsException(make) || JS_IsException(args[1]) ? JS_EXCEPTION : JS_Call(ctx, make, JS_UNDEFINED, 2, (JSValueConst *)args);
    if (JS_IsException(library)) {
        report_exception(SETTLED_LOAD);
        return 1;
    }
    library_load = JS_GetPropertyStr(ctx, library, "load");
    library_run = JS_GetPropertyStr(ctx, library, "run");
    library_settle = JS_GetPropertyStr(ctx, library, "settle");
    library_rejected = JS_GetPropertyStr(ctx, library, "rejected");
    library_drained = JS_GetPropertyStr(ctx, library, "drained");
    JS_FreeValue(ctx, library);
    JS_FreeValue(ctx, args[1]);
    JS_FreeValue(ctx, lw);
    JS_FreeValue(ctx, make);
    drain_jobs();
    free(source);
    free(methods);
    free(malloc(HEADROOM_BYTES));
    JS_RunGC(runtime);
    return 0;
}

// Loads an action: `source` is its CommonJS wrapper as an expression. Returns 0, or 1 after `settled` has told why not.
EXPORT("lw_load") int32_t lw_load(char *source, uint32_t length, char *file_name)
{
    JSContext *ctx = context;
    JSValue code = JS_Eval(ctx, source, length, file_name, JS_EVAL_TYPE_GLOBAL | JS_EVAL_FLAG_COMPILE_ONLY);
    js_free_rt(runtime, source);
    if (JS_IsException(code)) {
        report_exception(SETTLED_SYNTAX);
        return 1;
    }
    JSValue wrapper = JS_EvalFunction(ctx, code);
    JSValue args[2] = { wrapper, JS_NewString(ctx, file_name) };
    JSValue loaded = JS_IsException(wrapper) ? JS_EXCEPTION : JS_Call(ctx, library_load, JS_UNDEFINED, 2, (JSValueConst *)args);
    int failed = JS_IsException(loaded);
    if (failed)
        report_exception(SETTLED_LOAD);
    JS_FreeValue(ctx, loaded);
    JS_FreeValue(ctx, args[1]);
    JS_FreeValue(ctx, wrapper);
    js_free_rt(runtime, file_name);
    drain_jobs();
    JS_RunGC(runtime);
    return failed;
}

// Calls the handler with the input, a JSON text; `settled` tells how it ends, perhaps only after later `lw_settle`s.
EXPORT("lw_run") void lw_run(char *input, uint32_t length)
{
    JSContext *ctx = context;
    JSValue text = JS_NewStringLen(ctx, input, length);
    js_free_rt(runtime, input);
    JSValue result = JS_IsException(text) ? JS_EXCEPTION : JS_Call(ctx, library_run, JS_UNDEFINED, 1, (JSValueConst *)&text);
    if (JS_IsException(result))
        report_exception(SETTLED_REJECTED);
    JS_FreeValue(ctx, result);
    JS_FreeValue(ctx, text);
    drain_jobs();
}

// An operation ended. `text` or `bytes` may be null; both become the guest's.
EXPORT("lw_settle") void lw_settle(int32_t id, int32_t is_ok, char *text, uint32_t text_length, uint8_t *bytes, uint32_t length)
{
    JSContext *ctx = context;
    JSValue args[4] = {
        JS_NewInt32(ctx, id),
        JS_NewBool(ctx, is_ok),
        text ? JS_NewStringLen(ctx, text, text_length) : JS_UNDEFINED,
        bytes ? JS_NewArrayBuffer(ctx, bytes, length, 0, js_array_buffer_realloc, NULL, false) : JS_UNDEFINED,
    };
    if (text)
        js_free_rt(runtime, text);
    JSValue result = JS_IsException(args[2]) || JS_IsException(args[3]) ? JS_EXCEPTION : JS_Call(ctx, library_settle, JS_UNDEFINED, 4, (JSValueConst *)args);
    if (JS_IsException(result))
        report_exception(SETTLED_REJECTED);
    JS_FreeValue(ctx, result);
    JS_FreeValue(ctx, args[3]);
    JS_FreeValue(ctx, args[2]);
    drain_jobs();
}

// Room for what the host hands over: before `lw_setup` plain memory, afterwards memory that the engine counts and frees.
EXPORT("lw_alloc") void *lw_alloc(uint32_t length)
{
    void *start = runtime ? js_malloc_rt(runtime, length ? length : 1) : malloc(length ? length : 1);
    if (!start)
        __builtin_trap();
    return start;
}
