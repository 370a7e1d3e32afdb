//! The npm packages that go along with a package.

use api::ShippedPackages;
use bundle::{PackageChange, ShippedPackage};

use crate::remote::{or_dash, table};
use crate::terminal::harmless;

/// The packages of a submission, then what is different from the release before.
pub(crate) fn shipped_packages(shown: &ShippedPackages) -> String {
    let mut text = shipped_table(&shown.packages);
    let Some(before) = &shown.before else {
        text.push_str("\nNo release before it.\n");
        return text;
    };
    let before = harmless(before);
    if shown.changes.is_empty() {
        text.push_str(&format!("\nThe same as in {before}.\n"));
        return text;
    }
    text.push_str(&format!("\ndifferent from {before}\n"));
    for change in &shown.changes {
        text.push_str(&format!("  {}\n", harmless(&told(change))));
    }
    text
}

fn told(change: &PackageChange) -> String {
    let PackageChange {
        name, before, now, ..
    } = change;
    let archive = match change.other_archive {
        true => ", from another archive than before",
        false => "",
    };
    match (before.is_empty(), now.is_empty()) {
        (true, _) => format!("+ {name} {}", now.join(", ")),
        (_, true) => format!("- {name} {}", before.join(", ")),
        _ => format!(
            "  {name} {} -> {}{archive}",
            before.join(", "),
            now.join(", ")
        ),
    }
}

/// Packages by name, version, licence and size.
pub(crate) fn shipped_table(packages: &[ShippedPackage]) -> String {
    let rows: Vec<_> = packages
        .iter()
        .map(|one| {
            [
                one.name.clone(),
                one.version.clone(),
                or_dash(one.license.as_deref()),
                one.bytes.to_string(),
                one.files.to_string(),
                match one.declared {
                    true => "declared".to_owned(),
                    false => String::new(),
                },
            ]
        })
        .collect();
    let heading = ["npm package", "version", "licence", "bytes", "files", ""];
    table(heading, &rows, "It carries no npm packages.")
}
