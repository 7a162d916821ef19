//! `dao.json` and `dao-dao.json`: the DAO for other programs, and for DAO DAO's page.

use qerun_deployment::plan::{PlanFile, Side};
use serde_json::{json, Value};

use super::asset_list::picture_name;
use crate::deploy::State;

/// What a contract is for, by its name in the state.
const ROLES: &[(&str, &str)] = &[
    ("dao", "Core of the DAO (DAO DAO)"),
    ("voting", "Voting module: stake, power, reputation"),
    ("proposals", "Proposals and votes (DAO DAO)"),
    ("pre_propose", "Deposits of proposals (DAO DAO)"),
    ("timelock", "Treasury, owner and admin of the others"),
    ("token", "Governance token, cw20"),
    ("oracle", "Prices"),
    ("market", "Lending against the governance token"),
    ("reserve", "ETH of borrowers and of the protocol"),
    ("airdrop", "Claims of the community's part"),
    ("emissions", "Schedule of the rewards"),
    ("distributor", "Rewards distributor (DAO DAO)"),
    ("liquidity_voting", "Stake of the liquidity token"),
    ("outpost", "Swaps on the DEX chain"),
];

/// What `dao_uri` points to: the DAO's JSON-LD of EIP-4824, contracts embedded. Fields without a value are left out, as
/// the standard asks. Contracts of other names, as pairs and vesting contracts, are in `deployment.json`.
#[must_use]
pub fn dao_json(plan: &PlanFile, state: &State) -> Value {
    let sides = [Side::Home, Side::Dex];
    let contracts = sides.into_iter().flat_map(|side| {
        let chain = &plan.chain.get(side).chain_id;
        ROLES.iter().filter_map(move |(name, what)| {
            // CAIP-10 of a chain of the Cosmos.
            let address = state.address(side, name)?;
            let id = format!("cosmos:{chain}:{address}");
            Some(json!({"id": id, "name": name, "description": what}))
        })
    });
    let contracts: Vec<Value> = contracts.collect();
    json!({
        "@context": "http://www.daostar.org/schemas",
        "type": "DAO",
        "name": plan.dao.name,
        "description": plan.dao.description,
        "contracts": {
            "@context": "https://www.daostar.org/schemas",
            "contracts": contracts,
        },
    })
}

/// What DAO DAO's page shows, and the message by which governance changes it: the core's `update_config`.
#[must_use]
pub fn dao_dao(plan: &PlanFile, state: &State) -> Value {
    let core = state.address(Side::Home, "dao").unwrap_or_default();
    let marketing = plan.token.marketing.as_ref();
    let logos = marketing.map(|told| [told.list_logo.as_ref(), told.logo.as_ref()]);
    let logos = logos.into_iter().flatten().flatten();
    let pictures: Vec<String> = logos
        .filter_map(|logo| picture_name(plan, logo))
        .map(|(_, name)| name)
        .collect();
    let config = json!({
        "name": plan.dao.name,
        "description": plan.dao.description,
        "image_url": plan.dao.image_url,
        "dao_uri": plan.dao.dao_uri,
        "automatically_add_cw20s": false,
        "automatically_add_cw721s": false,
    });
    json!({
        "chain_id": plan.chain.home.chain_id,
        "core": core,
        "page": format!("https://daodao.zone/dao/{core}"),
        "config": config,
        "pictures": pictures,
    })
}
