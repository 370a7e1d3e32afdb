//! The way of an integration over HTTP: from its partner through both reviews into other tenants' logins, and what
//! nobody gets at on the way.

mod journey;
mod marks;
mod permissions;
mod recall;
mod refused;
mod rows;
mod searched;
mod tamper;
mod updates;
mod world;
