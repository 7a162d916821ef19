//! Totals, rates, the threshold, milestones and pauses.

use cosmwasm_std::{Decimal, Deps, Env};
use qerun_controls::ready_at;
use qerun_math::supply_rate_floor;
use qerun_messages::market::{
    MilestonesResponse, PausesResponse, StateResponse, ThresholdResponse, BORROWING_OPENED,
    COOL_DOWN, EARMARK,
};

use super::context::QueryContext;
use crate::error::ContractError;
use crate::milestones::missing_for_borrowing;
use crate::seizure_cap::pledged;
use crate::state::{PAUSES, RULES, STATE, UPDATED_AT};

pub fn state(query: &QueryContext) -> Result<StateResponse, ContractError> {
    let (s, params, storage) = (
        &query.market.state,
        &query.market.params,
        query.deps.storage,
    );
    let utilisation = s.utilisation()?;
    let borrow_rate = params.rates.borrow_rate(utilisation)?;
    let supply_rate = supply_rate_floor(borrow_rate, utilisation, params.insurance_share)?;
    let idle = s.debt_shares.is_zero();
    Ok(StateResponse {
        cash: s.cash,
        debt: s.debt()?,
        debt_shares: s.debt_shares,
        debt_index: s.debt_index,
        index_scale: s.scale,
        supplied: s.supplied()?,
        supply_shares: s.supply_shares,
        collateral: pledged(storage)?,
        insurance: s.insurance,
        insurance_due: s.insurance_due,
        deficit: s.deficit,
        earmarked: EARMARK.may_load(storage)?.unwrap_or_default().eth,
        kept: s.kept,
        batch: s.batch.clone(),
        utilisation,
        borrow_rate,
        supply_rate: if idle { Decimal::zero() } else { supply_rate },
        accrued_at: STATE.load(storage)?.accrued_at,
    })
}

pub fn threshold(deps: Deps, env: &Env) -> Result<ThresholdResponse, ContractError> {
    let now = env.block.time.seconds();
    let params = RULES.load(deps.storage)?.params;
    let updated_at = UPDATED_AT.may_load(deps.storage)?.unwrap_or_default();
    Ok(ThresholdResponse {
        set: params.set().liquidation_threshold,
        effective: params.threshold_ceil(now)?,
        ramp_end: params.ramp_end(now),
        params_ready_at: ready_at(updated_at, COOL_DOWN),
    })
}

pub fn milestones(query: &QueryContext, env: &Env) -> Result<MilestonesResponse, ContractError> {
    let this = &env.contract.address;
    Ok(MilestonesResponse {
        opened_at: BORROWING_OPENED.may_load(query.deps.storage)?,
        missing: missing_for_borrowing(query.deps, &query.market, this)?,
    })
}

pub fn pauses(deps: Deps) -> Result<PausesResponse, ContractError> {
    let pauses = PAUSES.load(deps.storage)?;
    Ok(PausesResponse {
        supply: pauses.supply.until,
        borrow: pauses.borrow.until,
        withdraw_collateral: pauses.withdraw_collateral.until,
    })
}
