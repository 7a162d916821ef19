//! Prices from pools and contracts, and figures that only make sense together: each mistake has its line.

use cosmwasm_std::Decimal;
use qerun_deployment::plan::PlanFile;
use qerun_deployment::{Addresses, InstantiateMsgs};
use qerun_messages::oracle::{PoolPrice, PriceSource};

use crate::plan::{file, lines};

const PAIR: &str = "home15tw7lq994swyk2qmjnrrktaswnj6p96kp4vdmz";

/// An average of a pool in which `uqer` is priced in `uusd`, whose own price the oracle knows as `quote_asset`.
fn twap(quote_asset: &str) -> PriceSource<String> {
    PriceSource::AstroportTwap {
        pair: PAIR.into(),
        pool: PoolPrice {
            base: "uqer".into(),
            base_decimals: 6,
            quote: "uusd".into(),
            quote_decimals: 6,
            quote_asset: quote_asset.into(),
            window: 3_600,
        },
        max_idle: 600,
    }
}

/// QER, ETH and the stablecoin are the plan's prices 0, 1 and 2.
#[test]
fn prices_of_pools_and_contracts() {
    type Break = fn(&mut PlanFile);
    const OTHER: &str = "dex15tw7lq994swyk2qmjnrrktaswnj6p96ksl5edx";
    fn with(p: &mut PlanFile, at: usize, source: PriceSource<String>) {
        p.oracle[at].config.sources.push(source);
    }
    fn pool(p: &mut PlanFile, change: fn(&mut PoolPrice)) {
        let mut source = twap("usdc");
        if let PriceSource::AstroportTwap { pool, .. } = &mut source {
            change(pool);
        }
        with(p, 0, source);
    }
    let table: Vec<(Break, &str)> = vec![
        (
            |p| with(p, 0, twap("atom")),
            "oracle[0].sources.pool.quote_asset: `atom` is none of the plan's assets",
        ),
        (
            |p| with(p, 0, twap("qer")),
            "oracle[0].sources.pool.quote_asset: is the same as the asset: a price in units of itself says nothing",
        ),
        (
            |p| {
                with(p, 0, twap("eth"));
                with(p, 1, twap("usdc"));
            },
            "oracle[0].sources.pool.quote_asset: `eth` is priced by a pool itself",
        ),
        (
            |p| {
                with(p, 1, twap("qer"));
                with(p, 2, twap("eth"));
            },
            "oracle[2].sources.pool.quote_asset: `eth` is priced by a pool itself",
        ),
        (
            |p| pool(p, |pool| pool.base = "1".into()),
            "oracle[0].sources.pool.base: `1` is no denom",
        ),
        (
            |p| pool(p, |pool| pool.quote = "u usd".into()),
            "oracle[0].sources.pool.quote: `u usd` is no denom",
        ),
        (
            |p| pool(p, |pool| pool.quote = pool.base.clone()),
            "oracle[0].sources.pool.quote: is the same as pool.base",
        ),
        (
            |p| {
                let mut source = twap("usdc");
                if let PriceSource::AstroportTwap { pair, .. } = &mut source {
                    *pair = OTHER.into();
                }
                with(p, 0, source);
            },
            "oracle[0].sources.pair: `dex15tw7lq994swyk2qmjnrrktaswnj6p96ksl5edx` is no address with the prefix `home`",
        ),
        (
            |p| {
                let source = PriceSource::Pyth {
                    contract: OTHER.into(),
                    feed_id: "ab".repeat(32),
                    max_age: 60,
                    max_confidence: Decimal::percent(1),
                };
                with(p, 1, source);
            },
            "oracle[1].sources.contract: `dex15tw7",
        ),
        (
            |p| {
                let source = PriceSource::External {
                    contract: OTHER.into(),
                    asset: "ETH".into(),
                    max_age: 60,
                };
                with(p, 2, source);
            },
            "oracle[2].sources.contract: `dex15tw7",
        ),
    ];
    for (mutate, wanted) in table {
        let mut plan = file();
        mutate(&mut plan);
        let found = lines(plan);
        assert!(
            found.len() == 1 && found[0].starts_with(wanted),
            "{wanted}: {found:#?}"
        );
    }
}

/// Whatever the order of the plan, what a pool is quoted in is known before it.
#[test]
fn what_is_quoted_comes_after_its_quote() {
    let order = |file: &PlanFile| {
        let at = Addresses::default();
        let messages = InstantiateMsgs {
            plan: file,
            at: &at,
        };
        let assets = messages.oracle().assets;
        assets
            .into_iter()
            .map(|entry| entry.asset)
            .collect::<Vec<_>>()
    };
    let mut file = file();
    assert_eq!(order(&file), ["qer", "eth", "usdc"]);
    file.oracle[0].config.sources.push(twap("usdc"));
    assert_eq!(order(&file), ["eth", "usdc", "qer"]);
    file.oracle.rotate_left(1);
    file.oracle[0].config.sources.push(twap("usdc"));
    assert_eq!(order(&file), ["usdc", "eth", "qer"]);
}

/// The last good value and the first bad one.
#[test]
fn figures_of_two_contracts() {
    let mut plan = file();
    plan.market.liquidation.min_bonus = Decimal::percent(10);
    plan.market.max_liquidation_bonus = Decimal::percent(10);
    plan.market.stress.own_discount = Decimal::percent(8);
    plan.reserve.storefront.discount = Decimal::percent(8);
    let found = lines(plan.clone());
    let ours = |found: &[String]| found.iter().any(|line| line.contains(" is above "));
    assert!(!ours(&found), "{found:#?}");
    plan.market.max_liquidation_bonus = Decimal::permille(99);
    plan.reserve.storefront.discount = Decimal::permille(81);
    let wanted = [
        "market.liquidation.min_bonus: 0.1 is above market.max_liquidation_bonus, 0.099: the bonus lies between the two",
        "reserve.storefront.discount: 0.081 is above market.stress.own_discount, 0.08: a sale would bring less than the \
         market has booked for the ETH",
    ];
    assert_eq!(lines(plan), wanted);
}
