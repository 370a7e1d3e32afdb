//! Acceptance: somebody reads what an integration may do and says yes.

use api::PermissionsInWords;
use bundle::Digest;
use clap::Args;

use crate::remote::{RemoteError, ask};
use crate::terminal;

/// How permissions are accepted.
#[derive(Debug, Args)]
pub(crate) struct AcceptArguments {
    /// Accepts what is shown without asking; with DIGEST, only the permissions it names, which were read before
    #[arg(long, value_name = "DIGEST")]
    accept: Option<Option<Digest>>,
}

impl AcceptArguments {
    /// What names the accepted permissions. `text` is what is to be read, without which nobody can say yes.
    pub(super) fn decide(
        &self,
        permissions: &PermissionsInWords,
        text: &str,
    ) -> Result<String, RemoteError> {
        if let Some(Some(digest)) = &self.accept {
            let given = digest.to_string();
            if given != permissions.accept {
                return Err(RemoteError::OtherPermissions {
                    given,
                    now: permissions.accept.clone(),
                });
            }
            return Ok(given);
        }
        terminal::complain(text.trim_end());
        if self.accept.is_none() {
            ask("Accept?", || RemoteError::NotAccepted {
                digest: permissions.accept.clone(),
            })?;
        }
        Ok(permissions.accept.clone())
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Line {
        slug: String,
        #[command(flatten)]
        accept: AcceptArguments,
    }

    #[test]
    fn what_was_read_is_accepted_and_nothing_else() {
        let one = format!("sha256:{}", "1".repeat(64));
        let other = format!("sha256:{}", "2".repeat(64));
        let permissions = PermissionsInWords {
            summary: String::new(),
            sentences: Vec::new(),
            accept: one.clone(),
        };
        let accept = |words: &[&str]| {
            let line = Line::try_parse_from([&["latchwork", "acme"], words].concat())?;
            assert_eq!(line.slug, "acme");
            Ok::<_, clap::Error>(line.accept.decide(&permissions, "all of it"))
        };
        assert_eq!(accept(&["--accept", &one]).unwrap().unwrap(), one);
        assert_eq!(accept(&["--accept"]).unwrap().unwrap(), one);
        let refused = accept(&["--accept", &other]).unwrap().unwrap_err();
        assert!(refused.to_string().contains(&one), "{refused}");
        assert!(accept(&["--accept", "yes"]).is_err());
    }
}
