//! Code that is made to be hard to read.

use std::collections::BTreeSet;

use bundle::Severity;
use oxc::ast::AstKind;
use oxc::ast::ast::{ArrayExpression, CallExpression, Expression};
use oxc::span::Span;

use super::RuleInfo;
use super::finder::Finder;
use crate::reading::Source;

pub(super) const OBFUSCATION: RuleInfo = RuleInfo {
    name: "obfuscation",
    severity: Severity::Error,
    about: "code that is packed, minified, encoded, or pushed out of sight",
    reason: "What cannot be read cannot be reviewed.",
};

const MEND: &str = "submit the code as it was written";

pub(super) fn find(source: &Source<'_>, finder: &mut Finder) {
    let mut told = |span: Span, message: &str| {
        finder.in_code(&OBFUSCATION, source.lines.of_span(span), message, MEND);
    };
    if let Some(span) = hex_names(source) {
        told(
            span,
            "names are numbers in disguise, as a packer makes them",
        );
    }
    if let Some(span) = escaped_texts(source) {
        told(span, "texts are written as escapes");
    }
    if let Some(span) = encoded_array(source) {
        told(
            span,
            "a list of encoded texts stands beside what decodes it",
        );
    }
    if let Some(span) = from_codes(source) {
        told(span, "a text is put together from character codes");
    }
    for (start, message) in lines(source) {
        told(Span::new(start, start), message);
    }
}

/// `_0x3fa2` and the like; one may be chance.
fn hex_names(source: &Source<'_>) -> Option<Span> {
    let is_hex = |name: &str| {
        let digits = name.trim_start_matches('_').strip_prefix("0x");
        digits.is_some_and(|digits| {
            digits.len() >= 3 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
        })
    };
    let mut names = BTreeSet::new();
    let mut first = None;
    for node in source.semantic.nodes().iter() {
        if let AstKind::BindingIdentifier(one) = node.kind()
            && is_hex(&one.name)
        {
            names.insert(one.name.as_str());
            first.get_or_insert(one.span);
        }
    }
    first.filter(|_| names.len() >= 4)
}

/// Texts of which most characters are escapes that letters did not need.
fn escaped_texts(source: &Source<'_>) -> Option<Span> {
    let mut found = Vec::new();
    for node in source.semantic.nodes().iter() {
        if let AstKind::StringLiteral(one) = node.kind() {
            let raw = one.raw.map_or("", |raw| raw.as_str());
            let escapes = raw.matches("\\x").count() * 4 + raw.matches("\\u00").count() * 6;
            if escapes >= 16 && escapes * 2 > raw.len() {
                found.push(one.span);
            }
        }
    }
    found.first().copied().filter(|_| found.len() >= 2)
}

/// A long list of texts without words, in code that has a decoder.
fn encoded_array(source: &Source<'_>) -> Option<Span> {
    let has_decoder = [
        "atob(",
        "fromCharCode",
        "charCodeAt",
        "'base64'",
        "\"base64\"",
        "decodeURIComponent(",
    ]
    .iter()
    .any(|part| source.text.contains(part));
    let mut nodes = source.semantic.nodes().iter();
    nodes.find_map(|node| match node.kind() {
        AstKind::ArrayExpression(one) if has_decoder && is_encoded(one) => Some(one.span),
        _ => None,
    })
}

fn is_encoded(list: &ArrayExpression<'_>) -> bool {
    let texts = list
        .elements
        .iter()
        .filter_map(|one| match one.as_expression() {
            Some(Expression::StringLiteral(text)) => Some(text.value.as_str()),
            _ => None,
        });
    let texts: Vec<&str> = texts.collect();
    let is_coded = |text: &&&str| {
        let has = |is: fn(&u8) -> bool| text.bytes().any(|byte| is(&byte));
        let is_mixed = has(u8::is_ascii_uppercase) && has(u8::is_ascii_lowercase);
        text.len() >= 4
            && !text.contains(' ')
            && (is_mixed || text.contains('%'))
            && (has(u8::is_ascii_digit) || text.contains('='))
    };
    texts.len() >= 8 && texts.iter().filter(is_coded).count() * 2 > texts.len()
}

/// `String.fromCharCode` of many numbers.
fn from_codes(source: &Source<'_>) -> Option<Span> {
    let mut nodes = source.semantic.nodes().iter();
    nodes.find_map(|node| match node.kind() {
        AstKind::CallExpression(call) if is_from_codes(call) => Some(call.span),
        _ => None,
    })
}

fn is_from_codes(call: &CallExpression<'_>) -> bool {
    let member = call.callee.get_member_expr();
    let name = member.and_then(|member| member.static_property_name());
    let numbers = call.arguments.iter().filter(|one| {
        one.as_expression()
            .is_some_and(Expression::is_number_literal)
    });
    matches!(name, Some("fromCharCode" | "fromCodePoint")) && numbers.count() >= 8
}

/// Lines that are no lines: minified, made of brackets, or with code far to the right of what is seen.
fn lines<'s>(source: &'s Source<'_>) -> impl Iterator<Item = (u32, &'static str)> + 's {
    let mut start = 0;
    source.text.split_inclusive('\n').filter_map(move |line| {
        let at = u32::try_from(start).unwrap_or(u32::MAX);
        start += line.len();
        let message = if is_minified(line) {
            "a long line has hardly a space in it, as a minifier makes them"
        } else if is_brackets(line) {
            "a line is made of brackets and signs"
        } else if is_far(line) {
            "code stands far to the right, where it is not seen"
        } else {
            return None;
        };
        Some((at, message))
    })
}

const LONG: usize = 400;

fn is_minified(line: &str) -> bool {
    let spaces = line.bytes().filter(u8::is_ascii_whitespace).count();
    let signs = line
        .bytes()
        .filter(|byte| b"(){}[];,=".contains(byte))
        .count();
    line.len() > LONG && spaces * 20 < line.len() && signs * 12 > line.len()
}

fn is_brackets(line: &str) -> bool {
    let signs = line
        .bytes()
        .filter(|byte| b"()[]{}!+~".contains(byte))
        .count();
    line.len() > 120 && signs * 10 > line.trim().len() * 9
}

fn is_far(line: &str) -> bool {
    let gap = " ".repeat(100);
    let code = line.trim_end();
    code.trim_start().len() < code.len() && code.starts_with(&gap)
        || code.trim_start().contains(&gap)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::read_source;

    fn messages(code: &str) -> Vec<String> {
        let find = |source: &Source<'_>| {
            let mut finder = Finder::default();
            find(source, &mut finder);
            finder.sorted()
        };
        let found = read_source(code, find).unwrap();
        found.into_iter().map(|one| one.message).collect()
    }

    #[test]
    fn every_sign_is_seen_by_itself() {
        let far = format!("let a = 1;{}let b = 2;", " ".repeat(150));
        let minified = "function(a,b){return a(b)}".repeat(20);
        let brackets = format!("x = {}[];", "(![]+[])[+[]]+".repeat(12));
        let escaped = r"a = '\x68\x74\x74\x70\x73\x3a'; b = '\u0068\u0074\u0074\u0070';".to_owned();
        for (code, expected) in [
            (far, "code stands far to the right"),
            (
                format!("a=({minified});").replace("}function", "},function"),
                "hardly a space",
            ),
            (brackets, "made of brackets"),
            (escaped, "written as escapes"),
            (
                "a = String.fromCharCode(104, 116, 116, 112, 115, 58, 47, 47);".to_owned(),
                "character codes",
            ),
        ] {
            let found = messages(&code);
            assert!(
                found.iter().any(|one| one.contains(expected)),
                "{code}: {found:?}"
            );
        }
    }

    #[test]
    fn code_of_people_has_none_of_them() {
        for code in [
            "const grid = [[0, 1], [1, 0]];",
            r"const mark = '\u00e9'; const pair = ['\x1b[0m', '\x1b[1m'];",
            "const a = String.fromCharCode(65, 66);",
            "                                        const deep = 1; // forty spaces",
        ] {
            assert_eq!(messages(code), Vec::<String>::new(), "{code}");
        }
    }
}
