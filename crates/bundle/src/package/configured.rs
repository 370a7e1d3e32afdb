//! Permissions that name a configuration item: the customer's value has to fit in there.

use std::collections::BTreeMap;

use contract::permission::{HostPattern, NamePattern, Permissions};

use crate::{Field, FieldKind, Form};

/// Why a configuration item cannot stand in a permission.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConfiguredFault {
    /// The form does not have it.
    #[error("is no configuration item of the form")]
    Unknown,
    /// A secret must not be shown, and a permission is.
    #[error("names a secret, and permissions are shown")]
    Secret,
    /// Its values are never hosts or names.
    #[error("is of type {}, which holds no {wanted}", .kind.id())]
    Kind {
        /// Its type.
        kind: FieldKind,
        /// What the permission needs.
        wanted: &'static str,
    },
    /// It may be without a value.
    #[error("may be left empty, and then nothing would be permitted")]
    Optional,
    /// A default or an option that names no host.
    #[error("offers {value:?}, which names no host")]
    NotAHost {
        /// Its first 64 characters.
        value: String,
    },
}

impl ConfiguredFault {
    /// What to do about it.
    pub fn mend(&self) -> &'static str {
        match self {
            Self::Unknown => "add the item to `configuration`, or name another",
            Self::Secret => "move the item to `configuration`",
            Self::Kind { .. } => "make it a string, a url or an enum, or name another item",
            Self::Optional => "make the item required, or give it a default_value",
            Self::NotAHost { .. } => {
                "write a host such as api.acme.com or a URL such as https://api.acme.com"
            }
        }
    }
}

/// The permissions, as the manifest writes them, whose item does not fit.
pub(super) fn faults(permissions: &Permissions, form: &Form) -> Vec<(String, ConfiguredFault)> {
    let hosts = permissions.hosts.iter().chain(&permissions.redirects);
    let hosts = hosts.filter_map(|permission| match &permission.host {
        HostPattern::Configured(item) => Some((permission.host.to_string(), host(form, item)?)),
        HostPattern::Exact { .. } | HostPattern::Below { .. } => None,
    });
    let names = permissions
        .api
        .iter()
        .flat_map(|permission| &permission.names);
    let names = names.filter_map(|pattern| match pattern {
        NamePattern::Configured(item) => Some((pattern.to_string(), name(form, item)?)),
        NamePattern::Exact(_) | NamePattern::Prefix(_) => None,
    });
    hosts.chain(names).collect()
}

fn host(form: &Form, item: &str) -> Option<ConfiguredFault> {
    let field = match usable(form, item, "host") {
        Ok(field) => field,
        Err(fault) => return Some(fault),
    };
    let options = field.options.iter().map(|option| &option.value);
    let mut offered = options.chain(&field.default_value);
    let odd = offered.find(|value| {
        let configuration = BTreeMap::from([(item.to_owned(), value.to_string())]);
        HostPattern::Configured(item.to_owned())
            .fix(&configuration)
            .is_none()
    })?;
    Some(ConfiguredFault::NotAHost {
        value: odd.chars().take(64).collect(),
    })
}

fn name(form: &Form, item: &str) -> Option<ConfiguredFault> {
    usable(form, item, "name").err()
}

fn usable<'f>(
    form: &'f Form,
    item: &str,
    wanted: &'static str,
) -> Result<&'f Field, ConfiguredFault> {
    if form.secrets.iter().any(|field| field.name == item) {
        return Err(ConfiguredFault::Secret);
    }
    let field = form.field(item).ok_or(ConfiguredFault::Unknown)?;
    match field.kind {
        FieldKind::String | FieldKind::Url | FieldKind::Enum => {}
        kind @ (FieldKind::Number | FieldKind::Boolean | FieldKind::Duration) => {
            return Err(ConfiguredFault::Kind { kind, wanted });
        }
    }
    let offers_nothing = field.options.iter().any(|option| option.value.is_empty());
    if !field.required || offers_nothing {
        return Err(ConfiguredFault::Optional);
    }
    Ok(field)
}
