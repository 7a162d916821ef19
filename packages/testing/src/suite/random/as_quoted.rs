//! What a liquidation did against what its quote said, to the unit.

use anyhow::{ensure, Result};
use cosmwasm_std::{Addr, Uint128};
use qerun_market::state::Position;
use qerun_messages::market::LiquidationQuote;

use crate::suite::Suite;

/// What a liquidator and the borrower have, before or after.
pub(super) struct Holdings {
    pub stable: Uint128,
    pub qer: Uint128,
    pub eth: Uint128,
    pub owed_eth: Uint128,
    pub owed_stable: Uint128,
    pub pending: Uint128,
}

pub(super) fn holdings(suite: &Suite, user: &Addr) -> Result<Holdings> {
    let owed = suite.owed(user)?;
    Ok(Holdings {
        stable: suite.stable_of(user)?,
        qer: suite.qer_of(user)?,
        eth: suite.eth_of(user)?,
        owed_eth: owed.collectable,
        owed_stable: owed.collectable_stable,
        pending: owed.batches.iter().map(|batch| batch.user_in).sum(),
    })
}

/// Every position but one, as it is stored.
pub(super) fn others(suite: &Suite, but: &Addr) -> Result<Vec<(Addr, Position)>> {
    let mut positions = suite.positions()?;
    positions.retain(|(user, _)| user != but);
    Ok(positions)
}

/// The borrower's position is what the quote said, and its health has not fallen.
pub(super) fn borrower_is_as_quoted(
    suite: &Suite,
    borrower: &Addr,
    quote: &LiquidationQuote,
) -> Result<()> {
    let after = suite.position(borrower)?;
    ensure!(
        after.debt == quote.debt_after && after.collateral == quote.collateral_after,
        "{after:?} is not {quote:?}"
    );
    if after.debt.is_zero() {
        let c = &after.claim;
        let left = c.eth + c.unsent + c.pending + c.stable;
        ensure!(left.is_zero(), "a claim without debt: {after:?}");
    } else {
        // Its health rises, or stays where the claim has paid.
        let now = suite.quote_liquidation(borrower, None)?.quote;
        let health = now.map_or(quote.health, |now| now.health);
        let slack = cosmwasm_std::Decimal::permille(1);
        ensure!(
            health + slack >= quote.health,
            "health {} fell to {health}",
            quote.health
        );
    }
    Ok(())
}

/// The liquidator has paid and got what the quote said.
pub(super) fn liquidator_is_as_quoted(
    suite: &Suite,
    liquidator: &Addr,
    old: &Holdings,
    quote: &LiquidationQuote,
) -> Result<()> {
    let new = holdings(suite, liquidator)?;
    ensure!(
        new.stable + quote.repaid == old.stable + quote.stable,
        "{} to {} stablecoins by {quote:?}",
        old.stable,
        new.stable
    );
    ensure!(new.qer == old.qer + quote.collateral, "QER by {quote:?}");
    let refused = suite.net.home.refuses(&suite.at.reserve, liquidator);
    let (paid, owed) = (new.eth - old.eth, new.owed_eth - old.owed_eth);
    let right = match refused {
        true => (Uint128::zero(), quote.eth),
        false => (quote.eth, Uint128::zero()),
    };
    ensure!(
        (paid, owed) == right,
        "{paid} ETH paid, {owed} owed by {quote:?}"
    );
    ensure!(new.owed_stable == old.owed_stable, "stablecoins owed");
    // What was owed may have been folded into ETH or stablecoins by this.
    ensure!(
        new.pending <= old.pending + quote.pending,
        "{} to {} pending by {quote:?}",
        old.pending,
        new.pending
    );
    Ok(())
}
