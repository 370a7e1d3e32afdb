//! `latchwork dev`: runs an action each time it is saved, on the events that were chosen, and shows what it did.

mod arguments;
mod choice;
mod events;
mod exported;
mod folders;
mod heard;
mod keys;
mod run;
mod show;
mod watch;

use std::path::{Path, PathBuf};

use anyhow::bail;
use bundle::package::ACTION;
use contract::Execution;
use sandbox::Sandbox;
use tokio::sync::mpsc::{Receiver, channel};

pub(crate) use arguments::DevArguments;
use choice::Choice;
use events::{Asked, Event};
use keys::Key;
use run::Outcome;
use show::{Manner, Screen};
use watch::Watch;

use crate::exit::Exit;
use crate::input;
use crate::local::with_sandbox;
use crate::refusal;
use crate::run::{SOURCE_CEILING_BYTES, World};

/// What an action's file is called in a folder of its own, without its ending.
const FILES: [&str; 2] = ["action", "index"];
/// The endings it may have.
const ENDINGS: [&str; 6] = ["js", "ts", "mjs", "cjs", "mts", "cts"];

/// Runs the command.
pub(crate) fn dev(arguments: &DevArguments) -> Exit {
    match begin(arguments) {
        Ok(()) => Exit::Done,
        Err(error) => refusal::tell(&error, arguments.json),
    }
}

fn begin(arguments: &DevArguments) -> anyhow::Result<()> {
    let file = action(&arguments.place)?;
    let root = match arguments.place.is_dir() {
        true => arguments.place.as_path(),
        false => folder_of(&file),
    };
    let asked = Asked::read(&arguments.event)?;
    // What is named has to be there now; what becomes of it later is shown when it is run.
    World::read(&arguments.world)?;
    with_sandbox(async |sandbox| {
        let named = [file.as_path()].into_iter();
        let named = named.chain(asked.files()).chain(arguments.world.files());
        let watch = Watch::begin(root, named)?;
        let keys = keys::begin(arguments.json);
        let manner = Manner::of(arguments.json, keys.is_some());
        let developing = Developing {
            sandbox,
            arguments,
            file: &file,
            asked: &asked,
            watch,
            keys,
            screen: Screen::new(&file, manner),
            choice: Choice::default(),
        };
        developing.go().await
    })
}

/// The file to run: the one that is named, or the handler of the folder's integration.
fn action(place: &Path) -> anyhow::Result<PathBuf> {
    if place.is_file() {
        return Ok(place.to_owned());
    }
    if !place.is_dir() {
        bail!(
            "there is no {}; name an action's file or an integration's folder",
            place.display()
        );
    }
    let own = FILES.iter().flat_map(|name| {
        let named = move |ending| format!("{name}.{ending}");
        ENDINGS.iter().map(named)
    });
    let mut names = [ACTION.to_owned()].into_iter().chain(own);
    let found = names.find_map(|name| Some(place.join(name)).filter(|file| file.is_file()));
    match found {
        Some(file) => Ok(file),
        None => bail!(
            "{} has neither {ACTION} nor an action.js or action.ts; name the action's file",
            place.display()
        ),
    }
}

/// The folder in which a file lies.
fn folder_of(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}

/// What goes on until it is ended.
struct Developing<'a> {
    sandbox: &'a Sandbox,
    arguments: &'a DevArguments,
    file: &'a Path,
    asked: &'a Asked,
    watch: Watch,
    keys: Option<Receiver<Key>>,
    screen: Screen<'a>,
    choice: Choice,
}

impl Developing<'_> {
    /// Runs, shows, and waits for the next reason to run. A save while an action runs is a reason to run again behind it.
    async fn go(mut self) -> anyhow::Result<()> {
        let interrupt = tokio::signal::ctrl_c();
        tokio::pin!(interrupt);
        loop {
            tokio::select! {
                // The signal is only heard from its first poll on: that has to come before anything is shown.
                biased;
                _ = &mut interrupt => return Ok(()),
                () = self.run() => {}
            }
            tokio::select! {
                is_going_on = self.reason() => if !is_going_on? { return Ok(()) },
                _ = &mut interrupt => return Ok(()),
            }
        }
    }

    /// Runs the action as it is now on the event that is taken; on all of them where nobody can take one.
    async fn run(&mut self) {
        self.screen.begin();
        let events = match self.events() {
            Ok(events) => events,
            Err(outcome) => {
                self.screen.show(None, &outcome, &self.choice);
                return;
            }
        };
        self.choice.renew(events);
        let taken: Vec<Event> = match self.keys {
            Some(_) => self.choice.now().into_iter().cloned().collect(),
            None => self.choice.all().to_vec(),
        };
        for event in taken {
            let world = &self.arguments.world;
            let outcome = run::once(self.sandbox, world, self.file, &event).await;
            self.screen.show(Some(&event), &outcome, &self.choice);
        }
    }

    /// The events there are for the action as it is now; else why none can be told.
    fn events(&self) -> Result<Vec<Event>, Box<Outcome>> {
        let code = input::text(self.file, SOURCE_CEILING_BYTES);
        let code = code.map_err(|error| Box::new(Err(error.into())))?;
        let events = self.asked.events(self.file, &code);
        events.map_err(|failure| Box::new(Ok((Execution::failed(failure), None))))
    }

    /// Waits for a change or a key; false when it is to end.
    async fn reason(&mut self) -> anyhow::Result<bool> {
        loop {
            let key = tokio::select! {
                changed = self.watch.changed() => return changed.map(|()| true),
                key = pressed(&mut self.keys) => key,
            };
            match key {
                Some(Key::Quit) => return Ok(false),
                Some(Key::Again) => return Ok(true),
                Some(Key::Next) => {
                    self.choice.next();
                    return Ok(true);
                }
                Some(Key::Number(number)) if self.choice.take(number) => return Ok(true),
                Some(Key::Number(_)) => {}
                None => self.keys = None,
            }
        }
    }
}

async fn pressed(keys: &mut Option<Receiver<Key>>) -> Option<Key> {
    match keys {
        Some(keys) => keys.recv().await,
        None => std::future::pending().await,
    }
}

/// A channel in which a second message before the first was read says nothing more.
fn coalescing<T>() -> (tokio::sync::mpsc::Sender<T>, Receiver<T>) {
    channel(1)
}
