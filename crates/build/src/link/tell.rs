//! What a text is: CommonJS, an ES module or TypeScript.

use oxc::allocator::Allocator;
use oxc::parser::{ParseOptions, Parser, ParserReturn};
use oxc::span::SourceType;

use super::LinkError;

/// How a text is to be understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    /// CommonJS, unless it can only be an ES module.
    JavaScript,
    /// An ES module.
    Module,
    /// JavaScript with types.
    TypeScript,
    /// JavaScript, unless it can only be TypeScript.
    Unknown,
}

/// What a text is.
pub(super) enum Told<'a> {
    JavaScript(Form<'a>),
    TypeScript,
    /// CommonJS that is not well formed.
    Broken(ParserReturn<'a>),
}

/// JavaScript that is well formed.
pub(super) enum Form<'a> {
    CommonJs(ParserReturn<'a>),
    Module(ParserReturn<'a>),
}

/// Tells what a text is.
///
/// # Errors
/// When it is an ES module, and not well formed.
pub(super) fn tell<'a>(
    arena: &'a Allocator,
    name: &str,
    text: &'a str,
    language: Language,
) -> Result<Told<'a>, LinkError> {
    match language {
        Language::TypeScript => return Ok(Told::TypeScript),
        Language::Module => return as_module(arena, name, text).map(Told::JavaScript),
        Language::JavaScript | Language::Unknown => {}
    }
    let common = parse(arena, text, SourceType::cjs());
    if is_common_js(&common) {
        return Ok(Told::JavaScript(Form::CommonJs(common)));
    }
    let module = parse(arena, text, SourceType::mjs());
    let first = module.diagnostics.first();
    if first.is_some() && language == Language::Unknown && is_rather_typed(text, [&module, &common])
    {
        return Ok(Told::TypeScript);
    }
    if !module.module_record.has_module_syntax {
        return Ok(Told::Broken(common));
    }
    match first {
        Some(first) => Err(LinkError::syntax(name, text, first)),
        None => Ok(Told::JavaScript(Form::Module(module))),
    }
}

/// Tells what is left of TypeScript: CommonJS where it reads as that, else an ES module.
///
/// # Errors
/// When it is an ES module, and not well formed.
pub(super) fn tell_stripped<'a>(
    arena: &'a Allocator,
    name: &str,
    stripped: &'a str,
) -> Result<Form<'a>, LinkError> {
    let common = parse(arena, stripped, SourceType::cjs());
    if is_common_js(&common) {
        return Ok(Form::CommonJs(common));
    }
    as_module(arena, name, stripped)
}

fn as_module<'a>(arena: &'a Allocator, name: &str, text: &'a str) -> Result<Form<'a>, LinkError> {
    let module = parse(arena, text, SourceType::mjs());
    if let Some(first) = module.diagnostics.first() {
        return Err(LinkError::syntax(name, text, first));
    }
    Ok(Form::Module(module))
}

/// Whether a text that is no JavaScript is TypeScript: it is well formed as that, or its mistake comes later.
fn is_rather_typed(text: &str, others: [&ParserReturn<'_>; 2]) -> bool {
    let arena = Allocator::default();
    let typed = parse(&arena, text, SourceType::ts());
    let Some(mistake) = mistake(&typed) else {
        return true;
    };
    let others = others.map(self::mistake);
    others.into_iter().flatten().all(|other| other < mistake)
}

/// Where the first thing stands that is not well formed.
fn mistake(parsed: &ParserReturn<'_>) -> Option<usize> {
    let first = parsed.diagnostics.first()?;
    Some(
        first
            .labels
            .first()
            .map_or(0, |label| label.offset() as usize),
    )
}

fn parse<'a>(arena: &'a Allocator, text: &'a str, kind: SourceType) -> ParserReturn<'a> {
    let options = ParseOptions {
        allow_return_outside_function: kind.is_commonjs(),
        ..ParseOptions::default()
    };
    Parser::new(arena, text, kind).with_options(options).parse()
}

fn is_common_js(parsed: &ParserReturn<'_>) -> bool {
    parsed.diagnostics.is_empty() && !parsed.module_record.has_module_syntax
}
