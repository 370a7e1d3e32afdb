//! Whatever a stranger sends, it is read or refused, soon, and never ends the reader.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use bundle::package::{ACTION, FORM, GUIDE, MANIFEST};
use bundle::{Limits, MemberPath, Members, Package};
use check::fix::fix;
use check::reading::{Unreadable, read};
use contract::Trigger;

/// No code takes longer, on a machine that does other things besides.
const MOST: Duration = Duration::from_secs(10);

fn codes() -> Vec<(PathBuf, String)> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut found = Vec::new();
    let mut open = vec![
        tests.join("rules"),
        tests.join("propose"),
        tests.join("fix"),
    ];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(
                fs::read_dir(path)
                    .unwrap()
                    .map(|entry| entry.unwrap().path()),
            );
        } else if path.extension().is_some_and(|end| end == "js") {
            found.push((path.clone(), fs::read_to_string(&path).unwrap()));
        }
    }
    found.sort();
    found
}

#[track_caller]
fn is_read(name: &str, code: &str) {
    let start = Instant::now();
    let read = read(code, Trigger::PostLogin);
    assert_ne!(read, Err(Unreadable::Machine), "{name}");
    let found = check::rules::found(&package(code));
    assert!(found.len() < 1_000, "{name}: {}", found.len());
    let fixed = fix(code, Trigger::PostLogin);
    assert!(fixed.code.len() <= code.len() * 8 + 1, "{name}");
    assert!(start.elapsed() < MOST, "{name} took {:?}", start.elapsed());
}

fn package(code: &str) -> Package {
    let form = r#"{"secrets": [], "configuration": [], "dependencies": []}"#;
    let mut members = Members::new(Limits::DEFAULT);
    for (path, content) in [
        (MANIFEST, include_str!("support/manifest.toml")),
        (FORM, form),
        (GUIDE, "# Guide"),
        (ACTION, code),
    ] {
        members
            .add(MemberPath::parse(path).unwrap(), content.into())
            .unwrap();
    }
    Package::read(members).unwrap()
}

/// A sequence without a pattern, the same at each run.
struct Lots(u64);

impl Lots {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most.max(1)
    }
}

#[test]
fn codes_with_pieces_taken_out_doubled_and_exchanged_are_read_or_refused() {
    let codes = codes();
    let mut lots = Lots(7);
    for (path, code) in &codes {
        for _ in 0..6 {
            let mut lines: Vec<&str> = code.lines().collect();
            for _ in 0..3 {
                let (one, two) = (lots.below(lines.len()), lots.below(lines.len()));
                match lots.below(3) {
                    0 => lines.swap(one, two),
                    1 => lines.insert(one, lines[two]),
                    _ if lines.len() > 2 => drop(lines.remove(one)),
                    _ => {}
                }
            }
            let (_, other) = &codes[lots.below(codes.len())];
            let more: Vec<&str> = other.lines().skip(lots.below(4)).take(4).collect();
            is_read(
                &path.display().to_string(),
                &format!("{}\n{}", lines.join("\n"), more.join("\n")),
            );
        }
    }
}

#[test]
fn codes_cut_anywhere_are_read_or_refused() {
    let mut lots = Lots(11);
    for (path, code) in codes() {
        for _ in 0..4 {
            let end = lots.below(code.len());
            let cut: String = code.chars().take(end).collect();
            is_read(&path.display().to_string(), &cut);
        }
    }
}

#[test]
fn codes_that_branch_grow_or_turn_in_circles_end() {
    let handler =
        |body: &str| format!("exports.onExecutePostLogin = async (event, api) => {{ {body} }};\n");
    let many =
        |count: usize, piece: &dyn Fn(usize) -> String| (0..count).map(piece).collect::<String>();
    let cases = [
        ("texts that grow", handler("let t = 'a'; for (;;) { t = t + t + event.user.email; api.idToken.setCustomClaim(t, t); }")),
        ("a function of itself", format!("const f = (x, y) => f(`${{x}}a`, [x, y]) || f(y, x);\n{}", handler("f('', event);"))),
        ("functions of each other", format!("{}{}", many(400, &|n| format!("const f{n} = (x) => f{}(x + 'a') + f{}(x + 'b');\n", (n + 1) % 400, (n * 7) % 400)), handler("f0('');"))),
        ("objects within objects", handler(&format!("const o = {{}}; {}", many(2_000, &|n| format!("o.a{n} = {{ b: o, c: event, ...o }}; "))))),
        ("closures within closures", format!("const make = (f) => (x) => f(f(x));\nlet g = (x) => x + 'a';\n{}{}", many(60, &|_| "g = make(g);\n".to_owned()), handler("g(event.user.email);"))),
        ("names without end", handler(&many(4_000, &|n| format!("api.user.setAppMetadata('k{n}', event.user.app_metadata.k{n});")))),
        ("one choice of many", handler(&format!("const t = {}'z'; fetch(t + t + t);", many(3_000, &|n| format!("event.a{n} ? 'https://h{n}.acme.com' : "))))),
        ("a list of lists", handler(&format!("const l = {}; JSON.stringify(l); for (const a of l) for (const b of a) b.c();", "[".repeat(2_000) + &"]".repeat(2_000)))),
        ("classes within classes", format!("{}{}", many(300, &|n| format!("class C{} extends C{n} {{ m(e) {{ return super.m(e) + new C{n}(e).m(e); }} }}\n", n + 1)).replacen("extends C0 ", "", 1), handler("new C300(event).m(event);"))),
        ("what cannot be seen", "\u{200b}\u{202e}".repeat(15_000)),
        ("words of two alphabets", handler(&format!("const t = '{}';", "a\u{0430} ".repeat(20_000)))),
        ("one long line", handler(&many(9_000, &|_| "event.b;".to_owned()))),
        ("many lines", handler(&"\n".repeat(99_000))),
        ("a long comment", format!("/*\n{}*/", "*\n".repeat(49_000))),
        ("comparisons", handler(&many(3_000, &|_| "if (event.client.name == 'a') return;\n".to_owned()))),
        ("blocks in blocks", handler(&format!("{}{}", "{\n".repeat(20_000), "}\n".repeat(20_000)))),
        ("credentials", handler(&format!("const t = '{}';", "AKIAIOSFODNN7EXAMPL3 ".repeat(4_000)))),
        ("functions in functions", format!("{}{}", "async function f() { await g(() => {".repeat(2_000), "}) }".repeat(2_000))),
        ("patterns within patterns", handler(&format!("const {}a{} = event; a.b;", "{ user: ".repeat(3_000), " }".repeat(3_000)))),
        ("callbacks of callbacks", handler(&format!("const f = (g) => g(f); {}", many(500, &|_| "f((h) => h((i) => i(h)));".to_owned())))),
    ];
    for (name, code) in cases {
        is_read(name, &code);
    }
}

#[test]
fn codes_as_deep_as_they_are_long_are_read_or_refused() {
    for (piece, end) in [
        ("(", ""),
        ("[", "]"),
        ("!", "a"),
        ("a+", "a"),
        ("a=>", "a"),
        ("a?a:", "a"),
        ("a=", "a"),
        ("a.b().", "a"),
        ("a||", "a"),
        ("if(a)", "a"),
        ("new ", "a"),
        ("a:", "a"),
        ("await ", "a"),
        ("for(;;)", "a"),
        ("a`${", "a"),
        ("a?.b?.(a,", "a"),
        ("else ", ""),
    ] {
        let body = piece.repeat((90_000 - end.len()) / piece.len()) + end;
        is_read(
            piece,
            &format!("exports.onExecutePostLogin = async (a) => {{ {body} }};"),
        );
    }
    for (open, close) in [
        ("[", "]"),
        ("(", ")"),
        ("{a:", "}"),
        ("f(", ")"),
        ("`${", "}`"),
        ("()=>{return ", "}"),
        ("{...", "}"),
        ("a[", "]"),
    ] {
        let depth = 90_000 / (open.len() + close.len());
        let body = format!("{}a{}", open.repeat(depth), close.repeat(depth));
        is_read(
            open,
            &format!("exports.onExecutePostLogin = async (a) => ({body});"),
        );
    }
}
