//! Joins the guest's runtime library: the files of `runtime/`, in the order that `runtime/ORDER` gives, as one script
//! whose value is `function (lw, methods)`.
use std::path::Path;
use std::{env, fs};

fn main() {
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo sets it");
    let runtime = Path::new(&root).join("runtime");
    let order = fs::read_to_string(runtime.join("ORDER")).expect("runtime/ORDER is readable");
    let mut library = String::from("(function (lw, methods) { \"use strict\";\n");
    for name in order
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        let file = runtime.join(name);
        library.push_str(
            &fs::read_to_string(&file)
                .unwrap_or_else(|error| panic!("{}: {error}", file.display())),
        );
        library.push('\n');
    }
    library.push_str("return { load, run, settle, rejected: typeof rejected === \"function\" ? rejected : undefined, drained: typeof drained === \"function\" ? drained : undefined };\n})");
    let out = env::var("OUT_DIR").expect("cargo sets it");
    fs::write(Path::new(&out).join("library.js"), library).expect("OUT_DIR is writable");
    println!("cargo::rerun-if-changed=runtime");
    println!("cargo::rerun-if-changed=build.rs");
}
