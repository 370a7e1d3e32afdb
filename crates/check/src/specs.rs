//! Runs a package's own tests in the sandbox.
