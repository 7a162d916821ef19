//! Pure arithmetic of the protocol: no storage, no messages, no clock.
//!
//! # Conventions
//!
//! - **Prices** are [`Decimal`](cosmwasm_std::Decimal), US dollars per whole token. **USD values**,
//!   **rates** (yearly) and **shares of a whole** (0.05 = 5 %) are `Decimal` too, with 18 digits and
//!   a largest value of about 3.4e20.
//! - **Amounts** are `Uint128` in the token's smallest unit; `decimals` says how many of them make
//!   a whole token (10^decimals), at most [`MAX_DECIMALS`]. **Shares** of debt and of supply are no
//!   amounts, but [`DebtShares`] and [`SupplyShares`].
//! - **Time** is `u64` seconds.
//! - **Rounding** is in the name: `_floor` is the largest representable result not above the exact
//!   one, `_ceil` the smallest not below it. Unless an item says otherwise its formula is rounded
//!   once, at the end; intermediates are exact in 256 or 512 bits.
//! - **Errors, never panics**: every function is total. A result that does not fit gives
//!   [`MathError::Overflow`], an argument outside its stated range [`MathError::OutOfRange`].
//!
//! Which direction a caller needs: whatever a user receives or is credited is floored, whatever a
//! user pays or owes is ceiled (see docs/architecture.md), so no sequence of roundings
//! ever favours a user.

mod average;
mod claim;
mod clamp;
mod debt;
mod dutch;
mod error;
mod exp;
mod fraction;
mod health;
mod interest;
mod liquidation;
mod median;
mod merkle;
mod power;
mod quote;
mod ramp;
mod reputation;
mod sampled;
mod scale;
mod schedule;
mod share;
mod share_types;
mod shares;
mod sliding_sum;
mod step;
mod stress;
mod wide;
mod window;
mod write_off;

pub use average::TimeAverage;
pub use claim::{
    claim_eth_floor, claim_stable_floor, encumbered_ceil, release_floor, split_borrow, BorrowSplit,
};
pub use clamp::{clamp_growth, halving_ceil, significant_ceil, significant_floor, RollingMin};
pub use debt::{
    debt_after_borrow_ceil, debt_ceil, debt_floor, debt_shares_ceil, debt_shares_floor,
    index_is_wide, new_debt_floor, scale_index_ceil, scale_shares, DEBT_SHARE_SCALE, INDEX_SCALE,
};
pub use dutch::{
    dutch_fall_inwards, elapsed_after_growth_floor, elapsed_after_sale_ceil, elapsed_since,
};
pub use error::MathError;
pub use exp::{half_life_decay, half_lives_floor, HalfLifeClock, HALF_LIFE, NO_DECAY};
pub use fraction::{
    mul_decimal_ceil, mul_decimal_floor, mul_decimal_floor_with_rest, mul_div_ceil, mul_div_floor,
};
pub use health::{
    borrow_capacity_floor, health_floor, health_order, health_order_at, min_collateral_value_ceil,
    order_is_covered,
};
pub use interest::{
    accrue_index_ceil, supply_rate_floor, utilisation_ceil, RateCurve, MAX_ACCRUAL_EXPONENT,
    MAX_YEARLY_RATE, SECONDS_PER_YEAR,
};
pub use liquidation::{
    bonus_as_discount_ceil, fee_ceil, liquidation_bonus, Coverage, PayOutRate, PricedToken,
};
pub use median::{faulty, lower_median, mid_of, quorum, upper_median};
pub use merkle::{merkle_leaf, merkle_node, merkle_verify, Hash, MerkleTree};
pub use power::{active_count_ceil, power_floor};
pub use quote::{
    amount_ceil, amount_floor, cost_ceil, min_out_floor, quote_ceil, quote_floor, MAX_DECIMALS,
};
pub use ramp::{ramping_step_range_floor, Ramp};
pub use reputation::{follow_floor, reputation_units_floor, REPUTATION_SCALE};
pub use sampled::{PairReading, Sample, SampledAverage};
pub use scale::{inverse_ceil, inverse_floor, scaled_ceil, scaled_floor};
pub use schedule::{paid_floor, scheduled_floor, steeper_point, SchedulePoint};
pub use share::{due_share_floor, Due};
pub use share_types::{DebtShares, SupplyShares};
pub use shares::{
    supply_assets_ceil, supply_assets_floor, supply_shares_ceil, supply_shares_floor,
    VIRTUAL_ASSETS, VIRTUAL_SHARES,
};
pub use sliding_sum::SlidingSum;
pub use step::{
    halving_range_ceil, halving_range_number_ceil, step_range_amount_floor, step_range_floor,
    step_range_number_floor, PARAM_STEP,
};
pub use stress::{
    loss_coefficient_ceil, price_impact_holds, stress_cover_floor, stress_debt_floor, Stress,
};
pub use window::{Window, EXACT};
pub use write_off::{EthBooking, LossCover, Tranches};
