//! The test library, as the files it is written in.

macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        &[$((concat!($name, ".js"), include_str!(concat!("library/", $name, ".js")))),+]
    };
}

/// The files, in the order they are joined: what runs while they load stands below what it needs.
const FILES: &[(&str, &str)] = files![
    "statics",
    "given",
    "format",
    "diff",
    "equals",
    "asymmetric",
    "matchers_values",
    "matchers_calls",
    "expect",
    "snapshot",
    "mock",
    "evidence",
    "mocks",
    "faker",
    "modules",
    "each",
    "tree",
    "clock",
    "running",
    "node_test",
    "globals",
];

/// The manual mock of axios, as a module for which `jest` is there.
pub(super) const AXIOS: &str = include_str!("mocks/axios.js");

/// The library as one function: it takes the outer module's `exports` and `require`, `report`, and what it is given.
pub(super) fn function() -> String {
    let mut text =
        String::from("function (exports, hostRequire, report, given) { \"use strict\";\n");
    for (_, file) in FILES {
        text.push_str(file);
        text.push('\n');
    }
    text.push_str("const makeAxiosMock = (module, jest) => {\n");
    text.push_str(AXIOS);
    text.push_str("};\n}");
    text
}
