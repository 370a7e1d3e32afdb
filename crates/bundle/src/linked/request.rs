//! Requests that only show at run time, such as `require('./locale/' + name)`: found among the files that are there, by
//! Node's steps.

use super::path::{folder, is_path, join, split_name};
use super::{Linked, Way};

/// The path that a request leads to, when none was foreseen.
pub(super) fn find<'a>(linked: &'a Linked, from: &str, request: &str, way: Way) -> Option<&'a str> {
    if is_path(request) {
        let path = join(folder(from), request);
        return match way {
            Way::Require => at_path(linked, &path, request.ends_with('/')),
            Way::Import => exact(linked, &path),
        };
    }
    let mut folder = folder(from);
    loop {
        if let Some(found) = in_folder(linked, folder, request, way) {
            return Some(found);
        }
        if folder.is_empty() {
            return None;
        }
        folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
    }
}

/// A package's module, of the packages that lie in this folder.
fn in_folder<'a>(linked: &'a Linked, folder: &str, request: &str, way: Way) -> Option<&'a str> {
    let (name, below) = split_name(request)?;
    let place = format!("{folder}/node_modules/{name}");
    let package = linked.packages.get(&place)?;
    let main = match way {
        Way::Require => &package.required,
        Way::Import => &package.imported,
    };
    match below {
        "" => main.as_deref(),
        _ if package.seals => None,
        _ => at_path(linked, &join(&place, &format!(".{below}")), false),
    }
}

fn exact<'a>(linked: &'a Linked, path: &str) -> Option<&'a str> {
    let found = linked.files.get_key_value(path);
    found.map(|(path, _)| path.as_str())
}

/// A file, with an ending of `require`'s, or what a folder stands for.
fn at_path<'a>(linked: &'a Linked, path: &str, is_folder: bool) -> Option<&'a str> {
    let with = |end: &str| exact(linked, &format!("{path}{end}"));
    let file = if is_folder {
        None
    } else {
        with("").or_else(|| with(".js")).or_else(|| with(".json"))
    };
    let package = || linked.packages.get(path)?.required.as_deref();
    file.or_else(package)
        .or_else(|| with("/index.js"))
        .or_else(|| with("/index.json"))
}
