//! TypeScript whose types are taken out where they stand: blanks take their places, so that no line and no column moves.
//!
//! It knows what people write. Whatever else there is (enums, namespaces, parameter properties, a type that lies across the
//! lines of an arrow) is left for the compiler, whose text moves: whether both mean the same is compared by [`super::types`].

use oxc::ast::ast::*;
use oxc::ast_visit::{Visit, walk};
use oxc::semantic::ScopeFlags;
use oxc::span::{GetSpan, Span};

/// Words before a member of a class, or before a class, that say something of types alone.
const MODIFIERS: [&str; 7] = [
    "abstract",
    "declare",
    "override",
    "private",
    "protected",
    "public",
    "readonly",
];

/// The text without its types, or nothing where that takes more than blanks.
pub(super) fn erase(text: &str, program: &Program<'_>) -> Option<String> {
    let mut eraser = Eraser {
        text,
        gone: Vec::new(),
        more: false,
    };
    eraser.visit_program(program);
    (!eraser.more).then(|| blanked(text, eraser.gone))
}

/// What is put in place of the first character of what goes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    Blank,
    /// What stands before it would otherwise go on behind it.
    End,
}

struct Eraser<'t> {
    text: &'t str,
    gone: Vec<(usize, usize, Mark)>,
    /// Whether there is more than types.
    more: bool,
}

impl Eraser<'_> {
    fn erase(&mut self, start: u32, end: u32) {
        self.gone.push((start as usize, end as usize, Mark::Blank));
    }

    /// A statement, or a member of a class.
    fn erase_whole(&mut self, span: Span) {
        self.gone
            .push((span.start as usize, span.end as usize, Mark::End));
    }

    fn between(&self, start: u32, end: u32) -> &str {
        let range = start as usize..end as usize;
        self.text.get(range).unwrap_or_default()
    }

    /// Erases those of these words that stand between two places, outside comments.
    fn erase_words(&mut self, start: u32, end: u32, words: &[&str]) {
        let found = words_in(self.between(start, end));
        let found = found.filter(|(_, word)| words.contains(word));
        let found: Vec<(u32, u32)> = found
            .map(|(at, word)| (start + at as u32, start + (at + word.len()) as u32))
            .collect();
        for (start, end) in found {
            self.erase(start, end);
        }
    }

    /// What follows a type: at the end of a line what comes next must not become part of what stands before it.
    fn erase_behind(&mut self, start: u32, end: u32) {
        let rest = self.text.get(end as usize..).unwrap_or_default();
        let next = rest.trim_start();
        let breaks = rest
            .get(..rest.len() - next.len())
            .is_some_and(|space| space.contains('\n'));
        let mark = match breaks && next.starts_with(['(', '[', '`']) {
            true => Mark::End,
            false => Mark::Blank,
        };
        self.gone.push((start as usize, end as usize, mark));
    }

    /// Erases something of a list, with the comma behind it.
    fn erase_of_list(&mut self, span: Span) {
        let rest = self.text.get(span.end as usize..).unwrap_or_default();
        let comma = rest.find(|c: char| !c.is_whitespace());
        let comma = comma.filter(|at| rest.get(*at..).is_some_and(|rest| rest.starts_with(',')));
        let end = comma.map_or(span.end, |at| span.end + at as u32 + 1);
        self.erase(span.start, end);
    }

    fn member(
        &mut self,
        span: Span,
        decorators: &[Decorator<'_>],
        key: &PropertyKey<'_>,
        end: u32,
    ) {
        let start = decorators.last().map_or(span.start, |one| one.span.end);
        self.erase_words(start, key.span().start, &MODIFIERS);
        self.erase_words(key.span().end, end, &["?", "!"]);
    }
}

impl<'a> Visit<'a> for Eraser<'_> {
    fn visit_statement(&mut self, it: &Statement<'a>) {
        match is_of_types(it) {
            true => self.erase_whole(it.span()),
            false => walk::walk_statement(self, it),
        }
    }

    fn visit_ts_type_annotation(&mut self, it: &TSTypeAnnotation<'a>) {
        self.erase(it.span.start, it.span.end);
    }

    fn visit_ts_type_parameter_declaration(&mut self, it: &TSTypeParameterDeclaration<'a>) {
        self.erase(it.span.start, it.span.end);
    }

    fn visit_ts_type_parameter_instantiation(&mut self, it: &TSTypeParameterInstantiation<'a>) {
        self.erase(it.span.start, it.span.end);
    }

    fn visit_ts_as_expression(&mut self, it: &TSAsExpression<'a>) {
        self.erase_behind(it.expression.span().end, it.span.end);
        self.visit_expression(&it.expression);
    }

    fn visit_ts_satisfies_expression(&mut self, it: &TSSatisfiesExpression<'a>) {
        self.erase_behind(it.expression.span().end, it.span.end);
        self.visit_expression(&it.expression);
    }

    fn visit_ts_non_null_expression(&mut self, it: &TSNonNullExpression<'a>) {
        self.erase_behind(it.expression.span().end, it.span.end);
        self.visit_expression(&it.expression);
    }

    fn visit_ts_type_assertion(&mut self, it: &TSTypeAssertion<'a>) {
        self.erase(it.span.start, it.expression.span().start);
        self.visit_expression(&it.expression);
    }

    fn visit_ts_enum_declaration(&mut self, _: &TSEnumDeclaration<'a>) {
        self.more = true;
    }

    fn visit_ts_namespace_declaration(&mut self, _: &TSNamespaceDeclaration<'a>) {
        self.more = true;
    }

    fn visit_ts_import_equals_declaration(&mut self, _: &TSImportEqualsDeclaration<'a>) {
        self.more = true;
    }

    fn visit_ts_export_assignment(&mut self, _: &TSExportAssignment<'a>) {
        self.more = true;
    }

    fn visit_import_specifier(&mut self, it: &ImportSpecifier<'a>) {
        if it.import_kind.is_type() {
            self.erase_of_list(it.span);
        }
    }

    fn visit_export_specifier(&mut self, it: &ExportSpecifier<'a>) {
        if it.export_kind.is_type() {
            self.erase_of_list(it.span);
        }
    }

    fn visit_class(&mut self, it: &Class<'a>) {
        let start = it
            .decorators
            .last()
            .map_or(it.span.start, |one| one.span.end);
        let end = it
            .id
            .as_ref()
            .map_or(it.body.span.start, |id| id.span.start);
        self.erase_words(start, end, &["abstract"]);
        if let (Some(first), Some(last)) = (it.implements.first(), it.implements.last()) {
            let before = self.between(it.span.start, first.span.start);
            let word = words_in(before).filter(|(_, word)| *word == "implements");
            if let Some((at, _)) = word.last() {
                self.erase(it.span.start + at as u32, last.span.end);
            }
        }
        walk::walk_class(self, it);
    }

    fn visit_ts_class_implements(&mut self, _: &TSClassImplements<'a>) {}

    fn visit_ts_index_signature(&mut self, it: &TSIndexSignature<'a>) {
        self.erase_whole(it.span);
    }

    fn visit_property_definition(&mut self, it: &PropertyDefinition<'a>) {
        if it.declare || it.r#type == PropertyDefinitionType::TSAbstractPropertyDefinition {
            return self.erase_whole(it.span);
        }
        let annotation = it.type_annotation.as_ref().map(|one| one.span.start);
        let value = it.value.as_ref().map(|one| one.span().start);
        let end = annotation.or(value).unwrap_or(it.span.end);
        self.member(it.span, &it.decorators, &it.key, end);
        walk::walk_property_definition(self, it);
    }

    fn visit_method_definition(&mut self, it: &MethodDefinition<'a>) {
        if it.value.body.is_none() {
            return self.erase_whole(it.span);
        }
        self.member(it.span, &it.decorators, &it.key, it.value.span.start);
        walk::walk_method_definition(self, it);
    }

    fn visit_function(&mut self, it: &Function<'a>, flags: ScopeFlags) {
        if let Some(this) = &it.this_param {
            self.erase_of_list(this.span);
        }
        walk::walk_function(self, it, flags);
    }

    fn visit_ts_this_parameter(&mut self, _: &TSThisParameter<'a>) {}

    fn visit_formal_parameter(&mut self, it: &FormalParameter<'a>) {
        self.more |= it.accessibility.is_some() || it.readonly || it.r#override;
        if it.optional {
            let annotation = it.type_annotation.as_ref().map(|one| one.span.start);
            let end = annotation.unwrap_or(it.span.end);
            self.erase_words(it.pattern.span().end, end, &["?"]);
        }
        walk::walk_formal_parameter(self, it);
    }

    fn visit_variable_declarator(&mut self, it: &VariableDeclarator<'a>) {
        if let Some(annotation) = it.type_annotation.as_ref().filter(|_| it.definite) {
            self.erase_words(it.id.span().end, annotation.span.start, &["!"]);
        }
        walk::walk_variable_declarator(self, it);
    }
}

/// Whether nothing of a statement is left at run time.
fn is_of_types(statement: &Statement<'_>) -> bool {
    match statement {
        Statement::ImportDeclaration(it) => it.import_kind.is_type(),
        Statement::ExportNamedDeclaration(it) => it.export_kind.is_type(),
        Statement::ExportFromDeclaration(it) => it.export_kind.is_type(),
        Statement::ExportAllDeclaration(it) => it.export_kind.is_type(),
        Statement::ExportDeclaration(it) => declares_types(&it.declaration),
        Statement::ExportDefaultDeclaration(it) => match &it.declaration {
            ExportDefaultDeclarationKind::FunctionDeclaration(it) => it.body.is_none(),
            ExportDefaultDeclarationKind::TSInterfaceDeclaration(_) => true,
            _ => false,
        },
        Statement::TSNamespaceExportDeclaration(_) => true,
        other => other.as_declaration().is_some_and(declares_types),
    }
}

fn declares_types(declaration: &Declaration<'_>) -> bool {
    match declaration {
        Declaration::VariableDeclaration(it) => it.declare,
        Declaration::FunctionDeclaration(it) => it.body.is_none(),
        Declaration::ClassDeclaration(it) => it.declare,
        Declaration::TSEnumDeclaration(it) => it.declare,
        Declaration::TSNamespaceDeclaration(it) => it.declare,
        Declaration::TSTypeAliasDeclaration(_)
        | Declaration::TSInterfaceDeclaration(_)
        | Declaration::TSExternalModuleDeclaration(_)
        | Declaration::TSGlobalDeclaration(_) => true,
        Declaration::TSImportEqualsDeclaration(_) => false,
    }
}

/// Words and single signs with their places, comments and blanks left out.
fn words_in(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
            let length = if rest.starts_with("//") {
                rest.find('\n').unwrap_or(rest.len())
            } else if rest.starts_with("/*") {
                rest.find("*/").map_or(rest.len(), |end| end + 2)
            } else {
                let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$');
                let word = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
                let first = rest.chars().next().map_or(1, char::len_utf8);
                let length = word.max(first);
                let start = at;
                at += length;
                return Some((start, text.get(start..at)?));
            };
            at += length;
        }
    })
}

/// The text with blanks in these places. A character that counts twice in a column leaves two.
fn blanked(text: &str, mut gone: Vec<(usize, usize, Mark)>) -> String {
    gone.sort_unstable();
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for (start, end, mark) in gone {
        // What lies within something that has gone already.
        let start = start.max(done);
        let Some(piece) = text.get(start..end) else {
            continue;
        };
        out.push_str(text.get(done..start).unwrap_or_default());
        let mut mark = Some(mark).filter(|mark| *mark == Mark::End);
        for c in piece.chars() {
            match c {
                '\n' | '\r' | '\u{2028}' | '\u{2029}' => out.push(c),
                _ => {
                    out.push(if mark.take().is_some() { ';' } else { ' ' });
                    out.extend(std::iter::repeat_n(' ', c.len_utf16() - 1));
                }
            }
        }
        done = end;
    }
    out.push_str(text.get(done..).unwrap_or_default());
    out
}
