//! Manifests as partners write them.
