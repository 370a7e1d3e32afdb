//! The ticks that running guests look at: a counter in a memory that all of them share (ADR 0022). A guest's code compares
//! it with what it has seen, at every loop and call, and calls the import `tick` when they differ.

use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};
use std::sync::{Mutex, PoisonError};

use wasm_encoder::{
    CodeSection, EntityType, ExportKind, ExportSection, Function, FunctionSection, ImportSection,
    MemArg, Module as Encoded, TypeSection, ValType,
};
use wasmtime::{Engine, Instance, MemoryType, Module, SharedMemory, Store, TypedFunc};

use crate::SandboxError;

/// The import's name in module `env`, beside the guest's own `memory`.
pub(crate) const TICKS: &str = "ticks";
/// The one word of the memory that is used.
const COUNTER: MemArg = MemArg {
    offset: 0,
    align: 2,
    memory_index: 0,
};

/// The counter.
pub(crate) struct Ticks {
    memory: SharedMemory,
    /// What it counts to at the moment, or one less while it is being advanced.
    now: AtomicI32,
    adder: Mutex<Adder>,
    /// Whether nothing advances it any more: who runs then cannot be interrupted.
    stands_still: AtomicBool,
}

/// A guest of our own that adds one: what is shared with compiled code is changed by compiled code, atomically.
struct Adder {
    store: Store<()>,
    add: TypedFunc<(), i32>,
}

impl Adder {
    fn new(engine: &Engine, wasm: &[u8], memory: &SharedMemory) -> wasmtime::Result<Self> {
        let module = Module::new(engine, wasm)?;
        let mut store = Store::new(engine, ());
        let instance = Instance::new(&mut store, &module, &[memory.clone().into()])?;
        let add = instance.get_typed_func(&mut store, "add")?;
        Ok(Self { store, add })
    }
}

impl Ticks {
    pub(crate) fn new(engine: &Engine) -> Result<Self, SandboxError> {
        Self::with(engine, &adder(&adding())).map_err(SandboxError::engine("ticks"))
    }

    fn with(engine: &Engine, wasm: &[u8]) -> wasmtime::Result<Self> {
        let memory = SharedMemory::new(engine, MemoryType::shared(1, 1))?;
        Ok(Self {
            adder: Mutex::new(Adder::new(engine, wasm, &memory)?),
            memory,
            now: AtomicI32::new(0),
            stands_still: AtomicBool::new(false),
        })
    }

    /// What a guest imports.
    pub(crate) fn memory(&self) -> SharedMemory {
        self.memory.clone()
    }

    /// What a new guest has seen.
    pub(crate) fn now(&self) -> i32 {
        self.now.load(Ordering::Relaxed)
    }

    /// Has every running guest ask the host at its next loop or call.
    pub(crate) fn advance(&self) {
        let mut adder = self.adder.lock().unwrap_or_else(PoisonError::into_inner);
        let Adder { store, add } = &mut *adder;
        match add.call(store, ()) {
            Ok(now) => self.now.store(now, Ordering::Relaxed),
            // It adds to a word of a memory that exists: nothing in it can fail. Should it all the same, nothing more may run.
            Err(error) => {
                tracing::error!(?error, "the ticks stand still");
                self.stop();
            }
        }
    }

    /// From here on nothing advances them.
    pub(crate) fn stop(&self) {
        self.stands_still.store(true, Ordering::Relaxed);
    }

    /// Whether nothing advances them any more.
    pub(crate) fn stand_still(&self) -> bool {
        self.stands_still.load(Ordering::Relaxed)
    }
}

/// Adds one to the counter and returns what it then is.
fn adding() -> Function {
    let mut add = Function::new([]);
    add.instructions()
        .i32_const(0)
        .i32_const(1)
        .i32_atomic_rmw_add(COUNTER)
        .i32_const(1)
        .i32_add()
        .end();
    add
}

/// A module whose `add` is this.
fn adder(add: &Function) -> Vec<u8> {
    let mut types = TypeSection::new();
    types.ty().function([], [ValType::I32]);
    let mut imports = ImportSection::new();
    let memory = wasm_encoder::MemoryType {
        minimum: 1,
        maximum: Some(1),
        memory64: false,
        shared: true,
        page_size_log2: None,
    };
    imports.import("env", TICKS, EntityType::Memory(memory));
    let mut functions = FunctionSection::new();
    functions.function(0);
    let mut exports = ExportSection::new();
    exports.export("add", ExportKind::Func, 0);
    let mut code = CodeSection::new();
    code.function(add);
    let mut module = Encoded::new();
    module
        .section(&types)
        .section(&imports)
        .section(&functions)
        .section(&exports)
        .section(&code);
    module.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn engine() -> Engine {
        let mut config = wasmtime::Config::new();
        config.shared_memory(true);
        Engine::new(&config).unwrap()
    }

    #[test]
    fn ticks_are_counted() {
        let ticks = Ticks::new(&engine()).unwrap();
        ticks.advance();
        ticks.advance();
        assert_eq!(ticks.now(), 2);
        assert!(!ticks.stand_still());
    }

    #[test]
    fn a_tick_that_fails_is_the_last() {
        let mut broken = Function::new([]);
        broken.instructions().unreachable().end();
        let ticks = Ticks::with(&engine(), &adder(&broken)).unwrap();
        ticks.advance();
        assert!(ticks.stand_still());
    }
}
