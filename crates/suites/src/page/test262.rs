//! The part of the page about test262.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::plain;
use super::reasons::reason;
use crate::outcome::{Outcome, share};
use crate::test262::{Compared, Mode, Results};

/// How two engines did on the same tests.
#[derive(Default)]
struct Pair {
    ran: usize,
    guest: usize,
    native: usize,
    regressions: usize,
}

impl Pair {
    fn add(&mut self, one: &Compared) {
        let Some((guest, native)) = both(one) else {
            return;
        };
        self.ran += 1;
        self.guest += usize::from(guest);
        self.native += usize::from(native);
        self.regressions += usize::from(native && !guest);
    }

    fn row(&self, name: &str) -> String {
        let Self {
            ran,
            guest,
            native,
            regressions,
        } = self;
        format!(
            "| {name} | {ran} | {native} | {} | {guest} | {} | {regressions} |\n",
            share(*native, *ran),
            share(*guest, *ran)
        )
    }
}

/// Whether a test that ran in both passed in the guest and natively.
fn both(one: &Compared) -> Option<(bool, bool)> {
    match one.guest {
        Outcome::Absent(_) => None,
        Outcome::Passed => Some((true, one.native.is_none())),
        Outcome::Failed(_) => Some((false, one.native.is_none())),
    }
}

pub(super) fn write(page: &mut String, results: &Results) {
    let compared = &results.compared;
    let native = compared.iter().filter(|one| one.native.is_none()).count();
    let _ = write!(
        page,
        "\n## test262\n\nThe native engine is `run-test262.c` of the sources that the guest is made of, built with the machine's C compiler and run in both modes. Both engines \
         leave out what QuickJS-ng's `test262.conf` leaves out ({} files: Intl, Temporal, proposals that the engine has not). A test counts once in each mode.\n\n\
         Natively {native} of {} tests pass: {}. On those that can run in an action:\n\n\
         | part | tests | native passes | | guest passes | | regressions |\n|---|--:|--:|--:|--:|--:|--:|\n",
        results.skipped,
        compared.len(),
        share(native, compared.len()),
    );
    let (mut all, mut parts) = (Pair::default(), BTreeMap::<String, Pair>::new());
    for one in compared {
        all.add(one);
        parts.entry(part(&one.path)).or_default().add(one);
    }
    page.push_str(&all.row("**all**"));
    for (name, pair) in &parts {
        if pair.ran > 0 {
            page.push_str(&pair.row(name));
        }
    }
    write_absent(page, compared);
    write_regressions(page, compared);
    write_gains(page, compared);
}

/// `language/expressions`, `built-ins/Array`; a folder of few files by its first name.
fn part(path: &str) -> String {
    let mut names = path.split('/');
    match (names.next().unwrap_or_default(), names.next()) {
        ("language", Some(second)) => format!("language/{second}"),
        (first, _) => first.to_owned(),
    }
}

fn write_absent(page: &mut String, compared: &[Compared]) {
    let mut reasons = BTreeMap::<&str, usize>::new();
    for one in compared {
        if let Outcome::Absent(why) = &one.guest {
            *reasons.entry(why).or_default() += 1;
        }
    }
    page.push_str("\n### Absent from the guest\n\n| what a test needs | tests |\n|---|--:|\n");
    for (why, count) in reasons {
        let _ = writeln!(page, "| {why} | {count} |");
    }
}

fn modes(of: &BTreeSet<Mode>) -> &'static str {
    match (of.contains(&Mode::Sloppy), of.contains(&Mode::Strict)) {
        (true, true) => "",
        (_, true) => " (strict)",
        (_, false) => " (sloppy)",
    }
}

/// Files by what they say, with the modes.
type Told<'a> = BTreeMap<&'a str, (BTreeSet<Mode>, &'a str)>;

fn write_regressions(page: &mut String, compared: &[Compared]) {
    let mut found = Told::new();
    for one in compared {
        if let (Outcome::Failed(why), None) = (&one.guest, &one.native) {
            let entry = found.entry(&one.path).or_insert((BTreeSet::new(), why));
            entry.0.insert(one.mode);
        }
    }
    let _ = writeln!(
        page,
        "\n### Regressions: {} files pass natively and fail in the guest\n",
        found.len()
    );
    let mut by_reason = BTreeMap::<&str, Vec<String>>::new();
    for (path, (in_modes, why)) in &found {
        let line = format!("* `{path}`{}: {}\n", modes(in_modes), plain(why));
        by_reason
            .entry(reason(path).unwrap_or("Not explained"))
            .or_default()
            .push(line);
    }
    for (why, lines) in by_reason {
        let _ = writeln!(page, "{why} ({}):\n", lines.len());
        page.extend(lines);
        page.push('\n');
    }
}

fn write_gains(page: &mut String, compared: &[Compared]) {
    let mut found = BTreeSet::new();
    for one in compared {
        if one.guest == Outcome::Passed && one.native.is_some() {
            found.insert(one.path.as_str());
        }
    }
    let names: Vec<String> = found.iter().map(|path| format!("`{path}`")).collect();
    let list = match names.is_empty() {
        true => "none".to_owned(),
        false => names.join(", "),
    };
    let _ = writeln!(
        page,
        "The other way round, files that fail natively and pass in the guest: {list}."
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(path: &str, guest: Outcome, native: Option<&str>) -> Compared {
        Compared {
            path: path.to_owned(),
            mode: Mode::Sloppy,
            guest,
            native: native.map(str::to_owned),
        }
    }

    #[test]
    fn what_only_the_guest_fails_is_named_and_counted() {
        let compared = vec![
            one("language/a/x.js", Outcome::Passed, None),
            one("language/a/y.js", Outcome::failed("TypeError: no"), None),
            one("built-ins/z.js", Outcome::failed("no"), Some("no")),
            one("built-ins/w.js", Outcome::absent("threads"), None),
        ];
        let mut page = String::new();
        write(
            &mut page,
            &Results {
                compared,
                skipped: 7,
            },
        );
        for expected in [
            "| **all** | 3 | 2 | 66.6 % | 1 | 33.3 % | 1 |",
            "| language/a | 2 | 2 | 100.0 % | 1 | 50.0 % | 1 |",
            "| threads | 1 |",
            "1 files pass natively and fail in the guest",
            "* `language/a/y.js` (sloppy): TypeError: no",
            "pass in the guest: none.",
        ] {
            assert!(page.contains(expected), "{expected} in {page}");
        }
    }
}
