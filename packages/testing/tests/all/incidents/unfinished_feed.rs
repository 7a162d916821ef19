//! Moonwell 2026: a feed is replaced by one that is not in dollars, and the repair takes days of votes. A source that is
//! live must agree with the published price, the trigger follows an hour's average, and the guardian returns to the
//! sources before at once.

use cosmwasm_std::{Addr, Decimal};
use qerun_messages::oracle::{
    AssetConfig, AssetResponse, ExecuteMsg, FeederPrice, PriceSource, QueryMsg,
};
use qerun_testing::suite::{decimal, usd};

use super::{refused, Attack};

fn config(t: &Attack) -> AssetConfig<String> {
    let msg = QueryMsg::Asset {
        asset: t.plan.assets.qer.clone(),
    };
    let answer: AssetResponse = t.net.home.query(&t.at.oracle, &msg).unwrap();
    let text = cosmwasm_std::to_json_binary(&answer.config).unwrap();
    cosmwasm_std::from_json(text).unwrap()
}

fn set(t: &mut Attack, sources: Vec<PriceSource<String>>) -> anyhow::Result<()> {
    let config = AssetConfig {
        sources,
        ..config(t)
    };
    let (owner, oracle) = (t.at.timelock.clone(), t.at.oracle.clone());
    let asset = t.plan.assets.qer.clone();
    let msg = ExecuteMsg::SetAsset { asset, config };
    t.net.home.execute(&owner, &oracle, &msg, &[]).map(drop)
}

fn submit(t: &mut Attack, feeder: &Addr, price: Decimal) {
    let (oracle, timestamp) = (t.at.oracle.clone(), t.net.home.now());
    let price = FeederPrice {
        asset: t.plan.assets.qer.clone(),
        price,
        depth: Some(decimal("2000000")),
        timestamp,
    };
    let msg = ExecuteMsg::SubmitPrices {
        prices: vec![price],
    };
    t.net.home.execute(feeder, &oracle, &msg, &[]).unwrap();
}

#[test]
fn a_feed_in_eth_liquidates_nobody_before_the_guardian_acts() {
    let mut t = Attack::new("unfinished_feed");
    let eve = t.fund("eve", "40000", "0");
    let bob = t.honest_borrower("bob", "62000", "30000");
    t.fair = t.quotes;
    t.begin();
    // A price of QER in ETH: one that is live when it is set is refused.
    let wrong = decimal("0.0005");
    let fixed = PriceSource::Fixed {
        price: wrong,
        depth: None,
    };
    refused(set(&mut t, vec![fixed]), "published");
    // New feeders have no price yet when they are set; their first is in ETH.
    let new: Vec<Addr> = (0..4)
        .map(|i| t.net.home.addr(&format!("new-feeder-{i}")))
        .collect();
    let feeder = PriceSource::Feeder {
        feeders: new.iter().map(Addr::to_string).collect(),
        max_age: 5_400,
    };
    set(&mut t, vec![feeder]).unwrap();
    let before = t.qer_price().unwrap();
    for _ in 0..10 {
        t.net.advance(60);
        for feeder in &new {
            submit(&mut t, feeder, wrong);
        }
        // For ten minutes the average holds; nobody borrows more either.
        assert!(t.liquidate(&eve, &bob, usd("40000")).is_err());
    }
    println!("unfinished_feed: {:?}", t.qer_price().unwrap());
    let qer = t.plan.assets.qer.clone();
    t.revert_asset(&qer).unwrap();
    t.check();
    // The old feeders go on, and a grace has begun.
    t.refresh().unwrap();
    let now = t.qer_price().unwrap();
    assert_eq!(now.mid, before.mid, "{now:?}");
    assert!(now.grace_ends > t.net.home.now(), "{now:?}");
    assert!(t.liquidate(&eve, &bob, usd("40000")).is_err());
    t.settle_prices().unwrap();
    refused(t.liquidate(&eve, &bob, usd("40000")), "health");
    t.no_profit("ten minutes of a feed in ETH");
    // Once; the owner may set it anew.
    assert!(t.revert_asset(&qer).is_err());
}

#[test]
fn a_feed_that_is_too_high_lends_no_more_than_the_clamp_lets() {
    let mut t = Attack::new("unfinished_feed");
    let eve = t.fund("eve", "0", "20000");
    t.deposit(&eve, cosmwasm_std::Uint128::new(20_000_000_000))
        .unwrap();
    t.fair = t.quotes;
    t.begin();
    let most = t.max_borrow(&eve).unwrap().amount;
    let new: Vec<Addr> = (0..4)
        .map(|i| t.net.home.addr(&format!("new-feeder-{i}")))
        .collect();
    let feeder = PriceSource::Feeder {
        feeders: new.iter().map(Addr::to_string).collect(),
        max_age: 5_400,
    };
    set(&mut t, vec![feeder]).unwrap();
    for _ in 0..10 {
        t.net.advance(60);
        for feeder in &new {
            submit(&mut t, feeder, decimal("1000"));
        }
    }
    let now = t.max_borrow(&eve).unwrap().amount;
    assert!(
        now <= most.mul_floor(decimal("1.051")),
        "{now} after {most}"
    );
    t.borrow(&eve, now).unwrap();
    t.net.relay_all().unwrap();
    let qer = t.plan.assets.qer.clone();
    t.revert_asset(&qer).unwrap();
    t.refresh().unwrap();
    t.no_profit("ten minutes of a price a thousand times too high");
}
