//! What goes in comes out, whatever the pieces; what is wrong is named; what comes out is bounded.

use super::*;

fn codec(head: &str) -> Box<dyn Codec> {
    let mut codecs = Codecs::default();
    let opened = open(&mut codecs, serde_json::from_str(head).unwrap());
    assert!(matches!(opened, Ok(Answer::Text(_))));
    codecs.open.remove(&1).unwrap().0
}

/// All that comes out when this goes in, piece by piece.
fn through(codec: &mut dyn Codec, input: &[u8], piece: usize) -> Result<Vec<u8>, GuestError> {
    let mut found = Vec::new();
    let mut at = 0;
    for _ in 0..1_000_000 {
        let end = input.len().min(at + piece);
        let flush = if end == input.len() {
            Flush::Finish
        } else {
            Flush::No
        };
        let step = codec.run(&input[at..end], 1000, flush)?;
        assert!(step.output.len() <= 1000);
        at += step.consumed;
        found.extend(step.output);
        if step.has_ended {
            return Ok(found);
        }
    }
    panic!("the stream does not end");
}

fn compressed(kind: u8, input: &[u8]) -> Vec<u8> {
    let head = format!(r#"{{"kind":{kind},"level":5,"window_bits":15}}"#);
    through(codec(&head).as_mut(), input, 700).unwrap()
}

fn text() -> Vec<u8> {
    let words = (0..4000).map(|at| format!("word {} ", at % 97));
    words.collect::<String>().into_bytes()
}

#[test]
fn what_goes_in_comes_out() {
    for (there, back) in [(1, 2), (3, 4), (5, 6), (1, 7), (3, 7), (9, 8)] {
        for input in [text(), Vec::new(), vec![0; 300_000]] {
            let packed = compressed(there, &input);
            assert!(packed.len() < 4000, "{there}: {}", packed.len());
            for piece in [1, 64, 5000] {
                let head = format!(r#"{{"kind":{back},"window_bits":15}}"#);
                let found = through(codec(&head).as_mut(), &packed, piece).unwrap();
                assert!(found == input, "{there} {back} {piece}");
            }
        }
    }
}

#[test]
fn members_of_gzip_follow_one_another() {
    let mut packed = compressed(3, b"one ");
    packed.extend(compressed(3, b"two"));
    packed.extend([0; 9]);
    let found = codec(r#"{"kind":4}"#).run(&packed, 1000, Flush::Finish);
    let step = found.ok().unwrap();
    assert_eq!(
        (step.output.as_slice(), step.has_ended),
        (&b"one two"[..], true)
    );
    assert_eq!(step.consumed, packed.len() - 9);
    packed.truncate(packed.len() - 9);
    packed.extend(b"xy");
    let found = codec(r#"{"kind":4}"#).run(&packed, 1000, Flush::Finish);
    assert_eq!(found.err().unwrap().code, Some("Z_DATA_ERROR"));
}

#[test]
fn what_is_wrong_is_named() {
    let cut = |kind| {
        let packed = compressed(kind, &text());
        packed[..packed.len() - 5].to_vec()
    };
    for (kind, input, message, code) in [
        (
            2,
            b"nonsense".to_vec(),
            "incorrect header check",
            "Z_DATA_ERROR",
        ),
        (
            4,
            b"nonsense".to_vec(),
            "incorrect header check",
            "Z_DATA_ERROR",
        ),
        (6, vec![0xff; 9], "invalid block type", "Z_DATA_ERROR"),
        (2, cut(1), "unexpected end of file", "Z_BUF_ERROR"),
        (4, cut(3), "unexpected end of file", "Z_BUF_ERROR"),
        (7, vec![0x1f], "unexpected end of file", "Z_BUF_ERROR"),
        (8, cut(9), "unexpected end of file", "Z_BUF_ERROR"),
        (
            8,
            vec![0xff; 9],
            "Decompression failed",
            "ERR__ERROR_FORMAT_PADDING_2",
        ),
    ] {
        let head = format!(r#"{{"kind":{kind}}}"#);
        let error = through(codec(&head).as_mut(), &input, 5000).unwrap_err();
        assert_eq!(
            (error.message.as_str(), error.code),
            (message, Some(code)),
            "{kind}"
        );
    }
}

#[test]
fn a_dictionary_is_needed_where_one_was_used() {
    let with =
        |kind| format!(r#"{{"kind":{kind},"level":6,"window_bits":15,"dictionary":"d29yZCAx"}}"#);
    for (there, back) in [(1, 2), (5, 6)] {
        let packed = through(codec(&with(there)).as_mut(), b"word 1 word 1", 100).unwrap();
        let found = through(codec(&with(back)).as_mut(), &packed, 3).unwrap();
        assert_eq!(found, b"word 1 word 1");
    }
    let packed = through(codec(&with(1)).as_mut(), b"word 1 word 1", 100).unwrap();
    let missing = through(codec(r#"{"kind":2}"#).as_mut(), &packed, 100);
    assert_eq!(missing.unwrap_err().code, Some("Z_NEED_DICT"));
    let other = codec(r#"{"kind":2,"dictionary":"eHg="}"#).run(&packed, 100, Flush::Finish);
    assert_eq!(other.err().unwrap().message, "Bad dictionary");
}

#[test]
fn a_dictionary_counts_among_what_streams_hold() {
    let dictionary = "AAAA".repeat(usize::try_from(MOST_BYTES / 2).unwrap() / 3);
    let open_with = |codecs: &mut Codecs| {
        let head = format!(r#"{{"kind":2,"dictionary":"{dictionary}"}}"#);
        open(codecs, serde_json::from_str(&head).unwrap())
    };
    let mut codecs = Codecs::default();
    assert!(open_with(&mut codecs).is_ok());
    let refused = open_with(&mut codecs).err().unwrap();
    assert_eq!(refused.code, Some("ERR_LATCHWORK_LIMIT"));
}

#[test]
fn streams_are_bounded_together_and_pieces_alone() {
    let mut codecs = Codecs::default();
    let mut opened = 0;
    let error = loop {
        let head = serde_json::from_str(r#"{"kind":9,"level":11,"window_bits":24}"#).unwrap();
        match open(&mut codecs, head) {
            Ok(_) => opened += 1,
            Err(error) => break error,
        }
    };
    assert!((2..=8).contains(&opened), "{opened}");
    assert_eq!(error.code, Some("ERR_LATCHWORK_LIMIT"));
    let head = RunHead {
        id: 1,
        flush: Flush::No,
        most: usize::MAX,
    };
    assert!(run(&mut codecs, &head, &[0; LONGEST_INPUT + 1]).is_err());
    let head = RunHead {
        id: 99,
        flush: Flush::No,
        most: 1,
    };
    assert!(run(&mut codecs, &head, &[]).is_err());
}

/// What the reference encoder makes of `hello ` 50 times, and of the same with a checksum.
const ZSTD: &str = "28b52ffd602c006d00003068656c6c6f20010023514b11";

#[test]
fn zstandard_is_decompressed_to_the_end_of_the_frame() {
    let packed = hex::decode(ZSTD).unwrap();
    for piece in [1, 5, 100] {
        let mut codec = codec(r#"{"kind":11}"#);
        let mut followed = packed.clone();
        followed.extend(b"more");
        let found = through(codec.as_mut(), &followed, piece).unwrap();
        assert_eq!(found, "hello ".repeat(50).into_bytes());
    }
    for (input, code) in [
        ("6e6f7065", "ZSTD_error_prefix_unknown"),
        ("28b52ffd602c006d0000306865936c6f20010023514b11ff", ""),
        (
            "28b52ffd00d80100006162",
            "ZSTD_error_frameParameter_windowTooLarge",
        ),
        ("28b52ffd2001070000", "ZSTD_error_corruption_detected"),
    ] {
        let input = hex::decode(input).unwrap();
        let found = codec(r#"{"kind":11}"#).run(&input, 1000, Flush::Finish);
        let found = found.err().and_then(|error| error.code).unwrap_or("");
        assert_eq!(found, code);
    }
}

#[test]
fn a_bomb_of_zstandard_comes_out_block_by_block() {
    let mut bomb = hex::decode("28b52ffd0058").unwrap();
    // Blocks that repeat one byte 128 KiB times.
    for _ in 0..5000 {
        bomb.extend([0x02, 0x00, 0x10, b'x']);
    }
    let mut codec = codec(r#"{"kind":11}"#);
    let step = codec.run(&bomb[..LONGEST_INPUT.min(bomb.len())], 1000, Flush::No);
    let step = step.ok().unwrap();
    assert!(step.output.len() <= 1000 && !step.has_ended);
}
