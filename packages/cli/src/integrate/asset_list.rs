//! `assetlist.json`: what the home chain's folder of the chain registry gains (cosmos/chain-registry,
//! `assetlist.schema.json`).

use qerun_deployment::plan::{ChainPlan, LogoPlan, PlanFile};
use serde_json::{json, Map, Value};

use super::tokens::{Kind, Token};

/// Where the registry keeps pictures.
const PICTURES: &str = "https://raw.githubusercontent.com/cosmos/chain-registry/master/";

/// The list. Of the fields that the schema allows, those that are known.
#[must_use]
pub fn asset_list(plan: &PlanFile, tokens: &[Token]) -> Value {
    let assets: Vec<Value> = tokens.iter().map(|token| asset(plan, token)).collect();
    json!({
        "$schema": schema(&plan.chain.home),
        "chain_name": plan.chain.home.registry_name(),
        "assets": assets,
    })
}

/// The schema lies at the registry's root; test nets are one folder deeper.
fn schema(chain: &ChainPlan) -> &'static str {
    match chain.public {
        true => "../assetlist.schema.json",
        false => "../../assetlist.schema.json",
    }
}

fn asset(plan: &PlanFile, token: &Token) -> Value {
    let (base, display) = (token.base(), token.display());
    let mut units = vec![json!({"denom": base, "exponent": 0})];
    let whole = match token.decimals {
        0 => base.clone(),
        decimals => {
            units.push(json!({"denom": display, "exponent": decimals}));
            display
        }
    };
    let mut row = json!({
        "description": token.description,
        "denom_units": units,
        "base": base,
        "name": token.name,
        "display": whole,
        "symbol": token.symbol,
    });
    let Some(fields) = row.as_object_mut() else {
        return row;
    };
    match &token.kind {
        Kind::Cw20 { address } => {
            fields.insert("type_asset".into(), json!("cw20"));
            fields.insert("address".into(), json!(address));
            if token.symbol == plan.token.symbol {
                pictures(plan, fields);
            }
        }
        Kind::Voucher { path, there } => {
            fields.insert("type_asset".into(), json!("ics20"));
            fields.insert("traces".into(), json!([trace(plan, path, there)]));
        }
    }
    row
}

/// The last hop, which is the route's: what is before it stands in the DEX chain's own list.
fn trace(plan: &PlanFile, path: &str, there: &str) -> Value {
    json!({
        "type": "ibc",
        "counterparty": {
            "chain_name": plan.chain.dex.registry_name(),
            "base_denom": there,
            "channel_id": plan.route.dex_channel,
        },
        "chain": {"channel_id": plan.route.home_channel, "path": path},
    })
}

/// Where QER's pictures will be, if the plan has any.
fn pictures(plan: &PlanFile, fields: &mut Map<String, Value>) {
    let Some(marketing) = &plan.token.marketing else {
        return;
    };
    let home = &plan.chain.home;
    let folder = if home.public { "" } else { "testnets/" };
    let mut links = Map::new();
    for logo in [&marketing.logo, &marketing.list_logo]
        .into_iter()
        .flatten()
    {
        if let Some((end, name)) = picture_name(plan, logo) {
            let at = format!("{PICTURES}{folder}{}/{name}", home.registry_name());
            links.insert(end.to_owned(), json!(at));
        }
    }
    if !links.is_empty() {
        fields.insert("logo_URIs".into(), json!(links));
        fields.insert("images".into(), json!([links]));
    }
}

/// The format of a picture, and its name in the registry's folder of the chain and in ours.
#[must_use]
pub fn picture_name(plan: &PlanFile, logo: &LogoPlan) -> Option<(&'static str, String)> {
    let (end, _) = logo.content()?;
    let name = plan.token.symbol.to_ascii_lowercase();
    Some((end, format!("images/{name}.{end}")))
}
