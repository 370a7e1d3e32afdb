//! Reads the cause of a failure out of the HTTP client's chain of errors.

use std::error::Error as StdError;
use std::io;

use crate::address::AddressClass;
use crate::error::EgressError;

/// The cause of a failure of the HTTP client.
pub(crate) enum Diagnosis {
    Policy(AddressClass, &'static str),
    Unresolved(io::ErrorKind),
    NoAddress,
    Tls(rustls::Error),
    Refused,
    Reset,
    Timeout,
    Unknown,
}

/// Walks down the chain of causes to the first that says what happened.
pub(crate) fn diagnose(error: &reqwest::Error) -> Diagnosis {
    let mut cause: Option<&(dyn StdError + 'static)> = Some(error);
    while let Some(current) = cause {
        if let Some(found) = diagnose_one(current) {
            return found;
        }
        cause = current.source();
    }
    if error.is_timeout() {
        Diagnosis::Timeout
    } else {
        Diagnosis::Unknown
    }
}

fn diagnose_one(error: &(dyn StdError + 'static)) -> Option<Diagnosis> {
    if let Some(own) = error.downcast_ref::<EgressError>() {
        return Some(match own {
            EgressError::RefusedAddress { class, advice, .. } => Diagnosis::Policy(*class, advice),
            EgressError::Resolve { source, .. } => Diagnosis::Unresolved(source.kind()),
            EgressError::NoAddress { .. } => Diagnosis::NoAddress,
            _ => Diagnosis::Unknown,
        });
    }
    if let Some(tls) = error.downcast_ref::<rustls::Error>() {
        return Some(Diagnosis::Tls(tls.clone()));
    }
    if let Some(http) = error.downcast_ref::<hyper::Error>()
        && http.is_incomplete_message()
    {
        return Some(Diagnosis::Reset);
    }
    diagnose_io(error.downcast_ref::<io::Error>()?)
}

fn diagnose_io(error: &io::Error) -> Option<Diagnosis> {
    // An `io::Error` made from another error hides it from `source`.
    if let Some(inner) = error.get_ref()
        && let Some(found) = diagnose_one(inner)
    {
        return Some(found);
    }
    match error.kind() {
        io::ErrorKind::ConnectionRefused => Some(Diagnosis::Refused),
        io::ErrorKind::ConnectionReset
        | io::ErrorKind::ConnectionAborted
        | io::ErrorKind::BrokenPipe
        | io::ErrorKind::UnexpectedEof => Some(Diagnosis::Reset),
        io::ErrorKind::TimedOut => Some(Diagnosis::Timeout),
        _ => None,
    }
}
