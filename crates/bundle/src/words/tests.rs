//! Permissions as a customer reads them.
