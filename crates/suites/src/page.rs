//! `docs/suites.md`, written from the results that are kept.

mod node;
mod reasons;
mod test262;
mod wpt;

use std::fs;

use anyhow::{Context as _, Result};

use crate::folders::Folders;
use crate::outcome::{Case, kept};

const PATH: &str = "docs/suites.md";

const OPENING: &str = "# Suites that others wrote

What ECMA, Node and the web's platforms test themselves by, run in the sandbox as it ships: the committed guest, each test in a fresh
execution, with more time and memory than an action has and nothing else changed. `make suites` fetches the suites into `target/suites`
(nothing of them is committed), runs them and writes this page; `SUITES='node wpt' make suites` runs some, `ONLY=test-buffer SUITES=node make suites`
runs the files whose path contains that, and prints what each came to. How it is done stands in [ADR 0021](adr/0021-suites.md).

| suite | from |
|---|---|
| test262 | tc39/test262 at `5ef1e5723be95296f36afb0386676fed0205869c`, the commit that QuickJS-ng 0.16.2 names |
| Node's own tests | Node 22.22.2, from the original tarball of Debian's source package `nodejs` 22.22.2+dfsg+~cs22.19.15 |
| web platform tests | `test/fixtures/wpt` of the same tarball |

*Absent* is what needs something that an action has not, by design: it did not run, and is counted in no share.
";

/// Writes the page from what has been run so far.
pub(crate) fn write(folders: &Folders) -> Result<()> {
    let mut page = OPENING.to_owned();
    if let Some(results) = kept(folders, crate::test262::NAME)? {
        test262::write(&mut page, &results);
    }
    if let Some(cases) = kept::<Vec<Case>>(folders, crate::node::NAME)? {
        node::write(&mut page, &cases);
    }
    if let Some(cases) = kept::<Vec<Case>>(folders, crate::wpt::NAME)? {
        wpt::write(&mut page, &cases);
    }
    let path = folders.root.join(PATH);
    fs::write(&path, page).with_context(|| path.display().to_string())?;
    println!("suites: wrote {PATH}");
    Ok(())
}

/// A text as it can stand in a list or a table: one line, no markup.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '|' | '`' | '<' | '>' | '*' | '_' | '[' | ']' | '\\' => {
                plain.push('\\');
                plain.push(letter);
            }
            letter if letter.is_control() => plain.push(' '),
            letter => plain.push(letter),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_message_is_markup() {
        assert_eq!(plain("a|b\n`c` <d>"), "a\\|b \\`c\\` \\<d\\>");
    }
}
