//! How an action becomes an image, once.

use std::collections::BTreeMap;
use std::sync::Arc;

use contract::cache::CacheSnapshot;
use contract::event::{KnownFields, known_fields};
use contract::outbound::{OutboundError, OutboundErrorKind, OutboundRequest};
use contract::permission::Capabilities;
use contract::{Failure, LimitName, Limits, Trigger};
use futures_util::future::BoxFuture;
use serde_json::{Map, Value, json};

use crate::host::{LiveHost, Outbound, OutboundResponse};
use crate::meter::Meter;
use crate::packages::Packages;
use crate::request::Request;
use crate::scheduler::{Crowd, Share};
use crate::source::{FILE_NAME, Source};
use crate::state::{Phase, State, internal_failure};
use crate::vm::{self, Guest, Image, LIBRARY, Vm};
use crate::{SandboxError, artefact::Artefacts, driver, image, modules, packages};

/// An action that is ready to execute.
#[derive(Clone)]
pub struct Prepared {
    pub(crate) trigger: Trigger,
    pub(crate) start: Start,
    pub(crate) packages: Option<Arc<Packages>>,
}

/// Where an execution starts.
#[derive(Clone)]
pub(crate) enum Start {
    /// On an image in which the module is loaded.
    Loaded(Image),
    /// On an image without it: the module looked at the world while it was loaded, so it is loaded afresh each time.
    Afresh { base: Image, wrapped: Arc<str> },
}

impl Prepared {
    /// Whether the module is loaded afresh in each execution, because it reads the clock, randomness or the like while
    /// it is loaded. Slower, never wrong.
    pub fn loads_afresh(&self) -> bool {
        matches!(self.start, Start::Afresh { .. })
    }
}

/// The base image: the engine with its runtime library.
pub(crate) async fn base(
    vm: &Vm,
    artefacts: &Artefacts,
    crowd: Crowd,
) -> Result<Image, SandboxError> {
    const NAME: &str = "base";
    if let Some(bytes) = artefacts.image(NAME) {
        return vm.image(&bytes);
    }
    let limits = Limits::default();
    let meter = Meter::new(&limits);
    let state = loading_state(Phase::Setup, Trigger::PostLogin, meter, crowd, limits);
    let mut guest = vm.first_guest(state, artefacts).await?;
    let is_set_up = guest
        .set_up(LIBRARY, &tables())
        .await
        .map_err(SandboxError::engine("runtime library"))?;
    if !is_set_up {
        let failure = guest.store.data().settled_failure();
        return Err(SandboxError::Library {
            message: failure.map_or_else(String::new, |failure| {
                format!("{}\n{}", failure.message, failure.stack.unwrap_or_default())
            }),
        });
    }
    let bytes = image::capture(guest.memory());
    artefacts.keep_image(NAME, &bytes);
    vm.image(&bytes)
}

/// What the runtime library is made of besides its text: the `api` of every trigger, all fields that events have, and
/// what is loaded on use.
pub(crate) fn tables() -> String {
    let methods: BTreeMap<&str, &[contract::method::Method]> = Trigger::ALL
        .into_iter()
        .map(|trigger| (trigger.id(), contract::method::methods(trigger)))
        .collect();
    let mut fields = Map::new();
    for trigger in Trigger::ALL {
        add_fields(known_fields(trigger), &mut fields);
    }
    let modules: Vec<&str> = modules::public().collect();
    let globals: BTreeMap<&str, &str> = modules::globals().collect();
    let natives = modules::natives();
    json!({"methods": methods, "fields": fields, "modules": modules, "globals": globals, "natives": natives})
        .to_string()
}

fn add_fields(known: &KnownFields, fields: &mut Map<String, Value>) {
    for (name, below) in &known.named {
        let field = fields.entry(name.clone()).or_insert_with(|| json!({}));
        if let Value::Object(fields) = field {
            add_fields(below, fields);
        }
    }
}

/// What an image's bytes say about how its action starts.
const LOADED: u8 = 0;
const AFRESH: u8 = 1;

/// Loads an action and captures it, unless an earlier start has done so.
pub(crate) async fn prepare(
    vm: &Vm,
    artefacts: &Artefacts,
    base: &Image,
    crowd: Crowd,
    meter: Arc<Meter>,
    limits: Limits,
    source: &Source,
) -> Result<Prepared, Failure> {
    check_size(source, &limits)?;
    let name = hex::encode(source.digest().0);
    if let Some(bytes) = artefacts.image(&name)
        && let Some(prepared) = open(vm, base, source, &bytes)
    {
        return Ok(prepared);
    }
    let bytes = load(vm, base, crowd, meter, source, limits).await?;
    artefacts.keep_image(&name, &bytes);
    open(vm, base, source, &bytes)
        .ok_or_else(|| internal_failure("the prepared image cannot be opened"))
}

/// Makes a test program ready, which is loaded in each execution.
pub(crate) fn program(base: &Image, source: &Source, limits: &Limits) -> Result<Prepared, Failure> {
    check_size(source, limits)?;
    Ok(Prepared {
        trigger: source.trigger(),
        start: Start::Afresh {
            base: base.clone(),
            wrapped: source.wrapped().into(),
        },
        packages: source.packages().cloned(),
    })
}

fn open(vm: &Vm, base: &Image, source: &Source, bytes: &[u8]) -> Option<Prepared> {
    let (&kind, image) = bytes.split_first()?;
    let start = match kind {
        LOADED => Start::Loaded(vm.image(image).ok()?),
        AFRESH => Start::Afresh {
            base: match image {
                [] => base.clone(),
                image => vm.image(image).ok()?,
            },
            wrapped: source.wrapped().into(),
        },
        _ => return None,
    };
    Some(Prepared {
        trigger: source.trigger(),
        start,
        packages: source.packages().cloned(),
    })
}

async fn load(
    vm: &Vm,
    base: &Image,
    crowd: Crowd,
    meter: Arc<Meter>,
    source: &Source,
    limits: Limits,
) -> Result<Vec<u8>, Failure> {
    let state = || {
        let (meter, crowd) = (Arc::clone(&meter), crowd.clone());
        let mut state = loading_state(Phase::Loading, source.trigger(), meter, crowd, limits);
        state.packages = source.packages().cloned();
        state
    };
    let (mut guest, named) = surrounded(vm, base, &state, source).await?;
    let is_loaded = load_into(&mut guest, &source.wrapped()).await?;
    let loaded = guest.store.data();
    if !loaded.can_be_frozen() {
        // Even a failed load may succeed next time when it depends on the world.
        let mut bytes = vec![AFRESH];
        if !named.is_empty() {
            let mut guest = preloaded(vm, base, state(), &named).await?;
            bytes.extend(capture(&mut guest, &limits).await?);
        }
        return Ok(bytes);
    }
    if !is_loaded {
        return Err(loaded
            .settled_failure()
            .unwrap_or_else(|| internal_failure("the action does not load and does not say why")));
    }
    let mut bytes = vec![LOADED];
    bytes.extend(capture(&mut guest, &limits).await?);
    Ok(bytes)
}

/// A guest with what is worth loading before the action, and what that is: what the action names of Node, and the
/// packages it requires, except those that look at the world or fail when nobody has asked for them yet.
async fn surrounded(
    vm: &Vm,
    base: &Image,
    state: &impl Fn() -> State,
    source: &Source,
) -> Result<(Guest, Vec<String>), Failure> {
    let named = modules::named_in(source.code());
    let mut named: Vec<String> = named.into_iter().map(str::to_owned).collect();
    if let Some(Packages { linked, .. }) = source.packages().map(AsRef::as_ref) {
        named.extend(packages::named_in(linked));
        let requests: Vec<String> = packages::requests(linked)
            .map(|request| format!("require:{request}"))
            .collect();
        let all = [named.as_slice(), requests.as_slice()].concat();
        if let Some(guest) = tried(vm, base, state(), &all).await? {
            return Ok((guest, all));
        }
        let alone = packages::to_begin_with();
        for request in requests {
            let list = [alone.as_slice(), std::slice::from_ref(&request)].concat();
            if tried(vm, base, state(), &list).await?.is_some() {
                named.push(request);
            }
        }
    }
    Ok((preloaded(vm, base, state(), &named).await?, named))
}

/// A guest that has loaded these, unless one of them failed or looked at the world.
async fn tried(
    vm: &Vm,
    base: &Image,
    state: State,
    list: &[String],
) -> Result<Option<Guest>, Failure> {
    let guest = vm.guest(base, state).await;
    let mut guest = guest.map_err(|error| driver::trap_failure_at_start(&error))?;
    let is_loaded = matches!(guest.preload(&json!(list).to_string()).await, Ok(true));
    let is_loaded = is_loaded && guest.store.data().can_be_frozen();
    Ok(is_loaded.then_some(guest))
}

/// The image of this guest, with the whole of the stack.
async fn capture(guest: &mut Guest, limits: &Limits) -> Result<Vec<u8>, Failure> {
    if limits.stack_bytes != vm::whole_stack() {
        let restored = guest.limit_stack(vm::whole_stack()).await;
        restored.map_err(|error| driver::trap_failure(guest.store.data(), &error))?;
    }
    Ok(image::capture(guest.memory()))
}

/// A guest that has the library's modules and globals that an action names.
async fn preloaded(
    vm: &Vm,
    base: &Image,
    state: State,
    named: &[String],
) -> Result<Guest, Failure> {
    let guest = vm.guest(base, state).await;
    let mut guest = guest.map_err(|error| driver::trap_failure_at_start(&error))?;
    if named.is_empty() {
        return Ok(guest);
    }
    match guest.preload(&json!(named).to_string()).await {
        Ok(true) => Ok(guest),
        Ok(false) => Err(guest
            .store
            .data()
            .settled_failure()
            .unwrap_or_else(|| internal_failure("a module does not load and does not say why"))),
        Err(error) => Err(driver::trap_failure(guest.store.data(), &error)),
    }
}

/// Loads the module into this guest; whether it loaded.
pub(crate) async fn load_into(guest: &mut Guest, wrapped: &str) -> Result<bool, Failure> {
    match guest.load(wrapped, FILE_NAME).await {
        Ok(is_loaded) => Ok(is_loaded),
        Err(error) => Err(driver::trap_failure(guest.store.data(), &error)),
    }
}

pub(crate) fn check_size(source: &Source, limits: &Limits) -> Result<(), Failure> {
    let size = packages::own_bytes(source) as u64;
    if size <= limits.source_bytes {
        return Ok(());
    }
    Err(Failure::limit(
        LimitName::SourceBytes,
        limits.source_bytes,
        format!(
            "the action's source has {size} bytes, more than source_bytes = {}; move code into dependencies",
            limits.source_bytes
        ),
    ))
}

/// Loading a module may compute more than an execution does: it happens once.
pub(crate) fn load_limits(limits: &Limits, source: &Source) -> Limits {
    let most = match source.packages() {
        Some(_) => LOAD_PACKAGES_CPU_MS,
        None => LOAD_CPU_MS,
    };
    Limits {
        cpu_ms: most.max(limits.cpu_ms),
        ..*limits
    }
}

const LOAD_CPU_MS: u64 = 2_000;
/// Packages may have thousands of files, and are tried one by one.
const LOAD_PACKAGES_CPU_MS: u64 = 15_000;

fn loading_state(
    phase: Phase,
    trigger: Trigger,
    meter: Arc<Meter>,
    crowd: Crowd,
    limits: Limits,
) -> State {
    let request = Request {
        share: Share {
            tenant: "".into(),
            installation: None,
        },
        handler: String::new(),
        event: Value::Null,
        secrets: BTreeMap::new(),
        configuration: None,
        cache: CacheSnapshot::default(),
        can_redirect: false,
        capabilities: Capabilities::All,
        limits,
        host: Arc::new(LiveHost::new(Arc::new(NoOutbound))),
    };
    State::new(phase, trigger, meter, crowd, request)
}

/// A module that sends a request while it is loaded is loaded afresh; the load itself sends nothing.
struct NoOutbound;

impl Outbound for NoOutbound {
    fn send(
        &self,
        _request: OutboundRequest,
    ) -> BoxFuture<'static, Result<OutboundResponse, OutboundError>> {
        let error = OutboundError::new(
            OutboundErrorKind::Aborted,
            "no requests while a module is loaded",
        );
        Box::pin(async { Err(error) })
    }
}
