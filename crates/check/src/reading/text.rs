//! Texts of which some pieces are known: the names and the hosts that code makes of them.

use std::collections::BTreeSet;

use contract::permission::NamePattern;

use super::value::{Name, Origin, Own};

/// A text in pieces. Neighbouring known pieces are one.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Text(pub(super) Vec<Piece>);

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Piece {
    /// As it is written.
    Known(Name),
    /// The value of a secret or a configuration item.
    Own(Own, Name),
    /// Data of another origin.
    Data(Origin),
    /// Anything.
    Unknown,
}

/// Longer texts end in an unknown piece.
const MOST_PIECES: usize = 12;

/// The longest text that is kept.
const MOST_BYTES: usize = 600;

impl Text {
    /// A text that is known.
    pub(crate) fn known(text: &str) -> Self {
        match text {
            "" => Self::default(),
            text if text.len() > MOST_BYTES => Self(vec![Piece::Unknown]),
            text => Self(vec![Piece::Known(text.into())]),
        }
    }

    /// A text of one piece.
    pub(crate) fn of(piece: Piece) -> Self {
        Self(vec![piece])
    }

    /// The value of a secret or a configuration item.
    pub(crate) fn own(own: Own, name: &Name) -> Self {
        Self::of(Piece::Own(own, name.clone()))
    }

    /// The whole text when all of it is known.
    pub(crate) fn as_known(&self) -> Option<Name> {
        match self.0.as_slice() {
            [] => Some("".into()),
            [Piece::Known(text)] => Some(text.clone()),
            _ => None,
        }
    }

    /// The text with another at its end.
    #[must_use]
    pub(crate) fn and(mut self, other: &Self) -> Self {
        for piece in &other.0 {
            self.push(piece.clone());
        }
        self
    }

    fn push(&mut self, piece: Piece) {
        if self.0.len() >= MOST_PIECES {
            if self.0.last() != Some(&Piece::Unknown) {
                self.0.push(Piece::Unknown);
            }
            return;
        }
        let joined = match (self.0.last(), &piece) {
            (Some(Piece::Known(before)), Piece::Known(text))
                if before.len() + text.len() <= MOST_BYTES =>
            {
                Some(Piece::Known(format!("{before}{text}").into()))
            }
            (Some(Piece::Unknown), Piece::Unknown) => return,
            _ => None,
        };
        match joined {
            Some(joined) => {
                self.0.pop();
                self.0.push(joined);
            }
            None => self.0.push(piece),
        }
    }

    /// The same with every known piece changed.
    #[must_use]
    pub(crate) fn each_known(&self, change: impl Fn(&str) -> String) -> Self {
        let changed = self.0.iter().map(|piece| match piece {
            Piece::Known(text) => Piece::Known(change(text).into()),
            piece => piece.clone(),
        });
        Self(changed.collect())
    }

    /// Where its data come from.
    pub(crate) fn origins(&self) -> BTreeSet<Origin> {
        let of = |piece: &Piece| match piece {
            Piece::Own(own, name) => Some(own.origin(name)),
            Piece::Data(origin) => Some(origin.clone()),
            Piece::Known(_) | Piece::Unknown => None,
        };
        self.0.iter().filter_map(of).collect()
    }

    /// The pattern of names it stands for; none when too little of it is known before the code runs.
    pub(crate) fn as_name(&self) -> Option<NamePattern> {
        match self.0.as_slice() {
            [Piece::Own(Own::Configuration, name)] => {
                NamePattern::parse(&format!("{{configuration.{name}}}")).ok()
            }
            [Piece::Known(text)] => exact(text),
            [Piece::Known(start), _, ..] if is_narrow(start) => {
                let pattern = NamePattern::Prefix(start.to_string());
                (NamePattern::parse(&pattern.to_string()).ok()? == pattern).then_some(pattern)
            }
            _ => None,
        }
    }
}

/// The name itself, if a pattern can say it.
fn exact(text: &str) -> Option<NamePattern> {
    let pattern = NamePattern::parse(text).ok()?;
    (pattern == NamePattern::Exact(text.to_owned())).then_some(pattern)
}

/// Whether the beginning of a name says whose names these are: of a URL it must hold the host.
fn is_narrow(start: &str) -> bool {
    match start.split_once("://") {
        Some((_, rest)) => rest.find('/').is_some_and(|at| at > 0),
        None => !"https://".starts_with(start) && start.len() > 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(pieces: &[&str]) -> Text {
        let piece = |piece: &&str| match piece.split_once(':') {
            Some(("own", name)) => Text::own(Own::Configuration, &name.into()),
            Some(("secret", name)) => Text::own(Own::Secrets, &name.into()),
            _ if *piece == "?" => Text::of(Piece::Unknown),
            _ => Text::known(piece),
        };
        let start = Text::default();
        pieces
            .iter()
            .map(piece)
            .fold(start, |all, one| all.and(&one))
    }

    #[test]
    fn names_are_exact_begin_alike_or_come_from_configuration() {
        let name = |pieces: &[&str]| text(pieces).as_name().map(|name| name.to_string());
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(
            name(&["https://a.example/", "plan"]),
            some("https://a.example/plan")
        );
        assert_eq!(
            name(&["https://a.example/", "?"]),
            some("https://a.example/*")
        );
        assert_eq!(name(&["https://a.example", "?"]), None);
        assert_eq!(name(&["https://", "own:DOMAIN"]), None);
        assert_eq!(name(&["own:CLAIM"]), some("{configuration.CLAIM}"));
        assert_eq!(name(&["own:SPACE", "/plan"]), None);
        assert_eq!(name(&["secret:CLAIM"]), None);
        assert_eq!(name(&["acme_", "?"]), some("acme_*"));
        assert_eq!(name(&["h", "?"]), None);
        assert_eq!(name(&["a*b"]), None);
        assert_eq!(name(&["{a}"]), None);
        assert_eq!(name(&[]), None);
    }

    #[test]
    fn a_text_that_grows_without_end_ends() {
        let mut grown = Text::default();
        for _ in 0..100 {
            grown = grown.and(&text(&["a", "own:B"]));
        }
        assert_eq!(grown.0.len(), MOST_PIECES + 1);
        assert_eq!(grown.0.last(), Some(&Piece::Unknown));
    }
}
