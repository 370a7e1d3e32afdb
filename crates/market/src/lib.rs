//! Journey 2 as a value: submission -> verdicts -> release -> installation.
//!
//! Pure: time and entropy are arguments, signatures are made and checked by the caller.
#![forbid(unsafe_code)]
