//! The pair of QER and the stablecoin on the home chain, found from its LP token.

use serde::Deserialize;
use serde_json::{json, Value};

use super::pool::answer;
use crate::verify::QerPairFacts;
use qerun_chain::{ask, Chain, ChainError, CodeInfo, ContractInfo};

#[derive(Deserialize)]
struct Pair {
    asset_infos: Vec<Value>,
    contract_addr: String,
    liquidity_token: String,
    pair_type: Value,
}

#[derive(Deserialize)]
struct Factory {
    owner: String,
    pair_configs: Vec<PairConfig>,
    token_code_id: u64,
}

#[derive(Deserialize)]
struct PairConfig {
    code_id: u64,
    pair_type: Value,
    total_fee_bps: u16,
}

/// These contracts are other people's: what they do not answer stays empty, and the rules report it.
pub(super) fn qer_pair_facts(
    home: &dyn Chain,
    lp_token: &str,
) -> Result<Option<QerPairFacts>, ChainError> {
    let minter = answer(ask::<_, Option<cw20::MinterResponse>>(
        home,
        lp_token,
        &json!({"minter": {}}),
    ))?;
    let Some(minter) = minter.flatten() else {
        return Ok(None);
    };
    let Some(pair) = answer(ask::<_, Pair>(home, &minter.minter, &json!({"pair": {}})))? else {
        return Ok(None);
    };
    let (info, code) = known(home, &minter.minter)?;
    let (lp_info, lp_code) = known(home, lp_token)?;
    let (factory_info, factory_code) = known(home, &info.creator)?;
    let factory = answer(ask::<_, Factory>(
        home,
        &info.creator,
        &json!({"config": {}}),
    ))?;
    let question = json!({"pair": {"asset_infos": pair.asset_infos}});
    let listed = answer(ask::<_, Pair>(home, &info.creator, &question))?;
    let supply: Option<cw20::TokenInfoResponse> =
        answer(ask(home, lp_token, &json!({"token_info": {}})))?;
    let kind = factory.as_ref().and_then(|factory| {
        let mut kinds = factory.pair_configs.iter();
        kinds.find(|kind| kind.pair_type == pair.pair_type)
    });
    Ok(Some(QerPairFacts {
        address: minter.minter,
        lp_token: pair.liquidity_token,
        lp_supply: supply.map(|token| token.total_supply).unwrap_or_default(),
        assets: pair.asset_infos,
        pair_type: pair.pair_type,
        info,
        code,
        lp_info,
        lp_code,
        factory_info,
        factory_code,
        factory_codes: kind
            .zip(factory.as_ref())
            .map(|(kind, factory)| [kind.code_id, factory.token_code_id]),
        fee_bps: kind.map_or(0, |kind| kind.total_fee_bps),
        factory_owner: factory.map(|factory| factory.owner).unwrap_or_default(),
        factory_pair: listed.map(|pair| pair.contract_addr).unwrap_or_default(),
    }))
}

/// A contract and its code, as the chain knows them; empty if there is none.
fn known(home: &dyn Chain, address: &str) -> Result<(ContractInfo, CodeInfo), ChainError> {
    if address.is_empty() {
        return Ok(Default::default());
    }
    let info = home.contract(address)?.unwrap_or_default();
    let code = home.code(info.code_id)?.unwrap_or_default();
    Ok((info, code))
}
