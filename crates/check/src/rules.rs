//! Rules over a package's text.
