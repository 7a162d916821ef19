//! The plan of a deployment as it is written, and the rules that it must keep.
//!
//! It speaks as the messages do: times and durations are seconds, amounts are smallest units as text,
//! shares are decimals as text. What is one of our messages' types there is that type here.

mod active;
mod both;
mod check;
mod decision;
mod denoms;
mod file;
mod findings;
mod key_source;
mod mnemonic;
mod problem;
mod public;

pub use self::active::{active_floor, active_stake};
pub use self::both::{Both, Side};
pub(crate) use self::check::{deployers, findings};
pub use self::decision::{DecisionTime, QUEUE_ALLOWANCE};
pub use self::file::*;
pub use self::key_source::KeySource;
pub(crate) use self::mnemonic::{line_and_column, mnemonic_at, redact_message};
pub use self::mnemonic::{redact_value, HIDDEN};
pub use self::problem::{Finding, Problem};
pub(crate) use self::public::findings as public_findings;
