//! An archive from a stranger: whatever it holds, it stays within the limits, and what is read packs and reads the same.
#![no_main]

use bundle::{Difference, Limits, Package, archive, words};
use libfuzzer_sys::fuzz_target;

/// Small, so that archives which pass them are found.
const LIMITS: Limits = Limits {
    archive_bytes: 64 << 10,
    members: 16,
    member_bytes: 64 << 10,
    total_bytes: 128 << 10,
};

fuzz_target!(|bytes: &[u8]| {
    let Ok(members) = archive::read(bytes, LIMITS) else {
        return;
    };
    let mut total = 0;
    for (path, content) in members.iter() {
        let names: Vec<&str> = path.as_str().split('/').collect();
        assert!(names.iter().all(|name| !matches!(*name, "" | "." | "..")));
        assert!(content.len() <= LIMITS.member_bytes);
        total += content.len();
    }
    assert!(total <= LIMITS.total_bytes && members.iter().count() <= LIMITS.members);
    let packed = archive::write(&members).expect("members fit into an archive");
    let limits = Limits {
        archive_bytes: usize::MAX,
        ..LIMITS
    };
    let again = archive::read(&packed, limits).expect("its own archive");
    // Equal but for the limits they were read under.
    assert_eq!(again.digest(), members.digest());
    assert!(again.iter().eq(members.iter()));
    assert_eq!(archive::write(&again).expect("the same members"), packed);
    match Package::read(members) {
        Ok(package) => sound(&package),
        Err(errors) => {
            assert!(!errors.is_empty());
            for error in errors {
                assert!(!error.to_string().is_empty() && error.finding().blocks());
            }
        }
    }
});

fn sound(package: &Package) {
    let manifest = package.manifest();
    assert!(
        package
            .members()
            .iter()
            .all(|(path, _)| Package::belongs(path.as_str()))
    );
    assert!(package.form().dependencies.is_empty());
    let permissions = &manifest.permissions;
    let told = words::sentences(permissions, manifest.trigger);
    assert!(!told.is_empty());
    assert!(!Difference::between(permissions, permissions).widens);
}
