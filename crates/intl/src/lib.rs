//! What JavaScript's `Intl` is computed from: CLDR's data in parts, language tags, order and letter case in the manner of a
//! locale, the offsets of time zones. Pure: no clock, no environment; the default locale is `en-US`.
#![forbid(unsafe_code)]

mod case;
mod data;
mod error;
mod locale;
mod order;
mod zone;

pub use case::{Case, change};
pub use data::part;
pub use error::IntlError;
pub use locale::{Tag, tags};
pub use order::{CaseFirst, Order, Sensitivity, Usage, compare};
pub use zone::{ZoneOffset, offset};
