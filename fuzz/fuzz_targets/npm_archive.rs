//! A package as a registry hands it out: whatever it holds, what is read of it stays within the limits and inside the
//! package. The first byte says whether the rest is gzip already or still to be packed, so that TAR is reached as well.
#![no_main]

use std::io::Write as _;

use build::archive::{self, Limits};
use flate2::Compression;
use flate2::write::GzEncoder;
use libfuzzer_sys::fuzz_target;

/// Small, so that archives which pass them are found.
const LIMITS: Limits = Limits {
    archive_bytes: 64 << 10,
    unpacked_bytes: 128 << 10,
    entries: 16,
};

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else {
        return;
    };
    let packed = if first % 2 == 0 {
        rest.to_vec()
    } else {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(rest).expect("memory takes all");
        encoder.finish().expect("memory takes all")
    };
    let Ok(files) = archive::read(&packed, LIMITS) else {
        return;
    };
    assert!(files.len() <= LIMITS.entries);
    let total: usize = files.values().map(|content| content.len()).sum();
    assert!(total <= LIMITS.unpacked_bytes);
    for path in files.keys() {
        let mut names = path.split('/');
        assert!(names.all(|name| !matches!(name, "" | "." | "..")), "{path:?}");
        assert!(!path.contains(['\\', '\0']));
    }
});
