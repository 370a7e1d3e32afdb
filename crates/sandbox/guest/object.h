// The object `lw`: what the runtime library may ask of the host. Only the library ever holds it.

static uint64_t random_state;

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

static int ticks_waiting;

// Has the library's `ticks` called before the next job.
static JSValue lw_tick(JSContext *ctx, JSValueConst this_val, int argc, JSValueConst *argv)
{
    ticks_waiting = 1;
    return JS_UNDEFINED;
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
    JSValue target = JS_GetProxyTarget(ctx, argv[0]), handler = JS_GetProxyHandler(ctx, argv[0]);
    if (JS_IsException(target) || JS_IsException(handler)) {
        // A revoked proxy has neither.
        JS_FreeValue(ctx, JS_GetException(ctx));
        JS_FreeValue(ctx, pair);
        return JS_UNDEFINED;
    }
    JS_SetPropertyUint32(ctx, pair, 0, target);
    JS_SetPropertyUint32(ctx, pair, 1, handler);
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

// The asynchronous context of what runs now: any value of the library's, which the engine hands from a job to those it
// starts and never looks into.
static JSValue lw_context(JSContext *ctx, JSValueConst this_val, int argc, JSValueConst *argv)
{
    return js_dup(async_context);
}

static JSValue lw_set_context(JSContext *ctx, JSValueConst this_val, int argc, JSValueConst *argv)
{
    JSValue before = async_context;
    async_context = js_dup(argv[0]);
    JS_FreeValue(ctx, before);
    return JS_UNDEFINED;
}

// The value of a script of the library's own, whose second line is its line 1.
static JSValue lw_compile(JSContext *ctx, JSValueConst this_val, int argc, JSValueConst *argv)
{
    size_t length;
    const char *source = text_of(ctx, argv[0], &length);
    const char *name = source ? JS_ToCString(ctx, argv[1]) : NULL;
    JSValue value = JS_EXCEPTION;
    if (name)
        value = JS_EvalInternal(ctx, ctx->global_obj, source, length, name, 0, JS_EVAL_TYPE_GLOBAL | JS_EVAL_FLAG_STRICT, -1);
    JS_FreeCString(ctx, name);
    JS_FreeCString(ctx, source);
    return value;
}

static const JSCFunctionListEntry lw_functions[] = {
    JS_CFUNC_DEF("compile", 2, lw_compile),
    JS_CFUNC_DEF("context", 0, lw_context),
    JS_CFUNC_DEF("setContext", 1, lw_set_context),
    JS_CFUNC_DEF("clock", 1, lw_clock),
    JS_CFUNC_DEF("random", 1, lw_random),
    JS_CFUNC_DEF("log", 2, lw_log),
    JS_CFUNC_DEF("emit", 2, lw_emit),
    JS_CFUNC_MAGIC_DEF("call", 3, lw_operation, 0),
    JS_CFUNC_MAGIC_DEF("start", 3, lw_operation, 1),
    JS_CFUNC_DEF("cancel", 1, lw_cancel),
    JS_CFUNC_DEF("tick", 0, lw_tick),
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

