//! `suggest-chain.json` and `suggest-token.json`: what a page gives to a wallet (Keplr's `experimentalSuggestChain` and
//! `suggestToken`), field by field as Keplr's chain validator wants it.

use cosmwasm_std::Decimal;
use qerun_deployment::plan::{ChainPlan, GasPrices, PlanFile, Side};
use serde_json::{json, Value};

use super::tokens::{Kind, Token};

/// Keplr's shape for each chain that has what it needs.
#[must_use]
pub fn suggest_chain(plan: &PlanFile, side: Side) -> Option<Value> {
    let chain = plan.chain.get(side);
    let wallet = chain.wallet.as_ref()?;
    let fee = coin(&chain.fee_denom, &wallet.fee.symbol, wallet.fee.decimals);
    let stake = match &wallet.stake {
        Some(stake) => coin(&stake.denom, &stake.symbol, stake.decimals),
        None => fee.clone(),
    };
    let mut currencies = vec![fee.clone(), stake.clone()];
    let (stable, eth) = (&plan.assets.stable, &plan.assets.eth);
    let denoms = match side {
        Side::Home => [plan.stable_home(), plan.eth_home()],
        Side::Dex => [plan.stable_dex(), plan.eth_dex()],
    };
    for (asset, denom) in [stable, eth].into_iter().zip(&denoms) {
        currencies.push(coin(denom, &asset.symbol(), asset.decimals));
    }
    Some(json!({
        "chainId": chain.chain_id,
        "chainName": wallet.name,
        "rpc": chain.public_rpc()?,
        "rest": wallet.rest,
        "bip44": {"coinType": chain.coin_type},
        "bech32Config": bech32(&chain.prefix),
        "currencies": once_each(currencies),
        "feeCurrencies": [with_prices(fee, chain)],
        "stakeCurrency": stake,
        // Without the first, a wallet takes no cw20 token of the chain.
        "features": ["cosmwasm", "ibc-transfer", "ibc-go"],
    }))
}

/// The tokens that a wallet can be asked to show.
#[must_use]
pub fn suggest_tokens(plan: &PlanFile, tokens: &[Token]) -> Value {
    let contracts = tokens.iter().filter_map(|token| match &token.kind {
        Kind::Cw20 { address } => Some(json!({
            "chainId": plan.chain.home.chain_id,
            "contractAddress": address,
            "symbol": token.symbol,
        })),
        Kind::Voucher { .. } => None,
    });
    contracts.collect()
}

fn coin(denom: &str, symbol: &str, decimals: u8) -> Value {
    json!({"coinDenom": symbol, "coinMinimalDenom": denom, "coinDecimals": decimals})
}

/// Keplr refuses a denom that is there twice.
fn once_each(coins: Vec<Value>) -> Vec<Value> {
    let mut found: Vec<Value> = Vec::new();
    for coin in coins {
        let denom = |one: &Value| one.get("coinMinimalDenom").cloned();
        if !found.iter().any(|one| denom(one) == denom(&coin)) {
            found.push(coin);
        }
    }
    found
}

fn with_prices(mut coin: Value, chain: &ChainPlan) -> Value {
    let GasPrices { low, average, high } = chain.gas_prices();
    if let Some(fields) = coin.as_object_mut() {
        let steps = json!({"low": float(low), "average": float(average), "high": float(high)});
        fields.insert("gasPriceStep".into(), steps);
    }
    coin
}

/// Keplr wants numbers; to the wallet's own digits they are exact.
fn float(price: Decimal) -> f64 {
    price.to_string().parse().unwrap_or_default()
}

fn bech32(prefix: &str) -> Value {
    json!({
        "bech32PrefixAccAddr": prefix,
        "bech32PrefixAccPub": format!("{prefix}pub"),
        "bech32PrefixValAddr": format!("{prefix}valoper"),
        "bech32PrefixValPub": format!("{prefix}valoperpub"),
        "bech32PrefixConsAddr": format!("{prefix}valcons"),
        "bech32PrefixConsPub": format!("{prefix}valconspub"),
    })
}
