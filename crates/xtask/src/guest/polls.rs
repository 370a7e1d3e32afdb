//! Makes the guest interruptible: puts polls into its code, so that none of it runs on without looking at the host's ticks
//! (ADR 0022). A poll compares the tick that the host counts, a word of a memory that all guests share, with the one this
//! guest has seen, and asks the host when they differ.
//!
//! A poll stands before every jump back to the head of a loop and at the entry of enough functions that no recursion escapes. The one loop
//! without is that which runs bytecode: each turn of it is one instruction further, and the instructions that go back or
//! call have polls of their own, which the C code marks by calling `tick`.

use anyhow::{Context, Result};
use wasm_encoder::{Encode, Module, RawSection};

use super::cycles::{self, Calls};
use super::module::{Back, Guest, What};

/// The name under which the host sets what a new guest has seen.
const SEEN: &str = "lw_seen";
/// The shared memory with the ticks: imported beside the guest's own, so its index is 1.
const TICKS: (&str, &str) = ("env", "ticks");
const ONE_SHARED_PAGE: [u8; 4] = [0x02, 0x03, 1, 1];
/// `i32.const 0`, `i32.atomic.load` of memory 1. Atomic, so that no compiler thinks it knows the word.
const LOAD_TICKS: [u8; 7] = [0x41, 0, 0xfe, 0x10, 0x42, 1, 0];
const GLOBAL_GET: u8 = 0x23;
const GLOBAL_SET: u8 = 0x24;
const I32_NE: u8 = 0x47;
const IF: [u8; 2] = [0x04, 0x40];
const BR: u8 = 0x0c;
const CALL: u8 = 0x10;
const END: u8 = 0x0b;
/// A mutable `i32` that begins as zero.
const COUNTER: [u8; 5] = [0x7f, 1, 0x41, 0, END];
const EXPORT_GLOBAL: u8 = 3;

const IMPORTS: u8 = 2;
const FUNCTIONS: u8 = 3;
const GLOBALS: u8 = 6;
const EXPORTS: u8 = 7;
const CODE: u8 = 10;

/// The guest with polls.
pub(crate) fn insert(wasm: &[u8]) -> Result<Vec<u8>> {
    let guest = Guest::parse(wasm)?;
    let interpreter = guest.interpreter()?;
    let breakers = cycles::breakers(&calls(&guest), interpreter);
    let poll = poll(&guest)?;
    let mut bodies = Vec::with_capacity(guest.bodies.len() + 1);
    for (index, body) in guest.bodies.iter().enumerate() {
        let index = u32::try_from(index + guest.imported)?;
        let mut code = body.locals.to_vec();
        if breakers.contains(&index) {
            code.extend_from_slice(&poll);
        }
        for instruction in &body.instructions {
            match instruction.what {
                What::Call(callee) if callee == guest.tick => code.extend_from_slice(&poll),
                What::Back(how, head)
                    if index != interpreter || how == Back::ToSeveral || !body.dispatches(head) =>
                {
                    poll_before(how, instruction.bytes, &poll, &mut code);
                }
                _ => code.extend_from_slice(instruction.bytes),
            }
        }
        bodies.push(code);
    }
    bodies.push(ask(&guest));
    assemble(&guest, &bodies)
}

/// The jump back, with a poll before it that only a jump passes where that can be told.
fn poll_before(how: Back, jump: &[u8], poll: &[u8], code: &mut Vec<u8>) {
    match how {
        Back::Always | Back::Table | Back::ToSeveral => {
            code.extend_from_slice(poll);
            code.extend_from_slice(jump);
        }
        Back::If(depth) => {
            code.extend(IF);
            code.extend_from_slice(poll);
            code.push(BR);
            (depth + 1).encode(code);
            code.push(END);
        }
    }
}

fn calls(guest: &Guest<'_>) -> Calls {
    let mut calls = vec![std::collections::BTreeSet::new(); guest.imported];
    calls.extend(guest.bodies.iter().map(|body| guest.callees(body)));
    calls
}

/// The index of the function that asks the host: it comes after all others.
fn asking(guest: &Guest<'_>) -> Result<u32> {
    Ok(u32::try_from(guest.types.len())?)
}

fn poll(guest: &Guest<'_>) -> Result<Vec<u8>> {
    let mut code = LOAD_TICKS.to_vec();
    code.push(GLOBAL_GET);
    guest.globals.encode(&mut code);
    code.push(I32_NE);
    code.extend(IF);
    code.push(CALL);
    asking(guest)?.encode(&mut code);
    code.push(END);
    Ok(code)
}

/// Has seen all there was, and then asks the host: what is ticked while the host answers is seen by the next poll. A guest
/// that the host has kept waiting is told by it what it has seen.
fn ask(guest: &Guest<'_>) -> Vec<u8> {
    let mut code = vec![0];
    code.extend(LOAD_TICKS);
    code.push(GLOBAL_SET);
    guest.globals.encode(&mut code);
    code.push(CALL);
    guest.tick.encode(&mut code);
    code.push(END);
    code
}

fn assemble(guest: &Guest<'_>, bodies: &[Vec<u8>]) -> Result<Vec<u8>> {
    let mut module = Module::new();
    for &(id, content) in &guest.sections {
        let data = match id {
            IMPORTS => {
                let mut import = Vec::new();
                TICKS.0.encode(&mut import);
                TICKS.1.encode(&mut import);
                import.extend(ONE_SHARED_PAGE);
                one_more(content, &import)?
            }
            FUNCTIONS => {
                let mut function = Vec::new();
                let tick = guest.types.get(guest.tick as usize);
                tick.context("the type of `tick`")?.encode(&mut function);
                one_more(content, &function)?
            }
            GLOBALS => one_more(content, &COUNTER)?,
            EXPORTS => {
                let mut export = Vec::new();
                SEEN.encode(&mut export);
                export.push(EXPORT_GLOBAL);
                guest.globals.encode(&mut export);
                one_more(content, &export)?
            }
            CODE => code(bodies)?,
            _ => content.to_vec(),
        };
        module.section(&RawSection { id, data: &data });
    }
    Ok(module.finish())
}

/// A section of several of a kind, with one more at its end.
fn one_more(content: &[u8], item: &[u8]) -> Result<Vec<u8>> {
    let mut reader = wasmparser::BinaryReader::new(content, 0);
    let count = reader.read_var_u32()?;
    let rest = content.get(reader.original_position()..);
    let mut section = Vec::with_capacity(content.len() + item.len() + 1);
    (count + 1).encode(&mut section);
    section.extend_from_slice(rest.context("a section ends early")?);
    section.extend_from_slice(item);
    Ok(section)
}

fn code(bodies: &[Vec<u8>]) -> Result<Vec<u8>> {
    let mut section = Vec::new();
    u32::try_from(bodies.len())?.encode(&mut section);
    for body in bodies {
        body.as_slice().encode(&mut section);
    }
    Ok(section)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::module::Body;
    use super::*;

    const ENGINE: &[u8] = include_bytes!("../../../sandbox/guest/engine.wasm");

    /// Whether a poll ends before this instruction: `if`, the call that asks, `end`.
    fn is_polled(body: &Body<'_>, at: usize, asking: u32) -> bool {
        let before = at.checked_sub(2).map(|from| &body.instructions[from..at]);
        before.is_some_and(|two| two[0].what == What::Call(asking) && two[1].bytes == [END])
    }

    #[test]
    fn nothing_in_the_committed_guest_runs_on_without_a_poll() {
        let guest = Guest::parse(ENGINE).unwrap();
        let asking = asking(&guest).unwrap() - 1;
        let mut exempt = BTreeSet::new();
        let mut broken = BTreeSet::new();
        for (index, body) in guest.bodies.iter().enumerate() {
            let index = (index + guest.imported) as u32;
            let entry = body.instructions.get(..LOAD_TICKS_AND_ASK).unwrap_or(&[]);
            if entry.iter().any(|one| one.what == What::Call(asking)) && index != asking {
                broken.insert(index);
            }
            for (at, instruction) in body.instructions.iter().enumerate() {
                if let What::Back(how, head) = instruction.what
                    && !is_polled(body, at, asking)
                {
                    let is_exempt = how != Back::ToSeveral && body.dispatches(head);
                    assert!(is_exempt, "function {index} jumps back unseen");
                    exempt.insert((index, head));
                }
            }
        }
        // The loop that runs bytecode, and the one around it that leads nowhere else.
        let functions: BTreeSet<u32> = exempt.iter().map(|(function, _)| *function).collect();
        assert!(functions.len() == 1 && exempt.len() <= 2);
        assert!(broken.is_superset(&functions));
        assert_eq!(cycles::circles(&calls(&guest), &broken), []);
    }

    /// `i32.const`, `i32.atomic.load`, `global.get`, `i32.ne`, `if`, `call`.
    const LOAD_TICKS_AND_ASK: usize = 6;

    #[test]
    fn what_is_ticked_while_the_host_answers_is_seen_later() {
        let guest = Guest::parse(ENGINE).unwrap();
        let asking = &guest.bodies.last().unwrap().instructions;
        let sets = asking.iter().position(|one| one.bytes[0] == GLOBAL_SET);
        let asks = asking
            .iter()
            .position(|one| one.what == What::Call(guest.tick));
        assert!(sets.unwrap() < asks.unwrap());
    }

    #[test]
    fn another_module_is_refused() {
        let empty = Module::new().finish();
        let error = insert(&empty).unwrap_err().to_string();
        assert!(error.contains("tick"), "{error}");
    }
}
