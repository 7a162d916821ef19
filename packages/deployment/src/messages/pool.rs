//! Pools of Astroport: a test pool of the stablecoin and ETH with its first liquidity, and the pair of QER and the
//! stablecoin, which is created empty.

use cosmwasm_std::{to_json_binary, Coin, StdResult, WasmMsg};
use serde_json::{json, Value};

use super::InstantiateMsgs;
use crate::plan::PlanFile;

/// The pair's assets as Astroport names them: stablecoin, ETH.
#[must_use]
pub fn pool_assets(plan: &PlanFile) -> [Value; 2] {
    [plan.stable_dex(), plan.eth_dex()].map(|denom| json!({"native_token": {"denom": denom}}))
}

/// The assets of the pair of QER, as Astroport names them: QER, stablecoin. `token` is the address of QER.
#[must_use]
pub fn qer_pool_assets(plan: &PlanFile, token: &str) -> [Value; 2] {
    [
        json!({"token": {"contract_addr": token}}),
        json!({"native_token": {"denom": plan.stable_home()}}),
    ]
}

impl InstantiateMsgs<'_> {
    /// The test pool's factory, the outpost owner's. `codes` are the ids of pair and LP token.
    #[must_use]
    pub fn pool_factory(&self, codes: [u64; 2]) -> Value {
        let fee = self.plan.dex_pool.as_ref().map_or(30, |pool| pool.fee_bps);
        factory(codes, fee, &self.plan.outpost.owner)
    }

    /// The factory of the pair of QER, the timelock's. `codes` are the ids of pair and LP token.
    #[must_use]
    pub fn qer_pool_factory(&self, codes: [u64; 2]) -> Value {
        let pool = self.plan.qer_pool.as_ref();
        let fee = pool.and_then(|pool| pool.fee_bps).unwrap_or(30);
        factory(codes, fee, &self.at.timelock)
    }
}

/// astroport-factory 1.7.0. The coin registry is only stored.
fn factory(codes: [u64; 2], fee_bps: u16, owner: &str) -> Value {
    let [pair, lp_token] = codes;
    json!({
        "pair_configs": [{
            "code_id": pair, "pair_type": {"xyk": {}}, "total_fee_bps": fee_bps,
            "maker_fee_bps": 0, "is_disabled": false, "is_generator_disabled": true,
            "permissioned": false,
        }],
        "token_code_id": lp_token,
        "fee_address": null,
        "generator_address": null,
        "owner": owner,
        "whitelist_code_id": 0,
        "coin_registry_address": owner,
    })
}

/// Makes a factory create a pair.
pub(crate) fn create_pair(factory: &str, assets: [Value; 2]) -> StdResult<WasmMsg> {
    Ok(WasmMsg::Execute {
        contract_addr: factory.to_owned(),
        msg: to_json_binary(&json!({"create_pair": {
            "pair_type": {"xyk": {}}, "asset_infos": assets, "init_params": null,
        }}))?,
        funds: vec![],
    })
}

/// Puts the first liquidity into the pair; its LP tokens go to the outpost's owner.
pub(crate) fn provide_liquidity(plan: &PlanFile, pair: &str) -> StdResult<WasmMsg> {
    let (stable, eth) = match &plan.dex_pool {
        Some(pool) => (pool.stable, pool.eth),
        None => Default::default(),
    };
    let mut funds = vec![
        Coin::new(stable, plan.stable_dex()),
        Coin::new(eth, plan.eth_dex()),
    ];
    // The bank wants coins in order.
    funds.sort_by(|a, b| a.denom.cmp(&b.denom));
    let assets: Vec<_> = pool_assets(plan)
        .into_iter()
        .zip([stable, eth])
        .map(|(info, amount)| json!({"info": info, "amount": amount}))
        .collect();
    Ok(WasmMsg::Execute {
        contract_addr: pair.to_owned(),
        msg: to_json_binary(&json!({"provide_liquidity": {
            "assets": assets, "slippage_tolerance": "0.5", "auto_stake": false,
            "receiver": plan.outpost.owner,
        }}))?,
        funds,
    })
}
