//! As much of DER as keys are written in. Keys come from actions: nothing is believed, and nothing is indexed unchecked.

pub(super) const INTEGER: u8 = 0x02;
pub(super) const BIT_STRING: u8 = 0x03;
pub(super) const OCTET_STRING: u8 = 0x04;
pub(super) const NULL: u8 = 0x05;
pub(super) const OBJECT: u8 = 0x06;
pub(super) const SEQUENCE: u8 = 0x30;

/// Reads the elements of a structure one after the other.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    pub(super) fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// The tag of what comes next.
    pub(super) fn peek(self) -> Option<u8> {
        self.0.first().copied()
    }

    /// The next element's tag and content.
    pub(super) fn any(&mut self) -> Option<(u8, &'a [u8])> {
        let (&tag, rest) = self.0.split_first()?;
        let (&first, mut rest) = rest.split_first()?;
        let mut length = usize::from(first);
        if first >= 0x80 {
            let width = usize::from(first & 0x7f);
            if width == 0 || width > 4 {
                return None;
            }
            let (digits, after) = rest.split_at_checked(width)?;
            length = digits
                .iter()
                .fold(0, |sum, byte| (sum << 8) | usize::from(*byte));
            rest = after;
        }
        let (content, after) = rest.split_at_checked(length)?;
        self.0 = after;
        Some((tag, content))
    }

    /// The content of the next element, which has this tag.
    pub(super) fn element(&mut self, tag: u8) -> Option<&'a [u8]> {
        let mut ahead = *self;
        let (found, content) = ahead.any()?;
        if found != tag {
            return None;
        }
        *self = ahead;
        Some(content)
    }

    pub(super) fn sequence(&mut self) -> Option<Self> {
        self.element(SEQUENCE).map(Self)
    }

    /// A whole number that is not negative, without leading zeros.
    pub(super) fn unsigned(&mut self) -> Option<&'a [u8]> {
        let content = self.element(INTEGER)?;
        if content.first()? & 0x80 != 0 {
            return None;
        }
        Some(trimmed(content))
    }

    /// A small number.
    pub(super) fn small(&mut self) -> Option<u32> {
        let digits = self.unsigned()?;
        (digits.len() <= 4).then(|| {
            digits
                .iter()
                .fold(0, |sum, byte| (sum << 8) | u32::from(*byte))
        })
    }

    /// A bit string of whole bytes.
    pub(super) fn bits(&mut self) -> Option<&'a [u8]> {
        let (unused, bytes) = self.element(BIT_STRING)?.split_first()?;
        (*unused == 0).then_some(bytes)
    }
}

/// Without leading zeros.
pub(super) fn trimmed(bytes: &[u8]) -> &[u8] {
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    bytes.get(zeros..).unwrap_or_default()
}

/// With leading zeros up to this length; none when it is longer.
pub(super) fn padded(bytes: &[u8], length: usize) -> Option<Vec<u8>> {
    let bytes = trimmed(bytes);
    let mut out = vec![0; length.checked_sub(bytes.len())?];
    out.extend_from_slice(bytes);
    Some(out)
}

pub(super) fn element(tag: u8, content: &[u8]) -> Vec<u8> {
    let mut out = vec![tag];
    let length = content.len();
    if length < 0x80 {
        out.push(length as u8);
    } else {
        let digits = (length as u64).to_be_bytes();
        let digits = trimmed(&digits);
        out.push(0x80 | digits.len() as u8);
        out.extend_from_slice(digits);
    }
    out.extend_from_slice(content);
    out
}

pub(super) fn sequence(parts: &[&[u8]]) -> Vec<u8> {
    element(SEQUENCE, &parts.concat())
}

pub(super) fn unsigned(bytes: &[u8]) -> Vec<u8> {
    let bytes = trimmed(bytes);
    if bytes.first().is_none_or(|first| first & 0x80 != 0) {
        return element(INTEGER, &[&[0], bytes].concat());
    }
    element(INTEGER, bytes)
}

pub(super) fn bits(bytes: &[u8]) -> Vec<u8> {
    element(BIT_STRING, &[&[0], bytes].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let long = vec![0x81; 300];
        let written = sequence(&[&unsigned(&long), &unsigned(&[]), &bits(&[1, 2])]);
        let mut reader = Reader::new(&written).sequence().unwrap();
        assert_eq!(reader.unsigned(), Some(long.as_slice()));
        assert_eq!(reader.small(), Some(0));
        assert_eq!(reader.bits(), Some([1, 2].as_slice()));
        assert!(reader.is_empty());
    }

    #[test]
    fn what_is_cut_or_negative_is_none() {
        for bytes in [
            &[][..],
            &[2],
            &[2, 5, 1],
            &[2, 0x85, 1, 1, 1, 1, 1],
            &[2, 1, 0x80],
            &[2, 0],
        ] {
            assert_eq!(Reader::new(bytes).unsigned(), None, "{bytes:?}");
        }
    }
}
