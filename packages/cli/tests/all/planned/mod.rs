//! A row for each field of the plan: how it is mutated on the chains, and the line of it.

mod wallets;

use crate::airdrop_deployed::give_airdrop;
use crate::onchain::whole_plan_file;
use cosmwasm_std::{Decimal, Uint128};
use qerun::verify::Facts;
use qerun_deployment::plan::{Allocation, Part, PlanFile, LIQUIDITY_REWARDS, LOCK_REWARDS};
use serde_json::{json, Value};

/// How a field is tried.
#[derive(Clone, Copy)]
pub enum Way {
    /// Deployed with another value; the audit against the right plan has this line, in which `$now` is what was
    /// deployed and `$was` what is right.
    Deploy(fn(&mut Value, &str), &'static str),
    /// The chain cannot be made so; what was read from it can.
    Facts(fn(&mut Facts), &'static str),
    /// It reaches no chain, for this reason. With another value the audit says the same.
    Never(fn(&mut Value, &str), &'static str),
}

/// A field.
#[derive(Clone, Copy)]
pub struct Row {
    /// JSON pointer, `*` for a place in a list.
    pub field: &'static str,
    /// How.
    pub way: Way,
}

const EVE: &str = "home1v4mx2etkv4jhvet9wejk2an9v4mx2etk4r9tsd";
const DEX_EVE: &str = "dex1v4mx2etkv4jhvet9wejk2an9v4mx2etkyfalxf";

/// Smallest units or seconds, text or number, one less; a share a hundredth less.
fn less(tree: &mut Value, leaf: &str) {
    let field = tree.pointer_mut(leaf).unwrap();
    *field = match &*field {
        Value::Number(n) => json!(n.as_u64().unwrap() - 1),
        Value::String(text) => match text.parse::<u128>() {
            Ok(amount) if amount > 1 => json!((amount - 1).to_string()),
            _ => {
                let share: cosmwasm_std::Decimal = text.parse().unwrap();
                json!((share * cosmwasm_std::Decimal::percent(99)).to_string())
            }
        },
        other => panic!("{leaf} is {other}"),
    };
}

/// The same, more.
fn more(tree: &mut Value, leaf: &str) {
    let field = tree.pointer_mut(leaf).unwrap();
    *field = match &*field {
        Value::Number(n) => json!(n.as_u64().unwrap() + 1),
        Value::String(text) => match text.parse::<u128>() {
            Ok(amount) => json!((amount + 1).to_string()),
            Err(_) => {
                let share: cosmwasm_std::Decimal = text.parse().unwrap();
                json!((share * cosmwasm_std::Decimal::percent(101)).to_string())
            }
        },
        other => panic!("{leaf} is {other}"),
    };
}

fn words(tree: &mut Value, leaf: &str) {
    let field = tree.pointer_mut(leaf).unwrap();
    *field = json!(format!("{}x", field.as_str().unwrap()));
}

fn set(tree: &mut Value, leaf: &str, value: Value) {
    *tree.pointer_mut(leaf).unwrap() = value;
}

fn eve(tree: &mut Value, leaf: &str) {
    set(tree, leaf, json!(EVE));
}

fn dex_eve(tree: &mut Value, leaf: &str) {
    set(tree, leaf, json!(DEX_EVE));
}

/// Everywhere in the plan, so that it still fits together.
fn everywhere(tree: &mut Value, from: &str, to: &str) {
    match tree {
        Value::String(text) if text == from => *text = to.to_owned(),
        Value::Array(list) => list.iter_mut().for_each(|part| everywhere(part, from, to)),
        Value::Object(map) => map.values_mut().for_each(|part| everywhere(part, from, to)),
        _ => {}
    }
}

/// Moves a unit from one allocation to the next one, or the one before.
fn shift(tree: &mut Value, leaf: &str) {
    let parts: Vec<&str> = leaf.split('/').collect();
    // The rows that are the treasury's are one balance on the chain.
    let other = if parts[2] == "1" { 0 } else { 1 };
    less(tree, leaf);
    more(tree, &format!("/supply/{other}/amount"));
}

/// The least by which all shares of it are whole.
fn a_greater_supply(tree: &mut Value, leaf: &str) {
    for (field, units) in [
        (leaf, 20),
        ("/supply/1/amount", 11),
        ("/supply/6/amount", 6),
        ("/supply/7/amount", 3),
    ] {
        (0..units).for_each(|_| more(tree, field));
    }
}

/// One member, of the treasury's part.
fn a_team(tree: &mut Value, _: &str) {
    let member = json!({"name": "eve", "address": EVE, "amount": "16666666650000", "cliff": 60, "duration": 240});
    set(tree, "/team", json!([member]));
    set(tree, "/shares/team", json!("0.15"));
    set(tree, "/shares/treasury", json!("0.15"));
    set(tree, "/supply/6/amount", json!("16666666650000"));
}

/// A hundredth of the supply of the treasury's part is somebody's, as liquidity.
fn more_liquidity(tree: &mut Value, _: &str) {
    let amount = Uint128::new(1_111_111_110_000);
    let mut plan: PlanFile = serde_json::from_value(tree.clone()).unwrap();
    plan.shares.treasury -= Decimal::percent(1);
    plan.shares.liquidity += Decimal::percent(1);
    let treasury = |row: &&mut Allocation| row.part == Part::Treasury;
    plan.supply.iter_mut().find(treasury).unwrap().amount -= amount;
    plan.supply.push(Allocation {
        to: EVE.to_owned(),
        part: Part::Liquidity,
        amount,
    });
    *tree = serde_json::to_value(plan).unwrap();
}

fn less_for_alice(facts: &mut Facts) {
    facts.token.instantiate_msg.initial_balances[1].amount -= Uint128::one();
}

/// The lock rewards of the local net's plan, from what the timelock has of the community's part.
fn emissions(tree: &mut Value, _: &str) {
    let mut plan: PlanFile = serde_json::from_value(tree.clone()).unwrap();
    let mut emissions = whole_plan_file().emissions.unwrap();
    emissions.liquidity = None;
    plan.supply[0].amount -= emissions.lock.total();
    plan.supply.push(Allocation {
        to: LOCK_REWARDS.to_owned(),
        part: Part::Community,
        amount: emissions.lock.total(),
    });
    plan.emissions = Some(emissions);
    *tree = serde_json::to_value(plan).unwrap();
}

/// Its liquidity rewards, too, and the pair of QER.
fn qer_pool(tree: &mut Value, leaf: &str) {
    emissions(tree, leaf);
    let mut plan: PlanFile = serde_json::from_value(tree.clone()).unwrap();
    let whole = whole_plan_file();
    plan.emissions.as_mut().unwrap().liquidity = whole.emissions.unwrap().liquidity;
    plan.qer_pool = whole.qer_pool;
    let liquidity = |row: &&mut Allocation| row.part == Part::Liquidity;
    plan.supply.iter_mut().find(liquidity).unwrap().to = LIQUIDITY_REWARDS.to_owned();
    *tree = serde_json::to_value(plan).unwrap();
}

/// What one member gets less the other gets more.
fn shift_member(tree: &mut Value, leaf: &str) {
    let other = if leaf == "/team/0/amount" { 1 } else { 0 };
    less(tree, leaf);
    more(tree, &format!("/team/{other}/amount"));
}

fn other_factory(facts: &mut Facts) {
    let pair = facts.liquidity.as_mut().unwrap().pair.as_mut().unwrap();
    pair.factory_info.creator = "eve".to_owned();
}

/// From the treasury.
fn an_airdrop(tree: &mut Value, _: &str) {
    let mut plan: PlanFile = serde_json::from_value(tree.clone()).unwrap();
    give_airdrop(&mut plan);
    *tree = serde_json::to_value(plan).unwrap();
}

/// Of the airdrop, to the treasury.
fn less_to_claim(tree: &mut Value, leaf: &str) {
    less(tree, leaf);
    less(tree, "/supply/8/amount");
    more(tree, "/supply/0/amount");
}

fn other_root(tree: &mut Value, leaf: &str) {
    set(tree, leaf, json!("cd".repeat(32)));
}

/// More than a deployer's clock may be off.
fn two_hours_more(tree: &mut Value, leaf: &str) {
    let seconds = tree.pointer(leaf).unwrap().as_u64().unwrap();
    set(tree, leaf, json!(seconds + 7_200));
}

fn price_id(tree: &mut Value, leaf: &str) {
    let old = tree.pointer(leaf).unwrap().as_str().unwrap().to_owned();
    let new = format!("{old}x");
    set(tree, leaf, json!(new));
    for row in tree.pointer_mut("/oracle").unwrap().as_array_mut().unwrap() {
        if row["asset"] == json!(old) {
            row["asset"] = json!(new);
        }
    }
}

/// Two prices change places: each asset has a price, but of another.
fn swap_prices(tree: &mut Value, leaf: &str) {
    let rows = tree.pointer_mut("/oracle").unwrap().as_array_mut().unwrap();
    let at: usize = leaf.split('/').nth(2).unwrap().parse().unwrap();
    let asset = rows[at]["asset"].clone();
    rows[at]["asset"] = json!(format!("{}x", asset.as_str().unwrap()));
    for field in ["/assets/qer", "/assets/stable/oracle", "/assets/eth/oracle"] {
        if tree.pointer(field) == Some(&asset) {
            set(tree, field, json!(format!("{}x", asset.as_str().unwrap())));
        }
    }
}

fn no_pool(tree: &mut Value, _: &str) {
    set(tree, "/dex_pool", Value::Null);
    set(
        tree,
        "/outpost/venue",
        json!({"astroport_pair": {"pair": DEX_EVE}}),
    );
}

fn pool(tree: &mut Value, _: &str) {
    let plan = json!({"fee_bps": 30, "stable": "4000000000000", "eth": "2000000000000000000000"});
    set(tree, "/dex_pool", plan);
    set(tree, "/outpost/venue", Value::Null);
}

fn perk(tree: &mut Value, _: &str) {
    let id = "p";
    let perk = json!({"id": id, "min_power": "1", "min_reputation": "1", "text": ""});
    set(tree, "/voting/perks", json!([perk]));
}

fn other_perk(tree: &mut Value, leaf: &str) {
    let perk = json!({"id": "other", "min_power": "1", "min_reputation": "1", "text": ""});
    let perks = tree
        .pointer_mut("/voting/perks")
        .unwrap()
        .as_array_mut()
        .unwrap();
    perks.push(perk);
    set(tree, leaf, json!("other"));
}

fn rename_perk(tree: &mut Value, leaf: &str) {
    everywhere(tree, "low-contribution", "lower-contribution");
    assert_eq!(tree.pointer(leaf), Some(&json!("lower-contribution")));
}

const KEY: &str = "who signs holds no role afterwards, which `deployer` audits";
const NODE: &str = "how this program reaches and pays a node";

/// All rows.
pub fn rows() -> Vec<Row> {
    use Way::{Deploy, Facts, Never};
    let rows: Vec<(&'static str, Way)> = vec![
        ("/name", Deploy(words, "WARN label: ")),
        // Chains.
        ("/chain/home/chain_id", Facts(|f| f.home.chain_id = "evil-1".into(), "FAIL chain: home is evil-1, the plan says home-1")),
        ("/chain/dex/chain_id", Facts(|f| f.dex.chain_id = "evil-1".into(), "FAIL chain: dex is evil-1, the plan says dex-1")),
        ("/chain/home/prefix", Facts(|f| f.contracts.values_mut().for_each(|c| c.address = c.address.replace("home1", "evil1")), "FAIL chain: market is at evil1")),
        ("/chain/dex/prefix", Facts(|f| f.contracts.values_mut().for_each(|c| c.address = c.address.replace("dex1", "evil1")), "FAIL chain: outpost is at evil1")),
        ("/chain/home/rpc", Never(words, NODE)),
        ("/chain/dex/rpc", Never(words, NODE)),
        ("/chain/home/fee_denom", Never(words, NODE)),
        ("/chain/dex/fee_denom", Never(words, NODE)),
        ("/chain/home/gas_price", Never(less, NODE)),
        ("/chain/dex/gas_price", Never(less, NODE)),
        ("/chain/home/gas_margin", Never(more, NODE)),
        ("/chain/dex/gas_margin", Never(more, NODE)),
        ("/chain/home/timeout", Never(more, NODE)),
        ("/chain/dex/timeout", Never(more, NODE)),
        ("/chain/home/coin_type", Never(more, NODE)),
        ("/chain/dex/coin_type", Never(more, NODE)),
        // It holds the deployment to the design's floors, see tests/all/verify.rs.
        ("/chain/home/public", Facts(|f| f.timelock.config.params.routine.floor = 1, "WARN floor: floors of delays: Routine 1 s")),
        ("/chain/dex/public", Facts(|f| f.timelock.config.params.critical.floor = 1, "Critical 1 s instead of 432000 s")),
        ("/key/home/file/path", Never(words, KEY)),
        ("/key/home/file/line", Never(words, KEY)),
        ("/key/home/env/name", Never(words, KEY)),
        ("/key/dex/file/path", Never(words, KEY)),
        ("/key/dex/file/line", Never(words, KEY)),
        // QER.
        ("/token/name", Deploy(words, "FAIL token: QER's name is $now, the plan says $was")),
        ("/token/symbol", Deploy(words, "FAIL token: QER's symbol is $now, the plan says $was")),
        ("/token/decimals", Deploy(more, "FAIL token: QER's decimals is $now, the plan says $was")),
        ("/token/supply", Deploy(a_greater_supply, "FAIL supply: $now at genesis, the plan says $was")),
        ("/shares/community", Facts(less_for_alice, "FAIL share: community has ")),
        ("/shares/team", Deploy(a_team, ", who is no member of the plan")),
        ("/shares/treasury", Deploy(more_liquidity, "FAIL supply: home1v4mx2etkv4jhvet9wejk2an9v4mx2etk4r9tsd received 1111111110000")),
        ("/shares/liquidity", Deploy(more_liquidity, "FAIL supply: home1v4mx2etkv4jhvet9wejk2an9v4mx2etk4r9tsd received 1111111110000")),
        ("/supply/*/part", Facts(less_for_alice, "FAIL share: community has ")),
        // Over time.
        ("/team", Deploy(a_team, ", who is no member of the plan")),
        ("/team/*/name", Deploy(words, "FAIL vesting: frank has no vesting contract")),
        ("/team/*/address", Deploy(eve, "FAIL vesting: vesting-frank has recipient $now instead of $was")),
        ("/team/*/amount", Deploy(shift_member, "total $now instead of $was")),
        ("/team/*/cliff", Deploy(more, "FAIL vesting: vesting-frank has schedule.piecewise_linear[0][0] 60 instead of 59, schedule.piecewise_linear[1][0] $now instead of $was")),
        ("/team/*/duration", Deploy(more, "vesting_duration_seconds $now instead of $was")),
        ("/emissions", Deploy(emissions, " are emissions, the plan has none")),
        ("/emissions/lock/start_after", Deploy(two_hours_more, "FAIL emissions: the stream lock begins 7200 s after the deployment, the plan says $was s")),
        ("/emissions/lock/min_power", Deploy(more, "FAIL emissions: the stream lock has min_power $now instead of $was")),
        ("/emissions/lock/points/*/after", Deploy(more, "FAIL emissions: the stream lock has points[0].after $now instead of $was")),
        ("/emissions/lock/points/*/released", Deploy(less, "FAIL emissions: the stream lock has points[0].released $now instead of $was")),
        ("/emissions/liquidity/start_after", Deploy(two_hours_more, "FAIL emissions: the stream liquidity begins 7200 s after the deployment, the plan says $was s")),
        ("/emissions/liquidity/min_power", Deploy(more, "FAIL emissions: the stream liquidity has min_power $now instead of $was")),
        ("/emissions/liquidity/points/*/after", Deploy(more, "FAIL emissions: the stream liquidity has points[0].after $now instead of $was")),
        ("/emissions/liquidity/points/*/released", Deploy(less, "FAIL emissions: the stream liquidity has points[0].released $now instead of $was")),
        ("/qer_pool", Deploy(qer_pool, " are rewarded for liquidity, the plan rewards nobody for it")),
        ("/qer_pool/factory", Facts(other_factory, "FAIL qer-pair: the pair's factory was made by eve, not by the deployment")),
        ("/qer_pool/fee_bps", Deploy(more, "NOTE drift: the pair of QER takes $now basis points instead of $was; governance")),
        ("/qer_pool/unbonding", Deploy(more, "NOTE drift: liquidity-voting has tiers[0].unbonding $now instead of $was; governance")),
        ("/qer_pool/min_unbonding", Deploy(less, "FAIL liquidity: liquidity-voting has min_unbonding $now instead of $was")),
        ("/token/max_yearly_mint_bps", Deploy(more, "basis points may be minted in a year, the plan says")),
        ("/supply/*/to", Deploy(eve, "FAIL supply: home1v4mx2etkv4jhvet9wejk2an9v4mx2etk4r9tsd received")),
        ("/supply/*/amount", Deploy(shift, "FAIL supply: home1")),
        ("/guardian", Deploy(eve, "FAIL guardian: the guardian is home1v4mx2etkv4jhvet9wejk2an9v4mx2etk4r9tsd, the plan names home15tw7")),
        // The DAO.
        ("/dao/name", Deploy(words, "NOTE drift: the DAO has name $now instead of $was; governance")),
        ("/dao/description", Deploy(words, "NOTE drift: the DAO has description Stakers of QER.x instead of ")),
        ("/dao/quorum", Deploy(less, "FAIL vote: the DAO has threshold.threshold_quorum.quorum.percent $now instead of $was")),
        ("/dao/voting_period", Deploy(less, "FAIL vote: the DAO has max_voting_period.time $now instead of $was")),
        ("/dao/min_voting_period", Deploy(less, "FAIL vote: the DAO has min_voting_period.time $now instead of $was")),
        ("/dao/deposit", Deploy(less, "FAIL vote: the DAO has deposit $now instead of $was")),
        ("/dao/refund", Deploy(|t, l| set(t, l, json!("never")), "FAIL vote: the DAO has refund $now instead of $was")),
        // Stake.
        ("/voting/tiers/*/unbonding", Deploy(more, "NOTE drift: voting has tiers[0].unbonding $now instead of $was; governance")),
        ("/voting/tiers/*/multiplier", Deploy(|t, _| more(t, "/voting/tiers/3/multiplier"), "FAIL stake: voting has tiers[3].multiplier 5 instead of 4")),
        ("/voting/min_unbonding", Deploy(less, "FAIL stake: voting has min_unbonding $now instead of $was")),
        ("/voting/active_threshold/percentage/percent", Deploy(less, "FAIL active: the DAO is active from 109999999890 units of stake on, the plan says 111111111000")),
        ("/voting/active_threshold/absolute_count/count", Deploy(less, "FAIL active: the DAO is active from $now units of stake on, the plan says $was")),
        ("/voting/params/half_life", Deploy(more, "NOTE drift: voting has params.half_life $now instead of $was; governance")),
        ("/voting/params/hook_gas", Deploy(more, "NOTE drift: voting has params.hook_gas $now instead of $was; governance")),
        ("/voting/perks/*/id", Deploy(rename_perk, "NOTE drift: voting has perks {\"lower-contribution\"")),
        ("/voting/perks/*/min_power", Deploy(less, "NOTE drift: voting has perks.low-contribution.min_power $now instead of $was")),
        ("/voting/perks/*/min_reputation", Deploy(less, "NOTE drift: voting has perks.low-contribution.min_reputation $now instead of $was")),
        ("/voting/perks/*/text", Deploy(words, "NOTE drift: voting has perks.low-contribution.text A borrower")),
        ("/voting/perks", Deploy(perk, "NOTE drift: voting has perks {\"p\"")),
        // The airdrop.
        ("/airdrop", Deploy(an_airdrop, "is an airdrop, the plan has none")),
        ("/airdrop/root", Deploy(other_root, "FAIL airdrop: the airdrop has root $now instead of $was")),
        ("/airdrop/count", Deploy(more, "FAIL airdrop: the airdrop has count $now instead of $was")),
        ("/airdrop/total", Deploy(less_to_claim, "FAIL airdrop: the airdrop has total $now instead of $was")),
        ("/airdrop/start_after", Deploy(two_hours_more, "FAIL airdrop: the airdrop begins 10800 s after the deployment, the plan says 3600 s")),
        ("/airdrop/duration", Deploy(more, "FAIL airdrop: the airdrop can be claimed for $now s, the plan says $was s")),
        ("/market_perk", Deploy(other_perk, "NOTE drift: the market has perk")),
        // The timelock.
        ("/timelock/max_bond", Deploy(more, "FAIL bond: no bond is above $now, the plan says $was")),
        ("/timelock/params/routine/floor", Deploy(less, "FAIL floor: timelock has routine.floor $now instead of $was")),
        ("/timelock/params/routine/delay", Deploy(more, "NOTE drift: timelock has routine.delay $now instead of $was; governance")),
        ("/timelock/params/routine/bond", Deploy(more, "NOTE drift: timelock has routine.bond $now instead of $was; governance")),
        ("/timelock/params/sensitive/floor", Deploy(less, "FAIL floor: timelock has sensitive.floor $now instead of $was")),
        ("/timelock/params/sensitive/delay", Deploy(more, "NOTE drift: timelock has sensitive.delay $now instead of $was; governance")),
        ("/timelock/params/sensitive/bond", Deploy(less, "NOTE drift: timelock has sensitive.bond $now instead of $was; governance")),
        ("/timelock/params/critical/floor", Deploy(less, "FAIL floor: timelock has critical.floor $now instead of $was")),
        ("/timelock/params/critical/delay", Deploy(less, "NOTE drift: timelock has critical.delay $now instead of $was; governance")),
        ("/timelock/params/critical/bond", Deploy(less, "NOTE drift: timelock has critical.bond $now instead of $was; governance")),
        ("/timelock/params/bond_window", Deploy(more, "NOTE drift: timelock has bond_window $now instead of $was; governance")),
        ("/timelock/params/execution_window", Deploy(more, "NOTE drift: timelock has execution_window $now instead of $was; governance")),
        ("/timelock/stewardship/steward", Deploy(eve, "FAIL steward: the steward is home1v4mx2etkv4jhvet9wejk2an9v4mx2etk4r9tsd, the plan names home1ua3")),
        ("/timelock/stewardship/shared_after", Deploy(more, "FAIL steward: the stage shared lasts 86399 s, the plan says 86400 s")),
        ("/timelock/stewardship/community_after", Deploy(more, "FAIL steward: the stage shared lasts 86401 s, the plan says 86400 s")),
        ("/timelock/stewardship", Deploy(|t, l| set(t, l, json!({"steward": EVE, "shared_after": 5, "community_after": 50})), "FAIL steward: the steward is home1v4mx2etkv4jhvet9wejk2an9v4mx2etk4r9tsd, the plan names nobody")),
        ("/timelock/spend_limits/*/asset", Deploy(|t, l| set(t, l, json!("eth")), "FAIL spending: 10000000000 of native:ibc/")),
        ("/timelock/spend_limits/*/routine", Deploy(more, "may be spent as routine, the plan says $was")),
        ("/timelock/spend_limits/*/sensitive", Deploy(more, "FAIL spending: $now of cw20:home1")),
        ("/timelock/spend_limits", Deploy(|t, l| set(t, l, json!([{"asset": "stable", "routine": "0", "sensitive": "1"}])), "FAIL spending: 1 of native:ibc/")),
        // Coins.
        ("/assets/qer", Deploy(price_id, "FAIL asset: the market has collateral_asset $now instead of $was")),
        ("/assets/stable/oracle", Deploy(price_id, "stable_asset $now instead of $was")),
        ("/assets/eth/oracle", Deploy(price_id, "eth_asset $now instead of $was")),
        ("/assets/stable/path", Deploy(words, "FAIL asset: the market has stable_denom ibc/")),
        ("/assets/eth/path", Deploy(words, "FAIL asset: the reserve has eth_denom ibc/")),
        ("/assets/stable/decimals", Deploy(more, "FAIL asset: the market has stable_decimals $now instead of $was")),
        ("/assets/eth/decimals", Deploy(less, "FAIL asset: the reserve has eth_decimals $now instead of $was")),
        // Prices.
        ("/oracle/*/asset", Deploy(swap_prices, "FAIL asset: the oracle has no sources of qer")),
        ("/oracle/*/config/sources/*/feeder/feeders/*", Deploy(eve, "FAIL source: the oracle's qer has sources[0].feeder.feeders[0] home1v4m")),
        ("/oracle/*/config/sources/*/feeder/max_age", Deploy(less, "NOTE drift: the oracle's qer has sources[0].feeder.max_age $now instead of $was; governance")),
        ("/oracle/*/config/sources/*/fixed/price", Deploy(more, "FAIL source: the oracle's usdc has sources[0].fixed.price $now instead of $was")),
        ("/oracle/*/config/sources/*/fixed/depth", Deploy(more, "FAIL source: the oracle's usdc has sources[0].fixed.depth $now instead of $was")),
        ("/oracle/*/config/policy/max_age", Deploy(less, "NOTE drift: the oracle's qer has policy.max_age $now instead of $was; governance")),
        ("/oracle/*/config/policy/max_deviation", Deploy(more, "NOTE drift: the oracle's qer has policy.max_deviation $now instead of $was; governance")),
        ("/oracle/*/config/policy/min_sources", Facts(|f| f.oracle.assets.iter_mut().for_each(|a| a.config.policy.min_sources = 2), "NOTE drift: the oracle's qer has policy.min_sources 2 instead of 1; governance")),
        ("/oracle/*/config/policy/max_growth_hour", Deploy(|t, l| set(t, l, json!("0.04")), "policy.max_growth_hour $now instead of $was; governance")),
        ("/oracle/*/config/policy/max_growth_day", Deploy(|t, l| set(t, l, json!("0.19")), "policy.max_growth_day $now instead of $was; governance")),
        ("/oracle/*/config/policy/min_price", Deploy(more, "NOTE drift: the oracle's qer has policy.min_price $now instead of $was; governance")),
        ("/oracle/*/config/policy/max_price", Deploy(less, "NOTE drift: the oracle's qer has policy.max_price $now instead of $was; governance")),
        ("/oracle/*/config/policy/min_liquidity", Deploy(more, "NOTE drift: the oracle's qer has policy.min_liquidity $now instead of $was; governance")),
        ("/oracle/*/config/policy/grace", Deploy(less, "NOTE drift: the oracle's qer has policy.grace $now instead of $was; governance")),
        // Lending.
        ("/market/max_ltv", Deploy(less, "NOTE drift: market has max_ltv $now instead of $was; governance")),
        ("/market/liquidation_threshold", Deploy(less, "NOTE drift: market has liquidation_threshold $now instead of $was; governance")),
        ("/market/max_liquidation_bonus", Deploy(less, "NOTE drift: market has max_liquidation_bonus $now instead of $was; governance")),
        ("/market/liquidation/min_bonus", Deploy(less, "NOTE drift: market has liquidation.min_bonus $now instead of $was; governance")),
        ("/market/liquidation/claim_bonus", Deploy(less, "NOTE drift: market has liquidation.claim_bonus $now instead of $was; governance")),
        ("/market/liquidation/target_health", Deploy(less, "NOTE drift: market has liquidation.target_health $now instead of $was; governance")),
        ("/market/liquidation/full_below", Deploy(less, "NOTE drift: market has liquidation.full_below $now instead of $was; governance")),
        ("/market/liquidation/seizure_cap", Deploy(less, "NOTE drift: market has liquidation.seizure_cap $now instead of $was; governance")),
        ("/market/liquidation/claim_fee", Deploy(less, "NOTE drift: market has liquidation.claim_fee $now instead of $was; governance")),
        ("/market/cash_share", Deploy(less, "NOTE drift: market has cash_share $now instead of $was; governance")),
        ("/market/contribution_share", Deploy(less, "NOTE drift: market has contribution_share $now instead of $was; governance")),
        ("/market/perk_contribution_share", Deploy(less, "NOTE drift: market has perk_contribution_share $now instead of $was; governance")),
        ("/market/insurance_share", Deploy(less, "NOTE drift: market has insurance_share $now instead of $was; governance")),
        ("/market/rates/base", Deploy(less, "NOTE drift: market has rates.base $now instead of $was; governance")),
        ("/market/rates/slope_low", Deploy(less, "NOTE drift: market has rates.slope_low $now instead of $was; governance")),
        ("/market/rates/slope_high", Deploy(less, "NOTE drift: market has rates.slope_high $now instead of $was; governance")),
        ("/market/rates/kink", Deploy(less, "NOTE drift: market has rates.kink $now instead of $was; governance")),
        ("/market/min_debt", Deploy(less, "NOTE drift: market has min_debt $now instead of $was; governance")),
        ("/market/debt_cap", Deploy(less, "NOTE drift: market has debt_cap $now instead of $was; governance")),
        ("/market/account_cap", Deploy(less, "NOTE drift: market has account_cap $now instead of $was; governance")),
        ("/market/min_insurance", Deploy(more, "NOTE drift: market has min_insurance $now instead of $was; governance")),
        ("/market/debt_ceiling", Deploy(less, "NOTE drift: market has debt_ceiling $now instead of $was; governance")),
        ("/market/stress/collateral_fall", Deploy(more, "NOTE drift: market has stress.collateral_fall $now instead of $was; governance")),
        ("/market/stress/eth_fall", Deploy(more, "NOTE drift: market has stress.eth_fall $now instead of $was; governance")),
        ("/market/stress/own_discount", Deploy(more, "NOTE drift: market has stress.own_discount $now instead of $was; governance")),
        ("/market/stress/encumbered_discount", Deploy(more, "NOTE drift: market has stress.encumbered_discount $now instead of $was; governance")),
        ("/market/batch/min_size", Deploy(more, "NOTE drift: market has batch.min_size $now instead of $was; governance")),
        ("/market/batch/max_age", Deploy(more, "NOTE drift: market has batch.max_age $now instead of $was; governance")),
        // Buying.
        ("/reserve/max_slippage", Deploy(less, "NOTE drift: reserve has max_slippage $now instead of $was; governance")),
        ("/reserve/min_order", Deploy(less, "NOTE drift: reserve has min_order $now instead of $was; governance")),
        ("/reserve/max_order", Deploy(less, "NOTE drift: reserve has max_order $now instead of $was; governance")),
        ("/reserve/max_in_flight", Deploy(less, "NOTE drift: reserve has max_in_flight $now instead of $was; governance")),
        ("/reserve/max_open_orders", Deploy(less, "NOTE drift: reserve has max_open_orders $now instead of $was; governance")),
        ("/reserve/max_open_batches", Deploy(less, "NOTE drift: reserve has max_open_batches $now instead of $was; governance")),
        ("/reserve/grace", Deploy(more, "NOTE drift: reserve has grace $now instead of $was; governance")),
        ("/reserve/storefront/premium", Deploy(less, "NOTE drift: reserve has storefront.premium $now instead of $was; governance")),
        ("/reserve/storefront/discount", Deploy(less, "NOTE drift: reserve has storefront.discount $now instead of $was; governance")),
        ("/reserve/storefront/duration", Deploy(more, "NOTE drift: reserve has storefront.duration $now instead of $was; governance")),
        ("/reserve/buyback_above", Deploy(more, "NOTE drift: reserve has buyback_above $now instead of $was; governance")),
        // The way.
        ("/route/home_channel", Facts(|f| f.reserve.config.route.channel = "channel-9".into(), "FAIL route: the reserve's route has channel channel-9 instead of channel-3")),
        ("/route/dex_channel", Facts(|f| f.outpost.as_mut().unwrap().config.channel = "channel-9".into(), "FAIL asset: the outpost has channel channel-9 instead of channel-7")),
        ("/route/timeout", Deploy(more, "NOTE drift: the reserve's route has timeout $now instead of $was; governance")),
        ("/route/return_timeout", Deploy(more, "NOTE drift: the outpost has return_timeout $now instead of $was; its owner may")),
        ("/route/transport/callbacks", Deploy(|t, _| set(t, "/route/transport", json!({"ibc_hooks": {}})), "FAIL asset: the outpost has transport {\"ibc_hooks\":{}} instead of {\"callbacks\":{}}")),
        ("/outpost/owner", Deploy(dex_eve, "FAIL owner: outpost belongs to dex1v4mx2etkv4jhvet9wejk2an9v4mx2etkyfalxf, not to dex15tw7")),
        ("/outpost/venue", Deploy(no_pool, "FAIL venue: the outpost swaps at dex1v4mx2etkv4jhvet9wejk2an9v4mx2etkyfalxf, which the deployment did not make")),
        ("/outpost/venue/astroport_router/router", Deploy(dex_eve, "FAIL venue: the outpost swaps at {\"astroport_router\":{\"router\":\"dex1v4m")),
        ("/outpost/venue/astroport_router/via/*", Deploy(words, "FAIL venue: the outpost swaps at {\"astroport_router\":{\"router\":\"dex15tw7")),
        ("/dex_pool/fee_bps", Deploy(more, "NOTE drift: the pair takes $now basis points instead of $was; its owner")),
        ("/dex_pool/stable", Deploy(less, "NOTE pool: the pair holds $now stablecoins")),
        ("/dex_pool/eth", Deploy(less, "NOTE pool: the pair holds 4000000000000 stablecoins and $now ETH units")),
        ("/dex_pool", Deploy(pool, "FAIL venue: the outpost swaps at {\"astroport_pair\"")),
    ];
    named(rows)
}

fn named(rows: Vec<(&'static str, Way)>) -> Vec<Row> {
    rows.into_iter()
        .map(|(field, way)| Row { field, way })
        .chain(wallets::rows())
        .collect()
}

fn other_feed(tree: &mut Value, leaf: &str) {
    set(tree, leaf, json!("cd".repeat(32)));
}

/// ETH is the other asset without a pool.
fn other_quote(tree: &mut Value, leaf: &str) {
    set(tree, leaf, json!("eth"));
}

/// Rows of the sources that are contracts or pools, which only [`crate::walk`]'s plan of every source has.
pub fn source_rows() -> Vec<Row> {
    use Way::Deploy;
    named(vec![
        ("/oracle/*/config/sources/*/pyth/contract", Deploy(eve, "FAIL source: the oracle's eth has sources[1].pyth.contract $now instead of $was")),
        ("/oracle/*/config/sources/*/pyth/feed_id", Deploy(other_feed, "FAIL source: the oracle's eth has sources[1].pyth.feed_id $now instead of $was")),
        ("/oracle/*/config/sources/*/pyth/max_age", Deploy(less, "NOTE drift: the oracle's eth has sources[1].pyth.max_age $now instead of $was; governance")),
        ("/oracle/*/config/sources/*/pyth/max_confidence", Deploy(less, "NOTE drift: the oracle's eth has sources[1].pyth.max_confidence $now instead of $was; governance")),
        ("/oracle/*/config/sources/*/external/contract", Deploy(eve, "FAIL source: the oracle's eth has sources[2].external.contract $now instead of $was")),
        ("/oracle/*/config/sources/*/external/asset", Deploy(words, "FAIL source: the oracle's eth has sources[2].external.asset $now instead of $was")),
        ("/oracle/*/config/sources/*/external/max_age", Deploy(less, "NOTE drift: the oracle's eth has sources[2].external.max_age $now instead of $was; governance")),
        ("/oracle/*/config/sources/*/osmosis_twap/pool_id", Deploy(more, "FAIL source: the oracle's qer has sources[1].osmosis_twap.pool_id $now instead of $was")),
        ("/oracle/*/config/sources/*/osmosis_twap/pool/base", Deploy(words, "FAIL source: the oracle's qer has sources[1].osmosis_twap.pool.base $now instead of $was")),
        ("/oracle/*/config/sources/*/osmosis_twap/pool/base_decimals", Deploy(more, "FAIL source: the oracle's qer has sources[1].osmosis_twap.pool.base_decimals $now instead of $was")),
        ("/oracle/*/config/sources/*/osmosis_twap/pool/quote", Deploy(words, "FAIL source: the oracle's qer has sources[1].osmosis_twap.pool.quote $now instead of $was")),
        ("/oracle/*/config/sources/*/osmosis_twap/pool/quote_decimals", Deploy(more, "FAIL source: the oracle's qer has sources[1].osmosis_twap.pool.quote_decimals $now instead of $was")),
        ("/oracle/*/config/sources/*/osmosis_twap/pool/quote_asset", Deploy(other_quote, "FAIL source: the oracle's qer has sources[1].osmosis_twap.pool.quote_asset $now instead of $was")),
        ("/oracle/*/config/sources/*/osmosis_twap/pool/window", Deploy(more, "NOTE drift: the oracle's qer has sources[1].osmosis_twap.pool.window $now instead of $was; governance")),
        ("/oracle/*/config/sources/*/astroport_twap/pair", Deploy(eve, "FAIL source: the oracle's qer has sources[2].astroport_twap.pair $now instead of $was")),
        ("/oracle/*/config/sources/*/astroport_twap/max_idle", Deploy(less, "NOTE drift: the oracle's qer has sources[2].astroport_twap.max_idle $now instead of $was; governance")),
        ("/oracle/*/config/sources/*/astroport_twap/pool/base", Deploy(words, "FAIL source: the oracle's qer has sources[2].astroport_twap.pool.base $now instead of $was")),
        ("/oracle/*/config/sources/*/astroport_twap/pool/base_decimals", Deploy(more, "FAIL source: the oracle's qer has sources[2].astroport_twap.pool.base_decimals $now instead of $was")),
        ("/oracle/*/config/sources/*/astroport_twap/pool/quote", Deploy(words, "FAIL source: the oracle's qer has sources[2].astroport_twap.pool.quote $now instead of $was")),
        ("/oracle/*/config/sources/*/astroport_twap/pool/quote_decimals", Deploy(more, "FAIL source: the oracle's qer has sources[2].astroport_twap.pool.quote_decimals $now instead of $was")),
        ("/oracle/*/config/sources/*/astroport_twap/pool/quote_asset", Deploy(other_quote, "FAIL source: the oracle's qer has sources[2].astroport_twap.pool.quote_asset $now instead of $was")),
        ("/oracle/*/config/sources/*/astroport_twap/pool/window", Deploy(more, "NOTE drift: the oracle's qer has sources[2].astroport_twap.pool.window $now instead of $was; governance")),
    ])
}
