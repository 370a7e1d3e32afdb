//! What partner and reviewers write to each other about a submission.

use bundle::Place;
use serde::{Deserialize, Serialize};
use tenant::limit;

use crate::verdict::check_lines;
use crate::{CommentId, Error, MemberId, StaffId, SubmissionId};

/// The longest comment, in bytes.
const COMMENT_BYTES: usize = 4_000;

/// One comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// Its id.
    pub id: CommentId,
    /// The submission.
    pub submission: SubmissionId,
    /// Who wrote it.
    pub author: Author,
    /// Their name at that time.
    pub author_name: String,
    /// What.
    pub text: String,
    /// On which place of the package, when on one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// When, unix ms.
    pub created_at_ms: u64,
}

/// Who wrote a comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Author {
    /// A member of the partner.
    Member(MemberId),
    /// A reviewer.
    Reviewer(StaffId),
}

impl Comment {
    /// Checks every field against its limit.
    pub fn validate(&self) -> Result<(), Error> {
        if self.text.trim().is_empty() {
            return Err(Error::Value(tenant::Error::Empty { field: "text" }));
        }
        check_lines("text", &self.text, COMMENT_BYTES)?;
        if let Some(place) = &self.place {
            limit::text("place.path", &place.path, 512)?;
        }
        Ok(())
    }
}
