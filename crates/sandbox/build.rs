//! Joins the guest's runtime library, as text: the files of `runtime/`, in the order that `runtime/ORDER` gives, as one
//! script whose value is `function (lw, tables)`; and lists the modules of `runtime/node/`, which are loaded when asked for.
#![allow(
    clippy::disallowed_methods,
    reason = "cargo talks to a build script through the environment"
)]

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// What the library hands to the engine; the last two may be absent.
const EXPORTS: &str = "return {
  preload, load, run, settle, ticks,
  rejected: typeof rejected === \"function\" ? rejected : undefined,
  drained: typeof drained === \"function\" ? drained : undefined,
};";

/// What a module is given besides the language's own globals.
const MODULE_PARAMETERS: &str = "require, module, exports, internals";

fn main() -> Outcome<()> {
    let runtime = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("runtime");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(out.join("library.js"), library(&runtime)?)?;
    fs::write(out.join("modules.rs"), modules(&runtime.join("node"))?)?;
    println!("cargo::rerun-if-changed=runtime");
    println!("cargo::rerun-if-changed=build.rs");
    Ok(())
}

fn library(runtime: &Path) -> Outcome<String> {
    let mut library = String::from("(function (lw, tables) { \"use strict\";\n");
    for name in fs::read_to_string(runtime.join("ORDER"))?.lines() {
        library.push_str(&read(&runtime.join(name))?);
        library.push('\n');
    }
    library.push_str(EXPORTS);
    library.push_str("\n})");
    Ok(library)
}

/// The modules as a table of Rust: id and text, by id.
fn modules(folder: &Path) -> Outcome<String> {
    let mut files = Vec::new();
    find(folder, &mut files)?;
    let natives = read(&folder.join("NATIVES"))?.trim().replace('\n', ", ");
    // The wrapper is the line before a module's first, which the guest counts as line 1.
    let head = format!("(function ({MODULE_PARAMETERS}, {natives}) {{ \"use strict\";\n");
    let mut modules = Vec::new();
    for file in files {
        let id = file.strip_prefix(folder)?.with_extension("");
        let id = id
            .to_str()
            .ok_or("a module's name is not UTF-8")?
            .to_owned();
        modules.push((id, format!("{head}{}\n}})", read(&file)?)));
    }
    modules.sort();
    let mut table = String::from("&[\n");
    for (id, text) in modules {
        writeln!(table, "({id:?}, {text:?}),")?;
    }
    table.push(']');
    Ok(table)
}

fn find(folder: &Path, files: &mut Vec<PathBuf>) -> Outcome<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            find(&path, files)?;
        } else if path.extension().is_some_and(|end| end == "js") {
            files.push(path);
        }
    }
    Ok(())
}

fn read(path: &Path) -> Outcome<String> {
    Ok(fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?)
}
