//! Repayments, with everything that they release computed beforehand.

use anyhow::{Context, Result};
use cosmwasm_std::{Decimal, Uint128};
use qerun_math::{debt_ceil, debt_shares_floor};

use super::balances::{ensure_equal, Balances};
use crate::net::{attribute, Net, Person};

/// What a repayment released.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Released {
    /// ETH, paid at once.
    pub eth: u128,
    /// Unsent stablecoins, paid at once.
    pub unsent: u128,
    /// Pending stablecoins, owed.
    pub pending: u128,
}

/// Repays; what exceeds the debt must come back. Debt grows with every block, so the debt is computed with the index in
/// the event of the same block.
pub fn repay(net: &Net, who: &Person, amount: u128) -> Result<Released> {
    let stable = || net.home.has(who.at_home(), &net.plan.stable_home());
    let eth = || net.home.has(who.at_home(), &net.plan.eth_home());
    let (balances, position) = (Balances::of(net)?, net.position(who.at_home())?);
    let (had_stable, had_eth) = (stable()?, eth()?);

    let sent = net
        .repay(who, amount)
        .with_context(|| format!("{} repays", who.name))?;
    let index: Decimal = attribute(&sent, "wasm-qerun-market/repay", "debt_index")?.parse()?;
    let debt = debt_ceil(position.debt_shares, index)?.u128();
    let paid = amount.min(debt);
    // Nobody has more than one batch in flight here, so rounding the sum equals rounding each part.
    let part = |of: Uint128| of.u128() * paid / debt;
    let released = Released {
        eth: part(position.claim.eth),
        unsent: part(position.claim.unsent),
        pending: part(position.claim.pending),
    };
    let stable_now = had_stable - paid + released.unsent;
    ensure_equal("the borrower's stablecoins", stable()?, stable_now)?;
    ensure_equal("the borrower's ETH", eth()?, had_eth + released.eth)?;
    Balances {
        market_stable: balances.market_stable + paid - released.unsent,
        batch_user_in: balances.batch_user_in - released.unsent,
        encumbered: balances.encumbered - released.eth,
        reserve_eth: balances.reserve_eth - released.eth,
        ..balances
    }
    .ensure_now(net, "repaid")?;

    let after = net.position(who.at_home())?;
    let shares = if paid == debt {
        position.debt_shares
    } else {
        debt_shares_floor(paid.into(), index)?
    };
    ensure_equal(
        "the debt",
        after.debt_shares,
        position.debt_shares.checked_sub(shares)?,
    )?;
    let left = Released {
        eth: after.claim.eth.u128() + released.eth,
        unsent: after.claim.unsent.u128() + released.unsent,
        pending: after.claim.pending.u128() + released.pending,
    };
    let before = Released {
        eth: position.claim.eth.u128(),
        unsent: position.claim.unsent.u128(),
        pending: position.claim.pending.u128(),
    };
    ensure_equal("the claim and what was released of it", left, before)?;
    Ok(released)
}

/// Repays a little more than the debt and withdraws the collateral: nothing of the position is left.
pub fn close_position(net: &Net, who: &Person) -> Result<Released> {
    let position = net.position(who.at_home())?;
    let released = repay(net, who, position.debt.u128() + 1_000_000)?;
    let had = net.qer(who.at_home())?;
    net.withdraw_collateral(who, position.collateral.u128())?;
    let has = net.qer(who.at_home())?;
    ensure_equal("the QER", has, had.checked_add(position.collateral)?)?;
    let after = net.position(who.at_home())?;
    let rest = (after.collateral.u128(), after.debt.u128());
    ensure_equal("the position", rest, (0, 0))?;
    ensure_equal("the claim", after.claim, Default::default())?;
    Ok(released)
}
