//! `actions.d.ts` and the files it names are what the contract says.

use std::fs;
use std::path::Path;

#[test]
fn the_committed_declarations_are_up_to_date() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = contract::dts::render();
    let is_current = files
        .iter()
        .all(|file| fs::read_to_string(root.join(&file.path)).is_ok_and(|text| text == file.text));
    let committed = fs::read_dir(root.join("declarations")).map_or(0, Iterator::count);
    if is_current && committed + 1 == files.len() {
        return;
    }
    let fresh = Path::new(env!("CARGO_TARGET_TMPDIR")).join("contract");
    for file in files {
        let path = fresh.join(&file.path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, file.text).unwrap();
    }
    panic!(
        "the declarations are out of date: replace those in {} by those in {}",
        root.display(),
        fresh.display()
    );
}
