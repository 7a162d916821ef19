//! The plan of a deployment as it is written, and the rules that it must keep.
//!
//! Units are those of the messages: times and durations are seconds, amounts are smallest units as text, shares are
//! decimals as text. Where a field belongs to a message it has the message's type.

mod active;
mod airdrop;
mod asset;
mod both;
mod check;
mod decision;
mod denoms;
mod file;
mod findings;
mod governance;
mod key_source;
mod mnemonic;
mod pool;
mod problem;
mod public;

pub use self::active::{active_floor, active_stake};
pub use self::airdrop::*;
pub use self::asset::*;
pub use self::both::{Both, Side};
pub(crate) use self::check::{deployers, findings};
pub use self::decision::{DecisionTime, QUEUE_ALLOWANCE};
pub use self::file::*;
pub use self::governance::*;
pub use self::key_source::KeySource;
pub use self::mnemonic::{line_and_column, mnemonic_at, redact_message, redact_value, HIDDEN};
pub use self::pool::pool_of;
pub use self::problem::{Finding, Problem};
pub(crate) use self::public::findings as public_findings;
pub use self::public::{LEAST_GRACE, LEAST_SOURCES};
