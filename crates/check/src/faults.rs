//! Runs the handler once for each thing that can go wrong.
