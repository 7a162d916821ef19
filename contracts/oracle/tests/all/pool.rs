//! Prices that are quoted in another asset: its record is in them, its guards hold for them, and no price rests on itself.

use crate::common::*;
use cosmwasm_std::Binary;
use qerun_controls::ParameterError;
use qerun_messages::oracle::{
    AssetEntry, ExecuteMsg, Policy, PoolPrice, PriceRecord, PriceSource, Status, PRICES,
};
use qerun_oracle::ContractError;

fn pool(quote_asset: &str) -> PoolPrice {
    PoolPrice {
        base: "base".into(),
        base_decimals: 6,
        quote: "quote".into(),
        quote_decimals: 6,
        quote_asset: quote_asset.into(),
        window: 3_600,
    }
}

fn source(quote_asset: &str) -> PriceSource<String> {
    PriceSource::OsmosisTwap {
        pool_id: 7u64.into(),
        pool: pool(quote_asset),
    }
}

fn entry(asset: &str, sources: Vec<PriceSource<String>>) -> AssetEntry {
    AssetEntry {
        asset: asset.into(),
        config: config(sources, policy()),
    }
}

/// QER at half a dollar-token in a pool that has 1,000,000 of them.
fn oracle(quote: Vec<PriceSource<String>>) -> Oracle {
    let oracle = Oracle::with(vec![
        entry("usdc", quote),
        entry("qer", vec![source("usdc")]),
    ]);
    let oracle = oracle.unwrap();
    for (path, text) in [
        (
            "/osmosis.twap.v1beta1.Query/ArithmeticTwapToNow",
            r#"{"arithmetic_twap":"0.5"}"#,
        ),
        (
            "/osmosis.poolmanager.v1beta1.Query/TotalPoolLiquidity",
            r#"{"liquidity":[{"denom":"quote","amount":"1000000000000"}]}"#,
        ),
    ] {
        let text = Binary::new(text.as_bytes().to_vec());
        oracle.others.answer_module(path, move |_| Ok(text.clone()));
    }
    oracle
}

fn submit_usdc(oracle: &mut Oracle, text: &str) {
    let prices = vec![price("usdc", text, oracle.now())];
    oracle
        .execute(&feeder(0), ExecuteMsg::SubmitPrices { prices })
        .unwrap();
}

fn set(oracle: &mut Oracle, asset: &str, quote: &str) -> Result<(), ContractError> {
    let before = oracle.storage();
    let (asset, config) = (asset.into(), config(vec![source(quote)], policy()));
    let result = oracle.execute("timelock", ExecuteMsg::SetAsset { asset, config });
    assert_eq!(result.is_err(), oracle.storage() == before);
    result.map(|_| ())
}

/// Low at the quote's bid, high at its ask, price at its mid; depth at its bid; as old as the older one.
#[test]
fn the_quote_token_is_not_taken_for_a_dollar() {
    let mut oracle = oracle(vec![feeders(0, 1)]);
    // Clamped from below, so that no two figures are the same.
    let record = PriceRecord {
        bid: dec("0.9"),
        ask: dec("1.04"),
        mid: dec("0.98"),
        average: dec("0.97"),
        as_of: START - 300,
        expires: START + 100,
        depth: None,
        status: Status::Degraded,
        grace_ends: START + 600,
        uptime: 5,
        updated_at: START,
    };
    PRICES
        .save(&mut oracle.deps.storage, "usdc", &record)
        .unwrap();
    let seen = oracle.observations()[0].unwrap();
    assert_eq!((seen.low, seen.price), (dec("0.45"), dec("0.49")));
    assert_eq!((seen.high, seen.as_of), (dec("0.52"), START - 300));
    assert_eq!(seen.depth, Some(dec("900000")));
    oracle.poke();
    let published = oracle.record().unwrap();
    assert_eq!(published.as_of, START - 300);
    assert_eq!(published.expires, START - 300 + 1_800);
    // From one second after its end on it is no price of QER either.
    oracle.wait(100);
    assert!(oracle.observations()[0].is_some());
    oracle.wait(1);
    assert_eq!(oracle.observations(), [None]);
}

/// A stablecoin that loses its peg takes the price with it.
#[test]
fn a_depegged_quote_token_is_in_the_price() {
    let mut oracle = oracle(vec![feeders(0, 1)]);
    assert_eq!(events(&oracle.poke()), ["skip"], "no price of usdc yet");
    submit_usdc(&mut oracle, "1");
    oracle.poke();
    assert_eq!(oracle.record().unwrap().mid, dec("0.5"));
    oracle.wait(60);
    submit_usdc(&mut oracle, "0.8");
    oracle.poke();
    assert_eq!(oracle.record().unwrap().mid, dec("0.4"));
}

/// Nobody takes new risk at the price of a quote token that is degraded, so nobody does at one that is quoted in it: the
/// quote's figures stay as they are, though it left its bounds. Where the pool does not count this is no matter.
#[test]
fn a_degraded_quote_token_degrades_what_is_quoted_in_it() {
    let mut oracle = oracle(vec![feeders(0, 1)]);
    submit_usdc(&mut oracle, "1");
    oracle.poke();
    assert_eq!(oracle.record().unwrap().status, Status::Live);
    let prices = &mut oracle.deps.storage;
    let record = PRICES.load(prices, "usdc").unwrap();
    let degraded = PriceRecord {
        status: Status::Degraded,
        ..record.clone()
    };
    PRICES.save(prices, "usdc", &degraded).unwrap();
    oracle.wait(10);
    oracle.poke();
    let mid = dec("0.5");
    let published = oracle.record().unwrap();
    assert_eq!((published.mid, published.status), (mid, Status::Degraded));
    let sources = vec![source("usdc"), fixed("0.5")];
    oracle.set(sources.clone(), policy());
    assert_eq!(oracle.record().unwrap().status, Status::Degraded);
    // When the quote has expired the pool does not count, and the other source is not in doubt.
    oracle.wait(1_801);
    oracle.poke();
    assert_eq!(oracle.record().unwrap().status, Status::Live);
}

#[test]
fn a_halted_quote_token_is_no_quote() {
    let mut oracle = oracle(vec![feeders(0, 1)]);
    submit_usdc(&mut oracle, "1");
    assert!(oracle.observations()[0].is_some());
    let asset = "usdc".to_owned();
    oracle
        .execute("guardian", ExecuteMsg::Halt { asset })
        .unwrap();
    assert_eq!(oracle.observations(), [None]);
    assert_eq!(events(&oracle.poke()), ["skip"]);
}

/// Whatever is quoted in whatever, in whichever order it is set, no price can rest on itself.
#[test]
fn no_price_rests_on_itself() {
    let mut oracle = Oracle::with(vec![
        entry("a", vec![fixed("2")]),
        entry("b", vec![fixed("2")]),
        entry("c", vec![fixed("2")]),
    ])
    .unwrap();
    let unknown = |asset: &str| {
        Err(ContractError::UnknownAsset {
            asset: asset.into(),
        })
    };
    let from_pool = |asset: &str, quote_asset: &str| {
        Err(ContractError::QuotedInPool {
            asset: asset.into(),
            quote_asset: quote_asset.into(),
        })
    };
    let itself = |asset: &str| {
        Err(ContractError::QuotedInItself {
            asset: asset.into(),
        })
    };
    assert_eq!(set(&mut oracle, "a", "z"), unknown("z"));
    assert_eq!(set(&mut oracle, "new", "z"), unknown("z"));
    assert_eq!(set(&mut oracle, "new", "new"), itself("new"));
    assert_eq!(set(&mut oracle, "a", "a"), itself("a"));
    assert_eq!(set(&mut oracle, "a", "b"), Ok(()));
    assert_eq!(set(&mut oracle, "b", "a"), from_pool("b", "a"));
    // A chain can come about, a circle cannot.
    assert_eq!(set(&mut oracle, "b", "c"), Ok(()));
    assert_eq!(set(&mut oracle, "c", "a"), from_pool("c", "a"));
    assert_eq!(set(&mut oracle, "c", "b"), from_pool("c", "b"));
    // One of several sources is enough to refuse it.
    let sources = vec![fixed("2"), source("b")];
    let asset = "c".to_owned();
    let config = config(sources, policy());
    let result = oracle.execute("timelock", ExecuteMsg::SetAsset { asset, config });
    assert_eq!(result.map(|_| ()), from_pool("c", "b"));
}

/// Another asset's change locks nobody out: what is quoted already stays so, whatever has become of the quote token, and can be
/// changed and put back.
#[test]
fn what_is_quoted_already_is_not_refused() {
    let mut oracle = Oracle::with(vec![
        entry("a", vec![fixed("2")]),
        entry("b", vec![fixed("2")]),
        entry("c", vec![fixed("2")]),
    ])
    .unwrap();
    set(&mut oracle, "a", "b").unwrap();
    set(&mut oracle, "b", "c").unwrap();
    oracle.wait(2 * DAY);
    let change = |oracle: &mut Oracle, sources: Vec<PriceSource<String>>| {
        let (asset, config) = ("a".to_owned(), config(sources, policy()));
        let result = oracle.execute("timelock", ExecuteMsg::SetAsset { asset, config });
        result.map(|_| ())
    };
    assert_eq!(change(&mut oracle, vec![source("b"), fixed("2")]), Ok(()));
    let asset = "a".to_owned();
    let revert = ExecuteMsg::RevertAsset { asset };
    assert!(oracle.execute("guardian", revert).is_ok());
    // Once it is not quoted in it any more it can be no more.
    assert_eq!(change(&mut oracle, vec![fixed("2")]), Ok(()));
    oracle.wait(2 * DAY);
    let refused = ContractError::QuotedInPool {
        asset: "a".into(),
        quote_asset: "b".into(),
    };
    assert_eq!(change(&mut oracle, vec![source("b")]), Err(refused));
}

/// Every asset may be quoted in every other: after any sequence of changes none is reached from itself.
#[test]
fn no_sequence_makes_a_circle() {
    const NAMES: [&str; 4] = ["a", "b", "c", "d"];
    let mut state = 88_172_645_463_325_252u64;
    let mut random = |n: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % n as u64).unwrap()
    };
    let entries = NAMES.map(|name| entry(name, vec![fixed("2")]));
    let mut oracle = Oracle::with(entries.to_vec()).unwrap();
    let mut quoted: [Option<usize>; 4] = [None; 4];
    let (mut set_pools, mut refused) = (0, 0);
    for _ in 0..400 {
        oracle.wait(2 * DAY);
        let (asset, quote) = (random(4), random(5));
        // Every price is the same, so that only the rules of quoting refuse.
        let result = if quote == 4 {
            let (asset, config) = (NAMES[asset].into(), config(vec![fixed("2")], policy()));
            oracle
                .execute("timelock", ExecuteMsg::SetAsset { asset, config })
                .map(|_| ())
        } else {
            set(&mut oracle, NAMES[asset], NAMES[quote])
        };
        if result.is_ok() {
            quoted[asset] = (quote < 4).then_some(quote);
            set_pools += usize::from(quote < 4);
        } else {
            refused += 1;
        }
        for start in 0..4 {
            let mut at = start;
            while let Some(next) = quoted[at] {
                assert_ne!(next, start, "{quoted:?}");
                at = next;
            }
        }
    }
    assert!(set_pools > 50 && refused > 50, "{set_pools} {refused}");
}

#[test]
fn genesis_names_quote_tokens_first() {
    let assets = vec![
        entry("qer", vec![source("usdc")]),
        entry("usdc", vec![fixed("1")]),
    ];
    let asset = "usdc".into();
    assert_eq!(
        Oracle::with(assets).err(),
        Some(ContractError::UnknownAsset { asset })
    );
}

/// A pool too shallow does not count, and does not disagree; a source without a depth is not concerned.
#[test]
fn a_shallow_pool_does_not_count() {
    let at_least = |min_liquidity| Policy {
        min_liquidity: dec(min_liquidity),
        ..policy()
    };
    for (least, live) in [("1000000", 2), ("1000000.000000000000000001", 1)] {
        let mut oracle = oracle(vec![fixed("1")]);
        let sources = vec![source("usdc"), fixed("0.7")];
        let config = config(sources, at_least(least));
        let asset = "other".to_owned();
        oracle
            .execute("timelock", ExecuteMsg::SetAsset { asset, config })
            .unwrap();
        let record = PRICES.load(&oracle.deps.storage, "other").unwrap();
        let (bid, status, depth) = match live {
            2 => (dec("0.5"), Status::Degraded, Some(dec("1000000"))),
            _ => (dec("0.7"), Status::Live, None),
        };
        assert_eq!(
            (record.bid, record.status, record.depth),
            (bid, status, depth)
        );
    }
    // With no other source there is no price.
    let mut oracle = oracle(vec![fixed("1")]);
    oracle.poke();
    let figures = |oracle: &Oracle| oracle.record().map(|r| (r.mid, r.as_of, r.expires));
    let before = figures(&oracle);
    // Idle, so that the minimum may be set without steps.
    oracle.wait(200_000);
    oracle.set(vec![source("usdc")], at_least("2000000"));
    assert_eq!(events(&oracle.poke()), ["skip"]);
    assert_eq!(figures(&oracle), before);
}

fn answer_liquidity(oracle: &Oracle, dollars: u64) {
    let text = format!(r#"{{"liquidity":[{{"denom":"quote","amount":"{dollars}000000"}}]}}"#);
    let path = "/osmosis.poolmanager.v1beta1.Query/TotalPoolLiquidity";
    oracle
        .others
        .answer_module(path, move |_| Ok(Binary::new(text.clone().into_bytes())));
}

/// While a pool is too shallow to count, and there is no price without it, its depth moves on all the same: liquidity that
/// comes back for a block does not find the depth of before.
#[test]
fn a_shallow_pool_has_the_depth_that_it_has() {
    let mut oracle = oracle(vec![fixed("1")]);
    let both = Policy {
        min_sources: 2,
        min_liquidity: dec("50000"),
        ..clamped()
    };
    let (asset, config) = (
        "other".to_owned(),
        config(vec![source("usdc"), fixed("0.5")], both),
    );
    oracle
        .execute("timelock", ExecuteMsg::SetAsset { asset, config })
        .unwrap();
    let poke = |oracle: &mut Oracle| {
        oracle.wait(600);
        let assets = vec!["usdc".to_owned(), "other".to_owned()];
        let response = oracle.execute("anyone", ExecuteMsg::Poke { assets });
        let kind = events(&response.unwrap())[1].to_owned();
        let record = PRICES.load(&oracle.deps.storage, "other").unwrap();
        (kind, record.depth)
    };
    let full = Some(dec("1000000"));
    assert_eq!(poke(&mut oracle), ("update".to_owned(), full));
    answer_liquidity(&oracle, 9_000);
    for _ in 0..2 * DAY / 600 {
        assert_eq!(poke(&mut oracle), ("skip".to_owned(), full));
    }
    answer_liquidity(&oracle, 1_000_000);
    let (kind, depth) = poke(&mut oracle);
    assert_eq!((kind.as_str(), depth), ("update", Some(dec("9000"))));
}

#[test]
fn parameters() {
    let mut oracle = oracle(vec![fixed("1")]);
    let with = |change: fn(&mut PoolPrice)| {
        let mut pool = pool("usdc");
        change(&mut pool);
        vec![PriceSource::OsmosisTwap {
            pool_id: 7u64.into(),
            pool,
        }]
    };
    for (sources, name) in [
        (with(|pool| pool.base.clear()), "length of base"),
        (with(|pool| pool.quote = "x".repeat(129)), "length of quote"),
        (with(|pool| pool.base_decimals = 19), "base_decimals"),
        (with(|pool| pool.quote_decimals = 255), "quote_decimals"),
        (with(|pool| pool.window = 599), "window"),
        (with(|pool| pool.window = 7_201), "window"),
    ] {
        assert!(matches!(
            oracle.try_set(sources, policy()),
            Err(ContractError::Parameter(ParameterError::OutOfBounds { name: n, .. })) if n == name
        ));
    }
    let token = "base".into();
    assert_eq!(
        oracle.try_set(with(|pool| pool.quote = "base".into()), policy()),
        Err(ContractError::SameToken { token })
    );
    assert!(matches!(
        oracle.try_set(with(|pool| pool.quote_asset = "US Dollar".into()), policy()),
        Err(ContractError::InvalidAsset { .. })
    ));
}
