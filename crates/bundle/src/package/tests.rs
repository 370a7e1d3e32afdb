//! Packages, whole and broken.
