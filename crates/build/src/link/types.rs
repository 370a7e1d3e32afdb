//! TypeScript: its types are taken out, and what is no mere type (enums, namespaces, parameter properties) becomes
//! JavaScript.

use std::path::{Path, PathBuf};

use oxc::allocator::Allocator;
use oxc::ast::ast::Program;
use oxc::codegen::{Codegen, CodegenOptions, CodegenReturn, CommentOptions};
use oxc::parser::Parser;
use oxc::semantic::SemanticBuilder;
use oxc::span::SourceType;
use oxc::transformer::{TransformOptions, Transformer};
use oxc_sourcemap::{SourceMap, SourceMapBuilder};

use super::LinkError;
use super::erase::erase;

/// What the compiler ends a text with that imported or exported nothing but types. To Node, which takes them out, such a text
/// is CommonJS where it reads as that.
const WAS_A_MODULE: &str = "export {};\n";

/// A text as JavaScript.
pub(super) struct Stripped {
    pub(super) text: String,
    /// The way to where it was written; nothing where all of it stands in its place.
    pub(super) map: Option<SourceMap<'static>>,
}

/// The text as JavaScript: with blanks in the place of types where that is enough, else as a compiler writes it.
pub(super) fn strip(name: &str, text: &str) -> Result<Stripped, LinkError> {
    let arena = Allocator::default();
    let parsed = Parser::new(&arena, text, SourceType::ts()).parse();
    if let Some(first) = parsed.diagnostics.first() {
        return Err(LinkError::syntax(name, text, first));
    }
    let mut program = parsed.program;
    let erased = erase(text, &program);
    let semantic = SemanticBuilder::new().with_enum_eval(true).build(&program);
    let scoping = semantic.semantic.into_scoping();
    let options = TransformOptions::default();
    let done = Transformer::new(&arena, Path::new(name), &options)
        .build_with_scoping(scoping, &mut program);
    if let Some(first) = done.diagnostics.first() {
        return Err(LinkError::syntax(name, text, first));
    }
    let written = written(name, &program);
    if let Some(erased) = erased.filter(|erased| means(erased, &written.code)) {
        return Ok(Stripped {
            text: erased,
            map: None,
        });
    }
    let map = written.map.map(|map| map.into_owned());
    let map = map.unwrap_or_else(|| SourceMapBuilder::default().into_sourcemap().into_owned());
    let mut code = written.code;
    if code.ends_with(WAS_A_MODULE) {
        code.truncate(code.len() - WAS_A_MODULE.len());
    }
    Ok(Stripped {
        text: code,
        map: Some(map),
    })
}

fn written<'a>(name: &str, program: &Program<'a>) -> CodegenReturn<'a> {
    let options = CodegenOptions {
        source_map_path: Some(PathBuf::from(name)),
        comments: CommentOptions::disabled(),
        ..CodegenOptions::default()
    };
    Codegen::new().with_options(options).build(program)
}

/// Whether a text, printed as the compiler prints, is what the compiler made.
fn means(text: &str, compiled: &str) -> bool {
    let arena = Allocator::default();
    let parsed = Parser::new(&arena, text, SourceType::mjs()).parse();
    if !parsed.diagnostics.is_empty() {
        return false;
    }
    let own = written("", &parsed.program);
    // An empty statement stands where a type was declared.
    let is_nothing = |line: &&str| matches!(line.trim(), "" | ";" | "export {};");
    let statements = |text: &'_ str| -> Vec<String> {
        let lines = text.lines().filter(|line| !is_nothing(line));
        lines.map(str::to_owned).collect()
    };
    statements(&own.code) == statements(compiled)
}
