//! Archives of every kind a stranger may send.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use tar::Header;

use super::*;

const SMALL: Limits = Limits {
    archive_bytes: 4096,
    unpacked_bytes: 16 << 10,
    entries: 3,
};

fn entry(kind: EntryType, path: &str, content: &[u8]) -> Vec<u8> {
    let mut header = Header::new_gnu();
    // Written by hand: the library's own setter refuses what a hostile archive holds.
    header.as_mut_bytes()[..path.len()].copy_from_slice(path.as_bytes());
    header.set_entry_type(kind);
    header.set_size(content.len() as u64);
    header.set_mode(0o644);
    header.set_cksum();
    let mut bytes = header.as_bytes().to_vec();
    bytes.extend_from_slice(content);
    bytes.resize(bytes.len().next_multiple_of(512), 0);
    bytes
}

fn plain(path: &str, content: &[u8]) -> Vec<u8> {
    entry(EntryType::Regular, path, content)
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn packed(entries: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = entries.concat();
    bytes.resize(bytes.len() + 1024, 0);
    gzip(&bytes)
}

#[test]
fn files_are_found_below_the_one_folder_whatever_its_name() {
    let bytes = packed(&[
        plain("package/package.json", b"{}"),
        plain("./node/lib/index.js", b"exports.a = 1"),
        plain("package/package.json", b"{ }"),
    ]);
    let files = read(&bytes, SMALL).unwrap();
    assert_eq!(
        files.keys().collect::<Vec<_>>(),
        ["lib/index.js", "package.json"]
    );
    assert_eq!(*files["lib/index.js"], b"exports.a = 1"[..]);
    assert_eq!(*files["package.json"], b"{ }"[..]);
}

#[test]
fn a_path_that_leaves_the_package_is_refused_by_name() {
    for path in [
        "package/../../etc/passwd",
        "../package/a",
        "/package/a",
        "package/",
        "package",
        "package/a\\b",
        "package/a\nb",
        "././a",
        "package/b/..",
    ] {
        let error = read(&packed(&[plain(path, b"")]), SMALL).unwrap_err();
        assert!(
            matches!(&error, ArchiveError::Path { name } if name == path),
            "{path}: {error}"
        );
    }
}

#[test]
fn paths_are_read_as_npm_reads_them() {
    for path in ["package//a/b", "package/./a/b", "./package/a//./b"] {
        let files = read(&packed(&[plain(path, b"")]), SMALL).unwrap();
        assert_eq!(files.keys().collect::<Vec<_>>(), ["a/b"], "{path}");
    }
}

#[test]
fn an_archive_of_several_parts_is_one_and_padding_is_passed_over() {
    let one = plain("p/a", b"abc");
    let two = [plain("p/b", b"de"), vec![0; 1024]].concat();
    let parts = [gzip(&one), gzip(&two), vec![0; 512]].concat();
    let files = read(&parts, SMALL).unwrap();
    assert_eq!(*files["a"], b"abc"[..]);
    assert_eq!(*files["b"], b"de"[..]);
    let many = [gzip(&two), gzip(b"").repeat(PARTS - 1)].concat();
    assert!(read(&many[..many.len() - 20], SMALL).is_ok());
    assert!(matches!(
        read(&many, SMALL),
        Err(ArchiveError::Malformed(_))
    ));
}

#[test]
fn links_and_folders_are_left_out_and_devices_refused() {
    for kind in [EntryType::Directory, EntryType::Link, EntryType::Symlink] {
        let files = read(&packed(&[entry(kind, "package/a", b"")]), SMALL).unwrap();
        assert_eq!(files.len(), 0, "{kind:?}");
    }
    for kind in [EntryType::Char, EntryType::Block, EntryType::Fifo] {
        let error = read(&packed(&[entry(kind, "package/a", b"")]), SMALL).unwrap_err();
        assert!(matches!(error, ArchiveError::NotAFile { .. }), "{kind:?}");
    }
}

#[test]
fn each_limit_is_met_and_passed_by_the_next() {
    let three = [plain("p/a", b""), plain("p/b", b""), plain("p/c", b"")];
    assert_eq!(read(&packed(&three), SMALL).unwrap().len(), 3);
    let four = [three.concat(), plain("p/d", b"")];
    assert!(matches!(
        read(&packed(&four), SMALL),
        Err(ArchiveError::TooMany { limit: 3 })
    ));

    let most = SMALL.unpacked_bytes;
    let fits = gzip(&[plain("p/a", b"a"), vec![0; most - 1024]].concat());
    assert!(read(&fits, SMALL).is_ok());
    let bomb = gzip(&[plain("p/a", b"a"), vec![0; most - 1023]].concat());
    assert!(matches!(
        read(&bomb, SMALL),
        Err(ArchiveError::UnpacksTooLarge { .. })
    ));

    let exact = Limits {
        archive_bytes: fits.len(),
        ..SMALL
    };
    assert!(read(&fits, exact).is_ok());
    let short = Limits {
        archive_bytes: fits.len() - 1,
        ..SMALL
    };
    assert!(matches!(
        read(&fits, short),
        Err(ArchiveError::TooLarge { .. })
    ));
}

#[test]
fn what_is_cut_off_or_no_archive_is_malformed() {
    let whole = packed(&[plain("p/a", b"abc")]);
    let mut lies = plain("p/a", b"abc");
    lies.truncate(513);
    for bytes in [&b""[..], b"PK", &whole[..whole.len() - 9], &gzip(&lies)] {
        assert!(matches!(
            read(bytes, SMALL),
            Err(ArchiveError::Malformed(_))
        ));
    }
}
