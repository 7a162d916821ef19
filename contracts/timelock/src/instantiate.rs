//! The state at the beginning.

use cosmwasm_std::{Addr, DepsMut, Env, QuerierWrapper, Response, Uint128};
use cw20::{Cw20QueryMsg, TokenInfoResponse};
use qerun_controls::{ensure_within, first_repeated};
use qerun_messages::timelock::{InstantiateMsg, SpendLimit, Stage, Stewardship};

use crate::error::ContractError;
use crate::events;
use crate::params::ValidParams;
use crate::set_classes::write_classes;
use crate::set_pause::write_pause;
use crate::set_spend_limit::write_spend_limit;
use crate::state::{
    Config, BONDS_HELD, CONFIG, LAST_ID, PARAMS, PARAMS_CHANGED_AT, SPEND_LIMITS, STAGE,
};
use crate::validate::{self, MAX_RULES, MAX_TABLE};

/// Validates everything and writes it. Errors: one for each bound.
pub fn instantiate(
    mut deps: DepsMut,
    env: Env,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    let this = &env.contract.address;
    let api = deps.api;
    let stewardship = msg
        .stewardship
        .map(|stewardship| -> Result<_, ContractError> {
            validate::ensure_dates(&stewardship, env.block.time.seconds())?;
            Ok(Stewardship {
                steward: validate::address(api, &stewardship.steward)?,
                shared_at: stewardship.shared_at,
                community_at: stewardship.community_at,
            })
        })
        .transpose()?;
    let config = Config {
        dao: validate::address(api, &msg.dao)?,
        guardian: msg
            .guardian
            .map(|guardian| validate::address(api, &guardian))
            .transpose()?,
        stewardship,
        token: validate::address(api, &msg.token)?,
        max_bond: msg.max_bond,
        steward_term: 0,
    };
    validate::ensure_separate_roles(&config, this)?;
    ensure_bonds_exist(&deps.querier, &config.token, config.max_bond)?;
    let params = ValidParams::new(msg.params, msg.max_bond)?.into_inner();
    ensure_within("classes", msg.classes.len(), (0, MAX_RULES))?;
    ensure_within("spend_limits", msg.spend_limits.len(), (0, MAX_TABLE))?;
    ensure_within("pauses", msg.pauses.len(), (0, MAX_TABLE))?;
    if let Some(key) = first_repeated(msg.pauses.iter().map(|pause| &pause.id)) {
        let key = key.clone();
        return Err(ContractError::Duplicate { key });
    }

    let event = events::instantiate(&config);
    CONFIG.save(deps.storage, &config)?;
    PARAMS.save(deps.storage, &params)?;
    PARAMS_CHANGED_AT.save(deps.storage, &0)?;
    STAGE.save(deps.storage, &Stage::Bootstrap)?;
    BONDS_HELD.save(deps.storage, &Uint128::zero())?;
    LAST_ID.save(deps.storage, &0)?;
    for row in msg.spend_limits {
        let row = SpendLimit {
            asset: validate::asset(api, row.asset)?,
            routine: row.routine,
            sensitive: row.sensitive,
        };
        let key = row.asset.key();
        if SPEND_LIMITS.has(deps.storage, &key) {
            return Err(ContractError::Duplicate { key });
        }
        write_spend_limit(deps.storage, &row)?;
    }
    for pause in msg.pauses {
        write_pause(deps.branch(), &env, &pause.id, pause.rule)?;
    }
    let classes = write_classes(deps, &env, msg.classes)?;
    Ok(classes.add_event(event))
}

/// Refuses a `max_bond` above the supply of QER: such a bond could never be posted, and nothing of its class would ever
/// run. A token that does not exist yet cannot be asked. Errors: `OutOfBounds`.
fn ensure_bonds_exist(
    querier: &QuerierWrapper,
    token: &Addr,
    max_bond: Uint128,
) -> Result<(), ContractError> {
    let info = querier.query_wasm_smart(token, &Cw20QueryMsg::TokenInfo {});
    match info {
        Ok(TokenInfoResponse { total_supply, .. }) => Ok(ensure_within(
            "max_bond",
            max_bond,
            (Uint128::zero(), total_supply),
        )?),
        Err(_) => Ok(()),
    }
}
