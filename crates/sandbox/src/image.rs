//! Memory images: WebAssembly modules that hold a guest's memory and nothing else. Wasmtime maps them copy-on-write, so
//! a new execution starts from one in microseconds.

use std::fs::File;
use std::io::{self, Write};
use std::ops::Range;

use rustix::fs::{MemfdFlags, SealFlags, fcntl_add_seals, memfd_create};
use wasm_encoder::{
    ConstExpr, DataSection, ExportKind, ExportSection, MemorySection, MemoryType, Module,
    RawSection,
};
use wasmparser::{Parser, Payload};

use wasmtime::{Engine, Module as Compiled};

use crate::{SandboxError, deserialize};

/// The granularity in which zeroes are left out: the page size of the processor.
const PAGE_BYTES: usize = 4096;
/// Zero pages between two runs that are cheaper to carry along than a further segment.
const JOIN_PAGES: usize = 4;
const WASM_PAGE_BYTES: usize = 65536;

/// A memory of `pages` WebAssembly pages without content.
pub(crate) fn blank(pages: u64) -> Vec<u8> {
    encode(pages, std::iter::empty())
}

/// The image of this memory.
pub(crate) fn capture(memory: &[u8]) -> Vec<u8> {
    let pages = memory.len().div_ceil(WASM_PAGE_BYTES) as u64;
    let segments = occupied_runs(memory).into_iter().filter_map(|run| {
        let bytes = memory.get(run.clone())?;
        Some((run.start, bytes))
    });
    encode(pages, segments)
}

fn encode<'a>(pages: u64, segments: impl Iterator<Item = (usize, &'a [u8])>) -> Vec<u8> {
    let mut memories = MemorySection::new();
    memories.memory(MemoryType {
        minimum: pages,
        maximum: None,
        memory64: false,
        shared: false,
        page_size_log2: None,
    });
    let mut exports = ExportSection::new();
    exports.export("memory", ExportKind::Memory, 0);
    let mut data = DataSection::new();
    for (start, bytes) in segments {
        let offset = ConstExpr::i32_const(i32::from_ne_bytes((start as u32).to_ne_bytes()));
        data.active(0, &offset, bytes.iter().copied());
    }
    let mut module = Module::new();
    module.section(&memories).section(&exports).section(&data);
    module.finish()
}

/// The byte ranges that are not zero, at page granularity.
fn occupied_runs(memory: &[u8]) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (index, page) in memory.chunks(PAGE_BYTES).enumerate() {
        if page.iter().all(|&byte| byte == 0) {
            continue;
        }
        let start = index * PAGE_BYTES;
        let end = start + page.len();
        match runs.last_mut() {
            Some(last) if start - last.end <= JOIN_PAGES * PAGE_BYTES => last.end = end,
            _ => runs.push(start..end),
        }
    }
    runs
}

/// Opens an image. Its content then lies in memory once, in a sealed file that every execution maps; a system that has no
/// such files keeps a second copy.
pub(crate) fn open(engine: &Engine, image: &[u8]) -> wasmtime::Result<Compiled> {
    let compiled = engine.precompile_module(image)?;
    match sealed_file(&compiled) {
        Ok(file) => deserialize::sealed(engine, file),
        Err(error) => {
            tracing::debug!(%error, "no sealed file for an image");
            Compiled::new(engine, image)
        }
    }
}

fn sealed_file(content: &[u8]) -> io::Result<File> {
    let flags = MemfdFlags::CLOEXEC | MemfdFlags::ALLOW_SEALING;
    let mut file = File::from(memfd_create("latchwork-image", flags)?);
    file.write_all(content)?;
    fcntl_add_seals(
        &file,
        SealFlags::WRITE | SealFlags::GROW | SealFlags::SHRINK | SealFlags::SEAL,
    )?;
    Ok(file)
}

/// The engine without its data: what executes on a memory that an image has filled.
pub(crate) fn without_data(engine: &[u8]) -> Result<Vec<u8>, SandboxError> {
    let mut module = Module::new();
    for payload in Parser::new(0).parse_all(engine) {
        let payload = payload.map_err(SandboxError::GuestMalformed)?;
        if matches!(
            payload,
            Payload::DataSection(_) | Payload::DataCountSection { .. }
        ) {
            continue;
        }
        if let Some((id, range)) = payload.as_section() {
            let data = engine
                .get(range)
                .ok_or(SandboxError::GuestTruncated { section: id })?;
            module.section(&RawSection { id, data });
        }
    }
    Ok(module.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zero_pages_are_left_out_and_close_runs_joined() {
        let mut memory = vec![0_u8; 64 * PAGE_BYTES];
        memory[PAGE_BYTES] = 1;
        memory[3 * PAGE_BYTES + 7] = 1;
        memory[40 * PAGE_BYTES] = 1;
        assert_eq!(
            occupied_runs(&memory),
            [PAGE_BYTES..4 * PAGE_BYTES, 40 * PAGE_BYTES..41 * PAGE_BYTES]
        );
    }

    #[test]
    fn an_image_is_a_valid_module() {
        let mut memory = vec![0_u8; 2 * WASM_PAGE_BYTES];
        memory[100] = 42;
        wasmparser::validate(&capture(&memory)).unwrap();
        wasmparser::validate(&blank(66)).unwrap();
    }
}
