//! `actions.d.ts` is what the contract says.

use std::fs;
use std::path::Path;

#[test]
fn the_committed_declarations_are_up_to_date() {
    let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("actions.d.ts");
    let rendered = contract::dts::render();
    if fs::read_to_string(&committed).is_ok_and(|text| text == rendered) {
        return;
    }
    let fresh = Path::new(env!("CARGO_TARGET_TMPDIR")).join("actions.d.ts");
    fs::write(&fresh, rendered).unwrap();
    panic!(
        "actions.d.ts is out of date: copy {} to {}",
        fresh.display(),
        committed.display()
    );
}
