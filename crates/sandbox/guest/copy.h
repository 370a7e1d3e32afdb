// Copies and fills of a few bytes in the guest itself: WebAssembly's instructions for them are calls into the host's library,
// which cost more than so few bytes do. Everything is read before anything is written, so the blocks may overlap.
#define COPY_BYTES 32

struct copy_word { uint64_t value; } __attribute__((packed));
struct copy_half { uint32_t value; } __attribute__((packed));
#define WORD(at) (((struct copy_word *)(at))->value)
#define HALF(at) (((struct copy_half *)(at))->value)

static __attribute__((noinline)) void *copy_bytes(void *to, const void *from, size_t length)
{
    uint8_t *into = to;
    const uint8_t *of = from;
    if (length > COPY_BYTES)
        return __builtin_memmove(to, from, length);
    if (length >= 16) {
        uint64_t a = WORD(of), b = WORD(of + 8), c = WORD(of + length - 16), d = WORD(of + length - 8);
        WORD(into) = a;
        WORD(into + 8) = b;
        WORD(into + length - 16) = c;
        WORD(into + length - 8) = d;
    } else if (length >= 8) {
        uint64_t a = WORD(of), b = WORD(of + length - 8);
        WORD(into) = a;
        WORD(into + length - 8) = b;
    } else if (length >= 4) {
        uint32_t a = HALF(of), b = HALF(of + length - 4);
        HALF(into) = a;
        HALF(into + length - 4) = b;
    } else if (length) {
        uint8_t a = of[0], b = of[length / 2], c = of[length - 1];
        into[0] = a;
        into[length / 2] = b;
        into[length - 1] = c;
    }
    return to;
}

static __attribute__((noinline)) void *fill_bytes(void *to, int byte, size_t length)
{
    uint8_t *into = to;
    uint64_t word = (uint8_t)byte * 0x0101010101010101u;
    if (length > COPY_BYTES || length < 8)
        return __builtin_memset(to, byte, length);
    WORD(into + length - 8) = word;
    for (size_t at = 0; at + 8 < length; at += 8)
        WORD(into + at) = word;
    return to;
}

// As `memcmp`, whose own in the guest's library goes byte by byte.
static inline int compare_bytes(const void *left, const void *right, size_t length)
{
    const uint8_t *a = left, *b = right;
    while (length >= 8) {
        uint64_t differing = WORD(a) ^ WORD(b);
        if (differing) {
            int at = __builtin_ctzll(differing) / 8;
            return a[at] - b[at];
        }
        a += 8;
        b += 8;
        length -= 8;
    }
    if (length >= 4 && HALF(a) == HALF(b)) {
        a += 4;
        b += 4;
        length -= 4;
    }
    for (; length; a++, b++, length--) {
        if (*a != *b)
            return *a - *b;
    }
    return 0;
}

#undef WORD
#undef HALF
#define memcpy(to, from, length) (__builtin_constant_p(length) ? __builtin_memcpy(to, from, length) : copy_bytes(to, from, length))
#define memmove(to, from, length) (__builtin_constant_p(length) ? __builtin_memmove(to, from, length) : copy_bytes(to, from, length))
#define memset(to, byte, length) (__builtin_constant_p(length) ? __builtin_memset(to, byte, length) : fill_bytes(to, byte, length))
#define memcmp(left, right, length) compare_bytes(left, right, length)
