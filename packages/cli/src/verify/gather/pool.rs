//! The pair at which the outpost swaps, if it is one of Astroport's.

use cosmwasm_std::{Addr, Uint128};
use qerun_messages::outpost::Venue;
use serde::Deserialize;
use serde_json::{json, Value};

use crate::verify::PoolFacts;
use qerun_chain::{ask, Chain, ChainError};

#[derive(Deserialize)]
struct Pool {
    assets: Vec<PoolAsset>,
}

#[derive(Deserialize)]
struct PoolAsset {
    info: Value,
    amount: Uint128,
}

#[derive(Deserialize)]
struct Config {
    owner: String,
}

#[derive(Deserialize)]
struct Fee {
    total_fee_bps: u16,
}

/// These contracts are other people's: what they do not answer stays empty, and the rules report it.
pub(super) fn pool_facts(
    dex: &dyn Chain,
    venue: &Venue<Addr>,
) -> Result<Option<PoolFacts>, ChainError> {
    let Venue::AstroportPair { pair } = venue else {
        return Ok(None);
    };
    let pair = pair.as_str();
    let creator = |address: &str| -> Result<String, ChainError> {
        if address.is_empty() {
            return Ok(String::new());
        }
        let info = dex.contract(address)?;
        Ok(info.map(|info| info.creator).unwrap_or_default())
    };
    let factory = creator(pair)?;
    let pool: Option<Pool> = answer(ask(dex, pair, &json!({"pool": {}})))?;
    let mut coins = Vec::new();
    for asset in pool.map(|pool| pool.assets).unwrap_or_default() {
        let denom = asset.info.pointer("/native_token/denom");
        let denom = denom.and_then(Value::as_str).unwrap_or_default();
        coins.push((denom.to_owned(), asset.amount));
    }
    let config: Option<Config> = answer(ask(dex, &factory, &json!({"config": {}})))?;
    let question = json!({"fee_info": {"pair_type": {"xyk": {}}}});
    let fee: Option<Fee> = answer(ask(dex, &factory, &question))?;
    Ok(Some(PoolFacts {
        pair: pair.to_owned(),
        creator: creator(&factory)?,
        owner: config.map(|config| config.owner).unwrap_or_default(),
        fee_bps: fee.map_or(0, |fee| fee.total_fee_bps),
        factory,
        coins,
    }))
}

/// A refusal, or another shape, is no answer.
pub(super) fn answer<T>(result: Result<T, ChainError>) -> Result<Option<T>, ChainError> {
    match result {
        Ok(answer) => Ok(Some(answer)),
        Err(ChainError::Query { .. } | ChainError::Json { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}
