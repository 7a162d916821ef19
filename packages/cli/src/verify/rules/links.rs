//! Every contract knows the right neighbours, and means the same by them.

use std::collections::BTreeSet;

use qerun_messages::timelock::RECOMMENDED_CLASSES;

use crate::plan::PlanFile;
use crate::verify::{Audit, Facts, Role};

pub fn check(audit: &mut Audit, facts: &Facts, plan: &PlanFile) {
    neighbours(audit, facts);
    dao(audit, facts);
    assets(audit, facts, plan);
    registry(audit, facts);
}

fn neighbours(audit: &mut Audit, facts: &Facts) {
    let (market, reserve) = (&facts.market.config, &facts.reserve.config);
    for (of, what, found, role) in [
        (Role::Market, "token", market.token.as_str(), Role::Token),
        (Role::Market, "oracle", market.oracle.as_str(), Role::Oracle),
        (
            Role::Market,
            "reserve",
            market.reserve.as_str(),
            Role::Reserve,
        ),
        (
            Role::Reserve,
            "market",
            reserve.config.market.as_str(),
            Role::Market,
        ),
        (
            Role::Reserve,
            "oracle",
            reserve.config.oracle.as_str(),
            Role::Oracle,
        ),
        (
            Role::Timelock,
            "DAO",
            facts.timelock.config.dao.as_str(),
            Role::Dao,
        ),
        (
            Role::Timelock,
            "token",
            facts.timelock.config.token.as_str(),
            Role::Token,
        ),
        (Role::Voting, "DAO", facts.voting.dao.as_str(), Role::Dao),
        (
            Role::Voting,
            "token",
            facts.voting.token.as_str(),
            Role::Token,
        ),
        (
            Role::Proposals,
            "DAO",
            facts.dao.rules.dao.as_str(),
            Role::Dao,
        ),
    ] {
        let wanted = facts.at(role);
        audit.must(found == wanted, "link", || {
            format!("{of} knows {found} as its {what}, which is {wanted}")
        });
    }
    if let Some(gate) = &market.perk {
        let (found, wanted) = (gate.voting.as_str(), facts.at(Role::Voting));
        audit.must(found == wanted, "link", || {
            format!("market asks {found} for perks, voting is {wanted}")
        });
    }
}

fn dao(audit: &mut Audit, facts: &Facts) {
    audit.must(facts.dao.modules == 1, "dao", || {
        format!(
            "the DAO has {} active proposal modules, not one",
            facts.dao.modules
        )
    });
    audit.must(
        facts.contracts.contains_key(&Role::PrePropose),
        "dao",
        || format!("anyone may propose without a deposit: {}", facts.dao.policy),
    );
    audit.must(facts.dao.rules.veto.is_none(), "dao", || {
        "the DAO's proposals have a veto of their own, besides the timelock's".to_owned()
    });
    if let Some(deposit) = &facts.dao.deposit {
        let cw20 = deposit.denom.get("cw20").and_then(|token| token.as_str());
        audit.must(cw20 == Some(facts.at(Role::Token)), "dao", || {
            format!("the deposit is in {}, not in QER", deposit.denom)
        });
    }
}

fn assets(audit: &mut Audit, facts: &Facts, plan: &PlanFile) {
    let (market, bought) = (&facts.market.config, &facts.reserve.config.config);
    let text = |number: u8| number.to_string();
    for (what, found, wanted) in [
        (
            "the market's stablecoin",
            market.stable_denom.clone(),
            plan.stable_home(),
        ),
        (
            "the reserve's stablecoin",
            bought.stable_denom.clone(),
            plan.stable_home(),
        ),
        (
            "the reserve's ETH",
            bought.eth_denom.clone(),
            plan.eth_home(),
        ),
        (
            "the market's decimals of ETH",
            text(market.eth_decimals),
            text(bought.eth_decimals),
        ),
        (
            "the market's decimals of the stablecoin",
            text(market.stable_decimals),
            text(bought.stable_decimals),
        ),
        (
            "the market's price of ETH",
            market.eth_asset.clone(),
            bought.eth_asset.clone(),
        ),
        (
            "the market's price of the stablecoin",
            market.stable_asset.clone(),
            bought.stable_asset.clone(),
        ),
        (
            "the market's decimals of QER",
            text(market.collateral_decimals),
            text(facts.token.first.decimals),
        ),
    ] {
        audit.must(found == wanted, "asset", || {
            format!("{what} is {found}, not {wanted}")
        });
    }
    for asset in [
        &market.collateral_asset,
        &market.stable_asset,
        &market.eth_asset,
    ] {
        let found = facts.oracle.assets.iter().find(|row| row.asset == *asset);
        audit.must(found.is_some(), "asset", || {
            format!("the oracle has no sources of {asset}")
        });
        if let Some(found) = found {
            audit.should(!found.halted, "asset", || format!("{asset} is halted"));
        }
    }
}

/// The registry speaks of our contracts alone, and no more mildly than recommended.
fn registry(audit: &mut Audit, facts: &Facts) {
    let ours: BTreeSet<&str> = facts
        .contracts
        .values()
        .map(|c| c.address.as_str())
        .collect();
    for row in &facts.timelock.classes {
        let contract = row.contract.as_str();
        audit.must(ours.contains(contract), "registry", || {
            format!(
                "{} of {contract}, which is none of ours, is {:?}",
                row.key, row.class
            )
        });
        let role = facts.contracts.iter().find(|(_, c)| c.address == contract);
        let name = role.map_or("", |(role, _)| role.names().0);
        let recommended = RECOMMENDED_CLASSES
            .iter()
            .find(|(contract, key, _)| *contract == name && *key == row.key);
        let strict = recommended.is_some_and(|(_, _, class)| row.class >= *class);
        audit.should(strict, "registry", || {
            format!("{} of {name} is only {:?}", row.key, row.class)
        });
    }
    for row in &facts.timelock.pauses {
        let contract = row.rule.contract.as_str();
        audit.must(ours.contains(contract), "registry", || {
            format!(
                "the pause {} is of {contract}, which is none of ours",
                row.id
            )
        });
    }
}
