//! A recording as it is kept: with references in the place of secrets, and no longer than a limit.

use super::held::RevealError;
use super::material::UNSPELLED;
use super::{Material, Recording, Step};
use crate::secrets::{Secrets, TooOften};

/// The longest recording as it is kept: its JSON text, with references in the place of secrets.
pub const LONGEST_BYTES: usize = 16 << 20;
/// The most bytes that texts have with the secrets in them: none that is kept has as many.
pub(super) const REVEALED_BYTES: usize = 4 * LONGEST_BYTES;
/// What a step counts on paper besides its texts.
const STEP_BYTES: usize = 32;

/// Why a recording is not kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotKept {
    /// It is too long.
    #[error("too large to keep: {bytes} bytes, limit {LONGEST_BYTES}")]
    TooLarge {
        /// At least so many bytes it has.
        bytes: usize,
    },
    /// It has too many references.
    #[error("too large to keep: {0}")]
    TooOften(#[from] TooOften),
}

impl Recording {
    /// Puts references in the place of these secrets.
    ///
    /// # Errors
    /// When it is too large to keep with them. What is left of it is of no use then.
    pub fn conceal(&mut self, secrets: &Secrets) -> Result<(), NotKept> {
        if !secrets.is_empty() {
            self.hold(secrets)?;
        }
        let held = self.held.iter().map(|held| held.text.paper_bytes());
        let mut bytes: usize = held.sum();
        for step in &mut self.steps {
            bytes += STEP_BYTES;
            step.mask_words(secrets);
            for material in step.materials() {
                material.conceal(secrets)?;
                bytes += material.paper_bytes();
                // It goes on being counted, so that its length can be told.
                if bytes > LONGEST_BYTES {
                    *material = Material::default();
                }
            }
        }
        if bytes > LONGEST_BYTES {
            return Err(NotKept::TooLarge { bytes });
        }
        if self.materials().any(|text| text.is_lossy()) {
            self.redacted.push(UNSPELLED.to_owned());
        }
        Ok(())
    }

    /// It, as it is kept.
    ///
    /// # Errors
    /// When it is too large to keep.
    pub fn paper(&self) -> Result<Vec<u8>, NotKept> {
        let mut paper = Paper::default();
        // A recording is always JSON, and a Paper takes all that is written.
        let _ = serde_json::to_writer(&mut paper, self);
        match paper.bytes {
            bytes if bytes > LONGEST_BYTES => Err(NotKept::TooLarge { bytes }),
            _ => Ok(paper.text),
        }
    }

    /// How many bytes its steps have at least.
    pub fn kept_bytes(&mut self) -> usize {
        let steps = self.steps.iter_mut();
        let materials = steps.map(|step| {
            let texts = step.materials().into_iter();
            STEP_BYTES + texts.map(|text| text.kept_bytes()).sum::<usize>()
        });
        materials.sum()
    }

    /// Puts the values of secrets in the place of their references.
    ///
    /// # Errors
    /// When a secret that is referred to is not given, or what was taken out does not fit back.
    pub fn reveal(&mut self, secrets: &Secrets) -> Result<(), RevealError> {
        let mut room = REVEALED_BYTES;
        self.put_back(secrets, &mut room)?;
        let mut materials = self.steps.iter_mut().flat_map(Step::materials);
        materials.try_for_each(|material| material.reveal(secrets, &mut room))
    }

    /// Its texts and bytes, what is held apart first.
    pub(super) fn materials(&mut self) -> impl Iterator<Item = &mut Material> {
        let held = self.held.iter_mut().map(|held| &mut held.text);
        held.chain(self.steps.iter_mut().flat_map(Step::materials))
    }

    /// Leaves out what tells the values of its secrets from others: a short value can be guessed by it.
    pub fn withhold_versions(&mut self) {
        for secret in &mut self.secrets {
            secret.version = None;
        }
    }
}

impl Step {
    /// What it says in words of the host, which are not compared.
    pub(super) fn words(&mut self) -> Option<&mut String> {
        match self {
            Self::Cut { line } => Some(line),
            Self::Ended { failure, .. } => Some(&mut failure.message),
            _ => None,
        }
    }

    /// Masks these secrets in the words of the host: nothing is put back there.
    pub(super) fn mask_words(&mut self, secrets: &Secrets) {
        if let Some(words) = self.words() {
            *words = secrets.masked(words);
        }
    }
}

/// Takes a text as far as it is not too long, and counts the rest.
#[derive(Default)]
struct Paper {
    text: Vec<u8>,
    bytes: usize,
}

impl std::io::Write for Paper {
    fn write(&mut self, more: &[u8]) -> std::io::Result<usize> {
        self.bytes += more.len();
        if self.bytes <= LONGEST_BYTES {
            self.text.extend_from_slice(more);
        }
        Ok(more.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::Doing;
    use super::super::tests::recording;
    use super::*;
    use crate::{Failure, FailureKind, LogLevel};

    fn logs(count: usize, text: &str) -> Recording {
        let line = Step::Log {
            level: LogLevel::Log,
            text: Material::of(text.as_bytes()),
        };
        recording(vec![line; count])
    }

    #[test]
    fn what_is_too_large_with_its_references_is_not_kept_and_says_how_large() {
        let one = Secrets::new([("ONE", "a")]);
        let mut many = logs(16, &"ab".repeat(1 << 15));
        let error = many.conceal(&one).unwrap_err();
        let NotKept::TooLarge { bytes } = error else {
            panic!("{error}");
        };
        // Half of the characters are references.
        assert!(bytes > 16 << 20 && bytes < 64 << 20, "{bytes}");
        let expected = format!("too large to keep: {bytes} bytes, limit 16777216");
        assert_eq!(error.to_string(), expected);
        let left: usize = many.kept_bytes();
        assert!(left <= LONGEST_BYTES, "{left}");
        let error = logs(1, &"a".repeat(10 << 20)).conceal(&one).unwrap_err();
        assert_eq!(error, NotKept::TooOften(TooOften));
        logs(1, &"a".repeat(1_000)).conceal(&one).unwrap();
    }

    #[test]
    fn paper_past_the_limit_is_counted_and_not_held() {
        // Each of these characters has six on paper.
        let controls = logs(3, &"\u{1}".repeat(1 << 20));
        let error = controls.paper().unwrap_err();
        assert!(
            matches!(error, NotKept::TooLarge { bytes } if bytes > 18 << 20),
            "{error}"
        );
        let paper = logs(2, &"\u{1}".repeat(1 << 20)).paper().unwrap();
        assert!(serde_json::from_slice::<Recording>(&paper).is_ok());
    }

    #[test]
    fn what_the_host_said_has_no_secret() {
        let failure = Failure::new(FailureKind::Error, "cannot reach s3cr3t-host");
        let mut ended = recording(vec![
            Step::Ended {
                failure,
                doing: Doing::Computing,
            },
            Step::Cut {
                line: "cut: s3cr3t-host".to_owned(),
            },
        ]);
        ended.conceal(&Secrets::new([("KEY", "s3cr3t")])).unwrap();
        let paper = String::from_utf8(ended.paper().unwrap()).unwrap();
        assert!(
            !paper.contains("s3cr3t") && paper.contains("***-host"),
            "{paper}"
        );
    }
}
