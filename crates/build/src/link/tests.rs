//! Linking: what becomes of small trees.

use std::sync::Arc;

use super::*;
use crate::Package;

/// A tree of files by their paths.
pub(super) fn tree(files: &[(&str, &str)]) -> Tree {
    let mut tree = Tree::default();
    for (path, text) in files {
        let cut = path.rfind("node_modules/").unwrap() + "node_modules/".len();
        let (name, _) = bundle::linked::path::split_name(&path[cut..]).unwrap();
        let (place, file) = path.split_at(cut + name.len());
        let package = tree
            .packages
            .entry(place.to_owned())
            .or_insert_with(|| Package {
                name: name.to_owned(),
                version: "1.0.0".to_owned(),
                integrity: None,
                license: None,
                files: BTreeMap::new(),
            });
        let bytes = Arc::from(text.as_bytes());
        package.files.insert(file[1..].to_owned(), bytes);
    }
    tree
}

fn action(text: &str) -> Action<'_> {
    Action {
        name: "action.js",
        file: "action.js",
        text,
        shared: BTreeMap::new(),
    }
}

fn linked(text: &str, files: &[(&str, &str)]) -> Linked {
    link(&action(text), &tree(files)).unwrap()
}

#[test]
fn what_needs_nothing_stands_alone() {
    for (text, expected) in [
        ("exports.f = () => require('node:crypto');", true),
        ("exports.f = () => require(name);", true),
        ("require('a')", false),
        ("import fs from 'fs'", false),
        ("const f = () => import('fs')", false),
        ("const a: string = ''; exports.a = a;", false),
        ("with (a) { delete b } var c = 010", true),
        ("not JavaScript at all", true),
    ] {
        assert_eq!(stands_alone(&action(text)).unwrap(), expected, "{text}");
    }
    let error = stands_alone(&action("import a from 'a';\nlet a = ;")).unwrap_err();
    assert!(error.to_string().starts_with("action.js:2:"), "{error}");
}

#[test]
fn what_is_asked_for_is_known_before_it_is_there() {
    let text = "require('b'); import('@s/c/d'); require('./e'); require('fs'); require('actions:f'); require(g)";
    let required = required(&action(text)).unwrap();
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(required.packages, names(&["b", "@s/c"]));
    assert_eq!(required.shared, names(&["f"]));
}

#[test]
fn a_shared_module_that_is_not_given_is_named() {
    let mut action = action("const f = require('actions:f'); import('actions:g')");
    action.shared.insert("f".to_owned(), String::new());
    let error = link(&action, &Tree::default()).unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("action.js requires the shared module `actions:g`"),
        "{error}"
    );
    action.shared.insert("g".to_owned(), String::new());
    assert!(link(&action, &Tree::default()).is_ok());
}

#[test]
fn only_what_is_reached_is_taken_and_the_action_is_left_as_it_is() {
    let text = "const a = require('a'); try { require('absent') } catch {}";
    let linked = linked(
        text,
        &[
            (
                "node_modules/a/index.js",
                "require('./b'); require('crypto')",
            ),
            ("node_modules/a/b.js", ""),
            ("node_modules/a/c.js", ""),
            ("node_modules/z/index.js", ""),
        ],
    );
    let files: Vec<&String> = linked.files.keys().collect();
    assert_eq!(
        files,
        [
            "/node_modules/a/b.js",
            "/node_modules/a/index.js",
            "action.js"
        ]
    );
    assert_eq!(linked.builtins, ["crypto"]);
    assert_eq!(linked.action().unwrap().text, text);
    assert_eq!(linked.action().unwrap().requires.len(), 1);
    let packages: Vec<&String> = linked.packages.keys().collect();
    assert_eq!(packages, ["/node_modules/a"]);
    let again = linked.to_bytes().unwrap();
    assert_eq!(Linked::read(&again).unwrap().to_bytes().unwrap(), again);
}

#[test]
fn what_shows_only_at_run_time_is_taken_with_its_package() {
    let linked = linked(
        "require('a')",
        &[
            (
                "node_modules/a/index.js",
                "module.exports = (l) => require('./locale/' + l)",
            ),
            ("node_modules/a/locale/de.js", "require('b')"),
            ("node_modules/a/test/t.js", ""),
            ("node_modules/a/index.d.ts", ""),
            (
                "node_modules/b/index.js",
                "fs.readFileSync(__dirname + '/x.txt')",
            ),
            ("node_modules/b/x.txt", "x"),
            ("node_modules/b/y.js", ""),
        ],
    );
    let files: Vec<&String> = linked.files.keys().collect();
    assert_eq!(
        files,
        [
            "/node_modules/a/index.js",
            "/node_modules/a/locale/de.js",
            "/node_modules/b/index.js",
            "/node_modules/b/x.txt",
            "action.js"
        ]
    );
}

#[test]
fn a_module_becomes_a_function_and_no_line_moves() {
    let text = "import a, { b as c } from 'x'\nimport * as d from 'y'\nexport const e = c({ c, a })\nc()\nexport default () => d.f(import.meta.url)\nexport * from 'z'";
    let linked = linked(text, &[]);
    let action = linked.action().unwrap();
    assert_eq!(action.kind, Kind::Module);
    let (head, body) = action.text.split_once('\n').unwrap();
    assert_eq!(
        head,
        "\"use strict\"; $lw.exports({ \"default\": () => $lw_default, \"e\": () => e }); const $lw_0 = $lw.link(\"x\", [\"default\", \"b\"], false); \
         const $lw_1 = $lw.link(\"y\", [], false); const $lw_2 = $lw.link(\"z\", [], true); $lw.evaluate();"
    );
    assert_eq!(
        body,
        ";\n;\nconst e = (0, $lw_0[\"b\"])({ c: $lw_0[\"b\"], a: $lw_0[\"default\"] })\n;(0, $lw_0[\"b\"])()\n\
         const $lw_default = { \"default\": () => $lw_1.f($lw.meta.url) }[\"default\"];\n;"
    );
}

#[test]
fn waiting_spreads_to_importers() {
    let linked = linked(
        "import 'a'; export const b = 1",
        &[
            ("node_modules/a/index.mjs", "import './c.mjs'"),
            (
                "node_modules/a/package.json",
                r#"{"exports":"./index.mjs"}"#,
            ),
            (
                "node_modules/a/c.mjs",
                "export const d = await 1; const e = async () => { await 2 }",
            ),
        ],
    );
    let kinds: Vec<Kind> = linked.files.values().map(|file| file.kind).collect();
    assert_eq!(kinds, [Kind::AsyncModule; 3]);
    assert!(
        linked
            .action()
            .unwrap()
            .text
            .contains("await $lw.evaluateLater();")
    );
}

#[test]
fn types_go_and_what_is_more_than_a_type_stays() {
    let text = "enum Level { Low = 1 }\ninterface A { b: string }\nexport const onExecutePostLogin = async (event: A): Promise<Level> => Level.Low;\n";
    let mut one = action(text);
    one.file = "action.ts";
    let linked = link(&one, &Tree::default()).unwrap();
    let action = linked.action().unwrap();
    assert_eq!(action.kind, Kind::Module);
    assert!(
        !action.text.contains("interface") && action.text.contains("Level"),
        "{}",
        action.text
    );
    assert!(action.map.is_some());
    let map = oxc_sourcemap::SourceMap::from_json_string(action.map.as_deref().unwrap()).unwrap();
    let line = action
        .text
        .lines()
        .position(|line| line.contains("onExecutePostLogin ="))
        .unwrap();
    let table = map.generate_lookup_table();
    let token = map.lookup_token(&table, line as u32, 0).unwrap();
    assert_eq!(token.get_src_line(), 2);
}

/// What becomes of TypeScript that requires nothing.
fn stripped(text: &str) -> String {
    let linked = link(&action(text), &Tree::default()).unwrap();
    linked.action().unwrap().text.clone()
}

#[test]
fn whoever_imports_nothing_but_types_may_be_common_js() {
    for more in ["", "enum Level { Low = 1 }\n"] {
        let text = format!(
            "import type {{ A }} from './types';\n{more}exports.onExecutePostLogin = async (event: A) => {{}};\n"
        );
        let linked = link(&action(&text), &Tree::default()).unwrap();
        let action = linked.action().unwrap();
        assert_eq!(action.kind, Kind::CommonJs, "{}", action.text);
        assert!(!action.text.contains("import"), "{}", action.text);
    }
}

#[test]
fn types_leave_blanks_so_that_nothing_moves() {
    let text = "interface A { b: string }
type \u{1d49c} = {
  c: number;
};
declare const given: string;
function over(a: string): void;
function over(this: Date, a?: any, ...rest: number[]) { return a!.b as unknown as string }
abstract class C<T> extends Array<T> implements Iterable<T>, A {
  declare gone: string;
  private readonly x: number = 1;
  public /* private */ static y?: string;
  z!: T;
  [key: string]: unknown;
  abstract f(): void;
  protected override get g(): number { return <number>this.x }
}
const later = async <T,>(a: T, { b }: A = {} as A): Promise<T> => { let c!: T; return a satisfies T ?? c };
const first = given as any
;[1].map<string>((n) => `${n}`);
const second = given as any
(later)
exports.onExecutePostLogin = async (event: any, api: any) => over(event as string);
";
    let own = stripped(text);
    // Where a declaration of types stood, nothing is left but the ends of statements.
    let words = |line: &str| match line.trim_matches([' ', ';']) {
        "" => String::new(),
        _ => line.split_whitespace().collect::<Vec<_>>().join(" "),
    };
    let lines: Vec<String> = own.lines().map(words).collect();
    let expected = [
        "",
        "",
        "",
        "",
        "",
        "",
        "function over( a , ...rest ) { return a .b }",
        "class C extends Array {",
        "",
        "x = 1;",
        "/* private */ static y ;",
        "z ;",
        "",
        "",
        "get g() { return this.x }",
        "}",
        "const later = async (a , { b } = {} ) => { let c ; return a ?? c };",
        "const first = given",
        ";[1].map ((n) => `${n}`);",
        "const second = given;",
        "(later)",
        "exports.onExecutePostLogin = async (event , api ) => over(event );",
    ];
    for (at, (found, expected)) in lines.iter().zip(&expected).enumerate() {
        assert_eq!(found, expected, "line {}", at + 1);
    }
    assert_eq!(lines.len(), expected.len());
    for (line, (written, own)) in text.lines().zip(own.lines()).enumerate() {
        let width = |text: &str| text.encode_utf16().count();
        assert_eq!(width(written), width(own), "line {}", line + 1);
    }
}

#[test]
fn what_blanks_would_change_is_compiled() {
    for (text, expected) in [
        ("enum E { A = 1 }\nexports.a = E.A as number;", "E[\"A\"]"),
        ("class P { constructor(private a: string) {} }", "this.a"),
        ("namespace N { export const a = 1 as number }", "_N.a"),
        ("const f = (a: string): {\n} => a;", "(a) => a"),
        (
            "import { A } from './types';\nexport const a = (b: A) => b;",
            "a = (b) => b",
        ),
    ] {
        let own = stripped(text);
        assert!(own.contains(expected), "{own}");
        assert!(!own.contains("./types"), "{own}");
    }
}

#[test]
fn linking_is_given_up_before_the_next_file() {
    let files = [
        ("node_modules/a/index.js", "require('./b')"),
        ("node_modules/a/b.js", "require('./c')"),
        ("node_modules/a/c.js", "1"),
    ];
    let asked = std::cell::Cell::new(0);
    let given_up_after = |files: usize| {
        let asked = &asked;
        asked.set(0);
        move || {
            asked.set(asked.get() + 1);
            asked.get() > files
        }
    };
    let (text, tree) = (action("require('a')"), tree(&files));
    let ended = link_unless(&text, &tree, &given_up_after(2));
    assert!(matches!(ended, Err(LinkError::GivenUp)), "{ended:?}");
    assert_eq!(asked.get(), 3);
    let linked = link_unless(&text, &tree, &given_up_after(3)).unwrap();
    assert_eq!(linked, link(&text, &tree).unwrap());
}

#[test]
fn a_mistake_in_typescript_is_named_where_it_stands() {
    let refused = |text: &str| link(&action(text), &Tree::default()).map(drop);
    let error = refused("const a: string = '';\nconst b: number = ;").unwrap_err();
    assert!(error.to_string().starts_with("action.js:2:19: "), "{error}");
    // What is wrong in JavaScript alone is left to the engine's own words.
    refused("const a = ;").unwrap();
    refused("exports.a = (b) => { ...b }").unwrap();
}

#[test]
fn a_package_that_is_not_well_formed_is_left_to_fail() {
    let linked = linked(
        "require('a')",
        &[("node_modules/a/index.js", "this is not JavaScript")],
    );
    let file = &linked.files["/node_modules/a/index.js"];
    assert_eq!(file.text, "this is not JavaScript");
}
