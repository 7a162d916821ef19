//! Sums over the whole run.

use cosmwasm_std::Decimal;
use serde::{Deserialize, Serialize};

/// Sums over the run.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Stablecoins supplied.
    pub supplied: Decimal,
    /// Stablecoins borrowed.
    pub borrowed: Decimal,
    /// The part that was paid out.
    pub paid_out: Decimal,
    /// Stablecoins that borrowers repaid.
    pub repaid: Decimal,
    /// Stablecoins that liquidators repaid.
    pub liquidated: Decimal,
    /// Debt written off in liquidations.
    pub written_off: Decimal,
    /// Interest accrued, paid or not.
    pub interest: Decimal,
    /// The part of it that went to the insurance.
    pub interest_to_insurance: Decimal,
    /// Contributions of borrowers to the protocol: to insurance, or to buy its own ETH.
    pub contributions: Decimal,
    /// Stablecoins that the treasury put into the insurance, at the start and as the pool of QER deepened.
    pub treasury_to_insurance: Decimal,
    /// Stablecoins that bought ETH.
    pub spent_on_eth: Decimal,
    /// ETH bought and arrived.
    pub eth_bought: Decimal,
    /// ETH paid out of claims to borrowers.
    pub eth_released: Decimal,
    /// ETH paid out of claims to liquidators.
    pub eth_to_liquidators: Decimal,
    /// The protocol's own ETH that was sold.
    pub eth_sold: Decimal,
    /// Stablecoins that came back from failed orders.
    pub refunded: Decimal,
    /// USD per ETH paid, over all settled orders.
    pub average_price_paid: Option<Decimal>,
    /// USD per ETH by the oracle, over the same orders, weighted by ETH.
    pub average_oracle_price: Option<Decimal>,
}
