//! The first state.

use std::collections::BTreeSet;

use cosmwasm_std::{Addr, DepsMut, Env, QuerierWrapper, Response, Uint128};
use cw20::{Cw20QueryMsg, TokenInfoResponse};
use qerun_messages::timelock::{InstantiateMsg, SpendLimit, Stage, Stewardship};

use crate::error::ContractError;
use crate::params::Checked;
use crate::state::{
    Config, BONDS_HELD, CONFIG, LAST_ID, PARAMS, PARAMS_CHANGED_AT, SPEND_LIMITS, STAGE,
};
use crate::{events, registry, validate};

/// Most spending limits of the first state, and most pauses ever.
pub const MAX_TABLE: usize = 20;

/// Checks everything and writes it.
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
            validate::dates(&stewardship, env.block.time.seconds())?;
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
    validate::config(&config, this)?;
    ensure_bonds_exist(&deps.querier, &config.token, config.max_bond)?;
    let params = Checked::new(msg.params, msg.max_bond)?.into_inner();
    validate::count("classes", msg.classes.len(), 0, registry::MAX_RULES)?;
    validate::count("spend_limits", msg.spend_limits.len(), 0, MAX_TABLE)?;
    validate::count("pauses", msg.pauses.len(), 0, MAX_TABLE)?;

    let event = events::instantiate(&config);
    CONFIG.save(deps.storage, &config)?;
    PARAMS.save(deps.storage, &params)?;
    PARAMS_CHANGED_AT.save(deps.storage, &0)?;
    STAGE.save(deps.storage, &Stage::Bootstrap)?;
    BONDS_HELD.save(deps.storage, &Uint128::zero())?;
    LAST_ID.save(deps.storage, &0)?;
    let mut seen = BTreeSet::new();
    for row in msg.spend_limits {
        let (routine, sensitive) = (row.routine, row.sensitive);
        validate::limit(&qerun_messages::timelock::Limit { routine, sensitive })?;
        let asset = validate::asset(api, row.asset)?;
        let key = asset.key();
        let limit = SpendLimit {
            asset,
            routine,
            sensitive,
        };
        SPEND_LIMITS.save(deps.storage, &key, &limit)?;
        if !seen.insert(key.clone()) {
            return Err(ContractError::Duplicate { key });
        }
    }
    for pause in msg.pauses {
        registry::write_pause(deps.branch(), &env, &pause.id, pause.rule)?;
        if !seen.insert(pause.id.clone()) {
            return Err(ContractError::Duplicate { key: pause.id });
        }
    }
    let classes = registry::write_classes(deps, &env, msg.classes)?;
    Ok(classes.add_event(event))
}

/// A bond above all QER that there is could never be posted, and nothing of its class would ever run. A token that does
/// not answer yet cannot be asked. Errors: `OutOfBounds`.
fn ensure_bonds_exist(
    querier: &QuerierWrapper,
    token: &Addr,
    max_bond: Uint128,
) -> Result<(), ContractError> {
    let info = querier.query_wasm_smart(token, &Cw20QueryMsg::TokenInfo {});
    match info {
        Ok(TokenInfoResponse { total_supply, .. }) => {
            validate::bounds("max_bond", max_bond, Uint128::zero(), total_supply)
        }
        Err(_) => Ok(()),
    }
}
