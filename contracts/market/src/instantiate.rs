//! Instantiate: a market without supply, debt or insurance.

use cosmwasm_std::{Decimal, DepsMut, Env, Response, Uint128};
use qerun_math::{DebtShares, SupplyShares};
use qerun_messages::market::{InstantiateMsg, OpenBatch};

use crate::config::valid_config;
use crate::error::ContractError;
use crate::params;
use crate::state::{
    Pauses, State, COLLATERAL, CONFIG, CONTRACT_NAME, CONTRACT_VERSION, PAUSES, STATE,
};
use crate::valid_params::ValidParams;

/// Stores the configuration and the parameters if every bound holds. Nothing can be borrowed until governance opens
/// borrowing.
pub fn instantiate(
    deps: DepsMut,
    env: Env,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    cw2::set_contract_version(deps.storage, CONTRACT_NAME, CONTRACT_VERSION)?;
    cw_ownable::initialize_owner(deps.storage, deps.api, Some(&msg.owner))?;
    let config = valid_config(deps.api, msg.config)?;
    CONFIG.save(deps.storage, &config)?;
    params::store(deps.storage, ValidParams::try_from(msg.params)?)?;
    let pauses = Pauses {
        borrowing_not_open: true,
        ..Default::default()
    };
    PAUSES.save(deps.storage, &pauses)?;
    COLLATERAL.save(deps.storage, &Uint128::zero())?;
    let state = State {
        cash: Uint128::zero(),
        debt_shares: DebtShares::zero(),
        debt_index: Decimal::one(),
        scale: 0,
        accrued_at: env.block.time.seconds(),
        supply_shares: SupplyShares::zero(),
        insurance: Uint128::zero(),
        insurance_due: Uint128::zero(),
        insurance_rest: Decimal::zero(),
        deficit: Uint128::zero(),
        earmarked: false,
        unrecovered: Uint128::zero(),
        kept: Uint128::zero(),
        batch: OpenBatch {
            id: 1,
            ..Default::default()
        },
    };
    STATE.save(deps.storage, &state)?;
    Ok(Response::new())
}
