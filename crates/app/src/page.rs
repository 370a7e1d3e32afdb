//! Pages of lists.

pub use store::Page;
