//! The same errors for people who save actions on a server: they see neither its folders nor its network, and what they
//! cannot mend its operator can.

use contract::outbound::OutboundErrorKind as Kind;
use url::Url;

use crate::BuildError;

/// Whom to ask about what the server's configuration says.
const OPERATOR: &str = "ask the server's operator";

impl BuildError {
    /// What happened and what an administrator can do about it. `Display` is for whoever runs the command line, and for the
    /// server's own log.
    #[must_use]
    pub fn on_server(&self) -> String {
        match self {
            Self::Within { chain, source } => {
                format!("{} (required by {})", source.on_server(), chain.join(" > "))
            }
            Self::NotFound { package } => format!(
                "the registry has no package {package}; check its name. If it is private, {OPERATOR} whether the server knows its registry and a token that may read it"
            ),
            Self::Status { url, status } => {
                format!(
                    "the registry answers {status} to {}{}",
                    path(url),
                    advice_on(*status)
                )
            }
            Self::Outbound { url, kind, .. } => {
                format!("the registry {} ({})", reason(*kind), path(url))
            }
            Self::PlainHttp { url } => format!(
                "the registry has {} behind plain http, which is for the server's own addresses only; {OPERATOR} to name a registry with https",
                path(url)
            ),
            Self::Offline { what } => format!(
                "{what} was never downloaded to this server, which asks no registry; require what it has, or {OPERATOR} for it"
            ),
            Self::Lock(_) => format!(
                "what is kept of the former versions cannot be used: {self}; save the dependencies again as ranges or tags"
            ),
            Self::Npmrc { key, reason, .. } => {
                format!(
                    "the server's configuration of registries is wrong, {key}: {reason}; {OPERATOR}"
                )
            }
            Self::Cache { .. } => format!(
                "the server cannot keep or read its downloads; the cause stands in its log: {OPERATOR}"
            ),
            Self::Interrupted => {
                "reading packages was interrupted; save the action again".to_owned()
            }
            Self::Name { .. }
            | Self::Spec { .. }
            | Self::TooManyDependencies { .. }
            | Self::NoVersion { .. }
            | Self::PeerConflict { .. }
            | Self::Unsettled { .. }
            | Self::TooManyPackages { .. }
            | Self::TooManyBytes { .. }
            | Self::TooManyFiles { .. }
            | Self::TooLarge { .. }
            | Self::Native { .. }
            | Self::Platform { .. }
            | Self::Packument { .. }
            | Self::Archive { .. }
            | Self::Integrity { .. } => self.to_string(),
        }
    }
}

/// What was asked for, without where.
fn path(url: &str) -> String {
    let path = Url::parse(url).map(|url| url.path().to_owned());
    path.unwrap_or_else(|_| "an address that is none".to_owned())
}

fn advice_on(status: u16) -> &'static str {
    match status {
        401 | 403 => {
            "; ask the server's operator for a token of this registry that may read the package"
        }
        429 => "; wait before you save the action again",
        _ => "; save the action again later",
    }
}

fn reason(kind: Kind) -> &'static str {
    match kind {
        Kind::RefusedByPolicy | Kind::Capability => {
            "leads to where this server sends nothing; ask its operator"
        }
        Kind::Dns | Kind::Refused | Kind::Reset | Kind::Timeout | Kind::Aborted | Kind::Other => {
            "cannot be reached from this server; save the action again later"
        }
        Kind::Tls
        | Kind::CertificateUntrusted
        | Kind::CertificateExpired
        | Kind::CertificateMisnamed => {
            "has no certificate that this server trusts; ask its operator"
        }
        Kind::TooLarge => "sends more than is read; require a smaller package",
        Kind::TooManyRedirects | Kind::InvalidUrl => {
            "sends the server elsewhere than to a package; ask its operator"
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::path::PathBuf;

    use super::*;
    use crate::error::{LockError, NpmrcReason};
    use crate::spec::Elsewhere;
    use crate::{ArchiveError, IntegrityError, PackageName};

    const SECRET_FOLDER: &str = "/var/lib/latchwork/npm";
    const SECRET_HOST: &str = "npm.internal";

    fn outbound(kind: Kind) -> BuildError {
        BuildError::Outbound {
            url: format!("https://{SECRET_HOST}/a"),
            kind,
            message: format!("connect to 10.1.2.3:443 of {SECRET_HOST}: refused"),
        }
    }

    fn status(status: u16) -> BuildError {
        BuildError::Status {
            url: format!("https://{SECRET_HOST}/@acme%2fa"),
            status,
        }
    }

    fn all() -> Vec<BuildError> {
        let package = PackageName::parse("a").unwrap();
        let version = "1.0.0".to_owned();
        let mut all = vec![
            BuildError::NotFound {
                package: package.clone(),
            },
            BuildError::Spec {
                package: package.clone(),
                spec: "file:..".to_owned(),
                elsewhere: Elsewhere::File,
            },
            BuildError::Native {
                package: package.clone(),
                version: version.clone(),
                file: "binding.gyp".to_owned(),
            },
            BuildError::Archive {
                package: package.clone(),
                version: version.clone(),
                source: ArchiveError::TooMany { limit: 1 },
            },
            BuildError::Integrity {
                package,
                version,
                source: IntegrityError::Empty,
            },
            BuildError::PlainHttp {
                url: format!("http://{SECRET_HOST}/a"),
            },
            BuildError::Offline {
                what: "a@1.0.0".to_owned(),
            },
            BuildError::Lock(LockError::NoIntegrity {
                place: "node_modules/a".to_owned(),
            }),
            BuildError::Npmrc {
                file: format!("{SECRET_FOLDER}/.npmrc"),
                key: "registry".to_owned(),
                reason: NpmrcReason::Url,
            },
            BuildError::Cache {
                path: PathBuf::from(SECRET_FOLDER),
                source: io::Error::other("no space"),
            },
            BuildError::Interrupted,
        ];
        all.extend([401, 403, 429, 500].map(status));
        let kinds = [
            Kind::RefusedByPolicy,
            Kind::Dns,
            Kind::CertificateUntrusted,
            Kind::TooLarge,
            Kind::InvalidUrl,
        ];
        all.extend(kinds.map(outbound));
        all
    }

    #[test]
    fn nothing_of_the_command_line_and_nothing_of_the_server_shows() {
        for error in all() {
            let named = format!("{error:?}");
            let within = error.within(vec!["outer".to_owned()]);
            let told = within.on_server();
            for hidden in [
                "--",
                ".npmrc",
                "cache",
                SECRET_FOLDER,
                SECRET_HOST,
                "10.1.2.3",
            ] {
                assert!(!told.contains(hidden), "{named}: {told}");
            }
            assert!(told.ends_with("(required by outer)"), "{told}");
        }
    }

    #[test]
    fn each_surface_has_its_own_way_out() {
        let denied = status(401);
        assert!(denied.to_string().contains(".npmrc"), "{denied}");
        assert_eq!(
            denied.on_server(),
            "the registry answers 401 to /@acme%2fa; ask the server's operator for a token of this registry that may read the package"
        );
        let offline = BuildError::Offline {
            what: "a@1.0.0".to_owned(),
        };
        assert!(offline.to_string().ends_with("run once without --offline"));
        assert!(offline.on_server().contains("ask the server's operator"));
    }
}
