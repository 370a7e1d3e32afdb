//! Who has to be asked what: `prompt` and `max_age` (OpenID Connect Core section 3.1.2.1).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::Error;

/// One value of `prompt`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Prompt {
    /// Show nothing.
    None,
    /// Ask for credentials even when signed in.
    Login,
    /// Ask for consent.
    Consent,
    /// Let the user choose an account.
    SelectAccount,
}

impl Prompt {
    /// Reads a `prompt` parameter; `none` stands alone.
    pub fn parse(text: Option<&str>) -> Result<BTreeSet<Self>, Error> {
        let mut prompts = BTreeSet::new();
        for word in text
            .unwrap_or_default()
            .split(' ')
            .filter(|word| !word.is_empty())
        {
            prompts.insert(match word {
                "none" => Self::None,
                "login" => Self::Login,
                "consent" => Self::Consent,
                "select_account" => Self::SelectAccount,
                _ => {
                    return Err(Error::Invalid {
                        name: "prompt",
                        because: "must be none, login, consent or select_account",
                    });
                }
            });
        }
        if prompts.len() > 1 && prompts.contains(&Self::None) {
            return Err(Error::Invalid {
                name: "prompt",
                because: "none must stand alone",
            });
        }
        Ok(prompts)
    }

    /// The word on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Login => "login",
            Self::Consent => "consent",
            Self::SelectAccount => "select_account",
        }
    }
}

/// What the host knows of the browser's session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignedIn {
    /// No live session.
    No,
    /// A live session whose user proved who they are this many seconds ago.
    Since {
        /// Age of the proof in seconds.
        age_s: u64,
    },
}

/// What the browser has to go through before the flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Interaction {
    /// Nothing: the session is good.
    SingleSignOn,
    /// The login page.
    Login,
    /// The session is good, but consent is asked for.
    Consent,
}

/// Decides the interaction, or refuses a `prompt=none` that would need one.
pub fn interaction(
    prompts: &BTreeSet<Prompt>,
    max_age_s: Option<u64>,
    signed_in: SignedIn,
) -> Result<Interaction, Error> {
    let fresh = match signed_in {
        SignedIn::No => false,
        SignedIn::Since { age_s } => max_age_s.is_none_or(|max| age_s <= max),
    };
    if prompts.contains(&Prompt::None) {
        return if fresh {
            Ok(Interaction::SingleSignOn)
        } else {
            Err(Error::LoginRequired)
        };
    }
    // One account per browser session: to choose another one is to sign in.
    if !fresh || prompts.contains(&Prompt::Login) || prompts.contains(&Prompt::SelectAccount) {
        return Ok(Interaction::Login);
    }
    Ok(if prompts.contains(&Prompt::Consent) {
        Interaction::Consent
    } else {
        Interaction::SingleSignOn
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_prompt_with_and_without_a_session() {
        let signed_in = SignedIn::Since { age_s: 10 };
        for (prompt, max_age, session, expected) in [
            ("", None, SignedIn::No, Ok(Interaction::Login)),
            ("", None, signed_in, Ok(Interaction::SingleSignOn)),
            ("", Some(10), signed_in, Ok(Interaction::SingleSignOn)),
            ("", Some(9), signed_in, Ok(Interaction::Login)),
            ("none", None, SignedIn::No, Err(Error::LoginRequired)),
            ("none", None, signed_in, Ok(Interaction::SingleSignOn)),
            ("none", Some(9), signed_in, Err(Error::LoginRequired)),
            ("login", None, signed_in, Ok(Interaction::Login)),
            ("select_account", None, signed_in, Ok(Interaction::Login)),
            ("consent", None, signed_in, Ok(Interaction::Consent)),
            ("login consent", None, signed_in, Ok(Interaction::Login)),
        ] {
            let prompts = Prompt::parse(Some(prompt)).unwrap();
            assert_eq!(
                interaction(&prompts, max_age, session),
                expected,
                "{prompt} {max_age:?} {session:?}"
            );
        }
        assert!(Prompt::parse(Some("none login")).is_err());
        assert!(Prompt::parse(Some("create")).is_err());
    }
}
