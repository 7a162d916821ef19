//! QER's price from a real Astroport pair, and what attacks on it cost.

use cosmwasm_std::{Addr, Decimal, Isqrt, Uint128};
use qerun_messages::oracle::{
    AssetConfig, ExecuteMsg as Oracle, Observation, Policy, PriceRecord, PriceResponse, QueryMsg,
    Status,
};
use qerun_testing::record::QueryKind;
use qerun_testing::suite::{decimal, qer, usd, Setup, Suite};
use qerun_testing::QerPair;
use serde_json::{json, Value};

/// An asset whose only source is the pair, without growth limits: nothing but the source itself guards its bid.
const ASSET: &str = "qer-pair";
const HOUR: u64 = 3_600;

struct World {
    suite: Suite,
    pair: QerPair,
}

/// A million QER and a million dollars in the pair.
fn world() -> World {
    let mut suite = Setup::default().build().unwrap();
    let pair = QerPair::deploy(&mut suite, qer("1000000"), usd("1000000")).unwrap();
    suite.pass(60).unwrap();
    let timelock = suite.at.timelock.clone();
    let config = AssetConfig {
        sources: vec![pair.source("usdc", 1_800)],
        policy: Policy {
            max_age: 1_800,
            max_deviation: decimal("0.1"),
            min_sources: 1,
            max_growth_hour: None,
            max_growth_day: None,
            min_price: decimal("0.000001"),
            max_price: decimal("1000000"),
            min_liquidity: decimal("200000"),
            grace: 600,
        },
    };
    let (oracle, asset) = (suite.at.oracle.clone(), ASSET.to_owned());
    let msg = Oracle::SetAsset { asset, config };
    suite
        .net
        .home
        .execute(&timelock, &oracle, &msg, &[])
        .unwrap();
    World { suite, pair }
}

impl World {
    fn user(&mut self, name: &str, tokens: &str, stables: &str) -> Addr {
        let user = self.suite.user(name);
        if tokens != "0" {
            self.suite.fund_qer(&user, qer(tokens)).unwrap();
        }
        if stables != "0" {
            self.suite.fund_stable(&user, usd(stables)).unwrap();
        }
        user
    }

    fn poke(&mut self) {
        let oracle = self.suite.at.oracle.clone();
        let anyone = self.suite.net.home.addr("anyone");
        let assets = vec![ASSET.to_owned()];
        let msg = Oracle::Poke { assets };
        self.suite
            .net
            .home
            .execute(&anyone, &oracle, &msg, &[])
            .unwrap();
    }

    fn price(&self) -> PriceResponse {
        let asset = ASSET.to_owned();
        let oracle = &self.suite.at.oracle;
        self.suite
            .net
            .home
            .query(oracle, &QueryMsg::Price { asset })
            .unwrap()
    }

    fn record(&self) -> PriceRecord {
        self.price().record.unwrap()
    }

    fn seen(&self) -> Option<Observation> {
        self.price().sources[0].observation
    }

    /// Every five minutes the feeders publish the stablecoin's price, and a keeper pokes.
    fn pass(&mut self, seconds: u64) {
        for _ in 0..seconds / 300 {
            self.suite.pass(300).unwrap();
            self.poke();
        }
    }

    /// Somebody trades a little: a pair that is used.
    fn trade(&mut self) {
        let trader = self.user("trader", "10", "10");
        self.pair.buy(&mut self.suite, &trader, usd("10")).unwrap();
        self.pair.sell(&mut self.suite, &trader, qer("10")).unwrap();
    }

    fn covered(&mut self) {
        for _ in 0..13 {
            self.trade();
            self.pass(300);
        }
        assert!(near(self.record().bid, "1", "0.0001"));
    }

    /// What an account has, in dollars at one dollar for everything.
    fn wealth(&self, of: &Addr) -> Uint128 {
        self.suite.qer_of(of).unwrap() + self.suite.stable_of(of).unwrap()
    }
}

fn near(value: Decimal, expected: &str, share: &str) -> bool {
    let expected = decimal(expected);
    value.abs_diff(expected) <= expected * decimal(share)
}

fn loss(before: Uint128, after: Uint128) -> f64 {
    (before.u128() as f64 - after.u128() as f64) / 1e6
}

/// The fixture by which the oracle's own tests know a pair is what the official contract stores.
#[test]
fn the_fixture_is_the_record_of_the_official_pair() {
    let mut world = world();
    world.trade();
    let config = world.pair.config(&world.suite).unwrap();
    let text = include_str!("../../../../contracts/oracle/tests/fixtures/astroport_pair.json");
    let mut expected: Value = serde_json::from_str(text).unwrap();
    let info = &config["pair_info"];
    expected["pair_info"]["asset_infos"] = json!([
        {"token": {"contract_addr": world.pair.token}},
        {"native_token": {"denom": world.pair.stable}},
    ]);
    expected["pair_info"]["contract_addr"] = json!(world.pair.pair);
    expected["pair_info"]["liquidity_token"] = info["liquidity_token"].clone();
    for varied in [
        "factory_addr",
        "block_time_last",
        "price0_cumulative_last",
        "price1_cumulative_last",
    ] {
        // The same kind of value at least: text where text was recorded.
        assert_eq!(config[varied].is_string(), expected[varied].is_string());
        expected[varied] = config[varied].clone();
    }
    assert_eq!(config, expected);
    assert_eq!(config["block_time_last"], json!(world.suite.net.home.now()));
}

/// Ten minutes of observations of a window of sixty: not live. Covered: live, at the pair's price.
#[test]
fn a_window_of_sixty_minutes_wants_sixty_minutes() {
    let mut world = world();
    world.trade();
    world.pass(600);
    assert_eq!(world.seen(), None);
    assert_eq!(world.price().record, None);
    for _ in 0..9 {
        world.trade();
        world.pass(300);
    }
    assert_eq!(world.seen(), None);
    world.trade();
    world.pass(300);
    let record = world.record();
    assert_eq!(record.status, Status::Live);
    assert!(near(record.mid, "1", "0.0001"), "{record:?}");
    assert!(near(record.depth.unwrap(), "1000000", "0.0001"));
    assert_eq!(record.as_of, world.suite.net.home.now());
}

/// A real fall, by real sales: the bid follows at once, the price within the window.
#[test]
fn follows_real_trades() {
    let mut world = world();
    world.covered();
    let whale = world.user("whale", "500000", "0");
    world
        .pair
        .sell(&mut world.suite, &whale, qer("500000"))
        .unwrap();
    world.suite.pass(5).unwrap();
    world.poke();
    let record = world.record();
    assert!(near(record.bid, "0.4449", "0.001"), "{record:?}");
    assert!(near(record.mid, "1", "0.0001"));
    assert_eq!(record.status, Status::Degraded);
    for _ in 0..13 {
        world.trade();
        world.pass(300);
    }
    let record = world.record();
    assert!(near(record.mid, "0.4449", "0.001"), "{record:?}");
    assert_eq!(record.status, Status::Live);
}

/// The donation attack of the reference page: a plain send to a pair that nobody has touched for five minutes reprices the
/// whole idle time, and the next trade stores the false value. Here it moves no figure that values collateral.
#[test]
fn donation_attack_after_an_idle_time() {
    let mut world = world();
    world.covered();
    let before = world.record();
    let attacker = world.user("attacker", "1000000", "1010000");
    let wealth = world.wealth(&attacker);
    world.suite.pass(295).unwrap();

    // Everything in one block: donate, trade, poke.
    let honest = accumulator(&world);
    let pair = world.pair.clone();
    pair.donate(&mut world.suite, &attacker, usd("1000000"))
        .unwrap();
    pair.buy(&mut world.suite, &attacker, usd("1")).unwrap();
    let stored = accumulator(&world);
    let added = stored - honest;
    assert!(
        added > 300 * 1_900_000,
        "the pair itself is fooled: {added}"
    );
    world.poke();
    let record = world.record();
    assert!(record.bid <= before.bid + decimal("0.000001"), "{record:?}");
    assert!(near(record.mid, "1", "0.0001"), "{record:?}");
    // No new risk while the pair's own price is far from its average.
    assert_eq!(record.status, Status::Degraded);

    // In the next block he is the first to sell into what he has donated, to the last gain.
    world.suite.pass(5).unwrap();
    pair.sell(&mut world.suite, &attacker, qer("414000"))
        .unwrap();
    assert!(near(spot(&world), "1", "0.01"), "{}", spot(&world));
    let lost = loss(wealth, world.wealth(&attacker));
    println!("donation of 1,000,000 USD to a pair of 1,000,000: the attacker loses {lost:.0} USD");
    assert!(lost > 800_000.0, "{lost}");

    // The average takes the five seconds in which anybody could sell at twice the price, and not the minutes before.
    let most = decimal("1") + Decimal::from_ratio(6u64, HOUR);
    for _ in 0..14 {
        world.trade();
        world.pass(300);
        let record = world.record();
        assert!(record.mid <= most * decimal("1.01"), "{record:?}");
        assert!(near(record.bid, "1", "0.01"), "{record:?}");
    }
}

/// The accumulator of QER as the pair stored it.
fn accumulator(world: &World) -> u128 {
    let config = world.pair.config(&world.suite).unwrap();
    let text = config["price0_cumulative_last"].as_str().unwrap();
    text.parse().unwrap()
}

fn spot(world: &World) -> Decimal {
    let reserves = world.pair.reserves(&world.suite).unwrap();
    Decimal::from_ratio(reserves.stable, reserves.qer)
}

/// Others sell until the price is one dollar again: the attacker's fees have raised it.
fn back_to_one(world: &mut World) {
    let reserves = world.pair.reserves(&world.suite).unwrap();
    let product = reserves.qer.full_mul(reserves.stable);
    let sold = Uint128::try_from(product.isqrt()).unwrap() - reserves.qer;
    let seller = world.user("seller", "10000", "0");
    world.pair.sell(&mut world.suite, &seller, sold).unwrap();
}

/// Pumped before every poke of an hour and back in the same block, which costs fees alone: no bid rises, no average moves.
#[test]
fn pump_in_one_block_and_back() {
    let mut world = world();
    world.covered();
    let before = world.record();
    let attacker = world.user("attacker", "0", "1000000");
    let wealth = world.wealth(&attacker);
    let pair = world.pair.clone();
    for _ in 0..12 {
        world.suite.pass(300).unwrap();
        pair.buy(&mut world.suite, &attacker, usd("900000"))
            .unwrap();
        assert!(spot(&world) > decimal("3"));
        world.poke();
        let bought = world.suite.qer_of(&attacker).unwrap();
        let record = world.record();
        pair.sell(&mut world.suite, &attacker, bought).unwrap();
        back_to_one(&mut world);
        assert!(record.bid <= before.bid * decimal("1.001"), "{record:?}");
        assert!(near(record.mid, "1", "0.001"), "{record:?}");
        assert_eq!(record.status, Status::Degraded);
    }
    let lost = loss(wealth, world.wealth(&attacker));
    println!(
        "12 pumps to over three times the price, each undone in its block, cost {lost:.0} USD"
    );
    assert!(lost > 12.0 * 900_000.0 * 0.003);
    // A poke without a pump: good at once.
    world.suite.pass(5).unwrap();
    world.poke();
    let record = world.record();
    assert_eq!(record.status, Status::Live);
    assert!(near(record.mid, "1", "0.01"), "{record:?}");
}

/// A pair that has lost its liquidity is no source, and a poke goes through.
#[test]
fn a_drained_pair_is_not_live() {
    let mut world = world();
    world.covered();
    let before = world.record();
    // 1,000,000 x 1,000,000 / 5,100,000: below 200,000 dollars are left.
    let whale = world.user("whale", "4100000", "0");
    for part in ["900000", "1500000", "1700000"] {
        world
            .pair
            .sell(&mut world.suite, &whale, qer(part))
            .unwrap();
    }
    world.suite.pass(300).unwrap();
    world.poke();
    assert_eq!(world.record(), before);
    let depth = world.seen().unwrap().depth.unwrap();
    assert!(depth < decimal("200000"), "{depth}");
}

/// No contract of Astroport's runs for a poke: it reads two records and a balance of the bank.
#[test]
fn a_poke_reads_raw() {
    let mut world = world();
    world.covered();
    world.suite.pass(300).unwrap();
    let recorder = world.suite.net.home.recorder.clone();
    let (transaction, ()) = recorder.of(|| world.poke());
    let transaction = transaction.unwrap();
    assert_eq!(transaction.codes(), ["oracle"]);
    let queries = &transaction.calls[0].queries;
    let kinds: Vec<QueryKind> = queries.iter().map(|query| query.kind).collect();
    assert_eq!(kinds, [QueryKind::Raw, QueryKind::Raw, QueryKind::Bank]);
    let storage = transaction.storage();
    println!("poke of a pair source: {storage:?}");
    assert!(storage.bytes_written < 2_500, "{storage:?}");
}
