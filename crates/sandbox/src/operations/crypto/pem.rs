//! PEM: the blocks that keys and certificates come in.

use crate::codec;

/// A block: its label, its headers and its bytes.
pub(super) struct Block<'a> {
    pub(super) label: &'a str,
    pub(super) is_encrypted: bool,
    pub(super) bytes: Vec<u8>,
}

/// The first block whose label is wanted.
pub(super) fn find<'a>(text: &'a str, wanted: impl Fn(&str) -> bool) -> Option<Block<'a>> {
    let mut rest = text;
    loop {
        let (_, after) = rest.split_once("-----BEGIN ")?;
        let (label, body) = after.split_once("-----")?;
        let end = format!("-----END {label}-----");
        let (body, after) = body.split_once(&end)?;
        if wanted(label) {
            let is_encrypted = body.contains("Proc-Type: 4,ENCRYPTED");
            return Some(Block {
                label,
                is_encrypted,
                bytes: codec::base64_lenient(body.as_bytes()),
            });
        }
        rest = after;
    }
}
