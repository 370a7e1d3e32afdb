//! Archives as strangers make them: what is read, and what is refused for which reason.

use proptest::collection::btree_map;
use proptest::prelude::*;

use super::*;

/// An archive whose members are made by this.
fn packed(fill: impl FnOnce(&mut ZipWriter<Cursor<Vec<u8>>>)) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    fill(&mut writer);
    writer.finish().unwrap().into_inner()
}

fn with_file(name: &str, content: &[u8]) -> Vec<u8> {
    packed(|writer| add(writer, name, content))
}

fn add(writer: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, content: &[u8]) {
    writer
        .start_file(name, SimpleFileOptions::default())
        .unwrap();
    writer.write_all(content).unwrap();
}

/// What reading comes to: the paths, or the error and its cause.
fn check(archive: &[u8], expected: &str) {
    let told = match read(archive, Limits::DEFAULT) {
        Ok(members) => {
            let paths: Vec<&str> = members.iter().map(|(path, _)| path.as_str()).collect();
            paths.join(" ")
        }
        Err(error) => error.to_string(),
    };
    assert!(told.starts_with(expected), "{told}\nis not\n{expected}");
}

#[test]
fn folders_are_implied_by_their_files() {
    let archive = packed(|writer| {
        writer
            .add_directory("media", SimpleFileOptions::default())
            .unwrap();
        add(writer, "media/logo.png", b"png");
        add(writer, "latchwork.toml", b"");
    });
    check(&archive, "latchwork.toml media/logo.png");
}

#[test]
fn what_is_no_archive_is_refused() {
    check(b"", "the archive cannot be read as ZIP");
    check(
        b"PK\x03\x04 and no more",
        "the archive cannot be read as ZIP",
    );
    let mut prefixed = b"#!/bin/sh\n".to_vec();
    prefixed.extend(with_file("a", b"x"));
    check(&prefixed, "the archive does not begin with its first file");
    let whole = with_file("a", b"some content");
    for end in 0..whole.len() {
        assert!(read(&whole[..end], Limits::DEFAULT).is_err(), "{end}");
    }
}

#[test]
fn paths_stay_inside() {
    for name in ["../a", "/a", "a/../../b", "C:\\a", "a\\..\\b", "caf\u{e9}"] {
        let told = format!("the file {name:?} has a path that is not allowed");
        check(&with_file(name, b""), &told);
    }
}

#[test]
fn links_are_refused() {
    let archive = packed(|writer| {
        let options = SimpleFileOptions::default();
        writer.add_symlink("a", "/etc/passwd", options).unwrap();
    });
    check(&archive, "`a` is not a plain file");
}

#[test]
fn two_files_of_one_name_are_refused() {
    let archive = with_file("aaa", b"1");
    let archive = packed(|writer| {
        writer
            .merge_archive(ZipArchive::new(Cursor::new(archive)).unwrap())
            .unwrap();
        add(writer, "aab", b"2");
    });
    // Both names become one, in the directory and before the content.
    let doubled: Vec<u8> = String::from_utf8_lossy(&archive)
        .contains("aab")
        .then(|| replaced(&archive, b"aab", b"aaa"))
        .unwrap();
    check(&doubled, "the archive cannot be read as ZIP");
    let cased = packed(|writer| {
        add(writer, "Readme.md", b"1");
        add(writer, "README.md", b"2");
    });
    check(
        &cased,
        "`README.md` and `Readme.md` are the same file on some systems",
    );
}

#[test]
fn a_file_that_the_directory_conceals_is_refused() {
    let listed = with_file("shown.js", b"1");
    let archive = replaced_once(&listed, b"shown.js", b"other.js");
    check(&archive, "the archive cannot be read as ZIP");
}

#[test]
fn content_is_what_its_checksum_says() {
    let archive = packed(|writer| {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        writer.start_file("a", options).unwrap();
        writer.write_all(b"content").unwrap();
    });
    check(&archive, "a");
    check(
        &replaced(&archive, b"content", b"contenT"),
        "`a` cannot be unpacked",
    );
}

#[test]
fn bombs_stop_at_the_limits() {
    let limits = Limits {
        archive_bytes: 100_000,
        members: 10,
        member_bytes: 1 << 20,
        total_bytes: 3 << 20,
        ..Limits::DEFAULT
    };
    let told = |archive: &[u8]| read(archive, limits).map(|_| ()).unwrap_err().to_string();
    let bomb = with_file("a", &vec![0; (1 << 20) + 1]);
    assert!(bomb.len() < 5_000);
    assert_eq!(told(&bomb), "`a` has more than 1048576 bytes");
    let many = packed(|writer| {
        for number in 0..4 {
            add(writer, &format!("{number}"), &vec![0; 1 << 20]);
        }
    });
    assert_eq!(
        told(&many),
        "with `3` the package has more than 3145728 bytes unpacked"
    );
    let members =
        packed(|writer| (0..11).for_each(|number| add(writer, &format!("{number}"), b"")));
    assert_eq!(told(&members), "the package has more than 10 files");
    let large = vec![0; 100_001];
    assert!(told(&large).contains("archive_bytes = 100000"));
}

fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    while let Some(at) = bytes.windows(from.len()).position(|part| part == from) {
        bytes[at..at + from.len()].copy_from_slice(to);
    }
    bytes
}

fn replaced_once(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let at = bytes
        .windows(from.len())
        .position(|part| part == from)
        .unwrap();
    let mut bytes = bytes.to_vec();
    bytes[at..at + from.len()].copy_from_slice(to);
    bytes
}

proptest! {
    #[test]
    fn what_is_packed_reads_the_same_and_packs_the_same(
        files in btree_map("[a-z]{1,8}/[A-Z]{1,8}\\.js", prop::collection::vec(any::<u8>(), 0..200), 0..12)
    ) {
        let mut members = Members::new(Limits::DEFAULT);
        for (path, content) in &files {
            members.add(MemberPath::parse(path).unwrap(), content.clone()).unwrap();
        }
        let archive = write(&members).unwrap();
        let read = read(&archive, Limits::DEFAULT).unwrap();
        prop_assert_eq!(&read, &members);
        prop_assert_eq!(read.digest(), members.digest());
        prop_assert_eq!(write(&read).unwrap(), archive);
    }

    #[test]
    fn whatever_comes_in_there_is_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read(&bytes, Limits::DEFAULT);
    }

    #[test]
    fn a_changed_byte_changes_the_digest_or_is_refused(at in any::<prop::sample::Index>(), flip in 1_u8..) {
        let archive = with_file("integration/integration.action.js", b"exports.onExecutePostLogin = () => {};");
        let digest = read(&archive, Limits::DEFAULT).unwrap().digest();
        let mut changed = archive.clone();
        let at = at.index(changed.len());
        changed[at] ^= flip;
        if let Ok(members) = read(&changed, Limits::DEFAULT) {
            let same = read(&archive, Limits::DEFAULT).unwrap();
            prop_assert_eq!(members.digest() == digest, members == same);
        }
    }
}
