//! Why tests pass in the native engine and fail in the guest, by the beginning of their paths.

const ATOMICS: &str = "`Atomics` is written in JavaScript here, for one thread: the engine's own is left out of builds for WASI";
const SHARED: &str = "A `SharedArrayBuffer` does not grow: it is shared with nobody, and the engine asks for an allocator of threads";
const STACK: &str =
    "`stack` is set as V8 sets it, which programs for Node expect, and not as the proposal says";
const LOCALE: &str = "`toLocaleString` of typed arrays is the library's, with the numbers of CLDR, and looks at the buffer later";
const LEFTOVER: &str = "What the test leaves at an index of `Array.prototype` is called by the library that loads the module behind the test";
const TEXT: &str = "Functions of the library show their text where native ones say `[native code]`";

/// Explained differences; the first that fits counts.
const REASONS: &[(&str, &str)] = &[
    ("built-ins/Atomics/", ATOMICS),
    ("built-ins/SharedArrayBuffer/", SHARED),
    ("built-ins/Error/prototype/stack/", STACK),
    ("built-ins/TypedArray/prototype/toLocaleString/", LOCALE),
    ("built-ins/Promise/", LEFTOVER),
    (
        "built-ins/RegExp/prototype/Symbol.replace/poisoned",
        LEFTOVER,
    ),
    ("built-ins/Array/", LEFTOVER),
    ("built-ins/Object/define", LEFTOVER),
    ("language/expressions/array/", LEFTOVER),
    ("built-ins/Function/prototype/toString/built-in", TEXT),
];

/// Why this test differs, when that is known.
pub(super) fn reason(path: &str) -> Option<&'static str> {
    let found = REASONS.iter().find(|(start, _)| path.starts_with(start));
    found.map(|(_, why)| *why)
}
