//! The WebAssembly side: one engine compiled once, one memory image per prepared action, a new instance per execution.

use std::sync::Arc;

use contract::Limits;
use wasmtime::{
    Config, Enabled, Engine, Extern, Instance, InstanceAllocationStrategy, Linker, Module,
    ModuleExport, PoolingAllocationConfig, Store, TypedFunc, Val, WasmParams, WasmResults,
};

use crate::image;
use crate::imports;
use crate::settings::Settings;
use crate::state::State;
use crate::tape::Tape;
use crate::ticks::{TICKS, Ticks};
use crate::{SandboxError, artefact::Artefacts};

/// The guest: QuickJS-ng and its glue.
pub(crate) const ENGINE_WASM: &[u8] = include_bytes!("../guest/engine.wasm");
/// The runtime library: a script whose value is `function (lw, tables)`.
pub(crate) const LIBRARY: &str = include_str!(concat!(env!("OUT_DIR"), "/library.js"));

/// WebAssembly frames may use this much native stack: the last guard behind the guest's own limit.
const NATIVE_STACK_BYTES: usize = 24 << 20;
/// A fiber carries those frames and the host's above them.
const FIBER_STACK_BYTES: usize = 26 << 20;
/// Pages of an instance that stay mapped when it is reset.
const RESIDENT_BYTES: usize = 16 << 20;
/// Of a stack, what is zeroed and stays mapped when an execution is over: more than most use. The rest goes back to the system.
const RESIDENT_STACK_BYTES: usize = 64 << 10;
/// The largest memory image that is mapped copy-on-write.
const LARGEST_IMAGE_BYTES: u64 = 64 << 20;
/// The memory the engine starts on, in WebAssembly pages of 64 KiB; its import says at least 66.
const BLANK_PAGES: u64 = 66;

/// Compiled code and what it needs to become an instance.
pub(crate) struct Vm {
    pub(crate) engine: Engine,
    /// What the running guests look at.
    pub(crate) ticks: Arc<Ticks>,
    linker: Linker<State>,
    /// The guest without data: runs on a memory that an image has filled.
    bare: Code,
}

/// Compiled code of the guest, with its entry points looked up once.
struct Code {
    module: Module,
    alloc: ModuleExport,
    run: ModuleExport,
    settle: ModuleExport,
    seen: ModuleExport,
}

impl Code {
    fn new(module: Module) -> Result<Self, SandboxError> {
        let find = |name| {
            let found = module
                .get_export_index(name)
                .ok_or_else(|| NoExport(name).into());
            found.map_err(SandboxError::engine("exports"))
        };
        Ok(Self {
            alloc: find("lw_alloc")?,
            run: find("lw_run")?,
            settle: find("lw_settle")?,
            seen: find("lw_seen")?,
            module,
        })
    }
}

/// A memory to start from.
#[derive(Clone)]
pub(crate) struct Image(Module);

/// An instance and its entry points.
pub(crate) struct Guest {
    pub(crate) store: Store<State>,
    alloc: TypedFunc<u32, u32>,
    run: TypedFunc<(u32, u32), ()>,
    settle: TypedFunc<(i32, i32, u32, u32, u32, u32), ()>,
    instance: Instance,
}

impl Vm {
    /// Compiles the guest, or takes it from the artefacts of an earlier start.
    pub(crate) fn new(settings: &Settings, artefacts: &Artefacts) -> Result<Self, SandboxError> {
        Self::with(settings, |engine| {
            artefacts.compiled(engine, "engine", || image::without_data(ENGINE_WASM))
        })
    }

    /// The same with any guest that has the entry points.
    pub(crate) fn with(
        settings: &Settings,
        guest: impl FnOnce(&Engine) -> Result<Module, SandboxError>,
    ) -> Result<Self, SandboxError> {
        let engine =
            Engine::new(&config(settings)).map_err(SandboxError::engine("configuration"))?;
        let bare = Code::new(guest(&engine)?)?;
        let linker = imports::linker(&engine)?;
        let ticks = Arc::new(Ticks::new(&engine)?);
        Ok(Self {
            engine,
            ticks,
            linker,
            bare,
        })
    }

    /// The guest with its data on a blank memory: how the first image comes to be.
    pub(crate) async fn first_guest(
        &self,
        state: State,
        artefacts: &Artefacts,
    ) -> Result<Guest, SandboxError> {
        let full = artefacts.compiled(&self.engine, "engine-full", || Ok(ENGINE_WASM.to_vec()))?;
        let full = Code::new(full)?;
        let blank = self.image(&image::blank(BLANK_PAGES))?;
        let mut guest = self
            .instantiate(&full, &blank, state)
            .await
            .map_err(SandboxError::engine("first instance"))?;
        let initialize: TypedFunc<(), ()> = guest
            .instance
            .get_typed_func(&mut guest.store, "_initialize")
            .map_err(SandboxError::engine("_initialize"))?;
        initialize
            .call_async(&mut guest.store, ())
            .await
            .map_err(SandboxError::engine("_initialize"))?;
        Ok(guest)
    }

    /// Opens an image.
    pub(crate) fn image(&self, bytes: &[u8]) -> Result<Image, SandboxError> {
        image::open(&self.engine, bytes)
            .map(Image)
            .map_err(SandboxError::engine("image"))
    }

    /// A new instance on this image.
    pub(crate) async fn guest(&self, image: &Image, state: State) -> wasmtime::Result<Guest> {
        let stack_bytes = state.request.limits.stack_bytes;
        let mut guest = self.instantiate(&self.bare, image, state).await?;
        if stack_bytes != whole_stack() {
            guest.limit_stack(stack_bytes).await?;
        }
        Ok(guest)
    }

    async fn instantiate(
        &self,
        code: &Code,
        image: &Image,
        state: State,
    ) -> wasmtime::Result<Guest> {
        let mut store = Store::new(&self.engine, state);
        store.limiter(|state| state);
        let holder = Instance::new_async(&mut store, &image.0, &[]).await?;
        let memory = holder.get_memory(&mut store, "memory").ok_or(NoMemory)?;
        store.data_mut().memory = Some(memory);
        let mut imports = Vec::with_capacity(16);
        for import in code.module.imports() {
            imports.push(match (import.module(), import.name()) {
                ("env", TICKS) => Extern::SharedMemory(self.ticks.memory()),
                ("env", _) => Extern::Memory(memory),
                (module, name) => self.linker.get(&mut store, module, name)?,
            });
        }
        let instance = Instance::new_async(&mut store, &code.module, &imports).await?;
        let seen = instance.get_module_export(&mut store, &code.seen);
        let seen = seen.and_then(Extern::into_global);
        let seen = seen.ok_or(NoExport("a global"))?;
        seen.set(&mut store, Val::I32(self.ticks.now()))?;
        store.data_mut().seen = Some(seen);
        Ok(Guest {
            alloc: typed(instance, &mut store, &code.alloc)?,
            run: typed(instance, &mut store, &code.run)?,
            settle: typed(instance, &mut store, &code.settle)?,
            instance,
            store,
        })
    }
}

fn typed<P: WasmParams, R: WasmResults>(
    instance: Instance,
    store: &mut Store<State>,
    export: &ModuleExport,
) -> wasmtime::Result<TypedFunc<P, R>> {
    let function = instance
        .get_module_export(&mut *store, export)
        .and_then(Extern::into_func);
    function.ok_or(NoExport("a function"))?.typed(&*store)
}

#[derive(Debug, thiserror::Error)]
#[error("an image without a memory")]
struct NoMemory;

#[derive(Debug, thiserror::Error)]
#[error("the guest does not export {0}")]
struct NoExport(&'static str);

fn config(settings: &Settings) -> Config {
    let mut pool = PoolingAllocationConfig::default();
    // Two instances an execution: the holder of the memory, and the engine on it.
    pool.total_core_instances(settings.executions.saturating_mul(2).saturating_add(4))
        .total_memories(settings.executions.saturating_add(2))
        .total_tables(settings.executions.saturating_add(2))
        .total_stacks(settings.executions.saturating_add(2))
        .max_unused_warm_slots(100)
        .linear_memory_keep_resident(RESIDENT_BYTES)
        .async_stack_keep_resident(RESIDENT_STACK_BYTES)
        .table_keep_resident(64 << 10)
        .pagemap_scan(Enabled::Auto);
    let mut config = Config::new();
    config
        .allocation_strategy(InstanceAllocationStrategy::Pooling(pool))
        .shared_memory(true)
        .max_wasm_stack(NATIVE_STACK_BYTES)
        .async_stack_size(FIBER_STACK_BYTES)
        .async_stack_zeroing(true)
        .memory_init_cow(true)
        .memory_guaranteed_dense_image_size(LARGEST_IMAGE_BYTES);
    config
}

/// The stack that the guest is built with, less its reserve.
pub(crate) fn whole_stack() -> u64 {
    Limits::default().stack_bytes
}

impl Guest {
    /// Hands text or bytes over; the guest owns them from then on.
    async fn hand_over(&mut self, bytes: &[u8]) -> wasmtime::Result<(u32, u32)> {
        self.store.data_mut().check_entry()?;
        let length = u32::try_from(bytes.len())?;
        let pointer = self.alloc.call_async(&mut self.store, length).await?;
        self.write(pointer as usize, bytes)?;
        Ok((pointer, length))
    }

    /// Writes into its memory.
    pub(crate) fn write(&mut self, at: usize, bytes: &[u8]) -> wasmtime::Result<()> {
        let memory = self.store.data().memory.ok_or(NoMemory)?;
        Ok(memory.write(&mut self.store, at, bytes)?)
    }

    /// Makes the engine and loads the runtime library.
    pub(crate) async fn set_up(&mut self, library: &str, tables: &str) -> wasmtime::Result<bool> {
        let (source, source_length) = self.hand_over_text(library).await?;
        let (table, table_length) = self.hand_over_text(tables).await?;
        let set_up: TypedFunc<(u32, u32, u32, u32), i32> =
            self.instance.get_typed_func(&mut self.store, "lw_setup")?;
        let failed = set_up
            .call_async(
                &mut self.store,
                (source, source_length, table, table_length),
            )
            .await?;
        Ok(failed == 0)
    }

    /// Loads modules of the library, a JSON list of names; whether they loaded.
    pub(crate) async fn preload(&mut self, names: &str) -> wasmtime::Result<bool> {
        let (list, length) = self.hand_over(names.as_bytes()).await?;
        let preload: TypedFunc<(u32, u32), i32> = self
            .instance
            .get_typed_func(&mut self.store, "lw_preload")?;
        let failed = preload.call_async(&mut self.store, (list, length)).await?;
        Ok(failed == 0)
    }

    /// Loads an action; whether it loaded.
    pub(crate) async fn load(&mut self, wrapped: &str, file_name: &str) -> wasmtime::Result<bool> {
        let (source, length) = self.hand_over_text(wrapped).await?;
        let (name, _) = self.hand_over_text(file_name).await?;
        let load: TypedFunc<(u32, u32, u32), i32> =
            self.instance.get_typed_func(&mut self.store, "lw_load")?;
        let failed = load
            .call_async(&mut self.store, (source, length, name))
            .await?;
        Ok(failed == 0)
    }

    /// Calls the handler and drains its microtasks.
    pub(crate) async fn run(&mut self, input: &str) -> wasmtime::Result<()> {
        let (pointer, length) = self.hand_over(input.as_bytes()).await?;
        self.run
            .call_async(&mut self.store, (pointer, length))
            .await
    }

    /// Tells the end of an operation and drains the microtasks.
    pub(crate) async fn settle(
        &mut self,
        id: i32,
        is_ok: bool,
        text: Option<&str>,
        bytes: Option<&[u8]>,
    ) -> wasmtime::Result<()> {
        let state = self.store.data_mut();
        state.check_entry()?;
        state.tape.note_delivery(id, is_ok, text, bytes);
        let (text, text_length) = match text {
            Some(text) => self.hand_over(text.as_bytes()).await?,
            None => (0, 0),
        };
        let (pointer, length) = match bytes {
            Some(bytes) => self.hand_over(bytes).await?,
            None => (0, 0),
        };
        self.settle
            .call_async(
                &mut self.store,
                (id, i32::from(is_ok), text, text_length, pointer, length),
            )
            .await
    }

    /// Bounds the stack. Every image is captured with the whole of it.
    pub(crate) async fn limit_stack(&mut self, bytes: u64) -> wasmtime::Result<()> {
        let limit: TypedFunc<u32, ()> = self
            .instance
            .get_typed_func(&mut self.store, "lw_limit_stack")?;
        let bytes = u32::try_from(bytes.min(whole_stack()))?;
        limit.call_async(&mut self.store, bytes).await
    }

    /// The tape, when nothing runs any more.
    pub(crate) fn take_tape(&mut self) -> Tape {
        std::mem::replace(&mut self.store.data_mut().tape, Tape::Off)
    }

    /// The whole memory, to be captured. The guest's mutable globals are at their first value whenever no call runs.
    pub(crate) fn memory(&self) -> &[u8] {
        self.store
            .data()
            .memory
            .map_or(&[], |memory| memory.data(&self.store))
    }

    /// QuickJS wants a zero behind a source text; the length does not count it.
    async fn hand_over_text(&mut self, text: &str) -> wasmtime::Result<(u32, u32)> {
        let mut bytes = Vec::with_capacity(text.len() + 1);
        bytes.extend_from_slice(text.as_bytes());
        bytes.push(0);
        let (pointer, length) = self.hand_over(&bytes).await?;
        Ok((pointer, length - 1))
    }
}
