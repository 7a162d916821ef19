//! Answers about liquidations and write-offs.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Decimal, Uint128};

use super::HealthCursor;

/// What a liquidation would do. Amounts in smallest units.
#[cw_serde]
pub struct LiquidationQuote {
    /// Whose position.
    pub borrower: Addr,
    /// Health at the liquidation price, by QER alone, rounded down.
    pub health: Decimal,
    /// The debt before, stablecoins.
    pub debt: Uint128,
    /// Stablecoins that the liquidator pays.
    pub repaid: Uint128,
    /// Stablecoins sent beyond that, which come back.
    pub refunded: Uint128,
    /// The bonus on QER.
    pub bonus: Decimal,
    /// QER that the liquidator receives.
    pub collateral: Uint128,
    /// ETH of the claim that the liquidator receives at once.
    pub eth: Uint128,
    /// Stablecoins of the claim that the liquidator receives at once.
    pub stable: Uint128,
    /// Stablecoins of the claim that are pending: the liquidator is owed what they become.
    pub pending: Uint128,
    /// Debt that is written off because nothing is left to seize, stablecoins.
    pub written_off: Uint128,
    /// The debt after, stablecoins.
    pub debt_after: Uint128,
    /// The collateral after, QER.
    pub collateral_after: Uint128,
}

/// Answer to `quote_liquidation`.
#[cw_serde]
pub struct QuoteLiquidationResponse {
    /// What it would do; null if it would be refused.
    pub quote: Option<LiquidationQuote>,
    /// Why it would be refused now; null if it would pass.
    pub refused: Option<String>,
}

/// A position that can be liquidated.
#[cw_serde]
pub struct LiquidatablePosition {
    /// Whose position.
    pub borrower: Addr,
    /// Health at the liquidation price, by QER alone, rounded down.
    pub health: Decimal,
    /// What a liquidation of all that may be repaid would do, as if it were the next; null if it would be refused now.
    pub quote: Option<LiquidationQuote>,
    /// Why it would be refused now, for example because the hourly cap on seized QER is used up.
    pub refused: Option<String>,
}

/// Answer to `liquidatable`.
#[cw_serde]
pub struct LiquidatableResponse {
    /// The least healthy first.
    pub positions: Vec<LiquidatablePosition>,
    /// The `start_after` of the next page; null when no more positions can be liquidated.
    pub next: Option<HealthCursor>,
}

/// Answer to `write_offs`: sums since the beginning, stablecoins. What was written off is what the three tranches bore:
/// `debt = insurance + booked + suppliers`. When earmarked ETH is sold for less than it was booked at, the difference
/// moves from `booked` to the tranches that bear it then.
#[cw_serde]
#[derive(Default)]
pub struct WriteOffs {
    /// Debt that was written off.
    pub debt: Uint128,
    /// Paid by the insurance.
    pub insurance: Uint128,
    /// Booked against earmarked ETH at its conservative value: sold since, or still the market's deficit.
    pub booked: Uint128,
    /// Borne by the suppliers.
    pub suppliers: Uint128,
    /// What the storefront brought beyond the booked value: it came back to the suppliers as far as they had borne losses, and
    /// the rest joined the insurance.
    pub recovered: Uint128,
}
