//! Whether a replay can be compared with a recording at all.

use super::{FORMAT, Recording};

/// Why it cannot.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotComparable {
    /// It is written in another form.
    #[error("the recording has format {0}; this program reads format {FORMAT}")]
    Format(u32),
    /// Something was taken out for good.
    #[error("the recording was redacted by `{}`: what is left cannot be compared", .0.join("`, `"))]
    Redacted(Vec<String>),
    /// A secret that the execution had is not there.
    #[error("the execution had a secret `{0}`, which is not at hand")]
    MissingSecret(String),
    /// A secret is another than the execution had.
    #[error("`{0}` has another value than the execution had")]
    OtherValue(String),
}

impl Recording {
    /// Whether it is written in the form of this program.
    ///
    /// # Errors
    /// [`NotComparable::Format`].
    pub const fn check_format(&self) -> Result<(), NotComparable> {
        match self.format {
            FORMAT => Ok(()),
            other => Err(NotComparable::Format(other)),
        }
    }

    /// Whether a replay with the secrets that `given` finds by name can be compared. On another value it could be equal by
    /// chance, or differ for no other reason.
    ///
    /// # Errors
    /// The first reason why it cannot.
    pub fn check_comparable<'a>(
        &self,
        given: impl Fn(&str) -> Option<&'a str>,
    ) -> Result<(), NotComparable> {
        self.check_format()?;
        if !self.redacted.is_empty() {
            return Err(NotComparable::Redacted(self.redacted.clone()));
        }
        for recorded in &self.secrets {
            let name = &recorded.name;
            let value = given(name).ok_or_else(|| NotComparable::MissingSecret(name.clone()))?;
            if recorded.is_not_of(value) {
                return Err(NotComparable::OtherValue(name.clone()));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::recording;
    use super::super::{SALT_BYTES, SecretVersion};
    use super::*;

    /// What is said of a recording of one secret, changed so, when its value is this.
    fn check(change: impl FnOnce(&mut Recording), value: Option<&'static str>, expected: &str) {
        let mut changed = recording(Vec::new());
        changed.secrets = vec![SecretVersion::of("KEY", "sesame", &[7; SALT_BYTES])];
        change(&mut changed);
        let said = changed.check_comparable(|name| value.filter(|_| name == "KEY"));
        let said = said.map_or_else(|why| why.to_string(), |()| String::new());
        assert_eq!(said, expected);
    }

    #[test]
    fn what_could_be_equal_by_chance_is_not_compared() {
        check(|_| {}, Some("sesame"), "");
        check(
            |one| one.format = 9,
            Some("sesame"),
            "the recording has format 9; this program reads format 1",
        );
        check(
            |one| one.redacted = vec!["log".to_owned(), "event.user".to_owned()],
            Some("sesame"),
            "the recording was redacted by `log`, `event.user`: what is left cannot be compared",
        );
        check(
            |_| {},
            None,
            "the execution had a secret `KEY`, which is not at hand",
        );
        check(
            |_| {},
            Some("rotated"),
            "`KEY` has another value than the execution had",
        );
        check(Recording::withhold_versions, Some("rotated"), "");
    }
}
