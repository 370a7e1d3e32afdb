//! Which permissions a code needs.
