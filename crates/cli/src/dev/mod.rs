//! `latchwork dev`: runs an action each time it is saved, on the events that were chosen, and shows what it did.

mod arguments;
mod events;
mod keys;
mod run;
mod show;
mod watch;

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use bundle::package::ACTION;
use tokio::sync::mpsc::{Receiver, channel};

pub(crate) use arguments::DevArguments;
use events::Choice;
use keys::Key;

use crate::exit::Exit;
use crate::local::with_sandbox;
use crate::run::World;
use crate::terminal;

/// Runs the command.
pub(crate) fn dev(arguments: &DevArguments) -> Exit {
    match begin(arguments) {
        Ok(()) => Exit::Done,
        Err(error) => {
            let error = format!("{error:#}");
            terminal::complain(&format!("error: {}", terminal::harmless(&error)));
            Exit::WrongUse
        }
    }
}

fn begin(arguments: &DevArguments) -> anyhow::Result<()> {
    let file = action(&arguments.place)?;
    let choice = events::choose(&file, arguments)?;
    let world = World::read(&arguments.world)?;
    with_sandbox(async |sandbox| {
        let (changes, watcher) = watch::begin(&file)?;
        let watching = Watching {
            file: &file,
            changes,
            keys: keys::begin(arguments.json),
            json: arguments.json,
        };
        let ended = watching.go(sandbox, &world, choice).await;
        drop(watcher);
        ended
    })
}

/// The file to run: the one that is named, or the handler of the folder's integration.
fn action(place: &Path) -> anyhow::Result<PathBuf> {
    if place.is_file() {
        return Ok(place.to_owned());
    }
    for name in [ACTION, "action.js", "index.js"] {
        let file = place.join(name);
        if file.is_file() {
            return Ok(file);
        }
    }
    match place.is_dir() {
        true => bail!(
            "{} has no {ACTION}; name the action's file",
            place.display()
        ),
        false => bail!(
            "there is no {}; name an action's file or an integration's folder",
            place.display()
        ),
    }
}

/// What goes on until it is ended.
struct Watching<'a> {
    file: &'a Path,
    changes: Receiver<()>,
    keys: Option<Receiver<Key>>,
    json: bool,
}

impl Watching<'_> {
    /// Runs, shows, and waits for the next reason to run. A save while an action runs is a reason to run again behind it.
    async fn go(
        mut self,
        sandbox: &sandbox::Sandbox,
        world: &World,
        mut choice: Choice,
    ) -> anyhow::Result<()> {
        let interrupt = tokio::signal::ctrl_c();
        tokio::pin!(interrupt);
        for number in 1_u64.. {
            let execution = tokio::select! {
                execution = run::once(sandbox, world, self.file, choice.now()) => execution,
                _ = &mut interrupt => return Ok(()),
            };
            show::show(
                self.file,
                number,
                &choice,
                &execution,
                self.json,
                self.keys.is_some(),
            );
            tokio::select! {
                is_going_on = self.reason(&mut choice) => if !is_going_on? { return Ok(()) },
                _ = &mut interrupt => return Ok(()),
            }
        }
        Ok(())
    }

    /// Waits for a change or a key; false when it is to end.
    async fn reason(&mut self, choice: &mut Choice) -> anyhow::Result<bool> {
        loop {
            let key = tokio::select! {
                changed = self.changes.recv() => {
                    changed.context("the folder can no longer be watched")?;
                    watch::settle(&mut self.changes).await;
                    return Ok(true);
                }
                key = pressed(&mut self.keys) => key,
            };
            match key {
                Some(Key::Quit) => return Ok(false),
                Some(Key::Again) => return Ok(true),
                Some(Key::Next) => {
                    choice.next();
                    return Ok(true);
                }
                Some(Key::Number(number)) if choice.take(number) => return Ok(true),
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
