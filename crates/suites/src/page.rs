//! `docs/suites.md`, written from the results that are kept.

mod node;
mod reasons;
mod test262;
mod wpt;

use std::fmt::Write as _;
use std::fs;

use anyhow::{Context as _, Result};

use crate::folders::Folders;
use crate::outcome::{Case, kept, ran_in};

const PATH: &str = "docs/suites.md";

const OPENING: &str = "# Suites that others wrote

What ECMA, Node and the web's platforms test themselves by, run in the sandbox as it ships: the committed guest, each test in a fresh
execution, with more time and memory than an action has and nothing else changed. `make suites` fetches the suites into `target/suites`
(nothing of them is committed), runs them and writes this page; `SUITES='node wpt' make suites` runs some, `ONLY=test-buffer SUITES=node make suites`
runs the files whose path contains that, and prints what each came to. How it is done stands in [ADR 0021](adr/0021-suites.md).

| suite | from | run in the guest |
|---|---|---|
";

/// Each suite, by the name of its results, and where it is from.
const ORIGINS: [(&str, &str); 3] = [
    (
        crate::test262::NAME,
        "test262 | tc39/test262 at `5ef1e5723be95296f36afb0386676fed0205869c`, the commit that QuickJS-ng 0.16.2 names",
    ),
    (
        crate::node::NAME,
        "Node's own tests | Node 22.22.2, from the original tarball of Debian's source package `nodejs` 22.22.2+dfsg+~cs22.19.15",
    ),
    (
        crate::wpt::NAME,
        "web platform tests | `test/fixtures/wpt` of the same tarball",
    ),
];

const ABSENT: &str = "
*Absent* is what needs something that an action has not, by design: it did not run, and is counted in no share.
";

/// Writes the page from what has been run so far.
pub(crate) fn write(folders: &Folders) -> Result<()> {
    let mut page = OPENING.to_owned();
    write_origins(&mut page, |suite| ran_in(folders, suite));
    page.push_str(ABSENT);
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

/// Where each suite is from, and which guest its figures are of.
fn write_origins(page: &mut String, ran_in: impl Fn(&str) -> Option<String>) {
    for (suite, origin) in ORIGINS {
        let guest = match ran_in(suite) {
            Some(digest) => format!("`{}`", beginning(&digest)),
            None => "not noted".to_owned(),
        };
        let _ = writeln!(page, "| {origin} | {guest} |");
    }
    let _ = writeln!(
        page,
        "\nA guest, which is the engine with its library and modules, is named by the beginning of its digest. That of the tree in which this page was written is \
         `{}`: figures of another are of an earlier tree.",
        beginning(sandbox::guest_digest())
    );
}

fn beginning(digest: &str) -> &str {
    digest.get(..12).unwrap_or(digest)
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
    fn which_guest_the_figures_are_of_is_said() {
        let mut page = String::new();
        write_origins(&mut page, |suite| {
            (suite == crate::node::NAME).then(|| "0123456789abcdef".to_owned())
        });
        for expected in [
            "~cs22.19.15 | `0123456789ab` |",
            "of the same tarball | not noted |",
            beginning(sandbox::guest_digest()),
        ] {
            assert!(page.contains(expected), "{expected} in {page}");
        }
    }

    #[test]
    fn nothing_in_a_message_is_markup() {
        assert_eq!(plain("a|b\n`c` <d>"), "a\\|b \\`c\\` \\<d\\>");
    }
}
