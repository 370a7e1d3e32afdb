//! Node's modules as the runtime library has them: texts that the guest loads when an action first asks for one. What an
//! action names is loaded before it, so that it is part of its image and costs an execution nothing.

use std::collections::HashSet;

/// Id and text of every module, by id. Ids below `internal/` and `vendor/` are for the library alone; the latter are npm
/// packages, bundled by `cargo xtask vendor`.
const MODULES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/modules.rs"));

/// Globals that are loaded when they are first used, each with the module that exports it under its own name: a line
/// each, `Global module`.
const GLOBALS: &str = include_str!("../runtime/node/GLOBALS");

/// The language's own globals. A module has them as they were before any action ran, whatever an action has made of them.
const NATIVES: &str = include_str!("../runtime/node/NATIVES");

/// Members of web streams that nothing else has: code that names one reads a body as a stream without naming a class.
const OF_STREAMS: &[&str] = &["fromWeb", "getReader", "pipeThrough", "pipeTo", "toWeb"];

/// Methods of built-ins that load a global's module, and that global.
const METHODS: &[(&str, &str)] = &[
    ("toLocaleString", "Intl"),
    ("toLocaleDateString", "Intl"),
    ("toLocaleTimeString", "Intl"),
];

/// The text of a module.
pub(crate) fn text(id: &str) -> Option<&'static str> {
    let at = MODULES.binary_search_by_key(&id, |(id, _)| *id).ok()?;
    MODULES.get(at).map(|(_, text)| *text)
}

/// The texts of all modules.
pub(crate) fn texts() -> impl Iterator<Item = &'static str> {
    MODULES.iter().map(|(_, text)| *text)
}

/// The modules that an action may ask for, by name: those of Node that this host has.
pub fn public() -> impl Iterator<Item = &'static str> {
    let ids = MODULES.iter().map(|(id, _)| *id);
    ids.filter(|id| !id.starts_with("internal/") && !id.starts_with("vendor/"))
}

/// The globals that are loaded on use, with their modules.
pub(crate) fn globals() -> impl Iterator<Item = (&'static str, &'static str)> {
    GLOBALS.lines().filter_map(|line| line.split_once(' '))
}

/// The names of the language's own globals, in the order in which a module's wrapper takes them.
pub(crate) fn natives() -> Vec<&'static str> {
    NATIVES.lines().collect()
}

/// The modules and globals that this code names: what is worth loading before it. Too many cost nothing but room.
pub(crate) fn named_in(code: &str) -> Vec<&'static str> {
    let words = words(code);
    let streams = OF_STREAMS.iter().any(|member| words.contains(member)) || iterates_a_body(code);
    let methods = METHODS.iter().filter(|(method, _)| words.contains(method));
    let mut globals: Vec<&str> = methods.map(|(_, global)| *global).collect();
    globals.extend(globals_among(words));
    globals.sort_unstable();
    globals.dedup();
    let modules = public().filter(|id| is_required(code, id));
    globals
        .into_iter()
        .chain(modules)
        .chain(streams.then_some("stream/web"))
        .collect()
}

/// The globals that this code names.
pub(crate) fn globals_in(code: &str) -> impl Iterator<Item = &'static str> {
    globals_among(words(code))
}

fn words(code: &str) -> HashSet<&str> {
    code.split(|at: char| !is_word(at)).collect()
}

fn globals_among(words: HashSet<&str>) -> impl Iterator<Item = &'static str> {
    let globals = globals().map(|(global, _)| global);
    globals.filter(move |name| words.contains(name))
}

/// Whether there is a loop such as `for await (const piece of response.body)`.
fn iterates_a_body(code: &str) -> bool {
    let mut iterated = code.split(" of ").skip(1);
    iterated.any(|rest| {
        let iterable = rest.split(')').next().unwrap_or_default();
        iterable.trim_end().ends_with(".body")
    })
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '$')
}

/// Whether the id stands somewhere as a string of its own, with or without `node:`.
fn is_required(code: &str, id: &str) -> bool {
    let quoted = |(at, _): (usize, &str)| {
        let (before, after) = code.split_at(at);
        let before = before.strip_suffix("node:").unwrap_or(before);
        let after = after.get(id.len()..).unwrap_or_default();
        match (before.chars().next_back(), after.chars().next()) {
            (Some(open @ ('"' | '\'' | '`')), Some(close)) => open == close,
            _ => false,
        }
    };
    code.match_indices(id).any(quoted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_are_in_order_and_globals_name_one() {
        assert!(MODULES.is_sorted_by_key(|(id, _)| *id));
        for (global, id) in globals() {
            assert!(text(id).is_some(), "{global} names the module {id}");
        }
    }

    #[test]
    fn who_reads_a_body_as_a_stream_has_streams_loaded() {
        for code in [
            "response.body.getReader()",
            "for await (const piece of response.body) use(piece)",
        ] {
            assert_eq!(named_in(code), ["stream/web"], "{code}");
        }
        assert!(named_in("await response.json()").is_empty());
    }

    #[test]
    fn a_method_brings_its_global() {
        assert_eq!(named_in("new Date().toLocaleDateString()"), ["Intl"]);
        assert_eq!(named_in("locale"), [""; 0]);
    }

    #[test]
    fn what_stands_as_a_string_is_named() {
        for (code, id, expected) in [
            ("require('events')", "events", true),
            ("require(\"node:events\")", "events", true),
            ("import x from `events`", "events", true),
            ("require('events/')", "events", false),
            ("events", "events", false),
            ("'events\"", "events", false),
        ] {
            assert_eq!(is_required(code, id), expected, "{code}");
        }
    }
}
