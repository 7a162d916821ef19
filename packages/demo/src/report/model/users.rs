//! What each person paid, received and has at the end.

use cosmwasm_std::{Decimal, SignedDecimal};
use serde::{Deserialize, Serialize};

/// Which side of the market a person is on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Supplies stablecoins.
    #[default]
    Supplier,
    /// Borrows against QER.
    Borrower,
}

/// One person over the whole run. Figures that do not apply to the role are zero.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserRow {
    /// Name in the crowd.
    pub name: String,
    /// Supplier or borrower.
    pub role: Role,
    /// Supplier: stablecoins supplied in all.
    pub supplied: Decimal,
    /// Supplier: stablecoins withdrawn in all.
    pub withdrawn: Decimal,
    /// Supplier: what the shares are worth at the end.
    pub supply_value: Decimal,
    /// Supplier: withdrawn + worth - supplied. Negative only after a write-off or by rounding.
    pub earned: SignedDecimal,
    /// Borrower: QER deposited in all.
    pub deposited_qer: Decimal,
    /// Borrower: QER withdrawn in all.
    pub withdrawn_qer: Decimal,
    /// Borrower: QER still held as collateral.
    pub collateral_qer: Decimal,
    /// Borrower: stablecoins borrowed in all.
    pub borrowed: Decimal,
    /// Borrower: the part paid out.
    pub paid_out: Decimal,
    /// Borrower: stablecoins repaid in all.
    pub repaid: Decimal,
    /// Borrower: stablecoins that liquidators repaid.
    pub liquidated: Decimal,
    /// Borrower: QER that liquidators received.
    pub seized_qer: Decimal,
    /// Borrower: debt that was written off.
    pub written_off: Decimal,
    /// Borrower: debt at the end.
    pub debt: Decimal,
    /// Borrower: ETH of the claim at the end, in flight left out.
    pub claim_eth: Decimal,
    /// Borrower: stablecoins of the claim that have not bought ETH yet.
    pub claim_stable: Decimal,
    /// Borrower: ETH received at repayments, after liquidations and collected.
    pub collected_eth: Decimal,
    /// Borrower: stablecoins received from claims at repayments, after liquidations and collected.
    pub collected_stable: Decimal,
    /// Borrower: health at the end, by QER alone; none without debt.
    pub health: Option<Decimal>,
}

/// Positions below health 1 at the end, at the bid. They can be liquidated when their health is below 1 at the higher of mid
/// and one-hour average, and are when it pays.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnderWater {
    /// Number of positions.
    pub positions: u32,
    /// Sum of their debt.
    pub debt_usd: Decimal,
    /// What must be repaid to bring each back to health 1.
    pub repay_usd: Decimal,
    /// Debt beyond the value of the whole collateral at the last price.
    pub shortfall_usd: Decimal,
    /// Value of the ETH and stablecoins in their claims at the last price; it covers the shortfall.
    pub claims_usd: Decimal,
}
