//! A tenant's own action: the draft people edit, the immutable versions that run.

use std::collections::BTreeMap;

use contract::Trigger;
use serde::{Deserialize, Serialize};

use crate::{ActionId, ActionVersionId, BuiltId, Error, Secret, TenantId, limit};

/// The one runtime of this host, as clients of the reference name it.
pub const RUNTIME: &str = "node22";

/// Bytes of a package's name; npm's own limit.
const NAME_BYTES: usize = 214;
/// Bytes of a version, range or tag that is asked for.
const ASKED_BYTES: usize = 50;
/// Bytes of a version that a registry has; npm's own limit.
const PINNED_BYTES: usize = 256;

/// How many of each there may be (reference: runtime limits).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ActionLimits {
    /// Actions of one tenant.
    pub per_tenant: usize,
    /// Actions of one trigger of a tenant, deployed or not.
    pub per_trigger: usize,
    /// Versions of one action; at the limit the oldest unused one goes.
    pub versions: usize,
    /// Bytes of source.
    pub source_bytes: usize,
    /// Secrets of one action.
    pub secrets: usize,
    /// Characters of a secret's name.
    pub secret_name_chars: usize,
    /// Characters of a secret's value.
    pub secret_value_chars: usize,
    /// npm dependencies of one action.
    pub dependencies: usize,
    /// Bytes of all that was built for one tenant's drafts and versions.
    pub built_bytes: u64,
}

impl ActionLimits {
    /// The limits of every tenant.
    pub const DEFAULT: Self = Self {
        per_tenant: 100,
        per_trigger: 20,
        versions: 50,
        source_bytes: 100_000,
        secrets: 30,
        secret_name_chars: 128,
        secret_value_chars: 4_096,
        dependencies: 10,
        built_bytes: 1 << 30,
    };
}

/// The name of an action, unique in its tenant.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ActionName(String);

impl ActionName {
    /// 1 to 255 bytes of printable text.
    pub fn parse(name: &str) -> Result<Self, Error> {
        limit::text("name", name, 255)?;
        Ok(Self(name.to_owned()))
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// An action with its draft. What runs is never the draft but a [`ActionVersion`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// The tenant it belongs to.
    pub tenant: TenantId,
    /// Its id.
    pub id: ActionId,
    /// Its name.
    pub name: ActionName,
    /// The one trigger it is for.
    pub trigger: Trigger,
    /// What people edit.
    pub draft: ActionDraft,
    /// Counts the changes of the draft; a build is of one revision.
    pub revision: u64,
    /// The version that runs where it is bound.
    pub deployed: Option<DeployedVersion>,
    /// When it was made, unix ms.
    pub created_at_ms: u64,
    /// When its draft last changed, unix ms.
    pub updated_at_ms: u64,
}

/// Which version is deployed and whether the draft has moved on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeployedVersion {
    /// The version's id.
    pub id: ActionVersionId,
    /// Its number, from 1.
    pub number: u32,
    /// Whether the draft still equals it (`all_changes_deployed`).
    pub draft: DraftState,
}

/// Whether the draft still equals the deployed version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DraftState {
    /// Equal.
    Deployed,
    /// Edited since.
    Edited,
}

/// What people edit: source and the names of its secrets. Their values live sealed in the store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionDraft {
    /// The JavaScript source, CommonJS.
    pub code: String,
    /// npm packages it requires: as they were declared until they are built, from then on with exact versions.
    pub dependencies: Vec<Dependency>,
    /// The runtime as the client named it.
    pub runtime: String,
    /// Its secrets by name.
    pub secrets: Vec<ActionSecret>,
    /// Whether the draft may be deployed.
    pub status: BuildStatus,
}

/// An npm package an action requires.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dependency {
    /// The package's name.
    pub name: String,
    /// The exact version; in a draft that is not built also a range or a tag.
    pub version: String,
}

/// The name of a secret; its value is write-only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionSecret {
    /// `event.secrets.<name>`.
    pub name: String,
    /// When its value last changed, unix ms.
    pub updated_at_ms: u64,
}

/// Where a draft stands on its way to a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BuildStatus {
    /// Saved, not yet looked at.
    Pending,
    /// Being prepared.
    Building,
    /// May be deployed.
    Built,
    /// Could not be prepared; it is tried again in a while.
    Retrying,
    /// Could not be prepared.
    Failed,
}

/// An immutable version: what a binding runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionVersion {
    /// The tenant it belongs to.
    pub tenant: TenantId,
    /// Its id.
    pub id: ActionVersionId,
    /// The action it is a version of.
    pub action: ActionId,
    /// The action's name when it was deployed.
    pub name: ActionName,
    /// The action's trigger.
    pub trigger: Trigger,
    /// 1, 2, 3...
    pub number: u32,
    /// The source.
    pub code: String,
    /// npm packages it requires.
    pub dependencies: Vec<Dependency>,
    /// The action and its packages as one file; nothing where it requires none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub built: Option<BuiltId>,
    /// The runtime.
    pub runtime: String,
    /// Its secrets by name, as they were when it was deployed.
    pub secrets: Vec<ActionSecret>,
    /// When it was deployed, unix ms.
    pub created_at_ms: u64,
}

/// A change of a draft: what is `None` keeps its value.
#[derive(Debug, Clone, Default)]
pub struct DraftChange {
    /// A new name.
    pub name: Option<ActionName>,
    /// New source.
    pub code: Option<String>,
    /// The whole new list.
    pub dependencies: Option<Vec<Dependency>>,
    /// Its secrets.
    pub secrets: SecretsChange,
}

/// A change of a draft's secrets.
#[derive(Debug, Clone, Default)]
pub enum SecretsChange {
    /// All stay.
    #[default]
    Keep,
    /// The whole new set; one without a value keeps the value it has.
    Replace(BTreeMap<String, Option<Secret>>),
    /// This one gets this value, whatever the others are.
    Set(String, Secret),
    /// This one goes, whatever the others are.
    Remove(String),
}

impl Action {
    /// Checks the draft against `limits`.
    pub fn validate(&self, limits: &ActionLimits) -> Result<(), Error> {
        let draft = &self.draft;
        limit::longest("code", &draft.code, limits.source_bytes)?;
        limit::count(
            "dependencies",
            draft.dependencies.len(),
            limits.dependencies,
        )?;
        limit::distinct(
            "dependencies",
            draft.dependencies.iter().map(|one| one.name.as_str()),
        )?;
        for dependency in &draft.dependencies {
            dependency.within(PINNED_BYTES)?;
        }
        limit::count("secrets", draft.secrets.len(), limits.secrets)?;
        limit::distinct("secrets", draft.secrets.iter().map(|one| one.name.as_str()))?;
        draft
            .secrets
            .iter()
            .try_for_each(|one| secret_name(&one.name, limits))
    }

    /// Applies `change`; returns the values of the secrets whose names it lists with one.
    ///
    /// Every change sends the draft back to `pending`. A secret listed without a value must exist.
    pub fn edit(
        &mut self,
        change: DraftChange,
        limits: &ActionLimits,
        now_ms: u64,
    ) -> Result<BTreeMap<String, Secret>, Error> {
        let mut edited = self.clone();
        let mut values = BTreeMap::new();
        if let Some(name) = change.name {
            edited.name = name;
        }
        if let Some(code) = change.code {
            edited.draft.code = code;
        }
        if let Some(dependencies) = change.dependencies {
            // What the draft has came from a registry, and may be longer than what is asked for.
            let asked = dependencies.iter();
            let mut asked = asked.filter(|one| !self.draft.dependencies.contains(one));
            asked.try_for_each(|one| one.within(ASKED_BYTES))?;
            edited.draft.dependencies = dependencies;
        }
        if let Some(secrets) = self.draft.listed(change.secrets)? {
            limit::count("secrets", secrets.len(), limits.secrets)?;
            edited.draft.secrets = Vec::with_capacity(secrets.len());
            for (name, value) in secrets {
                let kept = self.draft.secrets.iter().find(|one| one.name == name);
                let updated_at_ms = match (&value, kept) {
                    (Some(_), _) => now_ms,
                    (None, Some(kept)) => kept.updated_at_ms,
                    (None, None) => {
                        return Err(Error::Empty {
                            field: "secrets.value",
                        });
                    }
                };
                if let Some(value) = value {
                    secret_value(&value, limits)?;
                    values.insert(name.clone(), value);
                }
                edited.draft.secrets.push(ActionSecret {
                    name,
                    updated_at_ms,
                });
            }
        }
        edited.validate(limits)?;
        edited.draft.status = BuildStatus::Pending;
        edited.updated_at_ms = now_ms;
        edited.revision = edited.revision.saturating_add(1);
        if let Some(deployed) = &mut edited.deployed {
            deployed.draft = DraftState::Edited;
        }
        *self = edited;
        Ok(values)
    }

    /// Whether the draft is built of something else than that one: other code, or other packages.
    #[must_use]
    pub fn is_built_of_other(&self, before: &ActionDraft) -> bool {
        let now = &self.draft;
        now.code != before.code || now.dependencies != before.dependencies
    }

    /// Whether its draft requires packages, and so is built by a worker.
    #[must_use]
    pub fn has_packages(&self) -> bool {
        !self.draft.dependencies.is_empty()
    }

    /// The version a deployment of the draft makes. Only a `built` draft may be deployed, with exactly what was `built` of
    /// it where it requires packages.
    pub fn version(
        &self,
        id: ActionVersionId,
        number: u32,
        built: Option<BuiltId>,
        now_ms: u64,
    ) -> Result<ActionVersion, Error> {
        if self.draft.status != BuildStatus::Built || self.has_packages() != built.is_some() {
            return Err(Error::Contradiction {
                field: "status",
                because: "A draft must be in the 'built' state before it can be deployed.",
            });
        }
        Ok(ActionVersion {
            tenant: self.tenant.clone(),
            id,
            action: self.id.clone(),
            name: self.name.clone(),
            trigger: self.trigger,
            number,
            code: self.draft.code.clone(),
            dependencies: self.draft.dependencies.clone(),
            built,
            runtime: self.draft.runtime.clone(),
            secrets: self.draft.secrets.clone(),
            created_at_ms: now_ms,
        })
    }
}

impl Dependency {
    /// Checks the name, and that what is asked of it is no longer than `version_bytes`, besides the name of another package
    /// that it is an alias of (`npm:NAME@VERSION`).
    fn within(&self, version_bytes: usize) -> Result<(), Error> {
        limit::text("dependencies.name", &self.name, NAME_BYTES)?;
        let version = match self.version.strip_prefix("npm:") {
            Some(alias) => {
                let at = alias.rfind('@').filter(|at| *at > 0);
                let (package, version) = alias.split_at(at.unwrap_or(alias.len()));
                limit::text("dependencies.version", package, NAME_BYTES)?;
                version.trim_start_matches('@')
            }
            None => &self.version,
        };
        limit::longest("dependencies.version", version, version_bytes)
    }
}

impl ActionDraft {
    /// The whole set of secrets a change asks for; none when they stay as they are.
    fn listed(
        &self,
        change: SecretsChange,
    ) -> Result<Option<BTreeMap<String, Option<Secret>>>, Error> {
        let mut listed: BTreeMap<_, _> = self
            .secrets
            .iter()
            .map(|secret| (secret.name.clone(), None))
            .collect();
        match change {
            SecretsChange::Keep => return Ok(None),
            SecretsChange::Replace(secrets) => listed = secrets,
            SecretsChange::Set(name, value) => _ = listed.insert(name, Some(value)),
            SecretsChange::Remove(name) => {
                let field = "secrets";
                listed
                    .remove(&name)
                    .ok_or(Error::NotThere { field, name })?;
            }
        }
        Ok(Some(listed))
    }
}

impl ActionVersion {
    /// The version a rollback to this one makes: a copy under the next number.
    #[must_use]
    pub fn again(&self, id: ActionVersionId, number: u32, now_ms: u64) -> Self {
        Self {
            id,
            number,
            created_at_ms: now_ms,
            ..self.clone()
        }
    }
}

/// A secret's name is a JavaScript property: any printable text within the limit.
fn secret_name(name: &str, limits: &ActionLimits) -> Result<(), Error> {
    limit::text("secrets.name", name, limits.secret_name_chars * 4)?;
    let actual = name.chars().count();
    if actual > limits.secret_name_chars {
        return Err(Error::TooLong {
            field: "secrets.name",
            limit: limits.secret_name_chars,
            actual,
        });
    }
    Ok(())
}

fn secret_value(value: &Secret, limits: &ActionLimits) -> Result<(), Error> {
    let actual = value.expose().chars().count();
    if actual > limits.secret_value_chars {
        return Err(Error::TooLong {
            field: "secrets.value",
            limit: limits.secret_value_chars,
            actual,
        });
    }
    Ok(())
}
