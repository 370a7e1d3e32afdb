//! Which situations there are: the success path, and everything that can go wrong on it, once each.

mod form;
mod login;
mod people;
mod service;

use std::sync::Arc;

use bundle::form::{Field, FieldKind};

use super::back::Token;
use super::scene::{Leg, Scene};
use super::script::Fault;
use super::story::{Story, Subject, scene};

/// The most cells of one report; the least telling are left out first.
pub(crate) const MOST: usize = 400;
/// How many values of an item are tried beside the sample's.
const MOST_VALUES: usize = 3;
/// How many requests of one run are made to fail one at a time.
const MOST_REQUESTS: usize = 4;

/// A situation.
#[derive(Debug, Clone)]
pub(crate) struct Cell {
    pub(crate) name: String,
    pub(crate) about: About,
    pub(crate) scene: Scene,
}

/// What sets a cell apart from the success path.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct About {
    pub(crate) group: Group,
    pub(crate) leg: Leg,
    /// Whether the service answers that it should be refused.
    pub(crate) denies: bool,
    /// A configuration item that has another value than in the sample.
    pub(crate) variant: Option<(String, String)>,
}

/// What goes wrong.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Group {
    /// Nothing.
    Success,
    /// The partner's service; with a number, only that request.
    Service(Fault, Option<usize>),
    /// A secret.
    Secret(String),
    /// A configuration item, and whether the customer has to enter one.
    Configuration { name: String, required: bool },
    /// Who the user is.
    User,
    /// There is no browser.
    NoBrowser,
    /// The browser comes back with this token.
    Returned(Token),
    /// It is the second time.
    Twice,
}

impl Group {
    /// Whether something that the handler relies on is not as it should be.
    pub(crate) fn is_fault(&self) -> bool {
        matches!(
            self,
            Self::Service(..) | Self::Secret(_) | Self::Configuration { .. }
        )
    }
}

impl About {
    fn new(group: Group, leg: Leg) -> Self {
        Self {
            group,
            leg,
            denies: false,
            variant: None,
        }
    }
}

/// Makes the cells.
pub(crate) struct Plan<'a> {
    subject: Subject<'a>,
    story: &'a Story,
    cells: Vec<Cell>,
}

impl<'a> Plan<'a> {
    /// Every cell, the most telling first. `requests` says how many the success path sends in each handler.
    pub(crate) fn of(subject: Subject<'a>, story: &'a Story, requests: Requests) -> Vec<Cell> {
        let mut plan = Self {
            subject,
            story,
            cells: Vec::new(),
        };
        plan.success();
        // First what every package has, so that a long form does not crowd it out.
        plan.people();
        plan.login();
        for leg in plan.legs() {
            plan.service(leg, requests.of(leg));
            plan.form(leg);
        }
        plan.with_denials();
        let faults: Vec<Cell> = plan
            .cells
            .iter()
            .filter(|cell| {
                cell.about.group.is_fault() || matches!(cell.about.group, Group::Success)
            })
            .filter(|cell| !matches!(cell.about.group, Group::Service(_, Some(_))))
            .cloned()
            .collect();
        plan.variants(&faults);
        plan.cells
    }

    fn success(&mut self) {
        for leg in self.legs() {
            let name = match leg {
                Leg::First => "success",
                Leg::Return => "resume.good",
            };
            self.add(name, About::new(Group::Success, leg), |_| {});
        }
        if let Some(service) = &self.story.denies {
            let script = service.script();
            let about = About {
                denies: true,
                ..About::new(Group::Success, Leg::First)
            };
            self.add("success.denies", about, |scene| scene.script = script);
        }
    }

    /// Each fault again where the service would have the handler refuse: whether somebody is let in by it. A fault that
    /// leaves nothing of the answer needs no second cell.
    fn with_denials(&mut self) {
        let Some(service) = &self.story.denies else {
            return;
        };
        let faults = self.cells.iter().filter(|cell| {
            let leaves_answer = match cell.about.group {
                Group::Service(fault, only) => fault == Fault::SlowBody || only.is_some(),
                Group::Secret(_) | Group::Configuration { .. } => true,
                _ => false,
            };
            leaves_answer && cell.about.leg == Leg::First
        });
        let denied: Vec<Cell> = faults
            .map(|cell| {
                let mut cell = cell.clone();
                cell.name.push_str(".denies");
                cell.about.denies = true;
                cell.scene.script.answers = Arc::clone(&service.answers);
                cell.scene.script.mood = service.mood;
                cell
            })
            .collect();
        self.cells.extend(denied);
    }

    /// Each of the other values that a customer can choose, with every fault.
    fn variants(&mut self, faults: &[Cell]) {
        for field in &self.subject.form.configuration {
            let sample = self.story.sample.configuration.get(&field.name);
            if !self.subject.code.contains(&field.name) {
                continue;
            }
            let values = self.values_of(field);
            let others = values.into_iter().filter(|value| Some(value) != sample);
            for value in others.take(MOST_VALUES) {
                for cell in faults {
                    let is_own = matches!(&cell.about.group,
                        Group::Configuration { name, .. } if *name == field.name);
                    if !is_own {
                        self.cells.push(cell.with(&field.name, &value));
                    }
                }
            }
        }
    }

    /// The values that a customer chooses from. Forms of old know no other type than text: then the code tells.
    fn values_of(&self, field: &Field) -> Vec<String> {
        let switch = || vec!["true".to_owned(), "false".to_owned()];
        let settings = self.story.settings.get(&field.name);
        match (field.kind, settings) {
            (FieldKind::Boolean, _) => switch(),
            (FieldKind::Enum, _) => field.options.iter().map(|own| own.value.clone()).collect(),
            (FieldKind::String, Some(texts)) => {
                let is_switch = texts.iter().any(|text| text == "true" || text == "false");
                if is_switch { switch() } else { texts.clone() }
            }
            _ => Vec::new(),
        }
    }

    fn legs(&self) -> Vec<Leg> {
        match &self.story.back {
            Some(_) => vec![Leg::First, Leg::Return],
            None => vec![Leg::First],
        }
    }

    /// The success path of a handler.
    fn scene(&self, leg: Leg) -> Scene {
        let event = match (leg, &self.story.back) {
            (Leg::Return, Some(back)) => back.event(Token::Good),
            _ => self.story.sample.event.clone(),
        };
        scene(&self.story.sample, &self.story.grants, leg, event)
    }

    fn add(&mut self, name: impl Into<String>, about: About, change: impl FnOnce(&mut Scene)) {
        let mut scene = self.scene(about.leg);
        change(&mut scene);
        let name = name.into();
        let is_return = about.leg == Leg::Return && !name.starts_with("resume.");
        self.cells.push(Cell {
            name: match is_return {
                true => format!("resume.{name}"),
                false => name,
            },
            about,
            scene,
        });
    }
}

impl Cell {
    /// The same where the customer chose another value.
    fn with(&self, item: &str, value: &str) -> Self {
        let mut cell = self.clone();
        cell.name = format!("{}[{item}={value}]", self.name);
        cell.about.variant = Some((item.to_owned(), value.to_owned()));
        let configuration = &mut cell.scene.configuration;
        configuration.insert(item.to_owned(), value.to_owned());
        let answers = Arc::make_mut(&mut cell.scene.script.answers);
        answers
            .configuration
            .insert(item.to_owned(), value.to_owned());
        cell
    }
}

/// How many requests the success path sends.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Requests {
    pub(crate) first: usize,
    pub(crate) returned: usize,
}

impl Requests {
    fn of(self, leg: Leg) -> usize {
        match leg {
            Leg::First => self.first,
            Leg::Return => self.returned,
        }
    }
}
