// Texts and numbers of JSON, in place of QuickJS's own: a text without escapes is found and copied as a whole, and common
// numbers are read without the C library, which computes with 128 bits.

static int json_end_of_input(JSParseState *s, StringBuffer *b)
{
    js_parse_error(s, "Unexpected end of JSON input");
    string_buffer_free(b);
    return -1;
}

// What a backslash at `*pp - 1` stands for; -1 after an error was thrown, -2 if the input ends there.
static int json_parse_escape(JSParseState *s, const uint8_t **pp)
{
    const uint8_t *p = *pp;
    int c = *p++;
    switch (c) {
    case 'b': c = '\b'; break;
    case 'f': c = '\f'; break;
    case 'n': c = '\n'; break;
    case 'r': c = '\r'; break;
    case 't': c = '\t'; break;
    case '"': case '\\': case '/': break;
    case 'u':
        c = 0;
        for (int i = 0; i < 4; i++) {
            int h = from_hex(*p++);
            if (h < 0) {
                json_parse_error(s, p - 1, "Bad Unicode escape");
                return -1;
            }
            c = c << 4 | h;
        }
        break;
    default:
        if (p > s->buf_end)
            return -2;
        json_parse_error(s, p - 1, "Bad escaped character");
        return -1;
    }
    *pp = p;
    return c;
}

// The text from `*pp` on up to its quote, of which what comes before `p` needs no escape.
static int json_parse_escaped(JSParseState *s, const uint8_t **pp, const uint8_t *p)
{
    StringBuffer b;
    const uint8_t *start = *pp, *next;
    if (string_buffer_init(s->ctx, &b, p - start + 48))
        goto fail;
    for (;;) {
        if (p > start && string_buffer_write8(&b, start, p - start))
            goto fail;
        if (p >= s->buf_end)
            return json_end_of_input(s, &b);
        int c = *p++;
        if (c == '"')
            break;
        if (c < 0x20) {
            json_parse_error(s, p - 1, "Bad control character in string literal");
            goto fail;
        }
        if (c == '\\') {
            c = json_parse_escape(s, &p);
            if (c == -2)
                return json_end_of_input(s, &b);
            if (c < 0)
                goto fail;
        } else if (c >= 0x80) {
            c = utf8_decode(p - 1, &next);
            if (next == p) {
                json_parse_error(s, p - 1, "Bad UTF-8 sequence");
                goto fail;
            }
            p = next;
        }
        if (string_buffer_putc(&b, c))
            goto fail;
        start = p;
        p = plain_until(start, s->buf_end, PLAIN_ASCII);
    }
    s->token.u.str.str = string_buffer_end(&b);
    *pp = p;
    return 0;
 fail:
    string_buffer_free(&b);
    return -1;
}

static int json_parse_string(JSParseState *s, const uint8_t **pp)
{
    const uint8_t *start = *pp, *p = plain_until(start, s->buf_end, PLAIN_ASCII);
    if (p < s->buf_end && *p == '"') {
        s->token.u.str.str = p == start ? js_empty_string(s->ctx->rt) : js_new_string8_len(s->ctx, (const char *)start, p - start);
        if (JS_IsException(s->token.u.str.str))
            return -1;
        *pp = p + 1;
    } else if (json_parse_escaped(s, pp, p)) {
        return -1;
    }
    s->token.val = TOK_STRING;
    s->token.u.str.sep = '"';
    return 0;
}

// Whole numbers of so many digits fit into 32 bits.
#define JSON_SHORT_DIGITS 9
// So many digits fit into 64 bits, and so long a number without an exponent is far from the largest and the least.
#define JSON_COUNTED_DIGITS 19
#define JSON_COMMON_BYTES 24

// The number from `start` up to `end`, which has no exponent: `digits` of which so many stand behind the point.
static JSValue json_plain_number(const uint8_t *start, const uint8_t *end, uint64_t digits, int count, int behind)
{
    static const double powers[] = { 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19 };
    int is_negative = *start == '-';
    if (!behind && count <= JSON_SHORT_DIGITS && (digits || !is_negative))
        return js_int32(is_negative ? -(int32_t)digits : (int32_t)digits);
    // Both are exact, so the quotient is rounded once.
    if (count <= JSON_COUNTED_DIGITS && digits <= (uint64_t)1 << 53) {
        double value = (double)digits / powers[behind];
        return js_number(is_negative ? -value : value);
    }
    if (end - start <= JSON_COMMON_BYTES) {
        JSATODTempMem work;
        return js_number(js_atod((const char *)start, NULL, 10, 0, &work));
    }
    return js_number(strtod((const char *)start, NULL));
}

static int json_parse_number(JSParseState *s, const uint8_t **pp)
{
    const uint8_t *p = *pp, *start = p, *first;
    uint64_t digits = 0;
    int count, behind = 0;
    if (*p == '+' || *p == '-')
        p++;
    if (!is_digit(*p))
        return js_parse_error(s, "Unexpected token '%c'", *start);
    if (p[0] == '0' && is_digit(p[1]))
        return json_parse_error(s, p, "Unexpected number");
    for (first = p; is_digit(*p); p++)
        digits = digits * 10 + (*p - '0');
    count = p - first;
    if (*p == '.') {
        p++;
        if (!is_digit(*p))
            return json_parse_error(s, p, "Unterminated fractional number");
        for (first = p; is_digit(*p); p++)
            digits = digits * 10 + (*p - '0');
        behind = p - first;
        count += behind;
    }
    s->token.val = TOK_NUMBER;
    if (*p == 'e' || *p == 'E') {
        p++;
        if (*p == '+' || *p == '-')
            p++;
        if (!is_digit(*p))
            return json_parse_error(s, p, "Exponent part is missing a number");
        while (is_digit(*p))
            p++;
        s->token.u.num.val = js_number(strtod((const char *)start, NULL));
    } else {
        s->token.u.num.val = json_plain_number(start, p, digits, count, behind);
    }
    *pp = p;
    return 0;
}
