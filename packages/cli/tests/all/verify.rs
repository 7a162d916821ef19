//! The audit: a deployment as it comes is clean; each thing that is broken in it gives its line.

use crate::onchain::{read, Registry, World};
use cosmwasm_std::{Addr, Decimal, Uint128};
use qerun::deploy::State;
use qerun::verify::{audit, Facts, Finding, Period, Role, Severity};
use qerun_deployment::plan::PlanFile;
use qerun_deployment::{Contract, Module};
use qerun_math::{DebtShares, SupplyShares};
use qerun_messages::market::WriteOffs;
use qerun_messages::oracle::{AssetPrice, PoolPrice, PriceRecord, PriceSource, Status};
use qerun_messages::reserve::{SkipRoute, Transport};
use qerun_messages::timelock::{Class, ClassRule};
use qerun_messages::voting::ActiveThreshold;
use qerun_testing::suite::{qer, usd};
use qerun_testing::Setup;
use serde_json::json;

fn deployed(name: &str) -> (World, Facts) {
    let mut world = World::new(name);
    let mut state = State::default();
    world.run(&mut state).unwrap();
    let facts = world.facts(&state.chain.home.contracts["timelock"]);
    (world, facts)
}

fn lines(world: &World, facts: &Facts) -> Vec<String> {
    let audit = audit(facts, &world.plan, &world.artifacts);
    audit.findings.iter().map(ToString::to_string).collect()
}

const ONE: Uint128 = Uint128::one();

/// What was written off, and what insurance, ETH and suppliers bore of it.
fn sums(debt: u128, [insurance, booked, suppliers]: [u128; 3]) -> WriteOffs {
    WriteOffs {
        debt: debt.into(),
        insurance: insurance.into(),
        booked: booked.into(),
        suppliers: suppliers.into(),
        recovered: 3u128.into(),
    }
}

/// Records of ETH and of the stablecoin, in which no price is another one.
fn prices() -> Vec<AssetPrice> {
    let row = |asset: &str, bid, average, mid, ask| AssetPrice {
        asset: asset.to_owned(),
        record: PriceRecord {
            bid: Decimal::percent(bid),
            average: Decimal::percent(average),
            mid: Decimal::percent(mid),
            ask: Decimal::percent(ask),
            depth: None,
            as_of: 1,
            expires: 2,
            status: Status::Live,
            grace_ends: 0,
            uptime: 0,
            updated_at: 1,
        },
    };
    vec![
        row("eth", 210_000, 211_000, 212_000, 213_000),
        row("usdc", 98, 101, 103, 105),
    ]
}

fn percent(percent: u64) -> Option<ActiveThreshold> {
    let percent = Decimal::percent(percent);
    Some(ActiveThreshold::Percentage { percent })
}

fn contract(facts: &mut Facts, role: impl Into<Role>) -> &mut qerun::verify::ContractFacts {
    facts.contracts.get_mut(&role.into()).unwrap()
}

fn deployer(facts: &Facts) -> String {
    facts.deployer().to_owned()
}

/// When borrowing and buyback were opened.
fn opened(facts: &mut Facts, borrowing: u64, buyback: u64) {
    facts.market.milestones.as_mut().unwrap().opened_at = Some(borrowing);
    facts.reserve.milestones.as_mut().unwrap().opened_at = Some(buyback);
}

/// Borrowing and buyback in their order, now at the latest, are as they should be.
#[test]
fn what_was_opened_in_its_order_is_noted() {
    let (world, mut facts) = deployed("milestones");
    let of_milestones = |facts: &Facts| {
        let mut lines = lines(&world, facts);
        lines.retain(|line| line.contains("milestone"));
        lines
    };
    assert!(of_milestones(&facts).is_empty());
    let now = facts.home.time;
    opened(&mut facts, now, now);
    facts.market.state.debt = ONE;
    let wanted = ["borrowing", "buyback"]
        .map(|name| format!("NOTE milestone: {name} has been open since {now}, for good"));
    assert_eq!(of_milestones(&facts), wanted);
    opened(&mut facts, now, now + 1);
    let to_come = format!("FAIL milestone: buyback was opened at {}", now + 1);
    assert!(of_milestones(&facts)[1].starts_with(&to_come));
}

/// The genesis gave so much to the deployer.
fn keep(facts: &mut Facts, amount: u128) {
    let (address, amount) = (deployer(facts), Uint128::new(amount));
    let rows = &mut facts.token.instantiate_msg.initial_balances;
    rows.push(cw20::Cw20Coin { address, amount });
}

#[test]
fn a_deficit_that_its_eth_is_worth_worries_nobody() {
    let (world, mut facts) = deployed("worth");
    let warned = |facts: &Facts| {
        let lines = lines(&world, facts);
        lines.iter().any(|line| line.starts_with("WARN deficit"))
    };
    facts.oracle.prices = prices();
    facts.market.state.earmarked = Uint128::new(10u128.pow(18));
    facts.market.state.deficit = Uint128::new(1_800_000_000);
    assert!(!warned(&facts));
    facts.market.state.deficit += ONE;
    assert!(warned(&facts));
    // Without a price nobody knows.
    facts.oracle.prices.retain(|row| row.asset != "eth");
    assert!(!warned(&facts));
}

#[test]
fn each_rule_speaks() {
    type Break = fn(&mut Facts);
    let table: Vec<(Break, &str)> = vec![
        // Codes.
        (|f| contract(f, Contract::Market).code.checksum = "00".repeat(32), "FAIL code: market runs 0000"),
        (|f| contract(f, Module::Proposals).code.checksum = String::new(), "FAIL code: proposals runs"),
        (|f| contract(f, Contract::Oracle).codes = 2, "WARN migrated: oracle has had 2 codes"),
        (|f| contract(f, Contract::Oracle).codes = 2, "FAIL migrated: oracle has had 2 codes, of which governance has decided 0"),
        (|f| { let oracle = contract(f, Contract::Oracle); oracle.codes = 4; let at = oracle.address.clone(); f.timelock.migrations.insert(at, 2); }, "FAIL migrated: oracle has had 4 codes, of which governance has decided 2"),
        // Control.
        (|f| contract(f, Contract::Token).info.admin = None, "FAIL admin: token can be migrated by nobody"),
        (|f| contract(f, Module::Voting).info.admin = Some("x".into()), "FAIL admin: voting can be migrated by x"),
        (|f| contract(f, Module::PrePropose).info.admin = Some("x".into()), "FAIL admin: pre-propose"),
        (|f| contract(f, Contract::Outpost).info.admin = Some("x".into()), "FAIL admin: outpost can be migrated by x"),
        (|f| f.dao.admin = "x".into(), "FAIL admin: the DAO's own admin is x"),
        (|f| contract(f, Contract::Market).owner.as_mut().unwrap().owner = Some("x".into()), "FAIL owner: market belongs to x"),
        (|f| contract(f, Contract::Reserve).owner.as_mut().unwrap().owner = None, "FAIL owner: reserve belongs to nobody"),
        (|f| contract(f, Contract::Outpost).owner.as_mut().unwrap().owner = Some("x".into()), "FAIL owner: outpost belongs to x"),
        (|f| contract(f, Contract::Token).owner.as_mut().unwrap().pending_owner = Some("x".into()), "FAIL pending-owner: token is being handed to x"),
        (|f| f.token.minter = Some("x".into()), "FAIL minter: x may mint"),
        (|f| f.oracle.guardian = Some("x".into()), "FAIL guardian: oracle is paused by x"),
        (|f| f.market.config.guardian = None, "FAIL guardian: market is paused by nobody"),
        (|f| f.reserve.config.config.guardian = None, "FAIL guardian: reserve"),
        (|f| f.voting.settings.guardian = None, "FAIL guardian: voting"),
        (|f| f.timelock.config.guardian = None, "FAIL guardian: the guardian is nobody, the plan names home15tw7"),
        (|f| f.timelock.config.guardian = Some(Addr::unchecked(deployer(f))), "FAIL deployer: the deployer is guardian"),
        (|f| f.timelock.config.stewardship.as_mut().unwrap().steward = Addr::unchecked(deployer(f)), "FAIL deployer: the deployer is steward"),
        (|f| { let d = deployer(f); contract(f, Contract::Token).owner.as_mut().unwrap().owner = Some(d) }, "FAIL deployer: the deployer is token's owner"),
        (|f| { let d = f.creator(Contract::Outpost).to_owned(); contract(f, Contract::Outpost).info.admin = Some(d) }, "FAIL deployer: the deployer is outpost's admin"),
        (|f| f.token.marketing = Some(deployer(f)), "FAIL deployer: the deployer is marketing"),
        (|f| f.token.burners.push(deployer(f)), "FAIL deployer: the deployer is burner"),
        (|f| { let d = Addr::unchecked(deployer(f)); if let PriceSource::Feeder { feeders, .. } = &mut f.oracle.assets[0].config.sources[0] { feeders[0] = d } }, "FAIL deployer: the deployer is feeder"),
        (|f| { f.token.balances.insert(deployer(f), ONE); }, "NOTE deployer: the deployer holds 1 units of QER that others sent it"),
        (|f| { f.token.balances.insert(deployer(f), Uint128::new(3)); keep(f, 2) }, "FAIL deployer: the deployer holds 2 units of QER of the genesis"),
        (|f| { f.token.balances.insert(deployer(f), Uint128::new(3)); keep(f, 2) }, "NOTE deployer: the deployer holds 1 units of QER that others sent it"),
        (|f| { f.token.balances.insert(deployer(f), ONE); keep(f, 2) }, "FAIL deployer: the deployer holds 1 units of QER of the genesis"),
        // Links.
        (|f| f.market.config.token = Addr::unchecked("x"), "FAIL link: market knows x as its token"),
        (|f| f.market.config.oracle = Addr::unchecked("x"), "FAIL link: market knows x as its oracle"),
        (|f| f.market.config.reserve = Addr::unchecked("x"), "FAIL link: market knows x as its reserve"),
        (|f| f.market.config.perk.as_mut().unwrap().voting = Addr::unchecked("x"), "FAIL link: market asks x for perks"),
        (|f| f.reserve.config.config.market = Addr::unchecked("x"), "FAIL link: reserve knows x as its market"),
        (|f| f.reserve.config.config.oracle = Addr::unchecked("x"), "FAIL link: reserve knows x as its oracle"),
        (|f| f.reserve.config.route.receiver = "x".into(), "FAIL link: reserve knows x as its outpost"),
        (|f| f.outpost.as_mut().unwrap().config.reserve = "x".into(), "FAIL link: outpost knows x as its reserve"),
        (|f| f.timelock.config.dao = Addr::unchecked("x"), "FAIL link: timelock knows x as its DAO"),
        (|f| f.timelock.config.token = Addr::unchecked("x"), "FAIL link: timelock knows x as its token"),
        (|f| f.voting.dao = "x".into(), "FAIL link: voting knows x as its DAO"),
        (|f| f.voting.token = "x".into(), "FAIL link: voting knows x as its token"),
        (|f| f.dao.rules.dao = "x".into(), "FAIL link: proposals knows x as its DAO"),
        (|f| f.dao.modules = 2, "FAIL dao: the DAO has 2 active proposal modules"),
        (|f| { f.contracts.remove(&Module::PrePropose.into()); }, "FAIL dao: anyone may propose"),
        (|f| f.dao.rules.veto = Some("x".into()), "FAIL dao: the DAO's proposals have a veto"),
        (|f| f.dao.deposit.as_mut().unwrap().denom = "x".into(), "FAIL dao: the deposit is in \"x\""),
        (|f| f.market.config.stable_denom = "x".into(), "FAIL asset: the market has stable_denom x instead of ibc/"),
        (|f| f.reserve.config.config.stable_denom = "x".into(), "FAIL asset: the reserve has stable_denom x instead of ibc/"),
        (|f| f.reserve.config.config.eth_denom = "x".into(), "FAIL asset: the reserve has eth_denom x instead of ibc/"),
        (|f| f.outpost.as_mut().unwrap().config.stable_denom = "x".into(), "FAIL asset: the outpost has stable_denom x instead of uusdc"),
        (|f| f.outpost.as_mut().unwrap().config.eth_denom = "x".into(), "FAIL asset: the outpost has eth_denom x instead of weth-wei"),
        (|f| f.market.config.eth_decimals = 6, "FAIL asset: the market has eth_decimals 6 instead of 18"),
        (|f| f.market.config.stable_decimals = 8, "FAIL asset: the market has stable_decimals 8 instead of 6"),
        (|f| f.market.config.collateral_decimals = 8, "FAIL asset: the market counts QER with 8 decimals, the token has 6"),
        (|f| f.market.config.eth_asset = "x".into(), "FAIL asset: the market has eth_asset x instead of eth"),
        (|f| f.market.config.stable_asset = "x".into(), "FAIL asset: the market has stable_asset x instead of usdc"),
        (|f| { f.oracle.assets.remove(0); }, "FAIL asset: the oracle has no sources of qer"),
        (|f| f.oracle.assets[0].halted = true, "WARN asset: qer is halted"),
        (|f| f.timelock.classes[0].contract = Addr::unchecked("x"), " of x, which is none of ours, is"),
        (|f| { let market = Addr::unchecked(f.at(Contract::Market)); f.timelock.classes.push(ClassRule { contract: market, key: "update_params".into(), class: Class::Routine }) }, "FAIL registry: update_params of market is only Routine, not Sensitive"),
        (|f| { let voting = Addr::unchecked(f.at(Module::Voting)); f.timelock.classes.push(ClassRule { contract: voting, key: "remove_hook".into(), class: Class::Sensitive }) }, "FAIL registry: remove_hook of voting is only Sensitive, not Critical"),
        (|f| f.timelock.pauses[0].rule.contract = Addr::unchecked("x"), "FAIL registry: the pause market is of x"),
        (|f| f.outpost.as_mut().unwrap().config.transport = qerun_messages::outpost::Transport::IbcHooks {}, "FAIL transport: the reserve sends by Callbacks"),
        // Terms.
        (|f| f.timelock.config.params.critical.floor = 1, "FAIL bounds: timelock"),
        (|f| f.dao.rules.max_voting_period = Period::Height(5), "FAIL unbonding: votes are counted in blocks"),
        (|f| f.dao.rules.max_voting_period = Period::Time(200), "FAIL unbonding: the floor of unbonding is 600 s, a decision takes 840 s: 200 s of voting"),
        (|f| f.voting.tiers.tiers[0].unbonding = 79, "FAIL unbonding: the shortest unbonding is 79 s"),
        (|f| f.market.params.max_ltv = Decimal::percent(51), "FAIL bounds: market"),
        (|f| f.reserve.config.params.max_slippage = Decimal::percent(11), "FAIL bounds: reserve"),
        (|f| f.reserve.config.route.timeout = 1, "FAIL bounds: route"),
        (|f| f.market.params.batch.min_size = ONE, "FAIL bounds: a batch may leave with 1"),
        (|f| f.voting.threshold = None, "WARN active: the DAO has no active threshold"),
        (|f| f.voting.threshold = percent(101), "FAIL active: the DAO needs 112222222110000 units of stake, there are 111111111000000"),
        (|f| f.token.supply.total = f.token.supply.genesis.saturating_add(ONE), "NOTE active: nobody can propose before 111111111001 units are staked, 0 are"),
        // Drift.
        (|f| f.voting.threshold = None, "NOTE drift: voting has active_threshold null instead of {\"percentage\":{\"percent\":\"0.001\"}}; governance"),
        (|f| f.voting.threshold = percent(2), "NOTE drift: voting has active_threshold.percentage.percent 0.02 instead of 0.001"),
        (|f| f.voting.tiers.tiers[3].unbonding = 2_500, "NOTE drift: voting has tiers[3].unbonding 2500 instead of 2400"),
        (|f| f.voting.settings.params.hook_gas = 500_000, "NOTE drift: voting has params.hook_gas 500000 instead of 600000"),
        (|f| { f.market.params.max_ltv = Decimal::percent(45); f.market.params.rates.kink = Decimal::percent(75) }, "NOTE drift: market has max_ltv 0.45 instead of 0.5, rates.kink 0.75 instead of 0.8; governance may have changed it"),
        (|f| f.reserve.config.params.max_order = Uint128::new(30_000_000_000), "NOTE drift: reserve has max_order 30000000000 instead of 25000000000"),
        (|f| f.reserve.config.route.timeout = 90, "NOTE drift: the reserve's route has timeout 90 instead of 60"),
        (|f| f.timelock.config.params.routine.delay = 9, "NOTE drift: timelock has routine.delay 9 instead of 5"),
        (|f| f.dao.rules.max_voting_period = Period::Time(61), "NOTE drift: the DAO has max_voting_period.time 61 instead of 60"),
        (|f| f.dao.rules.min_voting_period = None, "FAIL vote: the DAO has min_voting_period null instead of {\"time\":5}"),
        (|f| f.dao.rules.max_voting_period = Period::Height(5), "FAIL vote: the DAO has max_voting_period {\"height\":5} instead of {\"time\":60}"),
        (|f| f.dao.rules.threshold = "none".into(), "FAIL vote: the DAO has threshold none instead of {"),
        (|f| f.dao.deposit = None, "FAIL vote: the DAO has deposit 0 instead of 1000000000"),
        (|f| f.oracle.assets[0].config.policy.max_age = 60, "NOTE drift: the oracle's qer has policy.max_age 60 instead of 3600"),
        (|f| if let PriceSource::Feeder { feeders, .. } = &mut f.oracle.assets[0].config.sources[0] { feeders.truncate(3) }, "FAIL source: the oracle's qer has sources[0].feeder.feeders ["),
        // Channel.
        (|f| f.channel.home = None, "FAIL channel: home has no channel channel-3"),
        (|f| f.channel.dex.as_mut().unwrap().open = false, "FAIL channel: channel-7 of dex is not open"),
        (|f| f.channel.home.as_mut().unwrap().ordered = true, "FAIL channel: channel-3 of home is ordered"),
        (|f| f.channel.home.as_mut().unwrap().counterparty_channel = "channel-8".into(), "FAIL channel: channel-3 of home leads to transfer/channel-8"),
        (|f| f.channel.dex.as_mut().unwrap().counterparty_port = "x".into(), "FAIL channel: channel-7 of dex leads to x/channel-3"),
        (|f| f.channel.dex.as_mut().unwrap().client_chain = Some("evil-1".into()), "FAIL channel: channel-7 of dex leads to the chain evil-1"),
        (|f| f.reserve.config.route.channel = "channel-4".into(), "FAIL route: the reserve's route has channel channel-4 instead of channel-3"),
        (|f| f.outpost.as_mut().unwrap().config.channel = "channel-4".into(), "FAIL asset: the outpost has channel channel-4 instead of channel-7"),
        // Supply.
        (|f| f.token.instantiate_msg.initial_balances[1].amount = ONE, "FAIL supply: home17xek"),
        (|f| f.token.instantiate_msg.initial_balances[1].address = "x".into(), "FAIL supply: x received 4000000000000 at genesis, the plan gave it nothing"),
        (|f| f.token.supply.genesis = ONE, "FAIL supply: 1 at genesis"),
        (|f| f.token.supply.minted = ONE, "is not 111111111000000 at genesis and 1 minted"),
        (|f| f.token.supply.max_yearly_mint_bps = 100, "FAIL supply: 100 basis points"),
        (|f| { f.token.balances.pop_last(); }, "FAIL supply: all balances are"),
        (|f| f.token.all_balances = false, "NOTE supply: too many accounts have QER to add them up"),
        (|f| f.token.burners.push("x".into()), "WARN burner: x may burn"),
        // Losses.
        (|f| f.market.state.earmarked = Uint128::new(7), "FAIL earmark: 7 ETH units are earmarked, 0 are the protocol's own"),
        (|f| f.market.state.deficit = ONE, "FAIL earmark: a deficit of 1 stablecoins is booked against no ETH"),
        (|f| (f.market.state.deficit, f.market.state.earmarked) = (ONE, Uint128::new(7)), "NOTE deficit: 1 stablecoins are booked against 7 ETH units"),
        (|f| f.market.state.earmarked = ONE, "NOTE earmark: 1 ETH units are earmarked and booked at nothing"),
        // An ETH with a bid of 2,100 USD is booked at 1,890 USD, which are 1,800 stablecoins at an ask of 1.05.
        (|f| { f.oracle.prices = prices(); (f.market.state.deficit, f.market.state.earmarked) = (Uint128::new(1_800_000_001), Uint128::new(10u128.pow(18))) }, "WARN deficit: 1800000001 stablecoins are booked against ETH that would be booked at 1800000000 now"),
        (|f| f.market.write_offs = Some(sums(20, [5, 4, 10])), "FAIL write-off: 20 were written off, the tranches bore 19"),
        (|f| f.market.write_offs = Some(sums(18, [5, 4, 10])), "FAIL write-off: 18 were written off, the tranches bore 19"),
        (|f| f.market.write_offs = Some(sums(19, [5, 4, 10])), "NOTE write-off: 19 stablecoins so far: insurance paid 5, 4 were booked against ETH, suppliers bore 10; sales brought 3 more"),
        (|f| { f.market.write_offs = Some(sums(19, [5, 4, 10])); f.market.state.deficit = Uint128::new(5) }, "FAIL write-off: the deficit is 5, only 4 were ever booked"),
        (|f| f.reserve.config.params.storefront.discount = Decimal::permille(101), "FAIL storefront: ETH is sold at up to 0.101 below the bid, the market books it at 0.1 below"),
        (|f| f.market.params.stress.own_discount = Decimal::permille(99), "FAIL storefront: ETH is sold at up to 0.1 below the bid, the market books it at 0.099 below"),
        (|f| f.reserve.config.params.buyback_above = Some(ONE), "WARN buyback: buyback is on, but the reserve is no burner"),
        // Milestones: as it comes both are closed.
        (|f| f.market.milestones.as_mut().unwrap().opened_at = Some(1_000_000_000), "NOTE milestone: borrowing has been open since 1000000000, for good"),
        (|f| f.market.milestones.as_mut().unwrap().opened_at = Some(4_000_000_000), "FAIL milestone: borrowing was opened at 4000000000, which is still to come"),
        (|f| f.market.state.debt = ONE, "FAIL milestone: 1 stablecoins are owed, but borrowing was never opened"),
        (|f| f.reserve.milestones.as_mut().unwrap().opened_at = Some(1_000_000_000), "FAIL milestone: buyback was opened before borrowing"),
        (|f| opened(f, 1_000_000_000, 999_999_999), "FAIL milestone: buyback was opened before borrowing"),
        (|f| opened(f, 1_000_000_000, 1_000_000_001), "NOTE milestone: buyback has been open since 1000000001, for good"),
        (|f| opened(f, 1_000_000_000, 4_000_000_000), "FAIL milestone: buyback was opened at 4000000000, which is still to come"),
        (|f| f.market.milestones = None, "NOTE milestone: the market's or the reserve's code knows no milestones"),
        (|f| f.reserve.milestones = None, "NOTE milestone: the market's or the reserve's code knows no milestones"),
        // Guards of prices.
        (|f| f.oracle.assets[0].config.policy.max_growth_hour = None, "FAIL growth: qer has no max_growth_hour"),
        (|f| f.oracle.assets[0].config.policy.max_growth_day = None, "FAIL growth: qer has no max_growth_day"),
        (|f| f.oracle.assets[1].revertible_until = Some(1_700_000_000), "NOTE revert: until 1700000000 the guardian may put back the sources of "),
        (|f| f.reserve.config.config.token = Addr::unchecked("x"), "FAIL link: reserve knows x as its token"),
        (|f| f.treasury[2] = ONE, "NOTE treasury: the treasury holds 1 units"),
        // Accounting.
        (|f| f.market.state.cash = ONE, "FAIL market: the market has recorded 1 stablecoins, it holds 0"),
        (|f| f.market.sums.collateral = ONE, "FAIL market: 1 QER are pledged"),
        (|f| f.market.state.collateral = ONE, "FAIL market: collateral add up to 0"),
        (|f| f.market.state.debt_shares = DebtShares::new(1), "FAIL market: debt shares add up to 0"),
        (|f| f.market.supply_shares = SupplyShares::new(1), "FAIL market: supply shares add up to 1"),
        (|f| f.market.sums.unsent = ONE, "FAIL market: unsent claims add up to 1"),
        (|f| f.market.sums.stable = ONE, "FAIL market: 1 stablecoins of settled batches are claimed, 0 are kept"),
        (|f| f.market.state.insurance_due = ONE, "FAIL market: cash, debt and deficit are 0, suppliers and insurance own 1"),
        (|f| f.market.state.deficit = ONE, "FAIL market: cash, debt and deficit are 1, suppliers and insurance own 0"),
        (|f| f.reserve.backing.unencumbered = ONE, "FAIL reserve: the reserve has recorded 1 ETH units, it holds 0"),
        (|f| f.reserve.backing.waiting = ONE, "FAIL reserve: 1 stablecoins wait in the reserve"),
        (|f| f.reserve.backing.in_flight = ONE, "FAIL reserve: stablecoins in flight add up to 0"),
        (|f| f.reserve.waiting = ONE, "FAIL reserve: waiting stablecoins add up to 1"),
        (|f| f.reserve.backing.open_orders = 1, "FAIL reserve: open orders add up to 0"),
        (|f| f.reserve.backing.open_batches = 1, "FAIL reserve: open batches add up to 0"),
        (|f| f.outpost.as_mut().unwrap().held = ONE, "FAIL outpost: 1 ETH units are held for the reserve, 0 are there"),
        (|f| { let outpost = f.outpost.as_mut().unwrap(); (outpost.held, outpost.balance) = (ONE, ONE) }, "WARN outpost: 1 ETH units wait"),
        (|f| f.market.sums.eth = ONE, "FAIL claims: 1 ETH units are claimed, 0 are encumbered"),
        (|f| f.reserve.backing.encumbered = Uint128::new(2_000_000), "WARN claims: 2000000 ETH units are encumbered, only 0"),
        (|f| f.voting.staked = ONE, "FAIL voting: stakes add up to 0"),
        (|f| f.voting.power = ONE, "FAIL voting: powers add up to 0"),
        (|f| f.voting.staked = ONE, "FAIL voting: 1 QER are staked, 0 are there"),
        (|f| f.timelock.bonds = Uint128::MAX, "QER are bonds of the timelock"),
    ];
    let (world, facts) = deployed("rules");
    let clean = lines(&world, &facts);
    for (mutate, wanted) in table {
        let mut broken = facts.clone();
        mutate(&mut broken);
        let found = lines(&world, &broken);
        assert!(!clean.iter().any(|line| line.contains(wanted)), "{wanted}");
        assert!(
            found.iter().any(|line| line.contains(wanted)),
            "{wanted}: {found:#?}"
        );
    }
}

/// On a test chain floors of seconds are worth a warning.
#[test]
fn a_test_chain_is_told() {
    let (world, facts) = deployed("told");
    let found = lines(&world, &facts);
    let wanted = "WARN floor: floors of delays: Routine 5 s instead of 43200 s";
    assert!(
        found.iter().any(|line| line.starts_with(wanted)),
        "{found:#?}"
    );
    let wanted = format!(
        "NOTE outpost: on dex-1, where the timelock cannot act, its owner is {}",
        world.plan.outpost.owner
    );
    assert!(found.contains(&wanted), "{found:#?}");
}

/// What is a warning there fails here.
#[test]
fn a_public_chain_is_held_to_the_threshold() {
    let (world, mut facts) = deployed("public");
    let mut plan = PlanFile::clone(&world.plan);
    plan.chain.home.public = true;
    for (threshold, wanted) in [
        (None, "FAIL active: the DAO has no active threshold"),
        (
            Some(ActiveThreshold::AbsoluteCount {
                count: Uint128::new(1_111_111_109_999),
            }),
            "FAIL active: the DAO is active from 1111111109999 units of stake on instead of 1111111110000",
        ),
    ] {
        facts.voting.threshold = threshold;
        let findings = audit(&facts, &plan, &world.artifacts).findings;
        let found: Vec<String> = findings.iter().map(ToString::to_string).collect();
        assert!(found.iter().any(|line| line.starts_with(wanted)), "{found:#?}");
    }
    facts.voting.threshold = percent(1);
    let audit = audit(&facts, &plan, &world.artifacts);
    let fails = |f: &Finding| f.rule == "active" && f.severity == Severity::Fail;
    assert!(!audit.findings.iter().any(fails), "{:#?}", audit.findings);
}

/// Guards that governance has lowered since are no matter of drift on a public chain.
#[test]
fn a_public_chain_is_held_to_the_guards_of_its_prices() {
    let (world, facts) = deployed("public-prices");
    let mut plan = PlanFile::clone(&world.plan);
    let fails = |facts: &Facts, plan: &PlanFile| {
        let findings = audit(facts, plan, &world.artifacts).findings;
        let lines = findings.iter().filter(|f| f.severity == Severity::Fail);
        lines.map(ToString::to_string).collect::<Vec<_>>()
    };
    let mut lowered = facts.clone();
    let policy = &mut lowered.oracle.assets[0].config.policy;
    (policy.min_sources, policy.grace) = (1, 1_799);
    assert_eq!(fails(&lowered, &plan), Vec::<String>::new());

    plan.chain.dex.public = true;
    let mut good = facts.clone();
    for asset in &mut good.oracle.assets {
        (asset.config.policy.min_sources, asset.config.policy.grace) = (2, 1_800);
    }
    let of_prices = |facts: &Facts| {
        let mut lines = fails(facts, &plan);
        lines.retain(|line| line.starts_with("FAIL source"));
        lines
    };
    assert_eq!(of_prices(&good), Vec::<String>::new());
    let mut lowered = good.clone();
    let policy = &mut lowered.oracle.assets[0].config.policy;
    (policy.min_sources, policy.grace) = (1, 1_799);
    let asset = &lowered.oracle.assets[0].asset;
    let wanted = [
        format!("FAIL source: {asset} needs 1 sources that agree instead of 2"),
        format!("FAIL source: {asset} has a grace of 1799 s instead of 1800 s"),
    ];
    assert_eq!(of_prices(&lowered), wanted);

    let pool_id = 7u64.into();
    let pool = PoolPrice {
        base: "uqer".into(),
        base_decimals: 6,
        quote: "uusd".into(),
        quote_decimals: 6,
        quote_asset: "usdc".into(),
        window: 3_600,
    };
    let source = PriceSource::OsmosisTwap { pool_id, pool };
    good.oracle.assets[2].config.sources.push(source);
    let asset = good.oracle.assets[2].asset.clone();
    let wanted = format!("FAIL source: {asset} takes the price of a pool however empty it is");
    assert!(
        of_prices(&good).contains(&wanted),
        "{:#?}",
        of_prices(&good)
    );
    good.oracle.assets[2].config.policy.min_liquidity = Decimal::one();
    assert!(!of_prices(&good).contains(&wanted));
}

/// What governance changes within the bounds is noted, and neither fails nor warns.
#[test]
fn what_governance_changed_is_noted() {
    let (world, mut facts) = deployed("drift");
    let alarms = |facts: &Facts| {
        let audit = audit(facts, &world.plan, &world.artifacts);
        (audit.count(Severity::Fail), audit.count(Severity::Warn))
    };
    let before = alarms(&facts);
    facts.market.params.max_ltv = Decimal::percent(45);
    facts.reserve.config.params.max_open_orders = 8;
    facts.timelock.config.params.routine.delay = 9;
    facts.oracle.assets[0].config.policy.max_age = 1_800;
    facts.voting.threshold = percent(1);
    facts.dao.rules.max_voting_period = Period::Time(70);
    facts.treasury[2] -= ONE;
    assert_eq!(alarms(&facts), before);
    let notes: Vec<String> = lines(&world, &facts)
        .into_iter()
        .filter(|line| line.contains("governance may have"))
        .collect();
    assert_eq!(notes.len(), 7, "{notes:#?}");
}

/// By Skip there is no outpost of ours to ask; everything else is audited as before.
#[test]
fn a_route_by_skip() {
    let mut world = World::new("skip");
    let mut state = State::default();
    world.run(&mut state).unwrap();
    let home = &state.chain.home.contracts;
    let at = |name: &str| Addr::unchecked(&home[name]);
    let step = |denom_in: &str, denom_out: &str| json!({"pool": "1", "denom_in": denom_in, "denom_out": denom_out});
    let (entry, adapter) = (world.net.dex.addr("entry"), world.net.dex.addr("adapter"));
    let route = json!({"update_route": {"route": {
        "channel": "channel-3", "receiver": entry, "timeout": 60, "transport": {"skip": {
            "adapter": adapter, "venue": "osmosis-poolmanager", "return_channel": "channel-7",
            "operations": [step("uusdc", "uosmo"), step("uosmo", "weth-wei")],
            "return_timeout": 600, "recover_address": world.plan.outpost.owner,
        }},
    }}});
    let chain = &mut world.net.home;
    chain
        .execute(&at("timelock"), &at("reserve"), &route, &[])
        .unwrap();

    let facts = world.facts(home["timelock"].as_str());
    assert!(facts.outpost.is_none() && facts.contract(Contract::Outpost).is_none());
    assert_eq!(facts.far_channel(), "channel-7");
    let found = lines(&world, &facts);
    assert!(
        !found.iter().any(|line| line.starts_with("FAIL")),
        "{found:#?}"
    );
    let wanted = format!("NOTE transport: purchases go by Skip, whose contracts on dex-1 are not looked at: entry point {entry}, adapter {adapter}; ETH that cannot return goes to dex15tw7");
    assert!(
        found.iter().any(|line| line.starts_with(&wanted)),
        "{found:#?}"
    );
    let glance = qerun::status::render(&facts);
    assert!(glance.contains("0 orders in all, by Skip\n"), "{glance}");

    // Nobody has decided on one with which the reserve was made: it may lead to whoever made it.
    let mut made_so = facts.clone();
    let transport = serde_json::to_value(&facts.reserve.config.route.transport).unwrap();
    contract(&mut made_so, Contract::Reserve).made["route"]["transport"] = transport;
    let found = lines(&world, &made_so);
    let wanted = "FAIL route: the reserve's route has transport {\"skip\":{";
    assert!(
        found.iter().any(|line| line.starts_with(wanted)),
        "{found:#?}"
    );

    type Break = fn(&mut Facts, &mut SkipRoute);
    let table: [(Break, &str); 4] = [
        (|_, r| r.operations[0].denom_in = "x".into(), "FAIL transport: the route by Skip sells x, not uusdc"),
        (|_, r| { r.operations.pop(); }, "FAIL transport: the route by Skip buys uosmo, not weth-wei"),
        (|_, r| r.return_channel = "channel-8".into(), "FAIL channel: channel-3 of home leads to transfer/channel-7, not to transfer/channel-8"),
        (|f, _| f.channel.dex = None, "FAIL channel: dex has no channel channel-7"),
    ];
    for (mutate, wanted) in table {
        let mut broken = facts.clone();
        let Transport::Skip(mut skip) = broken.reserve.config.route.transport.clone() else {
            panic!("no route by Skip");
        };
        mutate(&mut broken, &mut skip);
        broken.reserve.config.route.transport = Transport::Skip(skip);
        let found = lines(&world, &broken);
        assert!(
            found.iter().any(|line| line == wanted),
            "{wanted}: {found:#?}"
        );
    }
}

/// A protocol that has been used: positions, an order that was refunded, one in flight, stake, a bond.
#[test]
fn accounting_holds_after_use() {
    let mut suite = Setup::default().build().unwrap();
    let (sue, bob, eve) = (suite.user("sue"), suite.user("bob"), suite.user("eve"));
    suite.fund_stable(&sue, usd("200000")).unwrap();
    suite.supply(&sue, usd("200000")).unwrap();
    for user in [&bob, &eve] {
        suite.fund_qer(user, qer("300000")).unwrap();
        suite.deposit(user, qer("100000")).unwrap();
    }
    suite.stake(&bob, qer("100000"), Some(2)).unwrap();
    suite.stake(&eve, qer("50000"), None).unwrap();
    suite.borrow(&bob, usd("20000")).unwrap();
    suite.net.relay_all().unwrap();
    suite.borrow(&eve, usd("8000")).unwrap();
    suite.borrow(&eve, usd("100")).unwrap();
    suite.repay(&bob, usd("5000")).unwrap();
    suite.pass(3_600).unwrap();

    let timelock = suite.at.timelock.to_string();
    let (mut home, mut dex) = (registry(&suite), Registry::default());
    let facts = read(&mut suite.net, &mut home, &mut dex, &timelock);
    assert_eq!((facts.market.positions, facts.voting.stakers), (2, 2));
    assert_eq!(facts.reserve.open_orders.len(), 1);
    let world = World::new("used");
    let audit = audit(&facts, &world.plan, &world.artifacts);
    let rules = [
        "market", "reserve", "claims", "voting", "outpost", "link", "dao", "registry",
    ];
    let broken: Vec<_> = audit
        .findings
        .iter()
        .filter(|f| rules.contains(&f.rule) && f.severity != Severity::Note)
        .collect();
    assert!(broken.is_empty(), "{broken:#?}");

    let glance = qerun::status::render(&facts);
    for wanted in [
        "price      qer 1.0000 USD, bid 1.0000, depth 2,000,000, live",
        "lending    supplied 200,0",
        "positions  2, pledged 200,000 QER; suppliers 1",
        "stake      150,000 QER of 2 stakers, power 300,000",
        "in flight in 1 orders",
        "order      2 of batch 2: ",
        "stage      bootstrap, the next one in",
        "operations none waits",
        "paused     nothing",
    ] {
        assert!(glance.contains(wanted), "{wanted}\n{glance}");
    }
}

/// The suite's own token message, which its chain does not keep.
pub fn registry(suite: &qerun_testing::Suite) -> Registry {
    let first = qerun_messages::token::InstantiateMsg {
        owner: suite.at.timelock.to_string(),
        name: "Qerun".into(),
        symbol: "QER".into(),
        decimals: 6,
        initial_balances: vec![],
        marketing: None,
        minter: None,
        max_yearly_mint_bps: 0,
    };
    Registry::with_history(suite.at.token.as_str(), &first)
}
