// Where QuickJS gets its memory: the C library's allocator, and since the last freeze a nursery in front of it. What an
// execution allocates then lies side by side, so that it dirties few pages; the host resets those and no others.

#define NURSERY_BYTES (768 * 1024)
// Larger blocks go past the nursery, which is for the many small ones.
#define NURSERY_LARGEST (32 * 1024)
#define NURSERY_ALIGN 8

struct nursery {
    uint8_t *start, *next, *end;
};
// Those before the last freeze: the blocks in them are part of the image and are never given back.
#define FREEZES 3
static struct nursery nursery, frozen[FREEZES];
static int freezes;

// While an image is prepared, what is given up is overwritten with zeroes: pages of zeroes are not part of the image.
static int is_preparing;

static void wipe(void *block, size_t size)
{
    if (is_preparing)
        memset(block, 0, size);
}

// Each nursery block is preceded by its size.
static size_t *nursery_size(const void *block)
{
    return (size_t *)((uint8_t *)block - NURSERY_ALIGN);
}

static int in(const struct nursery *of, const void *block)
{
    return (const uint8_t *)block >= of->start && (const uint8_t *)block < of->end;
}

static int in_nursery(const void *block)
{
    return in(&nursery, block);
}

// Whether the C library's allocator knows nothing of it.
static int is_ours(const void *block)
{
    int is = in_nursery(block);
    for (int i = 0; i < freezes; i++)
        is |= in(&frozen[i], block);
    return is;
}

static void *nursery_take(size_t size)
{
    size_t whole = ((size + NURSERY_ALIGN - 1) & ~(size_t)(NURSERY_ALIGN - 1)) + NURSERY_ALIGN;
    if (size > NURSERY_LARGEST || whole > (size_t)(nursery.end - nursery.next))
        return NULL;
    void *block = nursery.next + NURSERY_ALIGN;
    nursery.next += whole;
    *nursery_size(block) = whole - NURSERY_ALIGN;
    return block;
}

// The block taken last can be given back or grow in place; others stay until the instance ends.
static int is_last(void *block)
{
    return (uint8_t *)block + *nursery_size(block) == nursery.next;
}

static size_t heap_usable_size(const void *block)
{
    return is_ours(block) ? *nursery_size(block) : malloc_usable_size((void *)block);
}

static void *heap_malloc(void *opaque, size_t size)
{
    void *block = nursery_take(size);
    return block ? block : malloc(size);
}

static void *heap_calloc(void *opaque, size_t count, size_t size)
{
    // QuickJS has checked the product.
    void *block = nursery_take(count * size);
    return block ? memset(block, 0, count * size) : calloc(count, size);
}

static void heap_free(void *opaque, void *block)
{
    if (!block)
        return;
    wipe(block, heap_usable_size(block));
    if (!is_ours(block))
        free(block);
    else if (in_nursery(block) && is_last(block))
        nursery.next = (uint8_t *)block - NURSERY_ALIGN;
}

// What a large block that has to move takes, so that it may grow a while in place: all that the C library's allocator would
// set aside for it, which is a power of two of pages. Its last words are the library's own.
#define LIBRARY_PAGE (64 * 1024)
#define LIBRARY_OWN 24

static size_t with_room(size_t size)
{
    if (size <= NURSERY_LARGEST || size > SIZE_MAX / 4)
        return size;
    size_t pages = (size + LIBRARY_OWN + LIBRARY_PAGE - 1) / LIBRARY_PAGE;
    size_t taken = pages > 1 ? (size_t)2 << (31 - __builtin_clz((uint32_t)pages - 1)) : 1;
    return taken * LIBRARY_PAGE - LIBRARY_OWN;
}

// The C library's own `realloc` copies byte by byte.
static void *heap_realloc(void *opaque, void *block, size_t size)
{
    if (!block)
        return heap_malloc(opaque, size);
    size_t had = heap_usable_size(block);
    int gives_back = !is_ours(block) && !is_preparing && size < had / 2;
    if (size <= had && !gives_back)
        return block;
    if (in_nursery(block) && is_last(block)) {
        nursery.next = (uint8_t *)block - NURSERY_ALIGN;
        if (nursery_take(size))
            return block;
        nursery.next = (uint8_t *)block + had;
    }
    void *moved = heap_malloc(opaque, gives_back ? size : with_room(size));
    if (moved) {
        memcpy(moved, block, gives_back ? size : had);
        heap_free(opaque, block);
    }
    return moved;
}

static const JSMallocFunctions heap_functions = { heap_calloc, heap_malloc, heap_free, heap_realloc, heap_usable_size };

// A new nursery of untouched pages. The rest of the old one is given up; it was never written and so is not in the image.
// There are three freezes: that of the library, that of the modules an action uses, and that of the action.
static void heap_renew(void)
{
    uint8_t *block = malloc(NURSERY_BYTES);
    if (!block)
        return;
    if (freezes == FREEZES)
        __builtin_trap();
    frozen[freezes++] = nursery;
    nursery.start = nursery.next = (uint8_t *)(((uintptr_t)block + 4095) & ~(uintptr_t)4095);
    nursery.end = block + NURSERY_BYTES;
}
