//! Tests of `logout`.
