//! Joins the test library, a spec and the package's files to one program, in which every line has its place.

use serde::Serialize;

use super::cover::COUNTERS;
use super::edit::Shift;
use super::input::{HANDLER, SpecInput, is_spec};
use super::options::{AfterFailure, Options, snapshot_path};
use super::prepare::{File, Kind, Prepared};
use super::{library, mocks};

/// A program and the way back from its lines to the package's.
pub(super) struct Program<'a> {
    pub(super) text: String,
    pub(super) regions: Vec<Region<'a>>,
}

/// The lines of one file inside of a program.
pub(super) struct Region<'a> {
    /// Its first line, from 0.
    pub(super) first: usize,
    /// How many there are.
    pub(super) count: usize,
    pub(super) path: &'a str,
    /// The file's own text, and what was put into it.
    pub(super) own: &'a str,
    pub(super) shifts: &'a [Shift],
}

/// A program as it grows.
#[derive(Default)]
struct Writer {
    text: String,
    lines: usize,
}

impl Writer {
    fn put(&mut self, text: &str) {
        self.text.push_str(text);
        self.lines += text.matches('\n').count();
    }

    fn put_json(&mut self, value: &impl Serialize) {
        self.put(&serde_json::to_string(value).unwrap_or_default());
    }
}

/// The program that runs one spec. The package's modules stand beside the library and not in it, so that they do not see
/// what it sees.
pub(super) fn join<'a>(
    input: SpecInput<'_>,
    prepared: &'a Prepared,
    spec: &str,
    options: &Options,
) -> Program<'a> {
    let mut writer = Writer::default();
    let mut regions = Vec::new();
    writer.put("(function (library, given) { return function (exports, require, module, __filename, __dirname, report) {\n");
    writer.put("library(exports, require, report, given); }; })(\n");
    writer.put(&library::function());
    writer.put(",\n{ specPath: ");
    writer.put_json(&spec);
    writer.put(", handlerNames: ");
    writer.put_json(&handlers(input));
    writer.put(", statements: ");
    writer.put_json(&prepared.statement_lines.len());
    writer.put(", flows: ");
    writer.put_json(&mocks::flows());
    writer.put(", snapshotFile: ");
    let kept = options.snapshots.get(&snapshot_path(spec));
    writer.put_json(&kept.map_or("", String::as_str));
    writer.put(", snapshotMode: ");
    writer.put_json(&options.snapshot_mode.as_str());
    if let Some(title) = &options.title {
        writer.put(", title: ");
        writer.put_json(title);
    }
    writer.put(", bail: ");
    writer.put_json(&(options.after_failure == AfterFailure::Stop));
    writer.put(", files: [\n");
    let files = prepared.files.iter();
    for file in files.filter(|file| !is_spec(&file.path) || file.path == spec) {
        put_file(&mut writer, &mut regions, file);
    }
    writer.put("] })");
    Program {
        text: writer.text,
        regions,
    }
}

/// The functions of the handler's file that the flow may call.
fn handlers(input: SpecInput<'_>) -> Vec<&'static str> {
    let first = input.trigger.handler();
    std::iter::once(first)
        .chain(input.trigger.continue_handler())
        .collect()
}

fn put_file<'a>(writer: &mut Writer, regions: &mut Vec<Region<'a>>, file: &'a File) {
    let is_handler = file.path == HANDLER;
    writer.put("{ path: ");
    writer.put_json(&file.path);
    writer.put(&format!(", isHandler: {is_handler}, "));
    match &file.kind {
        Kind::Json(text) => {
            writer.put("kind: 'json', text: ");
            writer.put_json(text);
        }
        Kind::Broken(message) => {
            writer.put("kind: 'code', make: () => () => { throw new SyntaxError(");
            writer.put_json(message);
            writer.put("); }");
        }
        Kind::Code { own, text, shifts } => {
            let seen = if is_handler { COUNTERS } else { "jest" };
            writer.put(&format!(
                "kind: 'code', make: function ({seen}) {{ return function (exports, require, module, __filename, __dirname) {{\n"
            ));
            let first = writer.lines;
            writer.put(text);
            regions.push(Region {
                first,
                count: writer.lines - first + 1,
                path: &file.path,
                own,
                shifts,
            });
            writer.put("\n}; }");
        }
    }
    writer.put(" },\n");
}
