//! An ES module as the body of a function. Its first line tells the helper what it exports and imports; below it each line
//! stands where it stood, with imported names read from their modules' namespaces.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write as _;

use oxc::ast::ast::{
    CallExpression, Class, Declaration, ExportDefaultDeclaration, ExportDefaultDeclarationKind,
    Expression, Function, IdentifierReference, ImportDeclaration, ImportDeclarationSpecifier,
    ModuleExportName, ObjectProperty, Program, Statement, TaggedTemplateExpression,
};
use oxc::ast_visit::{Visit, walk};
use oxc::semantic::{Scoping, SymbolId};
use oxc::span::GetSpan as _;

use super::read::IMPORT;
use super::scan::Scan;
use super::text::{Edits, Moved};

/// A module that was written.
pub(super) struct Written {
    pub(super) text: String,
    pub(super) moved: Vec<Moved>,
    /// What it imports before it is evaluated, in order.
    pub(super) first: Vec<String>,
}

/// How an imported name is read.
#[derive(Clone)]
struct Imported {
    /// The expression.
    text: String,
    /// Whether it is the whole namespace.
    is_whole: bool,
}

struct Writer<'s> {
    scoping: &'s Scoping,
    helper: &'s str,
    edits: Edits,
    imported: HashMap<SymbolId, Imported>,
    /// What getters are exported.
    exports: BTreeMap<String, String>,
    links: Vec<Link>,
    /// What is done before the module's own text.
    before: String,
    list_starts: HashSet<u32>,
}

struct Link {
    request: String,
    names: Vec<String>,
    is_star: bool,
}

/// Writes a module.
pub(super) fn write(
    text: &str,
    program: &Program<'_>,
    scoping: &Scoping,
    helper: &str,
    scan: &Scan,
) -> Written {
    let mut writer = Writer {
        scoping,
        helper,
        edits: Edits::default(),
        imported: HashMap::new(),
        exports: BTreeMap::new(),
        links: Vec::new(),
        before: String::new(),
        list_starts: HashSet::new(),
    };
    for statement in &program.body {
        if let Statement::ImportDeclaration(import) = statement {
            writer.import(import);
        }
    }
    for statement in &program.body {
        writer.export(statement);
    }
    writer.visit_program(program);
    for start in &scan.import_calls {
        let name = format!("{helper}.dynamic");
        writer.edits.replace(*start, *start + IMPORT, name);
    }
    for (start, end) in &scan.metas {
        writer.edits.replace(*start, *end, format!("{helper}.meta"));
    }
    if let Some(hashbang) = &program.hashbang {
        writer.edits.insert(hashbang.span.start, "//");
    }
    let head = writer.head(scan.waits);
    let first = writer.links.into_iter().map(|link| link.request).collect();
    let (body, moved) = writer.edits.apply(text);
    Written {
        text: format!("{head}\n{body}"),
        moved,
        first,
    }
}

/// A text as a string of JavaScript.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn name_of(name: &ModuleExportName<'_>) -> String {
    match name {
        ModuleExportName::IdentifierName(name) => name.name.to_string(),
        ModuleExportName::IdentifierReference(name) => name.name.to_string(),
        ModuleExportName::StringLiteral(name) => name.value.to_string(),
    }
}

impl Writer<'_> {
    /// The line before the module's own: exports first, so that modules in a circle see them; then what it imports.
    fn head(&self, waits: bool) -> String {
        let helper = self.helper;
        let getters: Vec<String> = self
            .exports
            .iter()
            .map(|(name, value)| format!("{}: () => {value}", quoted(name)))
            .collect();
        let mut head = format!(
            "\"use strict\"; {helper}.exports({{ {} }});",
            getters.join(", ")
        );
        for (at, link) in self.links.iter().enumerate() {
            let names: Vec<String> = link.names.iter().map(|name| quoted(name)).collect();
            let _ = write!(
                head,
                " const {helper}_{at} = {helper}.link({}, [{}], {});",
                quoted(&link.request),
                names.join(", "),
                link.is_star
            );
        }
        if !self.links.is_empty() {
            head.push_str(&evaluate(helper, waits));
        }
        head.push_str(&self.before);
        head
    }

    fn link(&mut self, request: &str, names: Vec<String>) -> String {
        self.links.push(Link {
            request: request.to_owned(),
            names,
            is_star: false,
        });
        format!("{}_{}", self.helper, self.links.len() - 1)
    }

    fn import(&mut self, import: &ImportDeclaration<'_>) {
        self.edits.replace(import.span.start, import.span.end, ";");
        let specifiers = import.specifiers.iter().flatten();
        let mut names = Vec::new();
        let mut locals = Vec::new();
        for specifier in specifiers {
            let (local, name) = match specifier {
                ImportDeclarationSpecifier::ImportSpecifier(one) => {
                    (&one.local, Some(name_of(&one.imported)))
                }
                ImportDeclarationSpecifier::ImportDefaultSpecifier(one) => {
                    (&one.local, Some("default".to_owned()))
                }
                ImportDeclarationSpecifier::ImportNamespaceSpecifier(one) => (&one.local, None),
            };
            names.extend(name.clone());
            locals.push((local.symbol_id.get(), name));
        }
        let module = self.link(import.source.value.as_str(), names);
        for (symbol, name) in locals {
            let text = name
                .as_ref()
                .map(|name| format!("{module}[{}]", quoted(name)));
            let imported = Imported {
                is_whole: text.is_none(),
                text: text.unwrap_or_else(|| module.clone()),
            };
            self.imported
                .extend(symbol.map(|symbol| (symbol, imported)));
        }
    }

    fn export(&mut self, statement: &Statement<'_>) {
        let span = statement.span();
        match statement {
            Statement::ExportDeclaration(export) => {
                let start = export.declaration.span().start;
                self.edits.replace(span.start, start, "");
                for name in declared(&export.declaration) {
                    self.exports.insert(name.clone(), name);
                }
            }
            Statement::ExportNamedDeclaration(export) => {
                self.edits.replace(span.start, span.end, ";");
                for one in &export.specifiers {
                    let value = self.local(&one.local);
                    self.exports.insert(name_of(&one.exported), value);
                }
            }
            Statement::ExportFromDeclaration(export) => {
                self.edits.replace(span.start, span.end, ";");
                let names = export
                    .specifiers
                    .iter()
                    .map(|one| name_of(&one.local))
                    .collect();
                let module = self.link(export.source.value.as_str(), names);
                for one in &export.specifiers {
                    let value = format!("{module}[{}]", quoted(&name_of(&one.local)));
                    self.exports.insert(name_of(&one.exported), value);
                }
            }
            Statement::ExportAllDeclaration(export) => {
                self.edits.replace(span.start, span.end, ";");
                let module = self.link(export.source.value.as_str(), Vec::new());
                match &export.exported {
                    Some(name) => drop(self.exports.insert(name_of(name), module)),
                    None => {
                        if let Some(link) = self.links.last_mut() {
                            link.is_star = true;
                        }
                    }
                }
            }
            Statement::ExportDefaultDeclaration(export) => self.export_default(export),
            _ => {}
        }
    }

    /// What a name that is exported reads.
    fn local(&self, name: &ModuleExportName<'_>) -> String {
        let ModuleExportName::IdentifierReference(name) = name else {
            return name_of(name);
        };
        let imported = self.imported_by(name);
        imported.map_or_else(|| name.name.to_string(), |imported| imported.text.clone())
    }

    fn imported_by(&self, name: &IdentifierReference<'_>) -> Option<&Imported> {
        let reference = self.scoping.get_reference(name.reference_id.get()?);
        self.imported.get(&reference.symbol_id()?)
    }

    fn export_default(&mut self, export: &ExportDefaultDeclaration<'_>) {
        let start = export.span.start;
        let value = format!("{}_default", self.helper);
        match &export.declaration {
            ExportDefaultDeclarationKind::FunctionDeclaration(function) => {
                self.edits.replace(start, function.span.start, "");
                let name = self.function_name(function, &value);
                self.exports.insert("default".to_owned(), name);
            }
            ExportDefaultDeclarationKind::ClassDeclaration(class) if class.id.is_some() => {
                self.edits.replace(start, class.span.start, "");
                self.exports.insert("default".to_owned(), class_name(class));
            }
            ExportDefaultDeclarationKind::TSInterfaceDeclaration(_) => {}
            other => {
                let inner = other.span();
                let open = format!("const {value} = {{ \"default\": ");
                self.edits.replace(start, inner.start, open);
                self.edits.insert(inner.end, " }[\"default\"];");
                self.exports.insert("default".to_owned(), value);
            }
        }
    }

    /// The name of an exported function; one without gets a name that its own `name` does not show.
    fn function_name(&mut self, function: &Function<'_>, value: &str) -> String {
        if let Some(id) = &function.id {
            return id.name.to_string();
        }
        self.edits
            .insert(function.params.span.start, format!(" {value}"));
        let _ = write!(self.before, " {}.named({value});", self.helper);
        value.to_owned()
    }

    /// A name that is called, which must not become a method of its namespace.
    fn call(&mut self, callee: &Expression<'_>) -> bool {
        let Expression::Identifier(name) = callee else {
            return false;
        };
        let Some(imported) = self.imported_by(name).filter(|imported| !imported.is_whole) else {
            return false;
        };
        let first = if self.list_starts.contains(&name.span.start) {
            ";"
        } else {
            ""
        };
        let text = format!("{first}(0, {})", imported.text);
        self.edits.replace(name.span.start, name.span.end, text);
        true
    }
}

/// What has the imports evaluated.
fn evaluate(helper: &str, waits: bool) -> String {
    match waits {
        true => format!(" await {helper}.evaluateLater();"),
        false => format!(" {helper}.evaluate();"),
    }
}

/// The same text for a module that waits, since one that it imports does.
pub(super) fn waiting(text: &str, helper: &str) -> String {
    text.replacen(&evaluate(helper, false), &evaluate(helper, true), 1)
}

fn class_name(class: &Class<'_>) -> String {
    class
        .id
        .as_ref()
        .map(|id| id.name.to_string())
        .unwrap_or_default()
}

fn declared(declaration: &Declaration<'_>) -> Vec<String> {
    match declaration {
        Declaration::VariableDeclaration(variables) => variables
            .declarations
            .iter()
            .flat_map(|one| one.id.get_binding_identifiers())
            .map(|id| id.name.to_string())
            .collect(),
        Declaration::FunctionDeclaration(function) => {
            function.id.iter().map(|id| id.name.to_string()).collect()
        }
        Declaration::ClassDeclaration(class) => vec![class_name(class)],
        _ => Vec::new(),
    }
}

impl<'a> Visit<'a> for Writer<'_> {
    fn visit_statements(&mut self, statements: &oxc::allocator::ArenaVec<'a, Statement<'a>>) {
        let starts = statements.iter().filter_map(|one| match one {
            Statement::ExpressionStatement(one) => Some(one.span.start),
            _ => None,
        });
        self.list_starts.extend(starts);
        walk::walk_statements(self, statements);
    }

    fn visit_import_declaration(&mut self, _: &ImportDeclaration<'a>) {}

    fn visit_export_specifier(&mut self, _: &oxc::ast::ast::ExportSpecifier<'a>) {}

    fn visit_call_expression(&mut self, call: &CallExpression<'a>) {
        if self.call(&call.callee) {
            self.visit_arguments(&call.arguments);
            return;
        }
        walk::walk_call_expression(self, call);
    }

    fn visit_tagged_template_expression(&mut self, tagged: &TaggedTemplateExpression<'a>) {
        if self.call(&tagged.tag) {
            self.visit_template_literal(&tagged.quasi);
            return;
        }
        walk::walk_tagged_template_expression(self, tagged);
    }

    fn visit_object_property(&mut self, property: &ObjectProperty<'a>) {
        if property.shorthand
            && let Expression::Identifier(name) = &property.value
            && let Some(imported) = self.imported_by(name)
        {
            let text = format!("{}: {}", name.name, imported.text);
            self.edits.replace(name.span.start, name.span.end, text);
            return;
        }
        walk::walk_object_property(self, property);
    }

    fn visit_identifier_reference(&mut self, name: &IdentifierReference<'a>) {
        if let Some(imported) = self.imported_by(name) {
            let text = imported.text.clone();
            self.edits.replace(name.span.start, name.span.end, text);
        }
    }
}
