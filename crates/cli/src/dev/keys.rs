//! The keys of a terminal.

use std::io::{self, IsTerminal as _};

use console::Term;
use tokio::sync::mpsc::Receiver;

use super::coalescing;

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    Again,
    Next,
    Number(usize),
    Quit,
}

/// Reads keys on a thread of its own; nothing where there is no terminal on both sides.
pub(super) fn begin(json: bool) -> Option<Receiver<Key>> {
    if json || !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return None;
    }
    let (sender, receiver) = coalescing();
    std::thread::spawn(move || {
        let terminal = Term::stdout();
        // Ctrl-C is an error here, behind which the terminal is as it was and the signal has been sent.
        while let Ok(key) = terminal.read_key() {
            let Some(key) = meaning(&key) else { continue };
            if sender.blocking_send(key).is_err() || key == Key::Quit {
                break;
            }
        }
    });
    Some(receiver)
}

fn meaning(key: &console::Key) -> Option<Key> {
    match key {
        console::Key::Char('q') | console::Key::Escape => Some(Key::Quit),
        console::Key::Char('r') | console::Key::Enter => Some(Key::Again),
        console::Key::Char('n') | console::Key::Tab => Some(Key::Next),
        console::Key::Char(digit @ '1'..='9') => digit
            .to_digit(10)
            .map(|number| Key::Number(number as usize)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_mean_what_the_help_line_says() {
        let meaning = |letter| meaning(&console::Key::Char(letter));
        assert_eq!(meaning('r'), Some(Key::Again));
        assert_eq!(meaning('n'), Some(Key::Next));
        assert_eq!(meaning('3'), Some(Key::Number(3)));
        assert_eq!(meaning('q'), Some(Key::Quit));
        assert_eq!(meaning('0'), None);
    }
}
