//! Follows the code from its handlers, with the event and `api` in hand, until nothing new is learned.

mod api;
mod built_in;
mod call;
mod class;
mod equality;
mod event;
mod expression;
mod invoke;
mod list;
mod member;
mod native;
mod objects;
mod operator;
mod pattern;
mod request;
mod statement;

use std::collections::BTreeSet;

use contract::Trigger;

use super::found::{Export, Reading};
use super::frame::{Here, Way};
use super::source::Source;
use super::text::{Piece, Text};
use super::value::{Atom, Name, Value};
use super::world::{EXPORTS, MODULE, World};

/// Passes beyond this count are not made; what is learned in the last is what is said.
const MOST_PASSES: u32 = 6;

/// Reads what the handlers of a trigger do.
pub(super) fn follow(source: &Source<'_>, trigger: Trigger) -> Reading {
    let mut world = World::new(source, trigger);
    for _ in 0..MOST_PASSES {
        world.begin_pass();
        world.module();
        if !world.has_news || world.found.gave_up {
            break;
        }
    }

    world.found
}

impl World<'_, '_> {
    /// Runs the file, then its handlers, then what nobody called.
    fn module(&mut self) {
        let here = Here {
            frame: 0,
            way: Way::default(),
        };
        let program = self.source.program;
        self.statements(&program.body, here);
        let exported = self.exported();
        let given: [Value; 2] = [Atom::Event("".into()).into(), Atom::Api("".into()).into()];
        for (name, value) in &exported {
            let handlers = [
                Some(self.trigger.handler()),
                self.trigger.continue_handler(),
            ];
            let is_ours = handlers.contains(&Some(name.as_ref()));
            let is_function = value
                .0
                .iter()
                .any(|atom| matches!(atom, Atom::Function(..)));
            self.found.exports.insert(Export {
                name: name.clone(),
                is_function,
            });
            if is_ours {
                self.invoke_all(value, &Value::default(), &given, here);
            }
        }
        self.uncalled(here);
    }

    /// What the code exports, by name.
    fn exported(&self) -> Vec<(Name, Value)> {
        let modules = self.get(MODULE, "exports").unwrap_or_default();
        let mut exported: Vec<(Name, Value)> = Vec::new();
        let objects = modules.0.iter().filter_map(|atom| match atom {
            Atom::Object(thing) => Some(*thing),
            _ => None,
        });
        let objects: BTreeSet<usize> = objects.chain([EXPORTS]).collect();
        for thing in objects.iter().filter_map(|thing| self.things.get(*thing)) {
            exported.extend(
                thing
                    .named
                    .iter()
                    .map(|(name, value)| (name.clone(), value.clone())),
            );
        }
        let functions = modules
            .0
            .iter()
            .filter(|atom| matches!(atom, Atom::Function(..)));
        let functions: BTreeSet<Atom> = functions.cloned().collect();
        if !functions.is_empty() {
            exported.push(("".into(), Value(functions)));
        }
        exported
    }

    /// Functions nobody was seen to call may be called all the same, with whatever.
    fn uncalled(&mut self, here: Here) {
        let mut here = here;
        here.way.is_caught = true;
        let given = vec![Value::other(); 4];
        let mut open: Vec<(usize, usize)> = self.made.iter().copied().collect();
        while !open.is_empty() {
            self.fresh.clear();
            for (function, frame) in open {
                if self.called.insert(function) {
                    self.invoke(function, frame, &Value::default(), &given, here);
                }
            }
            open = std::mem::take(&mut self.fresh);
        }
    }
}

/// A thing as a text.
fn as_text(atom: &Atom) -> Text {
    match atom {
        Atom::Text(text) => text.clone(),
        Atom::Number(number) => Text::known(number),
        Atom::Event(path) => Text::of(Piece::Data(super::value::Origin::Event(path.clone()))),
        Atom::Data(super::value::Origin::Error) => {
            Text::of(Piece::Data(super::value::Origin::Message))
        }
        Atom::Data(origin) => Text::of(Piece::Data(origin.clone())),
        Atom::Promise(of) => of.0.first().map_or_else(Text::default, as_text),
        _ => Text::of(Piece::Unknown),
    }
}
