//! What Node's tests require and read: the tests, what they have in common, and their fixtures, as the files of a program.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use bundle::linked::Kind;
use bundle::{Linked, LinkedFile};
use sandbox::ProgramFiles;

use crate::folders::files_below;

/// Fixtures larger than this are not there: no test that runs here reads one.
const MOST_FILE_BYTES: u64 = 1 << 20;
/// Fixtures of what actions have not.
const LEFT_OUT: &[&str] = &[
    "wpt/",
    "snapshot/",
    "test426/",
    "test-runner/",
    "wasi/",
    "sea/",
];

/// In the place of Node's own `test/common/index.js`.
const COMMON: &[(&str, &str)] = &[
    ("index.js", include_str!("common/index.js")),
    ("calls.js", include_str!("common/calls.js")),
    ("warnings.js", include_str!("common/warnings.js")),
];

/// Gathers them from Node's folder `test`.
pub(super) fn gather(folder: &Path) -> Result<ProgramFiles> {
    let mut linked = Linked::new("action.js");
    for part in ["parallel", "common", "fixtures"] {
        for path in files_below(&folder.join(part), "")? {
            let is_left_out =
                part == "fixtures" && LEFT_OUT.iter().any(|start| path.starts_with(start));
            let place = folder.join(part).join(&path);
            if is_left_out || fs::metadata(&place)?.len() > MOST_FILE_BYTES {
                continue;
            }
            let bytes = fs::read(&place).with_context(|| place.display().to_string())?;
            linked
                .files
                .insert(format!("/test/{part}/{path}"), file(&path, bytes));
        }
    }
    for (name, text) in COMMON {
        let bytes = text.as_bytes().to_vec();
        linked
            .files
            .insert(format!("/test/common/{name}"), file(name, bytes));
    }
    Ok(ProgramFiles::new(linked))
}

fn file(path: &str, bytes: Vec<u8>) -> LinkedFile {
    let (kind, text) = match String::from_utf8(bytes) {
        Err(error) => (Kind::Bytes, BASE64_STANDARD.encode(error.as_bytes())),
        Ok(text) if path.ends_with(".json") => (Kind::Json, text),
        Ok(text) if path.ends_with(".js") || path.ends_with(".cjs") => (Kind::CommonJs, text),
        Ok(text) => (Kind::Text, text),
    };
    LinkedFile {
        kind,
        text,
        helper: None,
        shared: None,
        requires: Default::default(),
        imports: Default::default(),
        map: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_text_is_kept_byte_by_byte() {
        assert_eq!(file("a.bin", vec![0xff, 0]).kind, Kind::Bytes);
        assert_eq!(file("a.bin", vec![0xff, 0]).text, "/wA=");
        assert_eq!(file("a.txt", b"x".to_vec()).kind, Kind::Text);
        assert_eq!(file("a.js", b"x".to_vec()).kind, Kind::CommonJs);
    }
}
