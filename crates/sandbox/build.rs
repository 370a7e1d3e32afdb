//! Joins the guest's runtime library: the files of `runtime/`, in the order that `runtime/ORDER` gives, as one script
//! whose value is `function (lw, tables)`.
#![allow(
    clippy::disallowed_methods,
    reason = "cargo talks to a build script through the environment"
)]

use std::error::Error;
use std::path::Path;
use std::{env, fs};

/// What the library hands to the engine; the last two may be absent.
const EXPORTS: &str = "return {
  load, run, settle,
  rejected: typeof rejected === \"function\" ? rejected : undefined,
  drained: typeof drained === \"function\" ? drained : undefined,
};";

fn main() -> Result<(), Box<dyn Error>> {
    let root = env::var("CARGO_MANIFEST_DIR")?;
    let runtime = Path::new(&root).join("runtime");
    let order = fs::read_to_string(runtime.join("ORDER"))?;
    let mut library = String::from("(function (lw, tables) { \"use strict\";\n");
    let is_name = |line: &&str| !line.is_empty() && !line.starts_with('#');
    for name in order.lines().map(str::trim).filter(is_name) {
        let text = fs::read_to_string(runtime.join(name));
        library.push_str(&text.map_err(|error| format!("runtime/{name}: {error}"))?);
        library.push('\n');
    }
    library.push_str(EXPORTS);
    library.push_str("\n})");
    fs::write(Path::new(&env::var("OUT_DIR")?).join("library.js"), library)?;
    println!("cargo::rerun-if-changed=runtime");
    println!("cargo::rerun-if-changed=build.rs");
    Ok(())
}
