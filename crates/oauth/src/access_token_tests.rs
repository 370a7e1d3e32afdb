//! Tests of `access_token`.
