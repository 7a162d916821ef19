//! The distribution of QER as `verify` proves it and `status` shows it: vesting, emissions, the pair whose liquidity is
//! rewarded, and shares. As it comes it is clean, each thing that is broken has its line, and what governance may do is noted.

use cosmwasm_std::{Addr, Decimal, Timestamp, Uint128};
use qerun::deploy::State;
use qerun::status::render;
use qerun::verify::{
    audit, EmissionsFacts, Facts, QerPairFacts, Role, Severity, VestStatus, VestingFacts,
};
use qerun_deployment::plan::{PlanFile, LIQUIDITY_STREAM};
use qerun_deployment::{Contract, Plan};
use qerun_messages::emissions::ExecuteMsg as Emissions;
use qerun_messages::voting::Tier;
use serde_json::{json, Value};

use crate::onchain::{whole_plan_file, World};

const ONE: Uint128 = Uint128::one();

fn deployed(name: &str) -> (World, State, Facts) {
    let mut world = World::with(name, Plan::check(whole_plan_file()).unwrap());
    let mut state = State::default();
    world.run(&mut state).unwrap();
    let facts = facts(&mut world, &state);
    (world, state, facts)
}

fn facts(world: &mut World, state: &State) -> Facts {
    world.facts(&state.chain.home.contracts["timelock"])
}

fn lines_by(world: &World, facts: &Facts, plan: &PlanFile) -> Vec<String> {
    let audit = audit(facts, plan, &world.artifacts);
    audit.findings.iter().map(ToString::to_string).collect()
}

fn lines(world: &World, facts: &Facts) -> Vec<String> {
    lines_by(world, facts, &world.plan)
}

fn told(lines: &[String], wanted: &str) -> bool {
    lines.iter().any(|line| line.contains(wanted))
}

fn contract(facts: &mut Facts, role: impl Into<Role>) -> &mut qerun::verify::ContractFacts {
    facts.contracts.get_mut(&role.into()).unwrap()
}

fn frank(facts: &mut Facts) -> &mut VestingFacts {
    &mut facts.vesting[0]
}

fn emissions(facts: &mut Facts) -> &mut EmissionsFacts {
    facts.emissions.as_mut().unwrap()
}

fn pair(facts: &mut Facts) -> &mut QerPairFacts {
    facts.liquidity.as_mut().unwrap().pair.as_mut().unwrap()
}

fn voting(facts: &mut Facts) -> &mut qerun::verify::VotingFacts {
    &mut facts.liquidity.as_mut().unwrap().voting
}

/// Adds to what a contract holds of QER.
fn shift(facts: &mut Facts, role: Contract, change: i128) {
    let at = facts.at(role).to_owned();
    let held = facts.token.balances.get_mut(&at).unwrap();
    *held = Uint128::new(held.u128().checked_add_signed(change).unwrap());
}

#[test]
fn as_it_comes_it_is_clean() {
    let (world, _, facts) = deployed("distribution-clean");
    let clean = audit(&facts, &world.plan, &world.artifacts);
    let bad = clean
        .findings
        .iter()
        .filter(|f| f.severity != Severity::Note);
    let bad: Vec<String> = bad.map(ToString::to_string).collect();
    // A test chain's floors.
    assert_eq!(bad.len(), 1, "{bad:#?}");
    let lines = lines(&world, &facts);
    assert!(!told(&lines, "drift"), "{lines:#?}");
    // Each holder of the genesis by name.
    let wanted = "NOTE holders: units of QER: timelock 45555555500000, emissions 38888888850000, vesting[0] \
                  10000000000000, vesting[1] 6666666650000, others 10000000000000";
    assert!(lines.contains(&wanted.to_owned()), "{lines:#?}");
    let sum = 45_555_555_500_000u128
        + 38_888_888_850_000
        + 10_000_000_000_000
        + 6_666_666_650_000
        + 10_000_000_000_000;
    assert_eq!(sum, world.plan.token.supply.u128());
}

#[test]
fn each_rule_speaks() {
    type Break = fn(&mut Facts);
    let table: Vec<(Break, &str)> = vec![
        // What all contracts have.
        (|f| contract(f, Contract::Emissions).code.checksum = "00".into(), "FAIL code: emissions runs 00"),
        (|f| contract(f, Contract::Distributor).code.checksum = "00".into(), "FAIL code: distributor runs 00"),
        (|f| contract(f, Contract::LiquidityVoting).code.checksum = "00".into(), "FAIL code: liquidity-voting runs 00"),
        (|f| contract(f, Contract::Vesting(1)).code.checksum = "00".into(), "FAIL code: vesting[1] runs 00"),
        (|f| contract(f, Contract::Vesting(0)).codes = 2, "WARN migrated: vesting[0] has had 2 codes"),
        (|f| contract(f, Contract::Vesting(0)).info.admin = Some("eve".into()), "FAIL admin: vesting[0] can be migrated by eve, not by nobody"),
        (|f| contract(f, Contract::Emissions).info.admin = None, "FAIL admin: emissions can be migrated by nobody"),
        (|f| contract(f, Contract::Distributor).info.admin = Some("eve".into()), "FAIL admin: distributor can be migrated by eve"),
        (|f| contract(f, Contract::LiquidityVoting).info.admin = Some("eve".into()), "FAIL admin: liquidity-voting can be migrated by eve"),
        (|f| contract(f, Contract::Vesting(0)).owner.as_mut().unwrap().owner = Some("eve".into()), "FAIL owner: vesting[0] belongs to eve, not to home1"),
        (|f| contract(f, Contract::Vesting(1)).owner.as_mut().unwrap().pending_owner = Some("eve".into()), "FAIL pending-owner: vesting[1] is being handed to eve"),
        (|f| contract(f, Contract::Emissions).owner.as_mut().unwrap().owner = Some("eve".into()), "FAIL owner: emissions belongs to eve, not to home1"),
        (|f| { let at = f.at(Contract::Timelock).to_owned(); contract(f, Contract::Distributor).owner.as_mut().unwrap().owner = Some(at) }, "FAIL owner: distributor belongs to home1"),
        (|f| contract(f, Contract::LiquidityVoting).owner.as_mut().unwrap().owner = None, "FAIL owner: liquidity-voting belongs to nobody"),
        (|f| voting(f).settings.guardian = Some(Addr::unchecked("eve")), "FAIL guardian: liquidity-voting is paused by eve"),
        (|f| contract(f, Contract::Emissions).info.creator = "eve".into(), "WARN creator: emissions was created by eve"),
        (|f| { let deployer = f.deployer().to_owned(); f.token.balances.insert(deployer, ONE); }, "NOTE deployer: the deployer holds 1 units of QER that others sent it"),
        // Frank's part, 10,000,000 QER, and one unit more.
        (|f| { let deployer = f.deployer().to_owned(); f.token.balances.insert(deployer, Uint128::new(10_000_000_000_001)); frank(f).vest.status = VestStatus::Unfunded }, "FAIL deployer: the deployer holds 10000000000000 units of QER of the genesis"),
        (|f| { let deployer = f.deployer().to_owned(); f.token.balances.insert(deployer, Uint128::new(10_000_000_000_001)); frank(f).vest.status = VestStatus::Unfunded }, "NOTE deployer: the deployer holds 1 units of QER that others sent it"),
        (|f| { let deployer = f.deployer().to_owned(); f.token.balances.insert(deployer, ONE); f.vesting.remove(0); }, "FAIL deployer: the deployer holds 1 units of QER of the genesis"),
        (|f| f.other_vesting.all_looked_at = false, "NOTE vesting: too many accounts have QER to look for vesting contracts"),
        (|f| f.timelock.classes.retain(|row| row.key != "cancel"), "NOTE drift: the registry has cancel of vesting[0] Critical instead of Sensitive, cancel of vesting[1] Critical"),
        (|f| f.timelock.classes.retain(|row| row.key != "set_rate"), "NOTE drift: the registry has set_rate of emissions Critical instead of Routine"),
        (|f| f.timelock.classes.iter_mut().filter(|row| row.key == "cancel").for_each(|row| row.class = qerun_messages::timelock::Class::Routine), "FAIL registry: cancel of vesting[0] is only Routine, not Sensitive"),
        // Vesting.
        (|f| { f.vesting.remove(0); }, "FAIL vesting: frank has no vesting contract; the plan promises one to home1tzfnvs9qdj5nfgjurqptwl96l8jczk88rx7k4t"),
        (|f| { let label = f.contract(Contract::Vesting(0)).unwrap().info.label.clone(); contract(f, Contract::Vesting(1)).info.label = label }, " vests 6666666650000 units of QER to home1nxve58rs5hwgqrz9fp6gamy3m64qxdmq7n464h as if it were frank's, who has another contract"),
        (|f| contract(f, Contract::Vesting(0)).info.label = "localnet vesting-eve".into(), "units of QER to home1tzfnvs9qdj5nfgjurqptwl96l8jczk88rx7k4t, who is no member of the plan"),
        (|f| f.other_vesting = qerun::verify::OtherVesting { count: 2, held: Uint128::new(7), ..f.other_vesting }, "NOTE vesting: 2 vesting contracts that the deployment did not make hold 7 units of QER"),
        (|f| frank(f).promised["owner"] = json!("eve"), "FAIL vesting: vesting-frank has owner eve instead of home1"),
        (|f| frank(f).promised["recipient"] = json!("eve"), "FAIL vesting: vesting-frank has recipient eve instead of home1tzf"),
        (|f| frank(f).promised["total"] = json!("1"), "FAIL vesting: vesting-frank has total 1 instead of 10000000000000"),
        (|f| frank(f).promised["denom"] = json!({"native": "stake"}), "FAIL vesting: vesting-frank has denom {\"native\":\"stake\"} instead of {\"cw20\":\"home1"),
        (|f| frank(f).promised["schedule"] = json!("saturating_linear"), "FAIL vesting: vesting-frank has schedule saturating_linear instead of {\"piecewise_linear\""),
        (|f| frank(f).promised["schedule"]["piecewise_linear"][1][0] = json!(59), "FAIL vesting: vesting-frank has schedule.piecewise_linear[1][0] 59 instead of 60"),
        (|f| frank(f).promised["start_time"] = json!("1"), "FAIL vesting: vesting-frank has start_time 1 instead of null"),
        (|f| frank(f).promised["vesting_duration_seconds"] = json!(239), "vesting_duration_seconds 239 instead of 240"),
        (|f| frank(f).vest.recipient = "eve".into(), "FAIL vesting: vesting-frank now has recipient eve instead of home1tzf"),
        (|f| frank(f).vest.denom = json!({"cw20": "eve"}), "FAIL vesting: vesting-frank now has denom.cw20 eve instead of home1"),
        (|f| frank(f).vest.vested["piecewise_linear"]["steps"][2][0] = json!(100), "FAIL vesting: vesting-frank now has schedule.piecewise_linear.steps[2][0] 100 instead of 240"),
        (|f| frank(f).total -= ONE, "FAIL vesting: vesting-frank now has total 9999999999999 instead of 10000000000000"),
        (|f| frank(f).vest.start_time = Timestamp::from_seconds(1), "FAIL vesting: vesting-frank starts at 1, it was made at 17"),
        (|f| { let start = &mut frank(f).vest.start_time; *start = start.plus_seconds(4_000) }, "FAIL vesting: vesting-frank starts at 17"),
        (|f| contract(f, Contract::Vesting(0)).created_at = None, "WARN vesting: the node no longer knows when vesting-frank was made"),
        (|f| frank(f).vest.status = VestStatus::Unfunded, "FAIL vesting: vesting-frank was never given its 10000000000000 units of QER"),
        (|f| f.vesting[1].vest.claimed = ONE, "FAIL vesting: vesting-erin has paid 1 units of QER, 0 have vested"),
        (|f| frank(f).vest.slashed = ONE, "FAIL vesting: 1 units of QER were taken off vesting-frank as slashed"),
        (|f| shift(f, Contract::Vesting(0), -1), "FAIL vesting: vesting-frank still owes 10000000000000 units of QER, it holds 9999999999999"),
        (|f| shift(f, Contract::Vesting(0), 3), "NOTE vesting: vesting-frank holds 3 units of QER that somebody sent it"),
        (|f| frank(f).vest.status = VestStatus::Canceled { owner_withdrawable: ONE }, "WARN vesting: 1 units of QER wait in vesting-frank for `withdraw_canceled_payment`"),
        (|f| frank(f).vest.status = VestStatus::Canceled { owner_withdrawable: ONE }, "FAIL vesting: vesting-frank still owes 10000000000001 units of QER, it holds 10000000000000"),
        // Shares.
        (|f| frank(f).promised["total"] = json!("9999999999999"), "FAIL share: team has 16666666649999 units of QER of the genesis, 0.15 of it are 16666666650000"),
        (|f| emissions(f).streams[0].total -= ONE, "FAIL share: liquidity has 16666666649999 units of QER of the genesis"),
        (|f| emissions(f).streams[1].total -= ONE, "FAIL share: community has 61111111049999 units of QER of the genesis, 0.55 of it are 61111111050000"),
        (|f| f.token.instantiate_msg.initial_balances[1].amount -= ONE, "FAIL share: community has 61111111049999 units"),
        (|f| f.token.instantiate_msg.initial_balances[0].amount -= ONE, "FAIL share: community has 61111111049999 units"),
        // Emissions.
        (|f| f.emissions = None, "FAIL emissions: the plan has emissions, QER's genesis gave to none"),
        (|f| emissions(f).config.token = Addr::unchecked("eve"), "FAIL emissions: emissions has token eve instead of home1"),
        (|f| emissions(f).config.treasury = Addr::unchecked("eve"), "FAIL emissions: emissions has treasury eve instead of home1"),
        (|f| emissions(f).config.distributor = Addr::unchecked("eve"), "FAIL emissions: emissions has distributor eve instead of home1"),
        (|f| { emissions(f).streams.remove(1); }, "FAIL emissions: there is no stream lock"),
        (|f| emissions(f).streams[0].id = "more".into(), "FAIL emissions: the stream more is not planned"),
        (|f| emissions(f).streams[1].voting = Addr::unchecked("eve"), "FAIL emissions: the stream lock has voting eve instead of home1"),
        (|f| emissions(f).streams[0].hook_caller = Addr::unchecked("eve"), "FAIL emissions: the stream liquidity has hook_caller eve instead of home1"),
        (|f| emissions(f).streams[0].min_power = ONE, "FAIL emissions: the stream liquidity has min_power 1 instead of 100000000"),
        (|f| emissions(f).streams[1].schedule.points[0].after = 1, "FAIL emissions: the stream lock has points[0].after 1 instead of 21600"),
        (|f| { emissions(f).streams[1].schedule.points.pop(); }, "FAIL emissions: the stream lock has points ["),
        (|f| emissions(f).streams[1].schedule.start += 3_700, "FAIL emissions: the stream lock begins 3"),
        (|f| emissions(f).streams[1].schedule.start -= 3_700, "FAIL emissions: the stream lock begins 0 s after the deployment, the plan says 0 s"),
        (|f| contract(f, Contract::Emissions).created_at = None, "WARN emissions: the node no longer knows when emissions were made: the start of the stream lock"),
        (|f| emissions(f).streams[1].released = Uint128::MAX, "FAIL emissions: the stream lock has released 340282366920938463463374607431768211455 units of QER, its schedule allows"),
        (|f| emissions(f).streams[1].due += ONE, "that the stream lock has let out"),
        (|f| emissions(f).streams[1].scheduled = Uint128::MAX, "FAIL emissions: the stream lock has let 340282366920938463463374607431768211455 units of QER out of 22222222200000"),
        (|f| emissions(f).streams[1].returned = ONE, "FAIL emissions: 1 units of QER of the stream lock went to the treasury, 0 were withheld"),
        (|f| emissions(f).streams[1].rate = Decimal::percent(40), "NOTE emissions: the stream lock pays 0.4 of its schedule by governance's decision; 0 units"),
        (|f| { f.home.time += 90_000; emissions(f).streams[1].withheld = ONE }, "WARN emissions: the stream lock has ended: 1 units of QER wait for `return_withheld`"),
        (|f| shift(f, Contract::Emissions, -1), "FAIL emissions: 38888888850000 units of QER are still to be released, emissions hold 38888888849999"),
        (|f| shift(f, Contract::Emissions, 2), "NOTE emissions: emissions hold 2 units of QER that somebody sent them"),
        // The distributor.
        (|f| { emissions(f).distributions.remove(0); }, "FAIL distributor: the stream lock is paid to the distribution 1, which is not there"),
        (|f| { let mut more = emissions(f).distributions[0].clone(); more.id = 3; emissions(f).distributions.push(more) }, "FAIL distributor: the distribution 3 is of no stream"),
        (|f| emissions(f).distributions[0].active_epoch.emission_rate = json!({"paused": {}}), "FAIL distributor: the distribution 1 has emission_rate {\"paused\":{}} instead of {\"immediate\":{}}"),
        (|f| emissions(f).distributions[0].open_funding = true, "FAIL distributor: the distribution 1 has open_funding true instead of false"),
        (|f| emissions(f).distributions[1].vp_contract = "eve".into(), "FAIL distributor: the distribution 2 has vp_contract eve instead of home1"),
        (|f| emissions(f).distributions[1].hook_caller = "eve".into(), "FAIL distributor: the distribution 2 has hook_caller eve instead of home1"),
        (|f| emissions(f).distributions[0].withdraw_destination = "eve".into(), "FAIL distributor: the distribution 1 has withdraw_destination eve instead of home1"),
        (|f| emissions(f).distributions[0].denom = json!({"native": "stake"}), "FAIL distributor: the distribution 1 has denom {\"native\":\"stake\"} instead of {\"cw20\":\"home1"),
        (|f| emissions(f).distributions[0].funded_amount = ONE, "FAIL distributor: the stream lock has released 0 units of QER, its distribution has got 1"),
        // Hooks.
        (|f| f.voting.hooks.reverse(), "FAIL hook: voting tells home1"),
        (|f| f.voting.hooks.clear(), "FAIL hook: voting tells nobody of changes of power, the plan says home1"),
        (|f| f.voting.hooks.push("eve".into()), "WARN hook: eve is told of every change of power in voting; the plan does not name it"),
        (|f| { voting(f).hooks.remove(0); }, "FAIL hook: liquidity-voting tells home1"),
        (|f| voting(f).hooks.push("eve".into()), "WARN hook: eve is told of every change of power in liquidity-voting"),
        // The voting over the LP token.
        (|f| f.liquidity = None, "FAIL liquidity: the plan rewards liquidity, emissions have no stream for it"),
        (|f| voting(f).dao = "eve".into(), "FAIL link: liquidity-voting knows eve as its DAO"),
        (|f| voting(f).tiers.min_unbonding = 1, "FAIL liquidity: liquidity-voting has min_unbonding 1 instead of 60"),
        (|f| voting(f).tiers.tiers[0].multiplier = Decimal::percent(150), "FAIL liquidity: liquidity-voting has tiers[0].multiplier 1.5 instead of 1"),
        (|f| voting(f).tiers.tiers.push(Tier { unbonding: 90, multiplier: Decimal::percent(200) }), "FAIL liquidity: liquidity-voting has tiers ["),
        (|f| voting(f).tiers.tiers[0].unbonding = 70, "NOTE drift: liquidity-voting has tiers[0].unbonding 70 instead of 60; governance"),
        (|f| voting(f).settings.params.hook_gas = 500_000, "NOTE drift: liquidity-voting has params.hook_gas 500000 instead of 600000"),
        (|f| voting(f).staked = ONE, "FAIL liquidity: stakes of liquidity add up to 0, in all they are 1"),
        (|f| voting(f).power = ONE, "FAIL liquidity: powers of liquidity add up to 0, in all they are 1"),
        (|f| voting(f).staked = ONE, "FAIL liquidity: 1 units of the LP token are staked, 0 are there"),
        // The pair.
        (|f| f.liquidity.as_mut().unwrap().pair = None, ", which is staked for liquidity rewards, is the LP token of no pair"),
        (|f| voting(f).token = "eve".into(), "FAIL qer-pair: eve is staked for liquidity rewards, the pair's LP token is home1"),
        (|f| pair(f).assets[0] = json!({"token": {"contract_addr": "eve"}}), "FAIL qer-pair: the pair trades {\"native_token\":"),
        (|f| pair(f).pair_type = json!({"stable": {}}), "FAIL qer-pair: the pair is of the kind {\"stable\":{}}"),
        (|f| pair(f).factory_pair = String::new(), "but its pair of these assets is ``"),
        (|f| pair(f).factory_info.creator = "eve".into(), "FAIL qer-pair: the pair's factory was made by eve, not by the deployment"),
        (|f| pair(f).factory_owner = "eve".into(), "FAIL qer-pair: the pair's factory belongs to eve, not to home1"),
        (|f| pair(f).info.admin = Some("eve".into()), "FAIL qer-pair: pair of QER can be migrated by eve, not by home1"),
        (|f| pair(f).factory_info.admin = None, "FAIL qer-pair: factory of QER can be migrated by nobody, not by home1"),
        (|f| pair(f).lp_info.admin = Some("eve".into()), "FAIL qer-pair: LP token of QER can be migrated by eve, not by nobody"),
        (|f| pair(f).code.checksum = "00".into(), "FAIL code: the pair of QER runs 00"),
        (|f| pair(f).lp_code.checksum = "00".into(), "FAIL code: the LP token of QER runs 00"),
        (|f| pair(f).factory_code.checksum = "00".into(), "FAIL code: the factory of QER runs 00"),
        (|f| pair(f).fee_bps = 31, "NOTE drift: the pair of QER takes 31 basis points instead of 30"),
    ];
    let (world, _, right) = deployed("distribution-rules");
    let clean = lines(&world, &right);
    let mut silent = Vec::new();
    for (mutate, wanted) in table {
        let mut broken = right.clone();
        mutate(&mut broken);
        assert_ne!(broken, right, "{wanted}");
        let found = lines(&world, &broken);
        if told(&clean, wanted) || !told(&found, wanted) {
            let new: Vec<_> = found
                .into_iter()
                .filter(|line| !clean.contains(line))
                .collect();
            silent.push((wanted, new));
        }
    }
    assert!(silent.is_empty(), "{silent:#?}");
}

/// What the chain has and the plan has not.
#[test]
fn what_the_plan_does_not_have_is_told() {
    type Edit = fn(&mut PlanFile);
    let table: Vec<(Edit, &str)> = vec![
        (|p| p.emissions = None, " are emissions, the plan has none"),
        (|p| (p.qer_pool, p.emissions.as_mut().unwrap().liquidity) = (None, None), "are rewarded for liquidity, the plan rewards nobody for it"),
        (|p| { p.team.pop(); }, " vests 6666666650000 units of QER to home1nxve58rs5hwgqrz9fp6gamy3m64qxdmq7n464h, who is no member of the plan"),
        (|p| p.qer_pool.as_mut().unwrap().factory = Some("home1factory".into()), ", the plan names the factory home1factory"),
    ];
    let (world, _, facts) = deployed("distribution-plan");
    for (edit, wanted) in table {
        let mut plan = PlanFile::clone(&world.plan);
        edit(&mut plan);
        let found = lines_by(&world, &facts, &plan);
        assert!(told(&found, wanted), "{wanted}: {found:#?}");
    }
}

/// A pair of a chain's own Astroport is theirs: who can change it is noted, and its code is the factory's.
#[test]
fn a_pair_of_others_is_noted() {
    let (world, _, mut facts) = deployed("distribution-named");
    let mut plan = PlanFile::clone(&world.plan);
    let pool = plan.qer_pool.as_mut().unwrap();
    (pool.factory, pool.fee_bps) = (Some(pair(&mut facts).info.creator.clone()), None);
    let found = lines_by(&world, &facts, &plan);
    let about: Vec<&String> = found
        .iter()
        .filter(|line| line.contains("qer-pair"))
        .collect();
    let owner = facts.at(Contract::Timelock).to_owned();
    let wanted = format!(
        "NOTE qer-pair: the pair is Astroport's: its factory belongs to {owner}, {owner} may migrate the pair, nobody its LP token"
    );
    assert_eq!(about, [&wanted]);
    assert!(!told(&found, "FAIL"), "{found:#?}");
    let new = pair(&mut facts).factory_codes.as_mut().unwrap();
    new[0] += 1;
    let found = lines_by(&world, &facts, &plan);
    assert!(
        told(&found, "NOTE qer-pair: pair and LP token run the codes ["),
        "{found:#?}"
    );
}

/// The table of the status, without its heading.
fn table(facts: &Facts) -> Vec<String> {
    let text = render(facts);
    let lines = text
        .lines()
        .skip_while(|line| !line.starts_with("distribution"));
    let rows = lines
        .skip(1)
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    rows.collect()
}

/// Everything that may happen to it: members are paid and cancelled, streams released and slowed down, QER staked. None of it
/// fails, and what governance decided is noted.
#[test]
fn what_may_happen_is_no_failure() {
    let (mut world, state, _) = deployed("distribution-life");
    world.net.home.advance(20);
    let before = facts(&mut world, &state);
    let home = state.chain.home.contracts.clone();
    let at = |name: &str| Addr::unchecked(&home[name]);
    let (timelock, token) = (at("timelock"), at("token"));
    let vesting = ["vesting-frank", "vesting-erin"].map(at);
    let anyone = world.net.home.addr("anyone");
    let start = before
        .vesting
        .iter()
        .map(|found| found.vest.start_time.seconds());
    let start: Vec<u64> = start.collect();
    let balance = |world: &World, who: &Addr| -> u128 {
        let question = json!({"balance": {"address": who}});
        let answer: cw20::BalanceResponse = world.net.home.query(&token, &question).unwrap();
        answer.balance.u128()
    };
    let alice = Addr::unchecked(&world.plan.supply[1].to);

    // Nobody has staked or claimed yet, so that what is out is due. A minute and more after the deployment frank's cliff is over.
    assert_eq!(before.home.time - start[0], 70);
    let rows = table(&before);
    assert_eq!(rows.len(), 6, "{rows:#?}");
    assert!(
        rows[0].starts_with("liquidity rewards 16,666,667 "),
        "{rows:#?}"
    );
    assert!(rows[1].starts_with("lock rewards 22,222,222 "), "{rows:#?}");
    assert_eq!(
        rows[2],
        "vesting-frank 10,000,000 2,916,667 0 2,916,667 0 7,083,333"
    );
    assert_eq!(rows[3], "vesting-erin 6,666,667 0 0 0 0 6,666,667");
    assert!(rows[4].starts_with("all 55,555,556 "), "{rows:#?}");
    assert_eq!(
        rows[5],
        "locked: 0 QER in voting, 0 of 0 units of the LP token for liquidity rewards"
    );

    // Alice stakes 1,000,000 QER for the shortest time: what is due goes out with the next release.
    let stake = json!({"send": {"contract": at("voting"), "amount": "1000000000000",
        "msg": cosmwasm_std::to_json_binary(&json!({"stake": {}})).unwrap()}});
    world.net.home.execute(&alice, &token, &stake, &[]).unwrap();
    // At half of frank's time, and at a quarter of erin's.
    let now = world.net.home.now();
    world.net.home.advance(start[0] + 120 - now);
    let lock = Emissions::Release {
        stream: "lock".to_owned(),
    };
    world
        .net
        .home
        .execute(&anyone, &at("emissions"), &lock, &[])
        .unwrap();
    let distribute = json!({"distribute": {"amount": null}});
    world
        .net
        .home
        .execute(&anyone, &vesting[0], &distribute, &[])
        .unwrap();
    let half = facts(&mut world, &state);
    let found = lines(&world, &half);
    let alarms = |facts: &Facts, world: &World| {
        let audit = audit(facts, &world.plan, &world.artifacts);
        (audit.count(Severity::Fail), audit.count(Severity::Warn))
    };
    assert_eq!(alarms(&half, &world), (0, 1), "{found:#?}");
    let rows = table(&half);
    assert_eq!(
        rows[2],
        "vesting-frank 10,000,000 5,000,000 5,000,000 0 0 5,000,000"
    );
    let released = half.emissions.as_ref().unwrap().streams[1].released;
    assert!(!released.is_zero());
    assert_eq!(balance(&world, &at("distributor")), released.u128());
    assert_eq!(
        rows[5],
        "locked: 1,000,000 QER in voting, 0 of 0 units of the LP token for liquidity rewards"
    );
    let erin = &half.vesting[1];
    let erins = world.net.home.now() - start[1];
    assert_eq!(erin.vested.is_zero(), erins < 120);

    // The DAO cancels frank's at three quarters, and erin's at once; and halves the lock rewards.
    let now = world.net.home.now();
    world.net.home.advance(start[0] + 180 - now);
    let treasury = balance(&world, &timelock);
    world
        .net
        .home
        .execute(&timelock, &vesting[0], &json!({"cancel": {}}), &[])
        .unwrap();
    assert_eq!(balance(&world, &timelock), treasury + 2_500_000_000_000);
    let rate = Decimal::percent(50);
    let slow = Emissions::SetRate {
        stream: "lock".to_owned(),
        rate,
    };
    world
        .net
        .home
        .execute(&timelock, &at("emissions"), &slow, &[])
        .unwrap();
    world.net.home.advance(1_000);
    let after = facts(&mut world, &state);
    let found = lines(&world, &after);
    assert_eq!(alarms(&after, &world), (0, 1), "{found:#?}");
    let wanted = "NOTE vesting: governance has cancelled vesting-frank: 7500000000000 units of QER had vested, 7500000000000 \
                  were paid, 2500000000000 are the treasury's again";
    assert!(found.contains(&wanted.to_owned()), "{found:#?}");
    assert!(
        told(
            &found,
            "NOTE emissions: the stream lock pays 0.5 of its schedule by governance's decision; "
        ),
        "{found:#?}"
    );
    let rows = table(&after);
    assert_eq!(
        rows[2],
        "vesting-frank 10,000,000 10,000,000 7,500,000 0 2,500,000 0 cancelled"
    );
    assert_eq!(rows[3], "vesting-erin 6,666,667 6,666,667 0 6,666,667 0 0");
    let stream = &after.emissions.as_ref().unwrap().streams[1];
    assert!(!stream.withheld.is_zero());

    // After the end what was withheld waits for the treasury, and goes there.
    world.net.home.advance(90_000);
    let over = facts(&mut world, &state);
    assert!(told(
        &lines(&world, &over),
        "WARN emissions: the stream lock has ended: "
    ));
    let back = Emissions::ReturnWithheld {
        stream: "lock".to_owned(),
    };
    world
        .net
        .home
        .execute(&anyone, &at("emissions"), &back, &[])
        .unwrap();
    world
        .net
        .home
        .execute(&anyone, &at("emissions"), &lock, &[])
        .unwrap();
    let done = facts(&mut world, &state);
    assert_eq!(alarms(&done, &world), (0, 1), "{:#?}", lines(&world, &done));
    let stream = &done.emissions.as_ref().unwrap().streams[1];
    assert_eq!(stream.released + stream.returned, stream.total);
    // What is left is the other stream's.
    assert_eq!(balance(&world, &at("emissions")), 16_666_666_650_000);
}

/// The same by the contracts' own messages, which the audit reads back.
#[test]
fn what_was_done_to_real_contracts_is_told() {
    let (mut world, state, _) = deployed("distribution-real");
    let home = state.chain.home.contracts.clone();
    let at = |name: &str| Addr::unchecked(&home[name]);
    let (timelock, emissions, token) = (at("timelock"), at("emissions"), at("token"));
    let eve = world.net.home.addr("eve");
    let offer = |owner: &Addr| json!({"update_ownership": {"transfer_ownership": {"new_owner": owner, "expiry": null}}});
    let send = |to: &Addr| json!({"transfer": {"recipient": to, "amount": "9"}});
    let alice = Addr::unchecked(&world.plan.supply[1].to);
    let paused = json!({"update": {"id": 1, "emission_rate": {"paused": {}}, "vp_contract": null, "hook_caller": null,
        "open_funding": true, "withdraw_destination": null}});
    let done: Vec<(&Addr, Addr, Value, String)> = vec![
        (&timelock, at("vesting-frank"), offer(&eve), format!("FAIL pending-owner: vesting[0] is being handed to {eve}")),
        (&timelock, at("voting"), json!({"remove_hook": {"addr": emissions}}), "FAIL hook: voting tells home1".to_owned()),
        (&timelock, at("liquidity_voting"), json!({"add_hook": {"addr": eve}}), format!("WARN hook: {eve} is told of every change of power in liquidity-voting")),
        // Nobody can make emissions send these; were it so, this is what is said.
        (&emissions, at("distributor"), offer(&eve), format!("FAIL pending-owner: distributor is being handed to {eve}")),
        (&emissions, at("distributor"), paused, "FAIL distributor: the distribution 1 has emission_rate {\"paused\":{}} instead of {\"immediate\":{}}, open_funding true instead of false".to_owned()),
        (&alice, token.clone(), send(&emissions), "NOTE emissions: emissions hold 9 units of QER that somebody sent them".to_owned()),
        (&alice, token.clone(), send(&at("vesting-erin")), "NOTE vesting: vesting-erin holds 9 units of QER that somebody sent it".to_owned()),
    ];
    let mut wanted = Vec::new();
    for (who, what, msg, line) in done {
        world.net.home.execute(who, &what, &msg, &[]).unwrap();
        wanted.push(line);
    }
    // Eve makes a vesting contract of her own and sends QER to it; and one of another coin, which is no matter of ours.
    let code = world
        .net
        .home
        .app
        .contract_data(&at("vesting-frank"))
        .unwrap()
        .code_id;
    let other: String = world
        .net
        .home
        .query(&at("liquidity_voting"), &json!({"token_contract": {}}))
        .unwrap();
    for coin in [token.to_string(), other] {
        let msg = json!({"owner": eve, "recipient": eve, "title": "t", "description": null, "total": "5",
            "denom": {"cw20": coin}, "schedule": "saturating_linear", "start_time": null, "vesting_duration_seconds": 9,
            "unbonding_duration_seconds": 0});
        let label = "localnet vesting-frank";
        let home_chain = &mut world.net.home;
        let made = home_chain
            .instantiate(code, &eve, &msg, &[], label, None)
            .unwrap();
        home_chain
            .execute(&alice, &token, &send(&made), &[])
            .unwrap();
    }
    // And a contract that only says that it is one.
    let home_chain = &mut world.net.home;
    let code = home_chain
        .app
        .contract_data(&at("distributor"))
        .unwrap()
        .code_id;
    let fake = home_chain
        .instantiate(code, &eve, &json!({"owner": eve}), &[], "fake", None)
        .unwrap();
    let says = br#"{"contract":"crates.io:cw-vesting","version":"2.6.0"}"#;
    let mut storage = home_chain.app.contract_storage_mut(&fake);
    storage.set(b"contract_info", says);
    drop(storage);
    home_chain
        .execute(&alice, &token, &send(&fake), &[])
        .unwrap();
    wanted.push(
        "NOTE vesting: 1 vesting contracts that the deployment did not make hold 9 units of QER"
            .to_owned(),
    );
    let facts = facts(&mut world, &state);
    let found = lines(&world, &facts);
    wanted.retain(|wanted| !told(&found, wanted));
    assert!(wanted.is_empty(), "{wanted:#?} in {found:#?}");
    assert!(!told(&found, "frank has no vesting contract"), "{found:#?}");
    let streams = &facts.emissions.as_ref().unwrap().streams;
    assert_eq!(streams[0].id, LIQUIDITY_STREAM);
}
