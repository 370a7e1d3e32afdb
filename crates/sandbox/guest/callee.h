// What was called and is no function, as V8 names it: `api.x.y is not a function`. The bytecode before the call is read
// again, and each slot of the stack is traced to the instruction that filled it. All of it is the cost of the error alone.

#define CALLEE_BYTES 256
#define CALLEE_DEPTH 8
#define CALLEE_LABELS 64

// A walk over the bytecode: what filled each slot of the stack, and how deep the stack is where a jump ahead lands.
struct walk {
    const JSFunctionBytecode *code;
    int *filled;
    int depth;
    // Whether what follows is reached by a jump alone.
    int is_left;
    int labels;
    struct { int at, depth, top; } label[CALLEE_LABELS];
};

static int is_call(int opcode)
{
    return opcode == OP_call || opcode == OP_tail_call || opcode == OP_call_method || opcode == OP_tail_call_method || (opcode >= OP_call0 && opcode <= OP_call3);
}

static int call_arguments(const uint8_t *at)
{
    return *at >= OP_call0 && *at <= OP_call3 ? *at - OP_call0 : get_u16(at + 1);
}

// Where a jump lands; -1 for anything else.
static int landing(const JSFunctionBytecode *code, int at)
{
    const uint8_t *operand = code->byte_code_buf + at + 1;
    switch (short_opcode_info(operand[-1]).fmt) {
    case OP_FMT_label8: return at + 1 + (int8_t)*operand;
    case OP_FMT_label16: return at + 1 + (int16_t)get_u16(operand);
    case OP_FMT_label: return at + 1 + (int32_t)get_u32(operand);
    default: return -1;
    }
}

static int top_of(const struct walk *walk)
{
    return walk->depth > 0 ? walk->filled[walk->depth - 1] : -1;
}

// Where ways meet, what lies on top may have come by either: then it is not told.
static void meet(struct walk *walk, int at)
{
    for (int i = 0; i < walk->labels; i++) {
        if (walk->label[i].at != at)
            continue;
        int top = walk->is_left || top_of(walk) == walk->label[i].top ? walk->label[i].top : -1;
        walk->depth = walk->label[i].depth;
        walk->is_left = 0;
        if (walk->depth > 0)
            walk->filled[walk->depth - 1] = top;
        walk->label[i] = walk->label[--walk->labels];
        i--;
    }
}

static int leaves(int op)
{
    return op == OP_goto || op == OP_goto8 || op == OP_goto16 || op == OP_return || op == OP_return_undef || op == OP_return_async || op == OP_throw || op == OP_throw_error || op == OP_ret || op == OP_tail_call || op == OP_tail_call_method;
}

// One instruction. Returns 0 when the stack would not be as the code says.
static int step(struct walk *walk, int at)
{
    const uint8_t *pc = walk->code->byte_code_buf + at;
    const JSOpCode *info = &short_opcode_info(*pc);
    int pops = info->n_pop, below = top_of(walk);
    if (info->fmt == OP_FMT_npop || info->fmt == OP_FMT_npop_u16)
        pops += get_u16(pc + 1);
    else if (info->fmt == OP_FMT_npopx)
        pops += *pc - OP_call0;
    walk->depth -= pops;
    if (walk->depth < 0 || walk->depth + info->n_push > walk->code->stack_size)
        return 0;
    for (int i = 0; i < info->n_push; i++)
        walk->filled[walk->depth++] = *pc == OP_dup ? below : at;
    int target = landing(walk->code, at);
    if (target > at && walk->labels < CALLEE_LABELS) {
        walk->label[walk->labels].at = target;
        walk->label[walk->labels].top = top_of(walk);
        walk->label[walk->labels++].depth = walk->depth + (*pc == OP_gosub);
    }
    walk->is_left = leaves(*pc);
    return target <= at || walk->labels < CALLEE_LABELS;
}

// The instruction that filled the slot `from_top` (1 is the top) of the stack as it is before `until`; -1 if it is not known.
static int filler(JSContext *ctx, const JSFunctionBytecode *code, int until, int from_top)
{
    struct walk walk = { .code = code };
    int found = -1, at = 0;
    walk.filled = js_malloc_rt(ctx->rt, sizeof(int) * (code->stack_size + 1));
    if (!walk.filled)
        return -1;
    while (at < until) {
        meet(&walk, at);
        if (!step(&walk, at))
            break;
        at += short_opcode_info(code->byte_code_buf[at]).size;
    }
    meet(&walk, at);
    if (at == until && from_top <= walk.depth)
        found = walk.filled[walk.depth - from_top];
    js_free_rt(ctx->rt, walk.filled);
    return found;
}

// The name of the variable that an instruction reads, or JS_ATOM_NULL.
static JSAtom variable(const JSFunctionBytecode *code, int at)
{
    const uint8_t *pc = code->byte_code_buf + at;
    int op = *pc, local = -1, argument = -1, outer = -1;
    if (op == OP_get_var || op == OP_get_var_undef)
        return get_u32(pc + 1);
    if (op == OP_get_loc || op == OP_get_loc_check)
        local = get_u16(pc + 1);
    else if (op == OP_get_loc8)
        local = pc[1];
    else if (op >= OP_get_loc0 && op <= OP_get_loc3)
        local = op - OP_get_loc0;
    else if (op == OP_get_arg)
        argument = get_u16(pc + 1);
    else if (op >= OP_get_arg0 && op <= OP_get_arg3)
        argument = op - OP_get_arg0;
    else if (op == OP_get_var_ref || op == OP_get_var_ref_check)
        outer = get_u16(pc + 1);
    else if (op >= OP_get_var_ref0 && op <= OP_get_var_ref3)
        outer = op - OP_get_var_ref0;
    if (local >= 0 && local < code->var_count)
        return code->vardefs[code->arg_count + local].var_name;
    if (argument >= 0 && argument < code->arg_count)
        return code->vardefs[argument].var_name;
    if (outer >= 0 && outer < code->closure_var_count)
        return code->closure_var[outer].var_name;
    return JS_ATOM_NULL;
}

static void append(char *out, const char *text)
{
    size_t length = strlen(out);
    snprintf(out + length, CALLEE_BYTES - length, "%s", text);
}

static void append_atom(JSContext *ctx, char *out, JSAtom atom)
{
    char name[ATOM_GET_STR_BUF_SIZE];
    append(out, JS_AtomGetStr(ctx, name, sizeof name, atom));
}

// The number that an instruction pushes, as a text; an empty one when it pushes none.
static const char *literal(const uint8_t *pc, char *into, size_t size)
{
    int op = *pc;
    *into = 0;
    if (op >= OP_push_minus1 && op <= OP_push_7)
        snprintf(into, size, "%d", op - OP_push_0);
    else if (op == OP_push_i8)
        snprintf(into, size, "%d", (int8_t)pc[1]);
    else if (op == OP_push_i16)
        snprintf(into, size, "%d", (int16_t)get_u16(pc + 1));
    else if (op == OP_push_i32)
        snprintf(into, size, "%d", (int32_t)get_u32(pc + 1));
    return into;
}

// Appends the expression whose value the instruction left on the stack, as far as V8 would tell it.
static void append_expression(JSContext *ctx, const JSFunctionBytecode *code, int at, int depth, char *out)
{
    int op = at < 0 || depth == 0 ? OP_invalid : code->byte_code_buf[at];
    JSAtom name = op == OP_invalid ? JS_ATOM_NULL : variable(code, at);
    if (name != JS_ATOM_NULL) {
        append_atom(ctx, out, name);
    } else if (op == OP_push_this) {
        append(out, "this");
    } else if (op == OP_get_field || op == OP_get_field2) {
        append_expression(ctx, code, filler(ctx, code, at, 1), depth - 1, out);
        append(out, ".");
        append_atom(ctx, out, get_u32(code->byte_code_buf + at + 1));
    } else if (op == OP_get_length) {
        append_expression(ctx, code, filler(ctx, code, at, 1), depth - 1, out);
        append(out, ".length");
    } else if (op == OP_get_array_el || op == OP_get_array_el2) {
        append_expression(ctx, code, filler(ctx, code, at, 2), depth - 1, out);
        append(out, "[");
        append_expression(ctx, code, filler(ctx, code, at, 1), depth - 1, out);
        append(out, "]");
    } else if (op != OP_invalid && is_call(op)) {
        append_expression(ctx, code, filler(ctx, code, at, call_arguments(code->byte_code_buf + at) + 1), depth - 1, out);
        append(out, "(...)");
    } else {
        char number[16] = "";
        append(out, op != OP_invalid && *literal(code->byte_code_buf + at, number, sizeof number) ? number : "(intermediate value)");
    }
}

// Where in the running function's code its present call stands; -1 when it is none.
static int calling(const JSFunctionBytecode *code, const uint8_t *after)
{
    int end = after - code->byte_code_buf, at = 0, size = 0;
    if (end <= 0 || end > code->byte_code_len)
        return -1;
    for (; at < end; at += size)
        size = short_opcode_info(code->byte_code_buf[at]).size;
    at -= size;
    return at + size == end && is_call(code->byte_code_buf[at]) ? at : -1;
}

// A value as V8 tells it where it has no expression: its type, and what is short and no text.
static void append_value(JSContext *ctx, char *out, JSValueConst value)
{
    int tag = JS_VALUE_GET_NORM_TAG(value), is_number = tag == JS_TAG_INT || tag == JS_TAG_FLOAT64;
    append(out, tag == JS_TAG_UNDEFINED ? "undefined" : tag == JS_TAG_BOOL ? "boolean " : is_number ? "number " : JS_IsString(value) ? "string" : JS_IsSymbol(value) ? "symbol" : JS_IsBigInt(value) ? "bigint" : tag == JS_TAG_NULL ? "object null" : "object");
    if (tag == JS_TAG_BOOL || is_number) {
        const char *text = JS_ToCString(ctx, value);
        append(out, text ? text : "");
        JS_FreeCString(ctx, text);
    }
}

static JSValue throw_value_not_callable(JSContext *ctx, JSValueConst value)
{
    char out[CALLEE_BYTES] = "";
    append_value(ctx, out, value);
    return JS_ThrowTypeError(ctx, "%s is not a function", out);
}

// Called where the engine finds that what it should call is no function.
static JSValue throw_not_callable(JSContext *ctx, JSValueConst value)
{
    JSStackFrame *frame = ctx->rt->current_stack_frame;
    const JSFunctionBytecode *code = frame ? JS_GetFunctionBytecode(frame->cur_func) : NULL;
    int at = code && frame->cur_pc ? calling(code, frame->cur_pc) : -1;
    char out[CALLEE_BYTES] = "";
    if (at < 0)
        return throw_value_not_callable(ctx, value);
    append_expression(ctx, code, filler(ctx, code, at, call_arguments(code->byte_code_buf + at) + 1), CALLEE_DEPTH, out);
    return JS_ThrowTypeError(ctx, "%s is not a function", out);
}

// A class that was called like a function.
static void throw_not_new(JSContext *ctx, JSValueConst class)
{
    const char *name = get_func_name(ctx, class);
    JS_ThrowTypeError(ctx, "Class constructor %s cannot be invoked without 'new'", name ? name : "");
    JS_FreeCString(ctx, name);
}
