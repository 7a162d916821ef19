//! Invariants of losses: who bore what was written off, what covers the deficit, and that nothing else costs suppliers or
//! burns QER.

use anyhow::Result;
use cosmwasm_std::{Uint128, Uint256};
use qerun_math::{SupplyShares, VIRTUAL_ASSETS, VIRTUAL_SHARES};

use super::snapshot::Snapshot;
use super::{sum, InvariantChecker};
use crate::suite::Suite;

/// What may only move one way, or only by a write-off, as it was at the last check.
#[derive(Clone, Debug, Default)]
pub(super) struct Before {
    /// What suppliers own, their shares, and what they have borne.
    supply: Option<(Uint128, SupplyShares, Uint128)>,
    /// QER burned.
    burned: Uint128,
    /// Stablecoins and QER that the market holds beyond what it has recorded.
    gifts: (Uint128, Uint128),
}

impl InvariantChecker {
    /// What was written off is what the tranches bore, and what is booked against ETH is covered by ETH.
    pub(super) fn losses(&mut self, p: &Snapshot) -> Result<()> {
        let (w, state) = (&p.write_offs, &p.state);
        let borne = w.insurance + w.booked + w.suppliers;
        self.equal("lossesByTrancheAddUpToDebtWrittenOff", w.debt, borne)?;
        self.at_most("deficitWasWrittenOff", state.deficit, w.booked)?;
        let (deficit, eth) = (state.deficit, p.earmark.eth);
        self.that(
            "deficitIsEarmarked",
            deficit.is_zero() || !eth.is_zero(),
            || format!("a deficit of {deficit}, {eth} earmarked"),
        )?;
        self.that(
            "earmarkIsKnownToTotals",
            state.earmarked != eth.is_zero(),
            || format!("{eth} earmarked, the totals say {}", state.earmarked),
        )?;
        let unrecovered = state.unrecovered;
        self.that(
            "onlyEarmarkedEthBringsBack",
            state.earmarked || unrecovered.is_zero(),
            || format!("{unrecovered} may come back, nothing is earmarked"),
        )?;
        self.at_most("onlyLossesComeBack", unrecovered, w.suppliers)?;
        let own = p.backing.unencumbered;
        self.at_most("earmarkedIsUnencumbered", eth, own)
    }

    /// Nothing but a write-off, or a sale below the booked value, lowers the price of a supply share; and it lowers what
    /// suppliers own by what they bear and no unit more.
    pub(super) fn share_price(&mut self, suite: &Suite, p: &Snapshot) -> Result<()> {
        let state = suite.state()?;
        let borne = p.write_offs.suppliers;
        if let Some((assets, shares, before)) = self.before.supply {
            let loss = borne.saturating_sub(before);
            // (a' + loss + 1) / (s' + 1e6) >= (a + 1) / (s + 1e6), virtual shares included.
            let whole = |a: Uint128, s: SupplyShares| {
                (
                    Uint256::from(a) + Uint256::from(VIRTUAL_ASSETS),
                    Uint256::from(s.u128()) + Uint256::from(VIRTUAL_SHARES),
                )
            };
            let (a, s) = whole(assets, shares);
            let (b, t) = whole(state.supplied + loss, state.supply_shares);
            let name = match loss.is_zero() {
                true => "supplySharePriceFallsInWriteOffsOnly",
                false => "writeOffCostsSuppliersTheirTranche",
            };
            self.that(name, b * s >= a * t, || {
                format!(
                    "{} / {} after {assets} / {shares}, {loss} borne",
                    state.supplied, state.supply_shares
                )
            })?;
        }
        self.before.supply = Some((state.supplied, state.supply_shares, borne));
        Ok(())
    }

    /// Supply of QER is genesis less what was burned, and nothing is minted.
    pub(super) fn token(&mut self, suite: &Suite) -> Result<()> {
        let supply = suite.qer_supply()?;
        let whole = supply.total + supply.burned;
        self.equal("supplyIsGenesisLessBurned", whole, suite.genesis_supply())?;
        let before = std::mem::replace(&mut self.before.burned, supply.burned);
        self.at_most("burnedOnlyGrows", before, supply.burned)
    }

    /// What was given to the market stays: no formula sees a balance.
    pub(super) fn gifts(&mut self, suite: &Suite, p: &Snapshot) -> Result<()> {
        let s = &p.state;
        let recorded = sum([
            s.cash,
            s.insurance,
            s.batch.user_in,
            s.batch.protocol_in,
            s.kept,
        ]);
        let stable = suite.stable_of(&suite.at.market)? - recorded;
        let qer = suite.qer_of(&suite.at.market)? - p.collateral;
        let (old_stable, old_qer) = std::mem::replace(&mut self.before.gifts, (stable, qer));
        self.at_most("marketKeepsGiftsOfStablecoins", old_stable, stable)?;
        self.at_most("marketKeepsGiftsOfCollateral", old_qer, qer)
    }
}
