//! What a liquidation did against what its quote said, to the unit.

use anyhow::{ensure, Result};
use cosmwasm_std::{Addr, Decimal, Uint128};
use qerun_market::state::Position;
use qerun_messages::market::LiquidationQuote;

use super::keepers::market_params;
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

/// Whether a position holds enough for its debt and the least bonuses, at the prices at which it is liquidated. If it does
/// not, whatever is repaid leaves less behind what is not.
pub(super) fn is_solvent(suite: &Suite, borrower: &Addr) -> Result<bool> {
    let (position, rule) = (suite.position(borrower)?, market_params(suite)?.liquidation);
    let assets = &suite.plan.assets;
    // ETH that may not be priced now is neither counted nor paid.
    let now = suite.net.home.now();
    let price = |asset: &str| {
        let record = suite.price(asset)?;
        Ok::<_, anyhow::Error>(match record.ensure_liquidatable(asset, now) {
            Ok(()) => record.liquidation_price(),
            Err(_) => Decimal::zero(),
        })
    };
    let one = |decimals: u8| 10u128.pow(decimals.into());
    let whole = |amount: Uint128, decimals| Decimal::from_ratio(amount, one(decimals));
    let (stable, claim) = (assets.stable.decimals, &position.claim);
    let debt = suite.price(&assets.stable.oracle)?;
    let debt = debt.mid.min(debt.average).max(Decimal::one());
    let claim = whole(claim.eth, assets.eth.decimals) * price(&assets.eth.oracle)?
        + whole(claim.unsent + claim.pending + claim.stable, stable) * debt;
    let qer = whole(position.collateral, suite.plan.token.decimals) * price(&assets.qer)?;
    let pays =
        qer / (Decimal::one() + rule.min_bonus) + claim / (Decimal::one() + rule.claim_bonus);
    Ok(pays >= whole(position.debt, stable) * debt)
}

/// The borrower's position is what the quote said, and its health has not fallen if it was solvent.
pub(super) fn borrower_is_as_quoted(
    suite: &Suite,
    borrower: &Addr,
    quote: &LiquidationQuote,
    solvent: bool,
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
    } else if solvent {
        let now = suite.quote_liquidation(borrower, None)?.quote;
        let health = now.map_or(quote.health, |now| now.health);
        // A unit of rounding of a small debt.
        let slack = Decimal::from_ratio(2u128, after.debt) + Decimal::raw(1_000_000_000_000);
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
