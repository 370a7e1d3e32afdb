// Prepares the heap to be captured. Whatever exists is there for good in every execution that starts from the image, so
// it becomes immortal: its reference count is never written again, and an execution that merely uses an object does not
// dirty the object's page. `JS_IMMORTAL`, `JS_RETAIN` and `JS_RELEASE` come from `immortal.h`, which the build puts into
// quickjs.c in place of its `++` and `--`.

static void make_immortal(void *block)
{
    JS_REF_COUNT(block) = JS_IMMORTAL;
}

// A member of a list that no longer has a head: it may still be taken out, which then touches nothing else.
static void detach(struct list_head *member)
{
    init_list_head(member);
}

// Every small block, free ones too: a block's count is set when something is made in it. An arena without any in use is
// given back first, so that it is no part of the image. The arenas leave the allocator's
// lists, so that new blocks come from new arenas and linking those writes into no old one.
static void freeze_arenas(JSRuntime *rt)
{
    for (int index = 0; index < JS_ARENA_BLOCK_SIZE_COUNT; index++) {
        struct list_head *el, *next;
        list_for_each_safe(el, next, &rt->arena_state.arena_list[index]) {
            JSArena *arena = list_entry(el, JSArena, link);
            if (arena->n_used_blocks == 0) {
                list_del(&arena->link);
                list_del(&arena->free_link);
                heap_free(NULL, arena);
                continue;
            }
            for (int block = 0; block < arena->n_blocks; block++)
                ((JSMallocBlockHeader *)arena_get_block(arena, block, arena_block_sizes[index]))->ref_count = JS_IMMORTAL;
            detach(&arena->free_link);
            detach(&arena->link);
        }
        init_list_head(&rt->arena_state.free_arena_list[index]);
        init_list_head(&rt->arena_state.arena_list[index]);
    }
}

// Immortal objects leave the collector's list. It then takes their references for outside ones, which they are: it never
// frees what they hold, and it never walks over them.
static void freeze_objects(JSRuntime *rt)
{
    struct list_head *el, *next;
    JS_RunGC(rt);
    list_for_each_safe(el, next, &rt->gc_obj_list) {
        make_immortal(list_entry(el, JSGCObjectHeader, link));
        detach(el);
    }
    init_list_head(&rt->gc_obj_list);
}

static void freeze_atoms(JSRuntime *rt)
{
    for (int index = 0; index < rt->atom_size; index++) {
        JSAtomStruct *atom = rt->atom_array[index];
        if (!atom_is_free(atom))
            make_immortal(atom);
    }
}

// A function without a source prints as `[native code]`, as built-in ones do in Node. Of a class the head stays: its
// constructor is told from a plain function by it.
static void strip_source(JSRuntime *rt, JSFunctionBytecode *function)
{
    static const char native[] = "{ [native code] }";
    char *source = function->source, *head = NULL;
    const char *body = source ? strchr(source, '{') : NULL;
    if (body && !strncmp(source, "class", 5) && (head = js_malloc_rt(rt, body - source + sizeof native))) {
        memcpy(head, source, body - source);
        memcpy(head + (body - source), native, sizeof native);
    }
    js_free_rt(rt, source);
    function->source = head;
    function->source_len = head ? strlen(head) : 0;
}

static void strip_sources(JSRuntime *rt)
{
    struct list_head *el;
    list_for_each(el, &rt->gc_obj_list) {
        JSGCObjectHeader *object = list_entry(el, JSGCObjectHeader, link);
        if (JS_GC_TYPE(object) == JS_GC_OBJ_TYPE_FUNCTION_BYTECODE)
            strip_source(rt, (JSFunctionBytecode *)object);
    }
}

static void freeze(JSRuntime *rt)
{
    freeze_objects(rt);
    freeze_atoms(rt);
    freeze_arenas(rt);
    heap_renew();
}
