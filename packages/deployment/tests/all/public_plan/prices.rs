//! Prices: sources, feeders, pools and bounds.

use super::{dec, lines, refused, sound};
use cosmwasm_std::Decimal;
use qerun_deployment::address::encode;
use qerun_deployment::plan::PlanFile;
use qerun_messages::oracle::{PoolPrice, PriceSource};

fn feeders(plan: &mut PlanFile, entry: usize, source: usize) -> &mut Vec<String> {
    match &mut plan.oracle[entry].config.sources[source] {
        PriceSource::Feeder { feeders, .. } => feeders,
        other => panic!("{other:?}"),
    }
}

#[test]
fn g7_prices() {
    refused(&[
        (
            |p| p.oracle[0].config.policy.max_growth_hour = None,
            "oracle[0].policy.max_growth_hour: needed on a public chain",
        ),
        (
            |p| p.oracle[0].config.policy.max_growth_day = None,
            "oracle[0].policy.max_growth_day: needed on a public chain",
        ),
        (
            |p| p.oracle[0].config.policy.max_growth_hour = Some(dec("0.11")),
            "oracle[0].policy.max_growth_hour: 0.11 is not between 0 and 0.1",
        ),
        (
            |p| p.oracle[0].config.policy.max_growth_day = Some(dec("0.51")),
            "oracle[0].policy.max_growth_day: 0.51 is not between 0 and 0.5",
        ),
        (
            |p| drop(p.oracle[1].config.sources.pop()),
            "oracle[1].sources: 1 of 2",
        ),
        (
            |p| p.oracle[2].config.policy.min_sources = 1,
            "oracle[2].policy.min_sources: 1 of 2",
        ),
        (
            |p| p.oracle[1].config.policy.max_age = 3_601,
            "oracle[1].policy.max_age: 3601 s is more than 3600 s",
        ),
        (
            |p| {
                if let PriceSource::Feeder { max_age, .. } = &mut p.oracle[1].config.sources[1] {
                    *max_age = 3_601
                }
            },
            "oracle[1].sources: 3601 s is more than 3600 s",
        ),
        (
            |p| p.oracle[0].config.policy.max_price = dec("100.000001"),
            "oracle[0].policy.max_price: 0.0001 to 100.000001 is wider",
        ),
        (
            |p| p.oracle[2].config.policy.min_price = dec("0.49"),
            "oracle[2].policy.min_price: 0.49 is not between 0.5 and 2",
        ),
        (
            |p| p.oracle[2].config.policy.max_price = dec("2.01"),
            "oracle[2].policy.max_price: 2.01 is not between 0.5 and 2",
        ),
        (
            |p| drop(feeders(p, 1, 1).pop()),
            "oracle[1].sources: needed on a public chain: four feeders",
        ),
        (
            |p| {
                p.oracle[0].config.sources[0] = PriceSource::Fixed {
                    price: Decimal::one(),
                    depth: None,
                }
            },
            "oracle[0].sources: not on a public chain: a price that nobody",
        ),
    ]);
}

/// QER by an average of its pool too.
fn with_pool(plan: &mut PlanFile, window: u64) {
    let pool = PoolPrice {
        base: "uqer".into(),
        base_decimals: 6,
        quote: "uusd".into(),
        quote_decimals: 6,
        quote_asset: "usdc".into(),
        window,
    };
    let pool_id = 7u64.into();
    let config = &mut plan.oracle[0].config;
    config
        .sources
        .push(PriceSource::OsmosisTwap { pool_id, pool });
}

/// ETH by Pyth too.
fn with_pyth(plan: &mut PlanFile, max_age: u64, max_confidence: &str) {
    plan.oracle[1].config.sources.push(PriceSource::Pyth {
        contract: encode("home", &[9; 32]).unwrap(),
        feed_id: "ab".repeat(32),
        max_age,
        max_confidence: dec(max_confidence),
    });
}

#[test]
fn g7_prices_of_pools_and_feeds() {
    refused(&[
        (
            |p| p.oracle[0].config.policy.grace = 1_799,
            "oracle[0].policy.grace: 1799 s is less than 1800 s: borrowers need time",
        ),
        (
            |p| p.oracle[2].config.policy.grace = 0,
            "oracle[2].policy.grace: 0 s is less than 1800 s",
        ),
        (
            |p| with_pool(p, 3_600),
            "oracle[0].policy.min_liquidity: needed on a public chain: the price of an almost empty pool",
        ),
        (
            |p| {
                p.oracle[0].config.policy.min_liquidity = dec("100000");
                with_pool(p, 3_599);
            },
            "oracle[0].sources.pool.window: 3599 s is less than 3600 s: a shorter average",
        ),
        (
            |p| with_pyth(p, 60, "0.021"),
            "oracle[1].sources.max_confidence: 0.021 is not between 0 and 0.02",
        ),
        (
            |p| with_pyth(p, 3_601, "0.02"),
            "oracle[1].sources: 3601 s is more than 3600 s",
        ),
    ]);
    let mut plan = sound();
    plan.oracle[0].config.policy.min_liquidity = dec("100000");
    with_pool(&mut plan, 3_600);
    with_pyth(&mut plan, 3_600, "0.02");
    let found = lines(plan);
    let ours = |line: &&String| !line.contains("the contract refuses it");
    assert_eq!(
        found.iter().filter(ours).collect::<Vec<_>>(),
        Vec::<&String>::new()
    );
}
