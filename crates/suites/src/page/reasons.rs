//! Why tests pass in the native engine and fail in the guest, by the beginning of their paths.

const SHARED: &str = "A `SharedArrayBuffer` does not grow: it is shared with nobody, and the engine asks for an allocator of threads";
const STACK: &str = "`stack` of an error is set as V8 sets it, which programs for Node expect: it holds anything and is not enumerable";
const TEXT: &str = "A part of the library that is loaded when it is first used keeps its text, where native functions say `[native code]`";

/// Explained differences; the first that fits counts.
const REASONS: &[(&str, &str)] = &[
    ("built-ins/SharedArrayBuffer/prototype/", SHARED),
    ("built-ins/Error/prototype/stack/setter-", STACK),
    ("built-ins/Function/prototype/toString/built-in", TEXT),
];

/// Why this test differs, when that is known.
pub(super) fn reason(path: &str) -> Option<&'static str> {
    let found = REASONS.iter().find(|(start, _)| path.starts_with(start));
    found.map(|(_, why)| *why)
}
