//! A secret's way in: by file, standard input or a prompt that does not show it; never by the command line.

use std::io::{BufRead as _, Read as _};
use std::path::Path;

use super::error::RemoteError;
use crate::terminal::harmless;
use crate::{input, terminal};

const VALUE_CHARS: usize = 4096;
/// Four bytes a character and a line break.
const VALUE_BYTES: u64 = 4 * 4096 + 2;

/// The option that names the file of one of several secrets.
const FILE_OPTION: &str = "--secret-file";

/// One secret: of the file that `option` names, of the prompt, or all of standard input where nobody can be asked.
pub(crate) fn value(
    question: &str,
    option: &'static str,
    file: Option<&Path>,
) -> Result<String, RemoteError> {
    let text = match file {
        Some(path) => input::text(path, VALUE_BYTES)?,
        None => match asked(question)? {
            Some(typed) => typed,
            None => {
                let mut text = String::new();
                std::io::stdin()
                    .take(VALUE_BYTES + 1)
                    .read_to_string(&mut text)
                    .map_err(|source| RemoteError::StandardInput { source })?;
                text
            }
        },
    };
    check(&text, option)
}

/// One of several secrets: of the prompt, or the next line of standard input where nobody can be asked.
pub(super) fn next_value(question: &str) -> Result<String, RemoteError> {
    let text = match asked(question)? {
        Some(typed) => typed,
        None => {
            let mut line = Vec::new();
            std::io::stdin()
                .lock()
                .take(VALUE_BYTES + 1)
                .read_until(b'\n', &mut line)
                .map_err(|source| RemoteError::StandardInput { source })?;
            String::from_utf8(line).map_err(|_| RemoteError::SecretNotText)?
        }
    };
    check(&text, FILE_OPTION)
}

/// The secret in a file.
pub(super) fn value_of(file: &Path) -> Result<String, RemoteError> {
    check(&input::text(file, VALUE_BYTES)?, FILE_OPTION)
}

fn asked(question: &str) -> Result<Option<String>, RemoteError> {
    terminal::ask_secret(&harmless(question))
        .map_err(|source| RemoteError::StandardInput { source })
}

/// One line break at the end is the editor's, not the secret's.
fn check(text: &str, option: &'static str) -> Result<String, RemoteError> {
    let value = text
        .strip_suffix('\n')
        .map_or(text, |text| text.strip_suffix('\r').unwrap_or(text));
    if value.is_empty() {
        return Err(RemoteError::EmptySecret { option });
    }
    if value.chars().count() > VALUE_CHARS {
        return Err(RemoteError::SecretTooLong { limit: VALUE_CHARS });
    }
    Ok(value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_loses_one_line_break_and_nothing_else() {
        let check = |text: &str| check(text, "--key-file");
        assert_eq!(check(" a\nb \r\n").unwrap(), " a\nb ");
        assert_eq!(check("a\n\n").unwrap(), "a\n");
        let empty = check("\n").unwrap_err().to_string();
        assert!(empty.contains("by --key-file, "), "{empty}");
        assert!(check(&"é".repeat(VALUE_CHARS)).is_ok());
        assert!(matches!(
            check(&"é".repeat(VALUE_CHARS + 1)),
            Err(RemoteError::SecretTooLong { limit: 4096 })
        ));
    }
}
