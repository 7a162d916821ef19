//! The plan of a deployment as it is written, and the rules that it must keep.
//!
//! Units are those of the messages: times and durations are seconds, amounts are smallest units as text, shares are
//! decimals as text. Where a field belongs to a message it has the message's type.

mod active;
mod airdrop;
mod allocation;
mod asset;
mod both;
mod check;
mod decision;
mod denoms;
mod emissions;
mod file;
mod findings;
mod governance;
mod key_source;
mod marketing;
mod mnemonic;
mod pool;
mod problem;
mod public;
mod qer_pool;
mod shares;
mod team;
mod wallet;

pub use self::active::{active_floor, active_stake};
pub use self::airdrop::*;
pub use self::allocation::*;
pub use self::asset::*;
pub use self::both::{Both, Side};
pub(crate) use self::check::{deployers, findings};
pub use self::decision::{DecisionTime, QUEUE_ALLOWANCE};
pub use self::emissions::*;
pub use self::file::*;
pub use self::governance::*;
pub use self::key_source::KeySource;
pub use self::marketing::{LogoPlan, MarketingPlan};
pub use self::mnemonic::{line_and_column, mnemonic_at, redact_message, redact_value, HIDDEN};
pub use self::pool::pool_of;
pub use self::problem::{Finding, Problem};
pub(crate) use self::public::findings as public_findings;
pub use self::public::{LEAST_CLIFF, LEAST_GRACE, LEAST_RELEASE, LEAST_SOURCES, LEAST_VESTING};
pub use self::qer_pool::QerPoolPlan;
pub use self::shares::{Part, SharesPlan};
pub use self::team::{MemberPlan, MAX_MEMBERS, MAX_MEMBER_NAME};
pub use self::wallet::{CoinPlan, GasPrices, StakePlan, WalletPlan};
