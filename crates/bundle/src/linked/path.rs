//! Paths of modules, which are absolute (`/node_modules/axios/index.js`; the action lies at the root), and what requests
//! say, by Node's words.

/// Whether a request is for a file and not for a package.
#[must_use]
pub fn is_path(request: &str) -> bool {
    request.starts_with('/')
        || matches!(request, "." | "..")
        || request.starts_with("./")
        || request.starts_with("../")
}

/// The name of a package, and what is asked for below it: nothing, or `/` and a path.
#[must_use]
pub fn split_name(request: &str) -> Option<(&str, &str)> {
    let slashes = match request.strip_prefix('@') {
        Some(_) => 1,
        None => 0,
    };
    let cut = request.match_indices('/').nth(slashes);
    let (name, below) = cut.map_or((request, ""), |(at, _)| request.split_at(at));
    let is_name = !name.is_empty() && !name.starts_with('.') && !name.contains('\\');
    let is_whole = slashes == 0 || name.contains('/');
    (is_name && is_whole).then_some((name, below))
}

/// The folder of a file.
#[must_use]
pub fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The path that a request leads to from a folder. Nothing lies above the root.
#[must_use]
pub fn join(folder: &str, request: &str) -> String {
    let base = if request.starts_with('/') { "" } else { folder };
    let mut parts: Vec<&str> = Vec::new();
    for part in base.split('/').chain(request.split('/')) {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    format!("/{}", parts.join("/"))
}
