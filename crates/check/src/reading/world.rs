//! What is known while the code is followed: functions, frames of variables, objects.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use contract::Trigger;
use contract::event::{KnownFields, known_fields};
use oxc::ast::ast::{Class, IdentifierReference};
use oxc::semantic::{ScopeId, SymbolId};
use oxc::span::{GetSpan, Span};

use super::found::Reading;
use super::frame::{Callable, Frame, FrameKey, Here};
use super::lines::At;
use super::source::Source;
use super::value::{Atom, Name, Value};

/// An object, array, class instance or class.
#[derive(Default)]
pub(super) struct Thing {
    /// What its properties may be.
    pub(super) named: BTreeMap<Name, Value>,
    /// What properties of unknown names may be.
    pub(super) rest: Value,
    /// The parts of the event, of `api` and of the action's own values that were copied into it.
    pub(super) copied: Value,
    /// Whether it has properties that are not known.
    pub(super) is_open: bool,
}

/// The object `exports`.
pub(super) const EXPORTS: usize = 0;

/// The object `module`.
pub(super) const MODULE: usize = 1;

/// Frames beyond this count are shared by all calls of a function.
const MOST_FRAMES: usize = 4_000;

/// Work beyond this is not done in one pass; a unit is about that of looking at one expression.
const MOST_WORK: usize = 400_000;

/// Properties beyond this count are not told apart.
const MOST_PROPERTIES: usize = 400;

/// All that is known.
pub(super) struct World<'s, 'a> {
    pub(super) source: &'s Source<'a>,
    pub(super) trigger: Trigger,
    pub(super) known: &'static KnownFields,
    pub(super) functions: Vec<Callable<'a>>,
    function_at: HashMap<u32, usize>,
    pub(super) classes: Vec<&'a Class<'a>>,
    class_at: HashMap<u32, usize>,
    pub(super) frames: Vec<Frame>,
    frame_of: HashMap<FrameKey, usize>,
    pub(super) things: Vec<Thing>,
    thing_at: HashMap<(u32, usize), usize>,
    /// The functions that were made, each with the frame it was made in.
    pub(super) made: BTreeSet<(usize, usize)>,
    /// Those of them that are new.
    pub(super) fresh: Vec<(usize, usize)>,
    /// Those that were called in this pass.
    pub(super) called: BTreeSet<usize>,
    pub(super) found: Reading,
    pub(super) pass: u32,
    /// Whether this pass brought news.
    pub(super) has_news: bool,
    pub(super) depth: u32,
    /// How many requests were met on the way.
    pub(super) sent: u32,
    work: usize,
    owners: HashMap<SymbolId, Option<ScopeId>>,
}

impl<'s, 'a> World<'s, 'a> {
    /// A world in which nothing has run.
    pub(super) fn new(source: &'s Source<'a>, trigger: Trigger) -> Self {
        let mut module = Thing::default();
        module
            .named
            .insert("exports".into(), Atom::Object(EXPORTS).into());
        let scoping = source.semantic.scoping();
        let top = Frame::new(Some(scoping.root_scope_id()), None);
        Self {
            source,
            trigger,
            known: known_fields(trigger),
            functions: Vec::new(),
            function_at: HashMap::new(),
            classes: Vec::new(),
            class_at: HashMap::new(),
            frames: vec![top],
            frame_of: HashMap::new(),
            things: vec![Thing::default(), module],
            thing_at: HashMap::new(),
            made: BTreeSet::new(),
            fresh: Vec::new(),
            called: BTreeSet::new(),
            found: Reading::default(),
            pass: 0,
            has_news: false,
            depth: 0,
            sent: 0,
            work: 0,
            owners: HashMap::new(),
        }
    }

    /// Begins a pass: what was learned stays, what was found is found again.
    pub(super) fn begin_pass(&mut self) {
        self.pass += 1;
        self.found = Reading::default();
        self.has_news = false;
        self.called.clear();
        self.work = 0;
        self.sent = 0;
    }

    /// Does some work; false when there was too much.
    pub(super) fn charge(&mut self, work: usize) -> bool {
        self.work += work;
        self.found.gave_up |= self.work > MOST_WORK;
        !self.found.gave_up
    }

    /// Where a span begins.
    pub(super) fn at(&self, span: Span) -> At {
        self.source.lines.of_span(span)
    }

    /// The value of a function that stands here.
    pub(super) fn function(&mut self, callable: Callable<'a>, here: Here) -> Value {
        let functions = &mut self.functions;
        let at = callable.span().start;
        let function = *self.function_at.entry(at).or_insert_with(|| {
            functions.push(callable);
            functions.len() - 1
        });
        if self.made.insert((function, here.frame)) {
            self.fresh.push((function, here.frame));
        }
        Atom::Function(function, here.frame).into()
    }

    /// The number of a class that stands here.
    pub(super) fn class(&mut self, class: &'a Class<'a>) -> usize {
        let classes = &mut self.classes;
        *self.class_at.entry(class.span().start).or_insert_with(|| {
            classes.push(class);
            classes.len() - 1
        })
    }

    /// The object that is made at this place in this frame.
    pub(super) fn thing(&mut self, at: u32, here: Here) -> usize {
        let things = &mut self.things;
        *self.thing_at.entry((at, here.frame)).or_insert_with(|| {
            things.push(Thing::default());
            things.len() - 1
        })
    }

    /// The frame of a call; calls beyond what can be told apart share one.
    pub(super) fn frame(&mut self, mut key: FrameKey, is_deep: bool) -> usize {
        let given = key.arguments.iter().map(|value| value.0.len());
        self.charge(given.sum::<usize>() + key.this.0.len());
        let scope = self.functions.get(key.function).and_then(|one| one.scope());
        let must_share = is_deep || self.frames.len() >= MOST_FRAMES;
        if must_share && !self.frame_of.contains_key(&key) {
            key.this = Value::default();
            key.arguments = Vec::new();
        }
        let outer = key.outer;
        let frames = &mut self.frames;
        *self.frame_of.entry(key).or_insert_with(|| {
            frames.push(Frame::new(scope, Some(outer)));
            frames.len() - 1
        })
    }

    /// Adds to what a property may be.
    pub(super) fn set(&mut self, thing: usize, name: Option<&Name>, value: &Value) {
        if !self.charge(value.0.len()) {
            return;
        }
        let Some(thing) = self.things.get_mut(thing) else {
            return;
        };
        let has_room = thing.named.len() < MOST_PROPERTIES;
        let place = match name {
            Some(name) if has_room || thing.named.contains_key(name) => {
                thing.named.entry(name.clone()).or_default()
            }
            _ => &mut thing.rest,
        };
        self.has_news |= place.join(value);
    }

    /// What a property may be.
    pub(super) fn get(&self, thing: usize, name: &str) -> Option<Value> {
        let thing = self.things.get(thing)?;
        let named = thing.named.get(name);
        let mut value = named.cloned().unwrap_or_default().or(&thing.rest);
        if thing.is_open && named.is_none() {
            value = value.or(&Value::other());
        }
        (!value.0.is_empty()).then_some(value)
    }

    /// What any property may be.
    pub(super) fn any(&mut self, thing: usize) -> Value {
        let count = self.things.get(thing).map_or(0, |thing| thing.named.len());
        let is_allowed = self.charge(count * 2);
        let Some(thing) = self.things.get(thing).filter(|_| is_allowed) else {
            return Value::other();
        };
        let copied = thing.copied.origins().into_iter().map(Atom::Data);
        let rest = thing.rest.clone().or(&Value(copied.collect()));
        thing.named.values().fold(rest, Value::or)
    }

    /// What a variable may be; none when it is not one of the code's.
    pub(super) fn variable(
        &mut self,
        reference: &IdentifierReference<'_>,
        here: Here,
    ) -> Option<Value> {
        let symbol = self.symbol(reference)?;
        let frame = self.owner(symbol, here)?;
        let value = self.frames.get(frame)?.variables.get(&symbol);
        let value = value.cloned().unwrap_or_default();
        self.charge(value.0.len() / 4);
        Some(value)
    }

    /// The variable a name refers to.
    pub(super) fn symbol(&self, reference: &IdentifierReference<'_>) -> Option<SymbolId> {
        let scoping = self.source.semantic.scoping();
        scoping
            .get_reference(reference.reference_id.get()?)
            .symbol_id()
    }

    /// Adds to what a variable may be.
    pub(super) fn assign(&mut self, symbol: SymbolId, value: &Value, here: Here) {
        let Some(frame) = self
            .owner(symbol, here)
            .filter(|_| self.charge(value.0.len()))
        else {
            return;
        };
        if let Some(frame) = self.frames.get_mut(frame) {
            self.has_news |= frame.variables.entry(symbol).or_default().join(value);
        }
    }

    /// The frame that holds a variable: the nearest one of the function it is declared in.
    fn owner(&mut self, symbol: SymbolId, here: Here) -> Option<usize> {
        let scoping = self.source.semantic.scoping();
        let owner = *self.owners.entry(symbol).or_insert_with(|| {
            let mut scopes = scoping.scope_ancestors(scoping.symbol_scope_id(symbol));
            scopes.find(|&scope| {
                let flags = scoping.scope_flags(scope);
                flags.is_function() || flags.is_top()
            })
        });
        let mut frame = here.frame;
        loop {
            let one = self.frames.get(frame)?;
            if one.scope == owner {
                return Some(frame);
            }
            frame = one.outer?;
            self.charge(1);
        }
    }
}
