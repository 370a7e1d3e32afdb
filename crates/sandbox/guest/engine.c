// The guest: QuickJS-ng and the functions that the host calls. quickjs.c is included, not linked, because the stack
// limit, the allocator's arenas and the reference counts are internal to it.
#include "quickjs.c"

#include "callee.h"
#include "heap.h"
#include "freeze.h"
#include "host.h"
#include "object.h"

#define EXPORT(name) __attribute__((export_name(name)))

// The shadow stack is the first STACK_BYTES of memory (wasm-ld --stack-first); what remains of it below the limit is
// room for the C frames between two checks of QuickJS.
#define STACK_BYTES (4 * 1024 * 1024)
#define STACK_RESERVE_BYTES (256 * 1024)
// No collection of cycles below this: most executions end long before they would gain by one.
#define GC_THRESHOLD_BYTES (16 * 1024 * 1024)

static JSRuntime *runtime;
static JSContext *context;
static JSValue library_preload, library_load, library_run, library_settle, library_rejected, library_drained, library_ticks;
static int rejection_seen;

static void on_rejection(JSContext *ctx, JSValueConst promise, JSValueConst reason, bool is_handled, void *opaque)
{
    if (!JS_IsFunction(ctx, library_rejected))
        return;
    JSValueConst args[3] = { promise, reason, JS_NewBool(ctx, is_handled) };
    rejection_seen = 1;
    JS_FreeValue(ctx, JS_Call(ctx, library_rejected, JS_UNDEFINED, 3, args));
}

// What `process.nextTick` put off comes before the jobs of promises, and again whenever those are done.
static void drain_jobs(void)
{
    JSContext *ctx;
    do {
        if (ticks_waiting) {
            ticks_waiting = 0;
            JS_FreeValue(context, JS_Call(context, library_ticks, JS_UNDEFINED, 0, NULL));
        }
        int state;
        while ((state = JS_ExecutePendingJob(runtime, &ctx)) != 0) {
            if (state < 0)
                JS_FreeValue(ctx, JS_GetException(ctx));
        }
        if (rejection_seen && JS_IsFunction(context, library_drained)) {
            rejection_seen = 0;
            JS_FreeValue(context, JS_Call(context, library_drained, JS_UNDEFINED, 0, NULL));
        }
    } while (ticks_waiting || JS_IsJobPending(runtime));
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
    runtime = JS_NewRuntime2(&heap_functions, NULL);
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

// Makes the engine and loads the runtime library: `source` is a script whose value is `function (lw, tables)`.
// Returns 0, or 1 after `settled` has told why not.
EXPORT("lw_setup") int32_t lw_setup(char *source, uint32_t length, char *methods, uint32_t methods_length)
{
    is_preparing = 1;
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
    library_preload = JS_GetPropertyStr(ctx, library, "preload");
    library_load = JS_GetPropertyStr(ctx, library, "load");
    library_run = JS_GetPropertyStr(ctx, library, "run");
    library_settle = JS_GetPropertyStr(ctx, library, "settle");
    library_rejected = JS_GetPropertyStr(ctx, library, "rejected");
    library_drained = JS_GetPropertyStr(ctx, library, "drained");
    library_ticks = JS_GetPropertyStr(ctx, library, "ticks");
    JS_FreeValue(ctx, library);
    JS_FreeValue(ctx, args[1]);
    JS_FreeValue(ctx, lw);
    JS_FreeValue(ctx, make);
    drain_jobs();
    heap_free(NULL, source);
    heap_free(NULL, methods);
    strip_sources(runtime);
    freeze(runtime);
    is_preparing = 0;
    return 0;
}

// Loads the library's modules that an action names, so that they are part of its image: `list` is a JSON text. Returns 0,
// or 1 after `settled` has told why not.
EXPORT("lw_preload") int32_t lw_preload(char *list, uint32_t length)
{
    JSContext *ctx = context;
    is_preparing = 1;
    JSValue text = JS_NewStringLen(ctx, list, length);
    js_free_rt(runtime, list);
    JSValue result = JS_IsException(text) ? JS_EXCEPTION : JS_Call(ctx, library_preload, JS_UNDEFINED, 1, (JSValueConst *)&text);
    int failed = JS_IsException(result);
    if (failed)
        report_exception(SETTLED_LOAD);
    JS_FreeValue(ctx, result);
    JS_FreeValue(ctx, text);
    drain_jobs();
    strip_sources(runtime);
    freeze(runtime);
    is_preparing = 0;
    return failed;
}

// Loads an action: `source` is its CommonJS wrapper as an expression. Returns 0, or 1 after `settled` has told why not.
EXPORT("lw_load") int32_t lw_load(char *source, uint32_t length, char *file_name)
{
    JSContext *ctx = context;
    is_preparing = 1;
    // The wrapper opens on a line of its own, line 0, so that the action's lines and columns keep their numbers.
    JSValue code = JS_EvalInternal(ctx, ctx->global_obj, source, length, file_name, 0, JS_EVAL_TYPE_GLOBAL | JS_EVAL_FLAG_COMPILE_ONLY, -1);
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
    freeze(runtime);
    is_preparing = 0;
    return failed;
}

// Recursion that needs more stack than this is a RangeError.
EXPORT("lw_limit_stack") void lw_limit_stack(uint32_t bytes)
{
    runtime->stack_limit = STACK_BYTES - bytes;
}

// Ends what the host entered the guest for: its jobs are done, and the context is what it was before.
static void leave(JSValue outer_context)
{
    drain_jobs();
    JS_FreeValue(context, async_context);
    async_context = outer_context;
}

// Calls the handler with the input, a JSON text; `settled` tells how it ends, perhaps only after later `lw_settle`s.
EXPORT("lw_run") void lw_run(char *input, uint32_t length)
{
    JSContext *ctx = context;
    JSValue outer_context = js_dup(async_context);
    JSValue text = JS_NewStringLen(ctx, input, length);
    js_free_rt(runtime, input);
    JSValue result = JS_IsException(text) ? JS_EXCEPTION : JS_Call(ctx, library_run, JS_UNDEFINED, 1, (JSValueConst *)&text);
    if (JS_IsException(result))
        report_exception(SETTLED_REJECTED);
    JS_FreeValue(ctx, result);
    JS_FreeValue(ctx, text);
    leave(outer_context);
}

// An operation ended. `text` or `bytes` may be null; both become the guest's.
EXPORT("lw_settle") void lw_settle(int32_t id, int32_t is_ok, char *text, uint32_t text_length, uint8_t *bytes, uint32_t length)
{
    JSContext *ctx = context;
    JSValue outer_context = js_dup(async_context);
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
    leave(outer_context);
}

// Room for what the host hands over: before `lw_setup` plain memory, afterwards memory that the engine counts and frees.
EXPORT("lw_alloc") void *lw_alloc(uint32_t length)
{
    void *start = runtime ? js_malloc_rt(runtime, length ? length : 1) : malloc(length ? length : 1);
    if (!start)
        __builtin_trap();
    return start;
}
