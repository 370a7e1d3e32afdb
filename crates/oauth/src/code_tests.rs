//! Tests of `code`.
