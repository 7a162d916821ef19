use cosmwasm_std::{DepsMut, Env, Response};

use crate::asset::{ensure_batch, load_asset};
use crate::kept::Kept;
use crate::publish::publish;
use crate::ContractError;

/// Anyone: rewrites the records of these assets. Too few live sources are no error, so that a poke in front of other
/// messages never stops them; a `skip` event shows it.
pub fn poke(mut deps: DepsMut, env: Env, assets: Vec<String>) -> Result<Response, ContractError> {
    let ids = assets.iter().map(String::as_str);
    ensure_batch("number of assets", ids.clone(), 1)?;
    let known = ids
        .map(|asset| load_asset(deps.storage, asset))
        .collect::<Result<Vec<_>, _>>()?;
    let now = env.block.time.seconds();
    let mut response = Response::new();
    for (asset, known) in assets.iter().zip(&known) {
        let kept = Kept::load(deps.storage, asset, &known.config)?;
        response = response.add_event(publish(deps.branch(), asset, known, kept, now)?);
    }
    Ok(response)
}
