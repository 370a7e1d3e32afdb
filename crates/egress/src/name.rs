//! Host names that never mean a public service, whatever they resolve to.

/// Top-level and second-level names set aside for local use (RFC 6761, 6762, 7686, 8375, ICANN's `.internal`).
const LOCAL_SUFFIXES: &[&str] = &[
    "localhost",
    "local",
    "localdomain",
    "internal",
    "home.arpa",
    "onion",
];

/// Metadata services reached by a name that looks public.
const METADATA_NAMES: &[&str] = &[
    "metadata.goog",
    "metadata.packet.net",
    "metadata.platformequinix.com",
];

/// The name in the one form that is compared: lower case, without the dot of the root.
pub(crate) fn canonical(name: &str) -> String {
    name.trim_end_matches('.').to_ascii_lowercase()
}

/// True if `name`, in its canonical form, names this machine, its network or a metadata service.
///
/// A name of one label is always local: only a search list could complete it.
pub(crate) fn is_local(name: &str) -> bool {
    !name.contains('.')
        || LOCAL_SUFFIXES
            .iter()
            .any(|suffix| is_at_or_below(name, suffix))
        || METADATA_NAMES
            .iter()
            .any(|metadata| is_at_or_below(name, metadata))
}

fn is_at_or_below(name: &str, suffix: &str) -> bool {
    name.strip_suffix(suffix)
        .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn local_names_are_recognised() {
        for name in [
            "localhost",
            "LOCALHOST.",
            "a.localhost",
            "printer.local",
            "metadata.google.internal",
            "metadata.goog",
            "x.metadata.goog",
            "db",
            "router.home.arpa",
            "host.docker.internal",
            "abc.onion",
            "localhost.localdomain",
        ] {
            assert!(is_local(&canonical(name)), "{name}");
        }
    }

    #[test]
    fn public_names_are_not() {
        for name in [
            "example.com",
            "localhost.example.com",
            "notlocalhost.com",
            "internal.example.com",
            "mymetadata.goog.com",
        ] {
            assert!(!is_local(&canonical(name)), "{name}");
        }
    }
}
