//! Deployments that no honest plan says, one danger at a time: each has its line.

use crate::onchain::World;
use cosmwasm_std::{Addr, Binary, Uint128};
use qerun::deploy::State;
use qerun::verify::{audit, Facts, Role};
use qerun_deployment::{Contract, Module};
use qerun_messages::outpost::Venue;
use qerun_messages::timelock::{Class, ClassRule};
use serde_json::{json, Value};

fn deployed(name: &str) -> (World, State, Facts) {
    let mut world = World::new(name);
    let mut state = State::default();
    world.run(&mut state).unwrap();
    let facts = world.facts(&state.chain.home.contracts["timelock"]);
    (world, state, facts)
}

fn lines(world: &World, facts: &Facts) -> Vec<String> {
    let audit = audit(facts, &world.plan, &world.artifacts);
    audit.findings.iter().map(ToString::to_string).collect()
}

fn contract(facts: &mut Facts, role: impl Into<Role>) -> &mut qerun::verify::ContractFacts {
    facts.contracts.get_mut(&role.into()).unwrap()
}

fn spend(facts: &mut Facts) {
    let mut pauses = facts.timelock.pauses.iter_mut();
    let row = pauses.find(|row| row.id == "purchases").unwrap();
    let msg = br#"{"spend":{"recipient":"eve","amount":"1000000000000000000"}}"#;
    row.rule.pause = Binary::from(msg);
}

fn prices_of_others(facts: &mut Facts) {
    let (market, reserve) = (&mut facts.market.config, &mut facts.reserve.config.config);
    (market.collateral_asset, market.eth_asset) = ("eth".into(), "qer".into());
    reserve.eth_asset = "qer".into();
}

/// Each was silent once.
#[test]
fn g1_what_was_silent_is_told() {
    type Break = fn(&mut Facts);
    let table: Vec<(Break, &str)> = vec![
        // The guardian.
        (spend, "FAIL pause: the guardian's pause purchases has pause {\"spend\":{\"amount\":\"1000000000000000000\",\"recipient\":\"eve\"}} instead of {\"pause\":{\"duration\":604800}}"),
        (|f| (f.timelock.pauses[0].rule.duration, f.timelock.pauses[0].rule.cool_down) = (1, 1), "FAIL pause: the guardian's pause market has cool_down 1 instead of 604800, duration 1 instead of 604800"),
        (|f| f.timelock.pauses.iter_mut().for_each(|p| p.rule.end = None), "FAIL pause: the guardian's pause price-eth has end null instead of {\"resume\":{\"asset\":\"eth\"}}"),
        (|f| f.timelock.pauses.clear(), "FAIL pause: the guardian has no pause market"),
        (|f| { let mut more = f.timelock.pauses[0].clone(); more.id = "more".into(); f.timelock.pauses.push(more) }, "FAIL pause: the guardian's pause more is not planned"),
        // The steward, and the bounds of bonds and spending.
        (|f| f.timelock.config.stewardship.as_mut().unwrap().steward = Addr::unchecked("eve"), "FAIL steward: the steward is eve, the plan names home1ua3"),
        (|f| { let s = f.timelock.config.stewardship.as_mut().unwrap(); s.shared_at += 100_000_000; s.community_at += 150_000_000 }, "FAIL steward: the stage shared lasts 50086400 s, the plan says 86400 s"),
        (|f| { let s = f.timelock.config.stewardship.as_mut().unwrap(); s.shared_at += 100_000_000; s.community_at += 100_000_000 }, "FAIL steward: the stage shared begins 100086"),
        (|f| { let s = f.timelock.config.stewardship.as_mut().unwrap(); s.shared_at -= 10_000; s.community_at -= 10_000 }, "FAIL steward: the stage shared begins 76"),
        (|f| contract(f, Contract::Timelock).created_at = None, "WARN steward: the node no longer knows"),
        (|f| { contract(f, Contract::Timelock).created_at = None; let s = f.timelock.config.stewardship.as_mut().unwrap(); s.shared_at += 10_000; s.community_at += 10_000 }, "FAIL steward: the stage shared begins 96"),
        (|f| f.timelock.config.stewardship = None, "FAIL steward: the steward is nobody, the plan names home1ua3"),
        (|f| f.timelock.config.max_bond = Uint128::MAX, "FAIL bond: no bond is above 340282366920938463463374607431768211455, the plan says 500000000000"),
        (|f| f.timelock.limits[0].limit.routine = Uint128::MAX, "FAIL spending: 340282366920938463463374607431768211455 of cw20:home1"),
        (|f| f.timelock.limits.clear(), "NOTE drift: 0 of cw20:home1"),
        // Coins.
        (|f| { f.market.config.eth_decimals = 6; f.reserve.config.config.eth_decimals = 6 }, "FAIL asset: the reserve has eth_decimals 6 instead of 18"),
        (|f| { f.market.config.stable_decimals = 12; f.reserve.config.config.stable_decimals = 12 }, "FAIL asset: the reserve has stable_decimals 12 instead of 6"),
        (prices_of_others, "FAIL asset: the market has collateral_asset eth instead of qer, eth_asset qer instead of eth"),
        (prices_of_others, "FAIL asset: the reserve has eth_asset qer instead of eth"),
        // QER.
        (|f| f.token.marketing = Some("eve".into()), "FAIL marketing: eve may change QER's texts, the plan names nobody"),
        (|f| { f.token.instantiate_msg.name = "Evil".into(); f.token.instantiate_msg.symbol = "EVIL".into() }, "FAIL token: QER's instantiate message has name Evil instead of Qerun, symbol EVIL instead of QER"),
        (|f| f.token.info.symbol = "EVIL".into(), "FAIL token: QER's symbol is EVIL, the plan says QER"),
        (|f| { f.token.instantiate_msg.decimals = 12; f.token.info.decimals = 12; f.market.config.collateral_decimals = 12 }, "FAIL token: QER's decimals is 12, the plan says 6"),
        (|f| f.token.instantiate_msg.minter = None, "FAIL token: QER's instantiate message has minter null instead of home1"),
        // Perks.
        (|f| f.market.config.perk.as_mut().unwrap().id = "other".into(), "NOTE drift: the market has perk.id other instead of low-contribution; governance"),
        (|f| f.market.config.perk.as_mut().unwrap().id = "other".into(), "WARN perk: the market asks for the perk other, which voting does not know"),
        (|f| f.market.config.perk = None, "NOTE drift: the market has perk null instead of {"),
        // The DEX chain.
        (|f| f.outpost.as_mut().unwrap().config.venue = Venue::AstroportPair { pair: Addr::unchecked("dex1evil") }, "FAIL venue: the outpost swaps at {\"astroport_pair\":{\"pair\":\"dex1evil\"}}, not at a pair of the deployment"),
        (|f| f.pool.as_mut().unwrap().creator = "eve".into(), ", which the deployment did not make"),
        (|f| f.pool.as_mut().unwrap().owner = "eve".into(), "FAIL venue: the pair's factory belongs to eve, not to dex15tw7"),
        (|f| f.pool.as_mut().unwrap().coins[1].0 = "fake".into(), "FAIL venue: the pair trades uusdc and fake"),
        (|f| f.outpost.as_mut().unwrap().config.return_timeout = 60, "NOTE drift: the outpost has return_timeout 60 instead of 120; its owner"),
        (|f| f.channel.home.as_mut().unwrap().client_chain = None, "FAIL channel: channel-3 of home stands on a light client of a kind that names no chain"),
        (|f| f.channel.dex.as_mut().unwrap().client_chain = None, "FAIL channel: channel-7 of dex stands on a light client"),
        // What was another's before it was governance's.
        (|f| contract(f, Contract::Market).made["owner"] = "eve".into(), "FAIL owner: market was made for eve, not for home1"),
        (|f| contract(f, Contract::Token).made["owner"] = "eve".into(), "FAIL owner: token was made for eve, not for home1"),
        (|f| contract(f, Contract::Dao).made["admin"] = "eve".into(), "FAIL admin: the DAO's own admin was eve at first, not itself"),
        (|f| { let modules = &mut contract(f, Contract::Dao).made["proposal_modules_instantiate_info"]; let more = modules[0].clone(); modules.as_array_mut().unwrap().push(more) }, "FAIL dao: the DAO was made with 2 proposal modules, not one"),
        (|f| contract(f, Contract::Timelock).made["dao"] = "eve".into(), "FAIL dao: the timelock's DAO was eve at first, not home1"),
        (|f| contract(f, Contract::Timelock).made["stewardship"]["steward"] = "eve".into(), "WARN steward: the steward was eve at first, the plan names home1ua3"),
        (|f| contract(f, Module::Voting).info.created += 1, "WARN creator: voting was made at height "),
        (|f| f.client_blocks.home.as_mut().unwrap()[0] ^= 1, "FAIL channel: channel-3 of home leads to another chain that calls itself dex-1: its block 7 has another state"),
        (|f| f.channel.dex.as_mut().unwrap().client_block.as_mut().unwrap().app_hash.clear(), "FAIL channel: channel-7 of dex leads to another chain that calls itself home-1"),
        (|f| f.client_blocks.dex = None, "WARN channel: whether channel-7 of dex leads to this home-1 is not known: of the block that its light client knows, 7, the node knows nothing"),
        (|f| f.channel.home.as_mut().unwrap().client_block = None, "WARN channel: whether channel-3 of home leads to this dex-1 is not known: of the block that its light client knows, none, the"),
        (|f| f.channel.home.as_mut().unwrap().version = "ics721".into(), "FAIL channel: channel-3 of home speaks ics721, not ics20-1"),
        // What the plan leaves to the recommended tables, or does not speak of.
        (|f| f.timelock.classes.truncate(1), "NOTE drift: the registry has "),
        (|f| { let contract = Addr::unchecked(f.at(Contract::Reserve)); f.timelock.classes.push(ClassRule { contract, key: "set_market".into(), class: Class::Sensitive }) }, "FAIL registry: set_market of reserve is only Sensitive, not Critical"),
        (|f| contract(f, Contract::Oracle).info.creator = "eve".into(), "WARN creator: oracle was created by eve, not by home1"),
        (|f| contract(f, Module::Voting).info.creator = "eve".into(), "WARN creator: voting was created by eve"),
        (|f| contract(f, Module::PrePropose).info.creator = "eve".into(), "WARN creator: pre-propose was created by eve"),
        (|f| f.dao.nominee = Some("eve".into()), "FAIL admin: eve is nominated as the DAO's own admin"),
        (|f| f.dao.pre_propose.as_mut().unwrap()[0] = "x".into(), "FAIL link: pre-propose knows x as its DAO"),
        (|f| f.dao.pre_propose.as_mut().unwrap()[1] = "x".into(), "FAIL link: pre-propose knows x as its module"),
        (|f| f.dao.rules.allow_revoting = true, "FAIL vote: the DAO has allow_revoting true instead of false"),
        (|f| f.dao.deposit.as_mut().unwrap().amount = Uint128::MAX, "FAIL vote: a proposal takes 340282366920938463463374607431768211455 units of QER, there are 111111111000000"),
        (|f| f.voting.threshold = None, "FAIL active: the DAO is active from 0 units of stake on, the plan says 111111111000"),
        (|f| { f.voting.tiers.tiers.pop(); }, "FAIL stake: the tiers of the plan are not there"),
        (|f| { let mut more = f.oracle.assets[0].clone(); more.asset = "more".into(); f.oracle.assets.push(more) }, "NOTE asset: the oracle also has a price of more"),
        (|f| f.market.barred.push(Addr::unchecked("eve")), "NOTE barred: eve may not borrow"),
        (|f| f.incomplete.push("positions"), "FAIL list: the list of positions does not end: what it says is not all"),
    ];
    let (world, _, facts) = deployed("dangers");
    let clean = lines(&world, &facts);
    let mut silent = Vec::new();
    for (mutate, wanted) in table {
        let mut broken = facts.clone();
        mutate(&mut broken);
        assert_ne!(broken, facts, "{wanted}");
        let found = lines(&world, &broken);
        let told = |lines: &[String]| lines.iter().any(|line| line.contains(wanted));
        if told(&clean) || !told(&found) {
            silent.push(wanted);
        }
    }
    assert!(silent.is_empty(), "{silent:#?}");
}

/// The same by the contracts' own messages, each read back from the chain.
#[test]
fn g1_what_was_done_to_real_contracts_is_told() {
    let (mut world, state, facts) = deployed("dangers-real");
    let clean = lines(&world, &facts);
    let home = state.chain.home.contracts.clone();
    let at = |name: &str| Addr::unchecked(&home[name]);
    let (timelock, token, dao) = (at("timelock"), at("token"), at("dao"));
    let eve = world.net.home.addr("eve");
    // Guardian and steward are never one.
    let mallory = world.net.home.addr("mallory");
    // A rule as it stands, but of a day, whatever else belongs to a rule.
    let pause = facts
        .timelock
        .pauses
        .iter()
        .find(|row| row.id == "purchases")
        .unwrap();
    let mut rule = serde_json::to_value(&pause.rule).unwrap();
    rule["pause"] = json!(Binary::from(br#"{"pause":{"duration":86400}}"#));
    (rule["duration"], rule["cool_down"]) = (json!(86_400), json!(86_400));
    let most = json!({"routine": Uint128::MAX, "sensitive": Uint128::MAX});
    let perk =
        json!({"id": "low-contribution", "min_power": "0", "min_reputation": "0", "text": ""});
    let mut config: Value = world
        .net
        .home
        .query(&at("proposals"), &json!({"config": {}}))
        .unwrap();
    config["threshold"] = json!({"threshold_quorum": {"threshold": {"percent": "0.01"}, "quorum": {"percent": "0.1"}}});
    let policy = json!({"update_submission_policy": {"denylist_add": null, "denylist_remove": null,
        "set_dao_members": false, "allowlist_add": [eve], "allowlist_remove": null}});
    let done: Vec<(&Addr, &str, Value, Vec<String>)> = vec![
        (&timelock, "timelock", json!({"set_spend_limit": {"asset": {"cw20": {"address": token}}, "limit": most}}),
            vec![format!("FAIL spending: {} of cw20:{token} may be spent as routine, the plan says 10000000000", u128::MAX),
                format!("FAIL spending: {} of cw20:{token} may be spent as sensitive", u128::MAX)]),
        (&timelock, "timelock", json!({"set_spend_limit": {"asset": {"native": {"denom": "uusdc"}}, "limit": most}}),
            vec![format!("FAIL spending: {} of native:uusdc may be spent as routine, the plan says 0", u128::MAX)]),
        (&timelock, "timelock", json!({"set_pause": {"id": "purchases", "rule": rule}}),
            vec!["FAIL pause: the guardian's pause purchases has cool_down 86400 instead of 604800, duration 86400 instead of 604800, pause.pause.duration 86400 instead of 604800".into()]),
        (&timelock, "timelock", json!({"set_pause": {"id": "market", "rule": null}}),
            vec!["FAIL pause: the guardian has no pause market".into()]),
        (&timelock, "timelock", json!({"set_steward": {"steward": eve}}), vec![format!("FAIL steward: the steward is {eve}")]),
        (&timelock, "timelock", json!({"set_guardian": {"guardian": mallory}}), vec![format!("FAIL guardian: the guardian is {mallory}")]),
        (&timelock, "timelock", json!({"set_classes": {"rules": [{"contract": at("reserve"), "key": "spend", "class": "routine"}]}}),
            vec!["FAIL registry: spend of reserve is only Routine, not Sensitive".into()]),
        (&timelock, "token", json!({"increase_allowance": {"spender": eve, "amount": "5", "expires": null}}),
            vec![format!("WARN allowance: {eve} may take 5 units of QER from the treasury")]),
        (&timelock, "token", json!({"add_burner": {"address": eve}}), vec![format!("WARN burner: {eve} may burn")]),
        (&timelock, "voting", json!({"add_hook": {"addr": eve}}), vec![format!("WARN hook: {eve} is told of every change of power")]),
        (&timelock, "voting", json!({"set_perk": {"perk": perk}}),
            vec!["FAIL perk: everybody has the perk low-contribution".into(),
                "NOTE drift: voting has perks.low-contribution.min_power 0 instead of".into()]),
        (&dao, "proposals", json!({"add_vote_hook": {"address": eve}}), vec![format!("WARN hook: {eve} is told of proposals or votes")]),
        (&dao, "proposals", json!({ "update_config": config }),
            vec!["FAIL vote: the DAO has threshold.threshold_quorum.threshold {\"percent\":\"0.01\"} instead of {\"majority\":{}}".into()]),
        (&dao, "pre_propose", policy,
            vec![format!("FAIL vote: who may propose has policy.specific.allowlist [\"{eve}\"] instead of [], policy.specific.dao_members false instead of true")]),
        (&dao, "dao", json!({"nominate_admin": {"admin": eve}}), vec![format!("FAIL admin: {eve} is nominated as the DAO's own admin")]),
    ];
    let mut wanted: Vec<String> = Vec::new();
    for (who, what, msg, found) in done {
        world.net.home.execute(who, &at(what), &msg, &[]).unwrap();
        wanted.extend(found);
    }
    let facts = world.facts(&home["timelock"]);
    let found = lines(&world, &facts);
    let told = |lines: &[String], wanted: &str| lines.iter().any(|line| line.starts_with(wanted));
    wanted.retain(|wanted| told(&clean, wanted) || !told(&found, wanted));
    assert!(wanted.is_empty(), "{wanted:#?} in {found:#?}");
}

/// What waits in the timelock of a fresh deployment is seen.
#[test]
fn g1_a_queued_operation_is_noted() {
    let (mut world, state, _) = deployed("dangers-queued");
    let timelock = Addr::unchecked(&state.chain.home.contracts["timelock"]);
    let steward = world.plan.timelock.stewardship.clone().unwrap().steward;
    let steward = Addr::unchecked(steward);
    let not_after = world.net.home.now() + 86_400;
    let mut queue = json!({"queue": {"messages": [{"wasm": {"execute": {
        "contract_addr": timelock, "msg": Binary::from(br#"{"set_guardian":{"guardian":null}}"#), "funds": []}}}],
        "text": "No guardian.", "not_after": not_after}});
    if world
        .net
        .home
        .execute(&steward, &timelock, &queue, &[])
        .is_err()
    {
        // A timelock that knows no such date.
        queue["queue"].as_object_mut().unwrap().remove("not_after");
        world
            .net
            .home
            .execute(&steward, &timelock, &queue, &[])
            .unwrap();
    }
    let facts = world.facts(timelock.as_str());
    let wanted = format!("NOTE operation: 1 of {steward} waits (Critical): No guardian.");
    let found = lines(&world, &facts);
    assert!(found.contains(&wanted), "{found:#?}");
}
