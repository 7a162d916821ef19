//! The totals. Stored without the names of their fields: nearly every message writes the record, at 30 gas a byte. The
//! order is the format, so a change of it is a change of the records.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Decimal, Uint128};
use qerun_math::{DebtShares, SupplyShares};
use qerun_messages::market::OpenBatch;

/// Totals. Internal accounting: balances of the bank never enter a formula.
#[cw_serde]
#[serde(from = "StoredState", into = "StoredState")]
pub struct State {
    /// Stablecoins that can be borrowed or withdrawn.
    pub cash: Uint128,
    /// Debt shares of all borrowers, at [`State::scale`].
    pub debt_shares: DebtShares,
    /// Debt per share.
    pub debt_index: Decimal,
    /// How often the index has been divided by a million, and the shares multiplied by it (ADR 12).
    pub scale: u32,
    /// Unix seconds of the last accrual.
    pub accrued_at: u64,
    /// Supply shares of all suppliers.
    pub supply_shares: SupplyShares,
    /// The insurance fund's stablecoins.
    pub insurance: Uint128,
    /// Interest due to the insurance that waits for cash.
    pub insurance_due: Uint128,
    /// The insurance's part of a unit of interest, kept until it is a whole one.
    pub insurance_rest: Decimal,
    /// Debt written off against earmarked ETH, until the reserve brings its proceeds: an asset of the suppliers.
    pub deficit: Uint128,
    /// Whether ETH is earmarked: then [`EARMARK`](qerun_messages::market::EARMARK) says how much. The deficit can be zero all
    /// the same, since ETH without a fresh price is booked at nothing.
    pub earmarked: bool,
    /// What suppliers have borne of write-offs while ETH is earmarked, and sales of it have not brought back yet. Zero while
    /// nothing is earmarked.
    pub unrecovered: Uint128,
    /// Stablecoins kept for claims: the sum of [`WOUND_DOWN`](crate::state::WOUND_DOWN) and of every [`Claim::stable`](crate::state::Claim::stable).
    pub kept: Uint128,
    /// Reserve parts not yet handed over to the reserve.
    pub batch: OpenBatch,
}

/// Cash, debt shares, index, time of accrual, supply shares, insurance and what is left of its interest, the open batch,
/// and what is seldom there.
type StoredState = (
    Uint128,
    DebtShares,
    Decimal,
    u64,
    SupplyShares,
    Uint128,
    Decimal,
    StoredBatch,
    Option<Seldom>,
);

/// Id, the borrowers' part, the protocol's, and since when.
type StoredBatch = (u64, Uint128, Uint128, u64);

/// Scale, interest due to the insurance, deficit, stablecoins kept for claims, and while ETH is earmarked what its sale may
/// bring back to suppliers.
type Seldom = (u32, Uint128, Uint128, Uint128, Option<Uint128>);

impl From<State> for StoredState {
    fn from(s: State) -> Self {
        let seldom = (
            s.scale,
            s.insurance_due,
            s.deficit,
            s.kept,
            s.earmarked.then_some(s.unrecovered),
        );
        let b = s.batch;
        (
            s.cash,
            s.debt_shares,
            s.debt_index,
            s.accrued_at,
            s.supply_shares,
            s.insurance,
            s.insurance_rest,
            (b.id, b.user_in, b.protocol_in, b.opened_at),
            (seldom != Seldom::default()).then_some(seldom),
        )
    }
}

impl From<StoredState> for State {
    fn from(stored: StoredState) -> Self {
        let (
            cash,
            debt_shares,
            debt_index,
            accrued_at,
            supply_shares,
            insurance,
            rest,
            batch,
            more,
        ) = stored;
        let (id, user_in, protocol_in, opened_at) = batch;
        let (scale, insurance_due, deficit, kept, unrecovered) = more.unwrap_or_default();
        State {
            cash,
            debt_shares,
            debt_index,
            scale,
            accrued_at,
            supply_shares,
            insurance,
            insurance_due,
            insurance_rest: rest,
            deficit,
            earmarked: unrecovered.is_some(),
            unrecovered: unrecovered.unwrap_or_default(),
            kept,
            batch: OpenBatch {
                id,
                user_in,
                protocol_in,
                opened_at,
            },
        }
    }
}
