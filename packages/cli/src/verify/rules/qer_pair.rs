//! The pair of QER and the stablecoin whose liquidity is rewarded: of the factory that the plan names, or of the deployment's.

use serde_json::Value;

use super::compare::value;
use crate::deploy::Artifacts;
use crate::verify::{Audit, Facts, QerPairFacts};
use qerun_deployment::plan::QerPoolPlan;
use qerun_deployment::{qer_pool_assets, Contract, InstantiateMsgs, FACTORY_CODE, POOL_CODES};

pub fn check(audit: &mut Audit, facts: &Facts, messages: &InstantiateMsgs, artifacts: &Artifacts) {
    // Without the voting or the plan of it, `liquidity` has spoken.
    let (Some(found), Some(plan)) = (&facts.liquidity, &messages.plan.qer_pool) else {
        return;
    };
    let token = &found.voting.token;
    audit.must(found.pair.is_some(), "qer-pair", || {
        format!("{token}, which is staked for liquidity rewards, is the LP token of no pair")
    });
    let Some(pair) = &found.pair else {
        return;
    };
    let named = &pair.lp_token;
    audit.must(named == token, "qer-pair", || {
        format!("{token} is staked for liquidity rewards, the pair's LP token is {named}")
    });
    assets(audit, facts, messages, pair);
    let listed = &pair.factory_pair;
    audit.must(*listed == pair.address, "qer-pair", || {
        let (factory, pair) = (&pair.info.creator, &pair.address);
        format!("{factory} made the pair {pair}, but its pair of these assets is `{listed}`")
    });
    match &plan.factory {
        Some(factory) => of_others(audit, pair, factory),
        None => of_the_deployment(audit, facts, pair, plan, artifacts),
    }
}

fn assets(audit: &mut Audit, facts: &Facts, messages: &InstantiateMsgs, pair: &QerPairFacts) {
    let sorted = |assets: &[Value]| {
        let mut texts: Vec<String> = assets.iter().map(ToString::to_string).collect();
        texts.sort();
        texts
    };
    let found = sorted(&pair.assets);
    let wanted = sorted(&qer_pool_assets(messages.plan, facts.at(Contract::Token)));
    audit.must(found == wanted, "qer-pair", || {
        format!(
            "the pair trades {}, not {}",
            found.join(" and "),
            wanted.join(" and ")
        )
    });
    let kind = &pair.pair_type;
    audit.must(*kind == serde_json::json!({"xyk": {}}), "qer-pair", || {
        format!("the pair is of the kind {kind}")
    });
}

/// A factory of other people: it made the pair, by its own code, and whoever has its keys can change either.
fn of_others(audit: &mut Audit, pair: &QerPairFacts, factory: &str) {
    let made_by = pair.info.creator.as_str();
    audit.must(made_by == factory, "qer-pair", || {
        format!("the pair was made by {made_by}, the plan names the factory {factory}")
    });
    let found = [pair.info.code_id, pair.lp_info.code_id];
    let wanted = pair.factory_codes.unwrap_or_default();
    audit.note_unless(found == wanted, "qer-pair", || {
        format!("pair and LP token run the codes {found:?}, new ones of the factory {wanted:?}")
    });
    let owner = &pair.factory_owner;
    let nobody = || "nobody".to_owned();
    let [admin, lp_admin] =
        [&pair.info, &pair.lp_info].map(|info| info.admin.clone().unwrap_or_else(nobody));
    audit.note(
        "qer-pair",
        format!(
            "the pair is Astroport's: its factory belongs to {owner}, {admin} may migrate the pair, {lp_admin} its LP token"
        ),
    );
}

/// The factory of a test chain, which the deployer made of the codes that were built here.
fn of_the_deployment(
    audit: &mut Audit,
    facts: &Facts,
    pair: &QerPairFacts,
    plan: &QerPoolPlan,
    artifacts: &Artifacts,
) {
    let deployer = facts.deployer();
    let made_by = &pair.factory_info.creator;
    audit.must(made_by == deployer, "qer-pair", || {
        format!("the pair's factory was made by {made_by}, not by the deployment")
    });
    let timelock = facts.at(Contract::Timelock);
    let owner = &pair.factory_owner;
    audit.must(owner == timelock, "qer-pair", || {
        format!("the pair's factory belongs to {owner}, not to {timelock}")
    });
    for (what, info, wanted) in [
        ("pair", &pair.info, Some(timelock)),
        ("factory", &pair.factory_info, Some(timelock)),
        ("LP token", &pair.lp_info, None),
    ] {
        let (found, or_nobody) = (info.admin.as_deref(), |admin: Option<&str>| {
            admin.unwrap_or("nobody").to_owned()
        });
        audit.must(found == wanted, "qer-pair", || {
            let (found, wanted) = (or_nobody(found), or_nobody(wanted));
            format!("{what} of QER can be migrated by {found}, not by {wanted}")
        });
    }
    let [pair_code, lp_code] = POOL_CODES;
    for (what, code, file) in [
        ("pair", &pair.code, pair_code),
        ("LP token", &pair.lp_code, lp_code),
        ("factory", &pair.factory_code, FACTORY_CODE),
    ] {
        super::codes::compare(
            audit,
            artifacts,
            &format!("the {what} of QER"),
            &code.checksum,
            file,
        );
    }
    let (found, wanted) = (pair.fee_bps, plan.fee_bps.unwrap_or_default());
    audit.note_unless(found == wanted, "drift", || {
        let found = value(&found);
        format!("the pair of QER takes {found} basis points instead of {wanted}; governance may have changed it")
    });
}
