//! A text of JavaScript as a tree with scopes, or why it is none.

use oxc::allocator::Allocator;
use oxc::ast::ast::Program;
use oxc::diagnostics::{Diagnostics, OxcDiagnostic};
use oxc::parser::config::TokensParserConfig;
use oxc::parser::{Kind, ParseOptions, Parser};
use oxc::semantic::{Semantic, SemanticBuilder};
use oxc::span::SourceType;

use super::lines::{At, Lines};

/// A handler's file that was read.
pub(crate) struct Source<'a> {
    /// Its text.
    pub(crate) text: &'a str,
    /// Its tree.
    pub(crate) program: &'a Program<'a>,
    /// Its nodes, scopes and names.
    pub(crate) semantic: Semantic<'a>,
    /// Its lines.
    pub(crate) lines: Lines<'a>,
}

/// Why a text cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// It is not JavaScript.
    #[error("line {}, column {}: {message}", at.line, at.column)]
    Syntax {
        /// Where it ceases to be.
        at: At,
        /// What is wrong.
        message: String,
    },
    /// It is longer than an action may be.
    #[error("the code has {bytes} bytes; at most {most} are read")]
    TooLong {
        /// Its length.
        bytes: usize,
        /// The most.
        most: usize,
    },
    /// Reading it came to no end; the reader's own fault.
    #[error("the code could not be read on this machine; try again")]
    Machine,
}

/// The stack on which a text is read: trees are as deep as their text is long. Only what is used of it costs memory.
const STACK_BYTES: usize = 256 << 20;

/// The longest text that is read.
pub(crate) fn most_bytes() -> usize {
    usize::try_from(contract::Limits::default().source_bytes).unwrap_or(usize::MAX)
}

/// Reads a text as CommonJS and looks at its tree.
///
/// # Errors
/// When it is too long or no JavaScript.
pub(crate) fn read<R: Send>(
    text: &str,
    look: impl FnOnce(&Source<'_>) -> R + Send,
) -> Result<R, Unreadable> {
    let most = most_bytes();
    if text.len() > most {
        let bytes = text.len();
        return Err(Unreadable::TooLong { bytes, most });
    }
    on_a_deep_stack(|| parse_and(text, look)).unwrap_or(Err(Unreadable::Machine))
}

/// Does something that goes as deep as its input says; none when the machine has no thread to do it on.
pub(crate) fn on_a_deep_stack<R: Send>(work: impl FnOnce() -> R + Send) -> Option<R> {
    std::thread::scope(|scope| {
        let builder = std::thread::Builder::new().stack_size(STACK_BYTES);
        builder.spawn_scoped(scope, work).ok()?.join().ok()
    })
}

/// A token of a text, or a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    /// Where it begins, in bytes.
    pub(crate) start: usize,
    /// Where it ends.
    pub(crate) end: usize,
    /// What it is; none for a comment.
    pub(crate) kind: Option<Kind>,
}

/// The tokens and comments of a text, in their order.
///
/// # Errors
/// When it is too long or no JavaScript.
pub(crate) fn tokens(text: &str) -> Result<Vec<Token>, Unreadable> {
    let most = most_bytes();
    if text.len() > most {
        let bytes = text.len();
        return Err(Unreadable::TooLong { bytes, most });
    }
    on_a_deep_stack(|| lexed(text)).unwrap_or(Err(Unreadable::Machine))
}

fn lexed(text: &str) -> Result<Vec<Token>, Unreadable> {
    let arena = Allocator::default();
    let parsed = Parser::new(&arena, text, SourceType::cjs())
        .with_options(options())
        .with_config(TokensParserConfig)
        .parse();
    if let Some(error) = first_error(&parsed.diagnostics) {
        return Err(as_syntax(error, &Lines::of(text)));
    }
    let code = parsed
        .tokens
        .iter()
        .map(|token| (token.start(), token.end(), Some(token.kind())));
    let comments = parsed
        .program
        .comments
        .iter()
        .map(|one| (one.span.start, one.span.end, None));
    let mut tokens: Vec<Token> = code
        .chain(comments)
        .filter(|(start, end, _)| start < end)
        .map(|(start, end, kind)| Token {
            start: start as usize,
            end: end as usize,
            kind,
        })
        .collect();
    tokens.sort_by_key(|token| token.start);
    Ok(tokens)
}

fn options() -> ParseOptions {
    ParseOptions {
        parse_regular_expression: true,
        allow_return_outside_function: true,
        ..ParseOptions::default()
    }
}

fn parse_and<R>(text: &str, look: impl FnOnce(&Source<'_>) -> R) -> Result<R, Unreadable> {
    let arena = Allocator::default();
    let parsed = Parser::new(&arena, text, SourceType::cjs())
        .with_options(options())
        .parse();
    let lines = Lines::of(text);
    if let Some(error) = first_error(&parsed.diagnostics) {
        return Err(as_syntax(error, &lines));
    }
    let program: &Program<'_> = arena.alloc(parsed.program);
    let built = SemanticBuilder::new()
        .with_check_syntax_error(true)
        .with_build_nodes(true)
        .build(program);
    if let Some(error) = first_error(&built.diagnostics) {
        return Err(as_syntax(error, &lines));
    }
    Ok(look(&Source {
        text,
        program,
        semantic: built.semantic,
        lines,
    }))
}

fn first_error(diagnostics: &Diagnostics) -> Option<&OxcDiagnostic> {
    diagnostics.errors().next()
}

fn as_syntax(error: &OxcDiagnostic, lines: &Lines<'_>) -> Unreadable {
    let offset = error.labels.first().map_or(0, |label| label.offset());
    Unreadable::Syntax {
        at: lines.at(usize::try_from(offset).unwrap_or(0)),
        message: error.message.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> Option<String> {
        read(text, |_| ()).err().map(|error| error.to_string())
    }

    #[test]
    fn commonjs_is_read_and_what_is_wrong_has_a_place() {
        assert_eq!(fault("exports.a = async () => { await b; };"), None);
        assert!(
            fault("let a = 1;\nlet b = ;")
                .is_some_and(|text| text.starts_with("line 2, column 9: "))
        );
        assert!(fault("let a; let a;").is_some_and(|text| text.starts_with("line 1, column ")));
        assert!(fault("import a from 'a';").is_some());
    }

    #[test]
    fn a_text_as_deep_as_it_is_long_is_read_or_refused() {
        let most = most_bytes();
        for (piece, end) in [
            ("(", ""),
            ("[", ""),
            ("{", ""),
            ("!", "a"),
            ("a+", "a"),
            ("a=>", "a"),
            ("a?a:", "a"),
            ("a=", "a"),
            ("a.b().", "a"),
            ("if(a)", "a"),
            ("new ", "a"),
            ("`${", "a"),
            ("a:", "a"),
            ("async()=>{", ""),
            ("a**", "a"),
            ("class a{[", ""),
            ("/(", ""),
        ] {
            let text = piece.repeat((most - end.len()) / piece.len()) + end;
            let counted = read(&text, |source| source.semantic.nodes().len());
            assert_ne!(counted, Err(Unreadable::Machine), "{piece}");
        }
    }

    #[test]
    fn one_byte_too_many_is_not_read() {
        let text = " ".repeat(most_bytes() + 1);
        assert_eq!(
            fault(&text).as_deref(),
            Some("the code has 100001 bytes; at most 100000 are read")
        );
    }
}
