//! A package on its way to the server, piece by piece, so that somebody can watch.

use std::sync::Arc;

use bytes::Bytes;
use futures_util::stream;
use reqwest::Body;

use crate::terminal::Waiting;

const PIECE_BYTES: usize = 64 * 1024;

/// A body of these bytes that says how much of it has left.
pub(super) fn body(bytes: Bytes, waiting: Arc<Waiting>) -> Body {
    let total = bytes.len();
    let pieces = pieces(bytes);
    let mut sent = 0;
    Body::wrap_stream(stream::iter(pieces.into_iter().map(move |piece| {
        sent += piece.len();
        waiting.now(format!("sending {} of {} kB", kb(sent), kb(total)));
        Ok::<_, std::convert::Infallible>(piece)
    })))
}

fn pieces(mut bytes: Bytes) -> Vec<Bytes> {
    let mut pieces = Vec::with_capacity(bytes.len().div_ceil(PIECE_BYTES));
    while !bytes.is_empty() {
        pieces.push(bytes.split_to(PIECE_BYTES.min(bytes.len())));
    }
    pieces
}

fn kb(bytes: usize) -> usize {
    bytes.div_ceil(1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pieces_are_the_whole() {
        for length in [0, 1, PIECE_BYTES, PIECE_BYTES + 1, 3 * PIECE_BYTES + 7] {
            let whole: Bytes = (0..length).map(|n| (n % 251) as u8).collect();
            let pieces = pieces(whole.clone());
            assert!(pieces.iter().all(|piece| piece.len() <= PIECE_BYTES));
            assert_eq!(pieces.concat(), whole, "{length}");
        }
    }
}
