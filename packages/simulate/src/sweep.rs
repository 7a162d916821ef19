//! Many scenarios that differ by one or several parameters, on the same prices: what each costs and what it carries.

mod axis;
mod error;
mod key;
mod points;
mod setup;
mod study;

pub use self::axis::Axis;
pub use self::error::SweepError;
pub use self::key::{keys, Key};
pub use self::points::{Point, Sweep, MOST_POINTS};
pub use self::setup::{PriceSource, Setup};
pub use self::study::{Case, Study, MOST_PATHS};
