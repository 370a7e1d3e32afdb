//! The one place that takes compiled code on trust.
#![allow(
    unsafe_code,
    reason = "Wasmtime cannot check compiled code, so taking it from disk is unsafe by nature"
)]

use std::fs::File;

use wasmtime::{Engine, Module};

/// Compiled code as this engine's Wasmtime serialised it.
///
/// Only for bytes whose MAC under the server's key has been checked: they are then what [`Module::serialize`] gave us.
pub(crate) fn module(engine: &Engine, checked: &[u8]) -> wasmtime::Result<Module> {
    // SAFETY: the caller has checked that these bytes were written by this program (see `artefact.rs`), and they are a
    // private copy that no one can change any more. Wasmtime refuses other versions and settings itself.
    unsafe { Module::deserialize(engine, checked) }
}

/// Compiled code in a file that nothing can change any more; its pages are mapped, not copied.
///
/// Only for sealed anonymous files that this program has filled itself with what [`Engine::precompile_module`] gave.
pub(crate) fn sealed(engine: &Engine, file: File) -> wasmtime::Result<Module> {
    // SAFETY: the bytes come from this process's own compiler, and the file's seals forbid every later change.
    unsafe { Module::deserialize_open_file(engine, file) }
}
