//! What widens and what does not.
