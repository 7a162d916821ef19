//! What a liquidation does: the verb carries this plan out, quotes show it. It reads no storage and queries nothing, so
//! verb and quotes compute the same.

use cosmwasm_std::{Decimal, Uint128};
use qerun_math::{
    debt_ceil, debt_shares_floor, fee_ceil, liquidation_bonus, mul_div_floor, quote_ceil,
    DebtShares,
};

use crate::claim::Release;
use crate::error::ContractError;
use crate::liquidation_context::LiquidationContext;
use crate::seizable::{Rates, Seizable};
use crate::state::{Claim, Position};

/// A liquidation that keeps to every rule.
#[derive(Debug, PartialEq)]
pub struct LiquidationPlan {
    /// Health before, at the liquidation price and by QER alone, rounded down.
    pub health: Decimal,
    /// The debt before, stablecoins.
    pub debt: Uint128,
    /// What the liquidator repays, stablecoins.
    pub repaid: Uint128,
    /// What he sent beyond that.
    pub refunded: Uint128,
    /// The bonus on QER.
    pub bonus: Decimal,
    /// What he receives.
    pub paid: Seizable,
    /// The QER that he receives, USD at the liquidation price, rounded up.
    pub seized_value: Decimal,
    /// Debt shares that leave the position, including those written off.
    pub shares: DebtShares,
    /// Debt shares after.
    pub shares_after: DebtShares,
    /// The debt after, stablecoins, rounded up.
    pub debt_after: Uint128,
    /// QER after.
    pub collateral_after: Uint128,
    /// The claim after: empty when the debt is gone.
    pub claim_after: Claim,
    /// The claim that goes back to the borrower because the debt is gone.
    pub returned: Leftover,
    /// Debt for which nothing is left to seize, stablecoins: it is written off.
    pub unrecoverable: Uint128,
}

/// A leftover claim: the borrower gets `release` less the fees, and the pending parts whole.
#[derive(Debug, Default, PartialEq)]
pub struct Leftover {
    /// All that was left of the claim, before the fees.
    pub release: Release,
    /// ETH of it that becomes the protocol's own, rounded up.
    pub eth_fee: Uint128,
    /// Stablecoins of it, unsent and kept, that join the insurance, rounded up.
    pub stable_fee: Uint128,
}

/// Plans the liquidation of a position whose claim is folded, with `sent` stablecoins, or as many as may be repaid.
///
/// Errors: `Healthy`, `WouldLeaveDust`, `NothingSeizableNow`; the caller has refused a position without debt.
pub fn plan_liquidation(
    context: &LiquidationContext,
    position: &Position,
    sent: Option<Uint128>,
) -> Result<LiquidationPlan, ContractError> {
    let (params, state) = (&context.market.params, &context.market.state);
    let open_batch = state.batch.id;
    let shares_before = position.shares(state)?;
    let debt = debt_ceil(shares_before, state.debt_index)?;
    let threshold = params.liquidation_threshold;
    let coverage = context.coverage(position.collateral, debt);
    let health = coverage.health_floor(threshold)?.unwrap_or(Decimal::MAX);
    if health >= Decimal::one() {
        return Err(ContractError::Healthy { health });
    }

    let (bonus, rates) = bonus_and_rates(context, position, debt, health)?;
    let target_repayment = repayment_ceil(context, position, debt, health, bonus)?;
    let collateral = context.collateral_within_cap(position.collateral);
    let seizable = rates.seizable(collateral, &position.claim, open_batch)?;
    let (all, uncovered) = rates.split_payment(&seizable, seizable.collateral, target_repayment)?;
    let max_repayment = target_repayment.checked_sub(uncovered)?;
    if max_repayment.is_zero()
        && !rates.nothing_left(position.collateral, &position.claim, open_batch)?
    {
        return Err(nothing_seizable_now(context, position));
    }

    let repaid = sent.unwrap_or(max_repayment).min(max_repayment);
    let shares = if repaid == debt {
        shares_before
    } else {
        debt_shares_floor(repaid, state.debt_index)?
    };
    let paid = if repaid < max_repayment {
        // When less than the maximum is repaid, QER pays first only up to the fraction of the debt that is repaid, then the
        // claim, then QER again. So a partial liquidation does not lower health while there is claim to pay with.
        let first = mul_div_floor(
            position.collateral,
            shares.u128().into(),
            shares_before.u128().into(),
        )?;
        rates.split_payment(&seizable, first, repaid)?.0
    } else {
        all
    };
    let (collateral_after, claim_after) = paid.taken_from(position, open_batch)?;

    let debt_left = debt.checked_sub(repaid)?;
    let exhausted = rates.nothing_left(collateral_after, &claim_after, open_batch)?;
    if repaid < max_repayment && !exhausted {
        ensure_no_dust(context, debt_left)?;
    }
    let unrecoverable = if exhausted {
        debt_left
    } else {
        Uint128::zero()
    };
    let shares = if unrecoverable.is_zero() {
        shares
    } else {
        shares_before
    };
    let shares_after = shares_before.checked_sub(shares)?;
    let mut plan = LiquidationPlan {
        health,
        debt,
        repaid,
        refunded: sent.unwrap_or(repaid).checked_sub(repaid)?,
        bonus,
        seized_value: context.value_ceil(paid.collateral),
        paid,
        shares,
        shares_after,
        debt_after: debt_ceil(shares_after, state.debt_index)?,
        collateral_after,
        claim_after,
        returned: Leftover::default(),
        unrecoverable,
    };
    if shares_after.is_zero() {
        plan.returned = Leftover::all(
            &mut plan.claim_after,
            params.liquidation.claim_fee,
            open_batch,
        )?;
    }
    Ok(plan)
}

/// What a liquidation of all of a position (claim folded) would leave unrecoverable if there were no seizure cap,
/// stablecoins. Zero while it is healthy, and while ETH that has no price may be worth something.
pub fn unrecoverable_without_cap(
    context: &LiquidationContext,
    position: &Position,
) -> Result<Uint128, ContractError> {
    match plan_liquidation(&context.without_cap(), position, None) {
        Ok(plan) => Ok(plan.unrecoverable),
        Err(ContractError::Healthy { .. } | ContractError::NothingSeizableNow { .. }) => {
            Ok(Uint128::zero())
        }
        Err(error) => Err(error),
    }
}

/// The rates, and the bonus on QER. The bonus is at most what the QER is worth beyond the debt that the claim cannot pay
/// for.
fn bonus_and_rates(
    context: &LiquidationContext,
    position: &Position,
    debt: Uint128,
    health: Decimal,
) -> Result<(Decimal, Rates), ContractError> {
    let params = &context.market.params;
    let (min, max) = (params.liquidation.min_bonus, params.max_liquidation_bonus);
    let mut rates = Rates {
        collateral: context.collateral_rate(min),
        eth: context.eth_rate(),
        stable: context.stable_rate(),
    };
    let left = debt.saturating_sub(rates.claim_pays_floor(&position.claim)?);
    let holds = context.coverage(position.collateral, left).bonus_floor()?;
    let bonus = liquidation_bonus(health, min, max, holds);
    rates.collateral = context.collateral_rate(bonus);
    Ok((bonus, rates))
}

/// The repayment that restores the target health, or all of the debt: when only repaying all of it reaches the target,
/// when health is too low, and when less than the minimum debt would stay.
fn repayment_ceil(
    context: &LiquidationContext,
    position: &Position,
    debt: Uint128,
    health: Decimal,
    bonus: Decimal,
) -> Result<Uint128, ContractError> {
    let params = &context.market.params;
    let rule = &params.liquidation;
    if health < rule.full_below {
        return Ok(debt);
    }
    let partial = context
        .coverage(position.collateral, debt)
        .target_repayment_ceil(params.liquidation_threshold, bonus, rule.target_health)?;
    let partial = partial.min(debt);
    let dust = ensure_no_dust(context, debt.checked_sub(partial)?).is_err();
    Ok(if dust { debt } else { partial })
}

/// Refuses to leave a debt (stablecoins) that is worth less than the minimum. Errors: `WouldLeaveDust`.
fn ensure_no_dust(context: &LiquidationContext, debt: Uint128) -> Result<(), ContractError> {
    let decimals = context.market.assets.stable_decimals;
    let debt = quote_ceil(debt, context.prices.debt, decimals).unwrap_or(Decimal::MAX);
    let minimum = context.market.params.min_debt;
    if debt < minimum {
        return Err(ContractError::WouldLeaveDust { debt, minimum });
    }
    Ok(())
}

/// The error when something is left but cannot be seized now: the hourly cap is used up, or the claim's ETH has no price.
fn nothing_seizable_now(context: &LiquidationContext, position: &Position) -> ContractError {
    let capped = context.collateral_within_cap(position.collateral) < position.collateral;
    let capacity = context.capacity.filter(|_| capped);
    let unpriced = context.prices.eth.is_none();
    ContractError::NothingSeizableNow {
        capacity_at: capacity.map_or(0, |capacity| capacity.grows_at),
        unpriced_eth: if unpriced {
            position.claim.eth
        } else {
            Uint128::zero()
        },
    }
}

impl Leftover {
    /// Takes all that is left out of a claim, and the fee off it.
    fn all(claim: &mut Claim, fee: Decimal, open_batch: u64) -> Result<Self, ContractError> {
        // 1/1: the whole claim.
        let whole = Uint128::one();
        let release = claim.release(whole, whole, open_batch)?;
        Ok(Leftover {
            eth_fee: fee_ceil(release.eth, fee)?,
            stable_fee: fee_ceil(release.stable_now()?, fee)?,
            release,
        })
    }
}
