//! Tests of `client_credentials`.
