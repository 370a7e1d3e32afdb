//! Partners, submissions, releases, installations, and what is told of them.

use sea_orm_migration::prelude::*;

use super::table::Definition;
use super::table::Kind::{Bytes, MaybeNumber, MaybeSmall, Number, Small, Text};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0003_market"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in PEOPLE
            .iter()
            .chain(SUBMISSIONS)
            .chain(RELEASES)
            .chain(PLATFORM)
        {
            table.create(manager).await?;
        }
        Ok(())
    }
}

const PEOPLE: &[Definition] = &[
    Definition {
        name: "partners",
        columns: &[
            ("id", Text),
            ("slug", Text),
            ("body", Text),
            ("vouched", Bytes),
            ("created_at", Number),
        ],
        key: &["id"],
        unique: &[&["slug"]],
        indexes: &[],
    },
    Definition {
        name: "partner_members",
        columns: &[
            ("id", Text),
            ("partner", Text),
            ("email", Text),
            ("body", Text),
            ("vouched", Bytes),
            ("created_at", Number),
        ],
        key: &["id"],
        unique: &[&["partner", "email"]],
        indexes: &[],
    },
    Definition {
        name: "partner_keys",
        columns: &[
            ("id", Text),
            ("partner", Text),
            ("member", Text),
            ("hash", Text),
            ("ends_at", MaybeNumber),
            ("body", Text),
            ("vouched", Bytes),
            ("created_at", Number),
        ],
        key: &["id"],
        unique: &[&["hash"]],
        indexes: &[&["partner"], &["member"]],
    },
    Definition {
        name: "partner_signing_keys",
        columns: &[
            ("id", Text),
            ("partner", Text),
            ("member", Text),
            ("public_key", Text),
            ("revoked_at", MaybeNumber),
            ("body", Text),
            ("vouched", Bytes),
            ("created_at", Number),
        ],
        key: &["id"],
        unique: &[&["public_key"]],
        indexes: &[&["partner"], &["member"]],
    },
    Definition {
        name: "staff",
        columns: &[
            ("id", Text),
            ("hash", Text),
            ("email", Text),
            ("body", Text),
            ("vouched", Bytes),
            ("created_at", Number),
        ],
        key: &["id"],
        unique: &[&["hash"], &["email"]],
        indexes: &[],
    },
];

const SUBMISSIONS: &[Definition] = &[
    Definition {
        name: "submissions",
        columns: &[
            ("id", Text),
            ("partner", Text),
            ("slug", Text),
            ("version", Text),
            ("digest", Text),
            ("state", Text),
            ("lease_ends_at", MaybeNumber),
            ("ended_at", MaybeNumber),
            ("body", Text),
            ("vouched", Bytes),
            ("created_at", Number),
        ],
        key: &["id"],
        unique: &[],
        indexes: &[
            &["partner", "created_at"],
            &["slug", "version"],
            &["state", "created_at"],
            &["digest"],
            &["ended_at"],
        ],
    },
    Definition {
        name: "submission_comments",
        columns: &[
            ("id", Text),
            ("submission", Text),
            ("body", Text),
            ("vouched", Bytes),
            ("created_at", Number),
        ],
        key: &["id"],
        unique: &[],
        indexes: &[&["submission", "created_at"]],
    },
    Definition {
        name: "packages",
        columns: &[("digest", Text), ("archive", Bytes), ("created_at", Number)],
        key: &["digest"],
        unique: &[],
        indexes: &[&["created_at"]],
    },
    Definition {
        name: "reports",
        columns: &[
            ("submission", Text),
            ("body", Text),
            ("vouched", Bytes),
            ("created_at", Number),
        ],
        key: &["submission"],
        unique: &[],
        indexes: &[&["created_at"]],
    },
];

const RELEASES: &[Definition] = &[
    Definition {
        name: "releases",
        columns: &[
            ("id", Text),
            ("partner", Text),
            ("slug", Text),
            ("version", Text),
            ("state", Text),
            ("reviewed", Small),
            ("trigger", Text),
            ("categories", Text),
            ("search", Text),
            ("publish_at", MaybeNumber),
            ("listed", MaybeSmall),
            ("touched_at", MaybeNumber),
            ("body", Text),
            ("vouched", Bytes),
            ("created_at", Number),
        ],
        key: &["id"],
        unique: &[],
        indexes: &[
            &["partner", "created_at"],
            &["slug", "version"],
            &["state", "publish_at"],
            &["listed", "slug"],
        ],
    },
    Definition {
        name: "installations",
        columns: &[
            ("tenant", Text),
            ("id", Text),
            ("name", Text),
            ("slug", Text),
            ("release", Text),
            ("follow", Text),
            ("followed_at", Number),
            ("body", Text),
            ("vouched", Bytes),
            ("created_at", Number),
        ],
        key: &["tenant", "id"],
        unique: &[&["tenant", "name"]],
        indexes: &[&["release"], &["slug", "follow", "followed_at"]],
    },
    Definition {
        name: "installation_secrets",
        columns: &[
            ("tenant", Text),
            ("installation", Text),
            ("name", Text),
            ("sealed", Bytes),
            ("kept_until", MaybeNumber),
        ],
        key: &["tenant", "installation", "name"],
        unique: &[],
        indexes: &[&["kept_until"]],
    },
];

const PLATFORM: &[Definition] = &[
    Definition {
        name: "notices",
        columns: &[
            ("id", Text),
            ("recipient", Text),
            ("body", Text),
            ("created_at", Number),
        ],
        key: &["id"],
        unique: &[],
        indexes: &[&["recipient", "created_at"], &["created_at"]],
    },
    Definition {
        name: "platform_keys",
        columns: &[
            ("id", Text),
            ("public_key", Text),
            ("signs", Small),
            ("sealed", Bytes),
            ("created_at", Number),
        ],
        key: &["id"],
        unique: &[&["public_key"]],
        indexes: &[],
    },
    Definition {
        name: "platform_documents",
        columns: &[
            ("name", Text),
            ("revision", Number),
            ("body", Text),
            ("vouched", Bytes),
        ],
        key: &["name"],
        unique: &[],
        indexes: &[],
    },
];
