//! The guest's code: it goes through a list of calls in its memory and makes each, until one of them leaves to the host.

use wasm_encoder::{
    BlockType, CodeSection, ConstExpr, EntityType, ExportKind, ExportSection, Function,
    FunctionSection, GlobalSection, GlobalType, ImportSection, InstructionSink, MemArg, MemoryType,
    Module, TypeSection, ValType,
};

use super::Script;

/// The memory it begins with.
pub const MEMORY_BYTES: u64 = 16 << 20;
/// Where no call of a script has to read: 8 MiB for what the host answers.
pub const TAKEN_AT: u32 = 8 << 20;
/// The most a script says of its memory.
pub const DATA_BYTES: usize = 4 << 20;
/// The most calls of a script.
pub const CALLS: usize = 2_000;
/// The words of a call.
pub const WORDS: usize = 8;

/// Where the calls lie.
const CALLS_AT: u32 = DATA_BYTES as u32;
/// A room that is one.
const ROOM_AT: u32 = 5 << 20;
/// Where it lies which rooms to give, and how many of them there are at most.
const ROOMS_AT: u32 = 7 << 20;
const ROOMS: usize = 256;

/// What a call begins with. Whatever is none of these leaves to the host, as does the end of the list.
pub mod import {
    /// `lw.clock`.
    pub const CLOCK: u32 = 1;
    /// `lw.random`.
    pub const RANDOM: u32 = 2;
    /// `lw.log`.
    pub const LOG: u32 = 3;
    /// `lw.emit`.
    pub const EMIT: u32 = 4;
    /// `lw.call`.
    pub const CALL: u32 = 5;
    /// `lw.start`.
    pub const START: u32 = 6;
    /// `lw.cancel`.
    pub const CANCEL: u32 = 7;
    /// `lw.codec`.
    pub const CODEC: u32 = 8;
    /// `lw.take`.
    pub const TAKE: u32 = 9;
    /// `lw.settled`.
    pub const SETTLED: u32 = 10;
    /// `lw.tick`.
    pub const TICK: u32 = 11;
    /// `memory.grow`, by pages.
    pub const GROW: u32 = 12;
    /// Traps.
    pub const TRAP: u32 = 13;
    /// Back to the host, until it enters the guest again.
    pub const LEAVE: u32 = 0;
}

/// The imports in the order of their numbers: the name, how many words go in, what comes out.
const IMPORTS: [(&str, usize, Option<ValType>); 11] = [
    ("clock", 1, Some(ValType::F64)),
    ("random", 2, None),
    ("log", 3, None),
    ("emit", 4, Some(ValType::I32)),
    ("call", 6, Some(ValType::I32)),
    ("start", 6, Some(ValType::I32)),
    ("cancel", 1, None),
    ("codec", 3, Some(ValType::I32)),
    ("take", 1, None),
    ("settled", 7, None),
    ("tick", 0, None),
];
/// The functions of its own, and after them what others call.
const STEP: u32 = IMPORTS.len() as u32;
const ALLOC: u32 = STEP + 1;
const RUN: u32 = STEP + 2;
const SETTLE: u32 = STEP + 3;

/// What lies in its memory at first, and where.
pub(super) fn laid_out(script: &Script) -> Vec<(usize, Vec<u8>)> {
    let bytes = |words: &[u32]| words.iter().flat_map(|word| word.to_le_bytes()).collect();
    let calls: Vec<u32> = script.calls.iter().take(CALLS).flatten().copied().collect();
    let rooms: Vec<u32> = script.rooms.iter().take(ROOMS).copied().collect();
    let data = script.data.get(..DATA_BYTES).unwrap_or(&script.data);
    vec![
        (0, data.to_vec()),
        (CALLS_AT as usize, bytes(&calls)),
        (ROOMS_AT as usize, bytes(&rooms)),
    ]
}

/// The module.
pub(super) fn module() -> Vec<u8> {
    let mut types = TypeSection::new();
    let mut imports = ImportSection::new();
    for (at, (name, words, result)) in (0..).zip(IMPORTS) {
        types.ty().function(vec![ValType::I32; words], result);
        imports.import("lw", name, EntityType::Function(at));
    }
    types.ty().function([], []);
    types.ty().function([ValType::I32], [ValType::I32]);
    types.ty().function([ValType::I32; 2], []);
    types.ty().function([ValType::I32; 6], []);
    let memory = MemoryType {
        minimum: 1,
        maximum: None,
        memory64: false,
        shared: false,
        page_size_log2: None,
    };
    imports.import("env", "memory", EntityType::Memory(memory));
    let mut functions = FunctionSection::new();
    for function in [STEP, ALLOC, RUN, SETTLE] {
        functions.function(function);
    }
    let mut globals = GlobalSection::new();
    let word = GlobalType {
        val_type: ValType::I32,
        mutable: true,
        shared: false,
    };
    for begins_at in [CALLS_AT, ROOMS_AT, 0] {
        globals.global(word, &ConstExpr::i32_const(begins_at as i32));
    }
    let mut exports = ExportSection::new();
    exports.export("lw_alloc", ExportKind::Func, ALLOC);
    exports.export("lw_run", ExportKind::Func, RUN);
    exports.export("lw_settle", ExportKind::Func, SETTLE);
    exports.export("lw_seen", ExportKind::Global, SEEN);
    let mut code = CodeSection::new();
    for body in [step(), alloc(), enter(), enter()] {
        code.function(&body);
    }
    let mut module = Module::new();
    module
        .section(&types)
        .section(&imports)
        .section(&functions)
        .section(&globals)
        .section(&exports)
        .section(&code);
    module.finish()
}

/// The globals: where the next call lies, where the next room does, and what the host sets of ticks.
const NEXT_CALL: u32 = 0;
const NEXT_ROOM: u32 = 1;
const SEEN: u32 = 2;

fn word(at: usize) -> MemArg {
    MemArg {
        offset: at as u64 * 4,
        align: 2,
        memory_index: 0,
    }
}

/// Makes calls until one leaves.
fn step() -> Function {
    let mut function = Function::new([(1, ValType::I32)]);
    let mut sink = function.instructions();
    sink.loop_(BlockType::Empty);
    // The call that is due, and on to the next; behind the last the list is empty, which leaves.
    sink.global_get(NEXT_CALL).local_tee(0);
    sink.i32_const((WORDS * 4) as i32)
        .i32_add()
        .global_set(NEXT_CALL);
    for (number, (_, words, result)) in (import::CLOCK..).zip(IMPORTS) {
        when(&mut sink, number, |sink| {
            for at in 1..=words {
                sink.local_get(0).i32_load(word(at));
            }
            sink.call(number - import::CLOCK);
            if result.is_some() {
                sink.drop();
            }
        });
    }
    when(&mut sink, import::GROW, |sink| {
        sink.local_get(0).i32_load(word(1)).memory_grow(0).drop();
    });
    sink.local_get(0)
        .i32_load(word(0))
        .i32_const(import::TRAP as i32);
    sink.i32_eq().if_(BlockType::Empty).unreachable().end();
    sink.end().end();
    function
}

/// Does this if the call is of this kind, and goes on with the next.
fn when(sink: &mut InstructionSink<'_>, kind: u32, act: impl FnOnce(&mut InstructionSink<'_>)) {
    sink.local_get(0).i32_load(word(0)).i32_const(kind as i32);
    sink.i32_eq().if_(BlockType::Empty);
    act(sink);
    sink.br(1).end();
}

/// The room it is told to give, if there is one left.
fn alloc() -> Function {
    let mut function = Function::new([(1, ValType::I32)]);
    let mut sink = function.instructions();
    sink.global_get(NEXT_ROOM).local_tee(1);
    sink.i32_const(4).i32_add().global_set(NEXT_ROOM);
    sink.local_get(1)
        .i32_load(word(0))
        .local_tee(1)
        .i32_const(ROOM_AT as i32);
    sink.local_get(1).select().end();
    function
}

/// What both entries are: on with the calls.
fn enter() -> Function {
    let mut function = Function::new([]);
    function.instructions().call(STEP).end();
    function
}
