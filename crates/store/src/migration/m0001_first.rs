//! The first tables.

use sea_orm_migration::prelude::*;

use super::table::Definition;
use super::table::Kind::{Bytes, MaybeNumber, MaybeText, Number, Small, Text};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0001_first"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in CONFIGURATION
            .iter()
            .chain(PEOPLE)
            .chain(PROTOCOL)
            .chain(ACTIONS)
            .chain(RECORDS)
        {
            table.create(manager).await?;
        }
        Ok(())
    }
}

const CONFIGURATION: &[Definition] = &[
    Definition {
        name: "tenants",
        columns: &[("id", Text), ("body", Text), ("created_at", Number)],
        key: &["id"],
        unique: &[],
        indexes: &[],
    },
    Definition {
        name: "tenant_hosts",
        columns: &[("host", Text), ("tenant", Text)],
        key: &["host"],
        unique: &[],
        indexes: &[&["tenant"]],
    },
    Definition {
        name: "data_keys",
        columns: &[
            ("tenant", Text),
            ("number", Small),
            ("master_key_id", Text),
            ("sealed", Bytes),
            ("created_at", Number),
        ],
        key: &["tenant", "number"],
        unique: &[],
        indexes: &[],
    },
    Definition {
        name: "clients",
        columns: &[
            ("tenant", Text),
            ("client_id", Text),
            ("name", Text),
            ("body", Text),
            ("created_at", Number),
        ],
        key: &["tenant", "client_id"],
        unique: &[],
        indexes: &[],
    },
    Definition {
        name: "apis",
        columns: &[
            ("tenant", Text),
            ("id", Text),
            ("identifier", Text),
            ("body", Text),
            ("created_at", Number),
        ],
        key: &["tenant", "id"],
        unique: &[&["tenant", "identifier"]],
        indexes: &[],
    },
    Definition {
        name: "client_grants",
        columns: &[
            ("tenant", Text),
            ("id", Text),
            ("client_id", Text),
            ("audience", Text),
            ("body", Text),
            ("created_at", Number),
        ],
        key: &["tenant", "id"],
        unique: &[&["tenant", "client_id", "audience"]],
        indexes: &[],
    },
    Definition {
        name: "connections",
        columns: &[
            ("tenant", Text),
            ("id", Text),
            ("name", Text),
            ("body", Text),
            ("created_at", Number),
        ],
        key: &["tenant", "id"],
        unique: &[&["tenant", "name"]],
        indexes: &[],
    },
    Definition {
        name: "admin_tokens",
        columns: &[
            ("tenant", Text),
            ("id", Text),
            ("hash", Text),
            ("body", Text),
            ("created_at", Number),
        ],
        key: &["tenant", "id"],
        unique: &[&["hash"]],
        indexes: &[],
    },
];

const PEOPLE: &[Definition] = &[
    Definition {
        name: "users",
        columns: &[
            ("tenant", Text),
            ("user_id", Text),
            ("connection", Text),
            ("email", Text),
            ("password_hash", Text),
            ("body", Text),
            ("created_at", Number),
        ],
        key: &["tenant", "user_id"],
        unique: &[&["tenant", "connection", "email"]],
        indexes: &[&["tenant", "created_at"]],
    },
    Definition {
        name: "sessions",
        columns: &[
            ("tenant", Text),
            ("id", Text),
            ("cookie_hash", Text),
            ("user_id", Text),
            ("body", Text),
            ("ends_at", Number),
        ],
        key: &["tenant", "id"],
        unique: &[&["tenant", "cookie_hash"]],
        indexes: &[&["tenant", "user_id"], &["ends_at"]],
    },
    Definition {
        name: "attempts",
        columns: &[
            ("key", Text),
            ("count", Number),
            ("window_started_at", Number),
            ("window_ends_at", Number),
        ],
        key: &["key"],
        unique: &[],
        indexes: &[&["window_ends_at"]],
    },
];

const PROTOCOL: &[Definition] = &[
    Definition {
        name: "login_transactions",
        columns: &[
            ("tenant", Text),
            ("id", Text),
            ("sealed", Bytes),
            ("origin", MaybeText),
            ("answered_at", MaybeNumber),
            ("expires_at", Number),
        ],
        key: &["tenant", "id"],
        unique: &[],
        indexes: &[&["expires_at"], &["origin", "expires_at"]],
    },
    Definition {
        name: "authorization_codes",
        columns: &[
            ("tenant", Text),
            ("hash", Text),
            ("sealed", Bytes),
            ("redeemed_at", MaybeNumber),
            ("access_token_hash", MaybeText),
            ("kept_until", Number),
        ],
        key: &["tenant", "hash"],
        unique: &[],
        indexes: &[&["kept_until"]],
    },
    Definition {
        name: "access_tokens",
        columns: &[
            ("tenant", Text),
            ("hash", Text),
            ("user_id", Text),
            ("sealed", Bytes),
            ("expires_at", Number),
        ],
        key: &["tenant", "hash"],
        unique: &[],
        indexes: &[&["tenant", "user_id"], &["expires_at"]],
    },
    Definition {
        name: "signing_keys",
        columns: &[
            ("tenant", Text),
            ("kid", Text),
            ("state", Text),
            ("sealed", Bytes),
            ("public_jwk", Text),
            ("created_at", Number),
        ],
        key: &["tenant", "kid"],
        unique: &[],
        indexes: &[],
    },
    Definition {
        name: "saved_runs",
        columns: &[
            ("tenant", Text),
            ("state_hash", Text),
            ("browser_hash", Text),
            ("transaction_id", Text),
            ("session_id", Text),
            ("run_id", Text),
            ("sealed", Bytes),
            ("expires_at", Number),
        ],
        key: &["tenant", "state_hash"],
        unique: &[],
        indexes: &[&["tenant", "transaction_id"], &["expires_at"]],
    },
];

const ACTIONS: &[Definition] = &[
    Definition {
        name: "actions",
        columns: &[
            ("tenant", Text),
            ("id", Text),
            ("name", Text),
            ("trigger", Text),
            ("body", Text),
            ("sealed_secrets", Bytes),
            ("created_at", Number),
        ],
        key: &["tenant", "id"],
        unique: &[&["tenant", "name"]],
        indexes: &[&["tenant", "created_at"]],
    },
    Definition {
        name: "action_versions",
        columns: &[
            ("tenant", Text),
            ("id", Text),
            ("action", Text),
            ("number", Number),
            ("body", Text),
            ("sealed_secrets", Bytes),
            ("created_at", Number),
            ("kept_until", MaybeNumber),
        ],
        key: &["tenant", "id"],
        unique: &[&["tenant", "action", "number"]],
        indexes: &[&["kept_until"]],
    },
    Definition {
        name: "binding_lists",
        columns: &[
            ("tenant", Text),
            ("trigger", Text),
            ("version", Number),
            ("body", Text),
        ],
        key: &["tenant", "trigger"],
        unique: &[],
        indexes: &[],
    },
    Definition {
        name: "caches",
        columns: &[
            ("tenant", Text),
            ("namespace", Text),
            ("sealed", Bytes),
            ("expires_at", Number),
        ],
        key: &["tenant", "namespace"],
        unique: &[],
        indexes: &[&["expires_at"]],
    },
];

const RECORDS: &[Definition] = &[
    Definition {
        name: "runs",
        columns: &[
            ("tenant", Text),
            ("id", Text),
            ("trigger", Text),
            ("status", Text),
            ("sealed", Bytes),
            ("created_at", Number),
            ("updated_at", Number),
        ],
        key: &["tenant", "id"],
        unique: &[],
        indexes: &[&["tenant", "created_at"], &["updated_at"]],
    },
    Definition {
        name: "run_tails",
        columns: &[
            ("tenant", Text),
            ("run", Text),
            ("step", Number),
            ("sealed", Bytes),
            ("created_at", Number),
        ],
        key: &["tenant", "run", "step"],
        unique: &[],
        indexes: &[&["created_at"]],
    },
    Definition {
        name: "audit_entries",
        columns: &[
            ("tenant", Text),
            ("id", Text),
            ("body", Text),
            ("at", Number),
        ],
        key: &["tenant", "id"],
        unique: &[],
        indexes: &[&["tenant", "at"], &["at"]],
    },
];
