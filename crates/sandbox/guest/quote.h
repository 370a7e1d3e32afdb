// Texts in quotes, as JSON has them, in place of QuickJS's own: what needs no escape is copied as a whole, and
// `JSON.stringify` writes into its result at once.

// One character, with an escape where JSON wants one.
static int quote_character(StringBuffer *b, uint32_t c)
{
    static const char short_escapes[] = "btn\0fr";
    char buf[16];
    if (c == '"' || c == '\\') {
        buf[0] = '\\';
        buf[1] = c;
        return string_buffer_write8(b, (uint8_t *)buf, 2);
    }
    if (c >= '\b' && c <= '\r' && short_escapes[c - '\b']) {
        buf[0] = '\\';
        buf[1] = short_escapes[c - '\b'];
        return string_buffer_write8(b, (uint8_t *)buf, 2);
    }
    if (c < 32 || is_surrogate(c)) {
        snprintf(buf, sizeof buf, "\\u%04x", c);
        return string_buffer_write8(b, (uint8_t *)buf, 6);
    }
    return string_buffer_putc(b, c);
}

static int quote_latin1(StringBuffer *b, const uint8_t *at, const uint8_t *end)
{
    while (at < end) {
        const uint8_t *until = plain_until(at, end, PLAIN_LATIN1);
        if (until > at && string_buffer_write8(b, at, until - at))
            return -1;
        if (until < end && quote_character(b, *until++))
            return -1;
        at = until;
    }
    return 0;
}

static int quote(StringBuffer *b, JSString *p)
{
    if (string_buffer_putc8(b, '"'))
        return -1;
    if (!p->is_wide_char) {
        if (quote_latin1(b, str8(p), str8(p) + p->len))
            return -1;
    } else {
        for (int i = 0; i < p->len;) {
            if (quote_character(b, string_getc(p, &i)))
                return -1;
        }
    }
    return string_buffer_putc8(b, '"');
}

static JSValue JS_ToQuotedString(JSContext *ctx, JSValueConst value)
{
    StringBuffer b;
    JSValue text = JS_ToStringCheckObject(ctx, value);
    if (JS_IsException(text))
        return text;
    JSString *p = JS_VALUE_GET_STRING(text);
    int failed = string_buffer_init(ctx, &b, p->len + 2) || quote(&b, p);
    JS_FreeValue(ctx, text);
    if (failed) {
        string_buffer_free(&b);
        return JS_EXCEPTION;
    }
    return string_buffer_end(&b);
}

// A text as a part of what is being written.
static int quote_value(StringBuffer *b, JSValueConst value)
{
    if (b->error_status)
        return -1;
    JSValue text = JS_ToString(b->ctx, value);
    if (JS_IsException(text))
        return string_buffer_set_error(b);
    int failed = quote(b, JS_VALUE_GET_STRING(text));
    JS_FreeValue(b->ctx, text);
    return failed;
}

static int quote_value_free(StringBuffer *b, JSValue value)
{
    int failed = quote_value(b, value);
    JS_FreeValue(b->ctx, value);
    return failed;
}
