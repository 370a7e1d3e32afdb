//! TypeScript: its types are taken out, and what is no mere type (enums, namespaces, parameter properties) becomes
//! JavaScript.

use std::path::{Path, PathBuf};

use oxc::allocator::Allocator;
use oxc::codegen::{Codegen, CodegenOptions};
use oxc::parser::Parser;
use oxc::semantic::SemanticBuilder;
use oxc::span::SourceType;
use oxc::transformer::{TransformOptions, Transformer};
use oxc_sourcemap::SourceMap;

use super::LinkError;

/// The text as JavaScript, with the map to where it was written.
pub(super) fn strip(name: &str, text: &str) -> Result<(String, SourceMap<'static>), LinkError> {
    let arena = Allocator::default();
    let kind = SourceType::ts();
    let parsed = Parser::new(&arena, text, kind).parse();
    if let Some(first) = parsed.diagnostics.first() {
        return Err(LinkError::syntax(name, text, first));
    }
    let mut program = parsed.program;
    let semantic = SemanticBuilder::new().with_enum_eval(true).build(&program);
    let scoping = semantic.semantic.into_scoping();
    let options = TransformOptions::default();
    let done = Transformer::new(&arena, Path::new(name), &options)
        .build_with_scoping(scoping, &mut program);
    if let Some(first) = done.diagnostics.first() {
        return Err(LinkError::syntax(name, text, first));
    }
    let options = CodegenOptions {
        source_map_path: Some(PathBuf::from(name)),
        ..CodegenOptions::default()
    };
    let written = Codegen::new().with_options(options).build(&program);
    let map = written.map.map(|map| map.into_owned());
    let map = map.unwrap_or_else(|| {
        oxc_sourcemap::SourceMapBuilder::default()
            .into_sourcemap()
            .into_owned()
    });
    Ok((written.code, map))
}
