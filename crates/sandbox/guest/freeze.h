// Prepares the heap to be captured. Whatever exists is there for good in every execution that starts from the image, so
// it becomes immortal: its reference count is never written again, and an execution that merely uses an object does not
// dirty the object's page. `JS_IMMORTAL`, `JS_RETAIN` and `JS_RELEASE` come from `immortal.h`, which the build puts into
// quickjs.c in place of its `++` and `--`.

static void make_immortal(void *block)
{
    JS_REF_COUNT(block) = JS_IMMORTAL;
}

// Every small block, free ones too: a block's count is set when something is made in it. The arenas are left as they are
// and new blocks come from new arenas. An arena off the list of those with room must bear being taken off once more.
static void freeze_arenas(JSRuntime *rt)
{
    for (int index = 0; index < JS_ARENA_BLOCK_SIZE_COUNT; index++) {
        struct list_head *el;
        list_for_each(el, &rt->arena_state.arena_list[index]) {
            JSArena *arena = list_entry(el, JSArena, link);
            for (int block = 0; block < arena->n_blocks; block++)
                ((JSMallocBlockHeader *)arena_get_block(arena, block, arena_block_sizes[index]))->ref_count = JS_IMMORTAL;
            if (arena->n_used_blocks < arena->n_blocks)
                init_list_head(&arena->free_link);
        }
        init_list_head(&rt->arena_state.free_arena_list[index]);
    }
}

static void freeze(JSRuntime *rt)
{
    struct list_head *el;
    JS_RunGC(rt);
    list_for_each(el, &rt->gc_obj_list)
        make_immortal(list_entry(el, JSGCObjectHeader, link));
    for (int index = 0; index < rt->atom_size; index++) {
        JSAtomStruct *atom = rt->atom_array[index];
        if (!atom_is_free(atom))
            make_immortal(atom);
    }
    freeze_arenas(rt);
    heap_renew();
}
