//! Requests over a small tree.

use super::*;
use crate::link::tests::tree;

fn packages() -> Tree {
    tree(&[
        (
            "node_modules/a/package.json",
            r#"{"name":"a","main":"lib"}"#,
        ),
        ("node_modules/a/lib/index.js", ""),
        ("node_modules/a/lib/b.json", ""),
        ("node_modules/a/node_modules/c/index.js", ""),
        (
            "node_modules/c/package.json",
            r##"{"name":"c","exports":{".":{"import":"./m.mjs","require":"./c.cjs"},"./x":"./y.js"},"imports":{"#a":"a","#p":"./y.js"}}"##,
        ),
        ("node_modules/c/m.mjs", ""),
        ("node_modules/c/c.cjs", ""),
        ("node_modules/c/y.js", ""),
        ("node_modules/@s/d/index.js", ""),
    ])
}

#[test]
fn requests_lead_where_node_finds_them() {
    let tree = packages();
    let resolver = Resolver::new(&tree);
    let file = |path: &str| Some(Found::File(path.to_owned()));
    let (require, import) = (Way::Require, Way::Import);
    let in_a = "/node_modules/a/lib/index.js";
    let in_c = "/node_modules/c/y.js";
    for (from, request, way, expected) in [
        ("action.js", "a", require, file(in_a)),
        (
            "action.js",
            "a/lib/b",
            require,
            file("/node_modules/a/lib/b.json"),
        ),
        ("action.js", "a/lib/b", import, None),
        ("action.js", "c", require, file("/node_modules/c/c.cjs")),
        ("action.js", "c", import, file("/node_modules/c/m.mjs")),
        ("action.js", "c/x", require, file(in_c)),
        ("action.js", "c/y.js", require, None),
        (
            "action.js",
            "@s/d",
            require,
            file("/node_modules/@s/d/index.js"),
        ),
        ("action.js", "@s", require, None),
        (
            "action.js",
            "node:fs",
            require,
            Some(Found::Builtin("fs".to_owned())),
        ),
        (
            "action.js",
            "fs/promises",
            import,
            Some(Found::Builtin("fs/promises".to_owned())),
        ),
        (
            in_a,
            "c",
            require,
            file("/node_modules/a/node_modules/c/index.js"),
        ),
        (in_a, "..", require, file(in_a)),
        (in_a, "./b", require, file("/node_modules/a/lib/b.json")),
        (in_a, "../../../../c/y.js", require, None),
        (in_c, "#a", require, file(in_a)),
        (in_c, "#p", require, file(in_c)),
        (in_c, "#q", require, None),
        (in_c, "c/x", require, file(in_c)),
    ] {
        assert_eq!(
            resolver.resolve(from, request, way),
            expected,
            "{from} {request}"
        );
    }
}
