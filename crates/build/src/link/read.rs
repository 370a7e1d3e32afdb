//! One file as the linker reads it: how it is loaded, what it asks for, and its text as a function's body.

use bundle::linked::{Kind, Way};
use oxc::allocator::Allocator;
use oxc::ast::ast::Program;
use oxc::ast_visit::Visit as _;
use oxc::semantic::SemanticBuilder;
use oxc_sourcemap::SourceMap;

use super::LinkError;
use super::es_module;
use super::scan::Scan;
use super::tell::{Form, Language, Told, tell, tell_stripped};
use super::text::{Edits, map};
use super::types::{self, Stripped};

/// The longest text that is read.
pub(super) const MOST_BYTES: usize = 4 << 20;
/// The least stack on which a text is read, and what a byte of it may need: trees are as deep as their text is long. Only
/// what is used of it costs memory.
const STACK_BYTES: usize = 64 << 20;
const STACK_BYTES_A_BYTE: usize = 2_560;

/// What was read.
#[derive(Debug, Default)]
pub(super) struct Unit {
    pub(super) is_module: bool,
    /// Whether it waits at its top level.
    pub(super) waits: bool,
    /// Its text, when it is not as it was written.
    pub(super) changed: Option<Changed>,
    /// What it asks for.
    pub(super) requests: Vec<(String, Way)>,
    /// What it imports before it is evaluated.
    pub(super) first: Vec<String>,
    /// Whether it asks for what only shows at run time.
    pub(super) asks_freely: bool,
    /// Whether it asks where it lies.
    pub(super) looks_around: bool,
}

#[derive(Debug)]
pub(super) struct Changed {
    pub(super) text: String,
    pub(super) helper: Option<String>,
    pub(super) map: String,
}

impl Unit {
    /// How it is loaded.
    pub(super) fn kind(&self) -> Kind {
        match (self.is_module, self.waits) {
            (false, _) => Kind::CommonJs,
            (true, false) => Kind::Module,
            (true, true) => Kind::AsyncModule,
        }
    }
}

/// Reads a file.
///
/// # Errors
/// When it is an ES module or TypeScript, and not well formed. CommonJS that is not is left to fail when it is loaded.
pub(super) fn read(name: &str, text: &str, language: Language) -> Result<Unit, LinkError> {
    if text.len() > MOST_BYTES {
        return Ok(Unit {
            asks_freely: true,
            ..Unit::default()
        });
    }
    on_a_deep_stack(name, text, || read_here(name, text, language))
}

/// Does something with a text that goes as deep as the text is long.
pub(super) fn on_a_deep_stack<T: Send>(
    name: &str,
    text: &str,
    work: impl FnOnce() -> Result<T, LinkError> + Send,
) -> Result<T, LinkError> {
    let stack = STACK_BYTES.max(text.len().saturating_mul(STACK_BYTES_A_BYTE));
    let done = std::thread::scope(|scope| {
        let builder = std::thread::Builder::new().stack_size(stack);
        builder.spawn_scoped(scope, work).ok()?.join().ok()
    });
    done.unwrap_or_else(|| Err(LinkError::Machine(name.to_owned())))
}

fn read_here(name: &str, text: &str, language: Language) -> Result<Unit, LinkError> {
    let arena = Allocator::default();
    let told = tell(&arena, name, text, language)?;
    match told {
        Told::JavaScript(Form::CommonJs(parsed)) => {
            Ok(common_js(name, text, &parsed.program, None))
        }
        Told::JavaScript(Form::Module(parsed)) => Ok(module(name, text, &parsed.program, None)),
        Told::TypeScript => typed(name, text),
        Told::Broken(_) => Ok(Unit::default()),
    }
}

/// TypeScript: JavaScript after its types are gone, whichever kind it is then.
fn typed(name: &str, text: &str) -> Result<Unit, LinkError> {
    let Stripped {
        text: stripped,
        map: below,
    } = types::strip(name, text)?;
    let arena = Allocator::default();
    let form = tell_stripped(&arena, name, &stripped)?;
    match form {
        Form::CommonJs(parsed) => {
            let mut unit = common_js(name, &stripped, &parsed.program, below.as_ref());
            let lines = stripped.lines().count() as u32;
            unit.changed.get_or_insert_with(|| Changed {
                map: map(name, lines, 0, &[], below.as_ref()),
                text: stripped.clone(),
                helper: None,
            });
            Ok(unit)
        }
        Form::Module(parsed) => Ok(module(name, &stripped, &parsed.program, below.as_ref())),
    }
}

fn common_js(name: &str, text: &str, program: &Program<'_>, below: Option<&SourceMap<'_>>) -> Unit {
    let mut scan = Scan::default();
    scan.visit_program(program);
    let mut unit = unit(&scan);
    if !scan.import_calls.is_empty() {
        let helper = helper(text);
        let mut edits = Edits::default();
        for start in &scan.import_calls {
            edits.replace(*start, *start + IMPORT, format!("{helper}.dynamic"));
        }
        let (changed, moved) = edits.apply(text);
        unit.changed = Some(Changed {
            map: map(name, changed.lines().count() as u32, 0, &moved, below),
            text: changed,
            helper: Some(helper),
        });
    }
    unit
}

/// The length of the word `import`.
pub(super) const IMPORT: u32 = 6;

fn module(name: &str, text: &str, program: &Program<'_>, below: Option<&SourceMap<'_>>) -> Unit {
    let semantic = SemanticBuilder::new().build(program).semantic;
    let helper = helper(text);
    let mut scan = Scan::default();
    scan.visit_program(program);
    let written = es_module::write(text, program, semantic.scoping(), &helper, &scan);
    let lines = written.text.lines().count() as u32;
    let mut unit = unit(&scan);
    unit.is_module = true;
    unit.waits = scan.waits;
    unit.first = written.first;
    unit.changed = Some(Changed {
        map: map(name, lines.saturating_sub(1), 1, &written.moved, below),
        text: written.text,
        helper: Some(helper),
    });
    unit
}

fn unit(scan: &Scan) -> Unit {
    Unit {
        requests: scan.requests.clone(),
        asks_freely: scan.asks_freely,
        looks_around: scan.looks_around,
        ..Unit::default()
    }
}

/// A name that the text does not hold.
fn helper(text: &str) -> String {
    let mut name = "$lw".to_owned();
    while text.contains(&name) {
        name.insert(0, '$');
    }
    name
}
