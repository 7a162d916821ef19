//! `qerun status` on what the contracts answer about liquidations, losses and sales.

use crate::onchain::World;
use cosmwasm_std::{Addr, Decimal, Uint128};
use qerun::deploy::State;
use qerun::status::render;
use qerun::verify::Facts;
use qerun_messages::market::{
    self, HealthCursor, LiquidatablePosition, LiquidatableResponse, MissingForBorrowing, WriteOffs,
};
use qerun_messages::oracle::{AssetPrice, PriceRecord, Status};
use qerun_messages::reserve::{self, MissingForBuyback, Offer, StorefrontResponse};

fn deployed(name: &str) -> Facts {
    let mut world = World::new(name);
    let mut state = State::default();
    world.run(&mut state).unwrap();
    world.facts(&state.chain.home.contracts["timelock"])
}

/// The lines whose first word is one of these.
fn lines(facts: &Facts, names: &[&str]) -> Vec<String> {
    let text = render(facts);
    let ours = |line: &&str| {
        let name = line.split_whitespace().next();
        name.is_some_and(|name| names.contains(&name))
    };
    text.lines().filter(ours).map(str::to_owned).collect()
}

fn position(borrower: &str, health: u64, refused: Option<&str>) -> LiquidatablePosition {
    LiquidatablePosition {
        borrower: Addr::unchecked(borrower),
        health: Decimal::permille(health),
        quote: None,
        refused: refused.map(str::to_owned),
    }
}

const LOSSES: [&str; 5] = [
    "unhealthy",
    "deficit",
    "write-offs",
    "storefront",
    "buyback",
];

#[test]
fn a_quiet_market() {
    let mut facts = deployed("status-quiet");
    facts.market.liquidatable = Ok(LiquidatableResponse {
        positions: vec![],
        next: None,
    });
    facts.market.write_offs = Some(WriteOffs::default());
    facts.reserve.storefront = Some(StorefrontResponse {
        deficit: None,
        buyback: None,
    });
    let quiet = [
        "unhealthy  no position can be liquidated",
        "deficit    none",
        "storefront nothing for sale",
        "buyback    off",
    ];
    assert_eq!(lines(&facts, &LOSSES), quiet);

    // Without prices, and with a reserve of an older code.
    facts.market.liquidatable = Err("the price of qer expired at 7, now is 9\nmore".to_owned());
    facts.reserve.storefront = None;
    facts.market.write_offs = None;
    let unknown = [
        "unhealthy  not known, the market says: the price of qer expired at 7, now is 9",
        "deficit    none",
    ];
    assert_eq!(lines(&facts, &LOSSES), unknown);
}

const PHASES: [&str; 3] = ["phase", "milestone", "missing"];

/// A deployment begins with governance and staking, and says all that is missing.
#[test]
fn a_deployment_says_what_borrowing_needs() {
    let facts = deployed("status-phase");
    let missing = facts.market.milestones.as_ref().unwrap().missing.clone();
    assert!(missing.len() >= 4, "{missing:?}");
    let mut told = vec![
        "phase      governance and staking".to_owned(),
        "milestone  borrowing has not been opened".to_owned(),
        "milestone  buyback has not been opened".to_owned(),
    ];
    told.extend(
        missing
            .iter()
            .map(|item| format!("missing    for borrowing: {item}")),
    );
    assert_eq!(lines(&facts, &PHASES), told);
}

#[test]
fn the_phases_follow_each_other() {
    let mut facts = deployed("status-phases");
    let borrowing = |opened_at, missing| market::MilestonesResponse { opened_at, missing };
    let buyback = |opened_at, missing| reserve::MilestonesResponse { opened_at, missing };
    let short = MissingForBorrowing::Cash {
        cash: 7u128.into(),
        needed: 50u128.into(),
    };
    let level = MissingForBuyback::LevelNotSet {};
    facts.market.milestones = Some(borrowing(None, vec![]));
    facts.reserve.milestones = Some(buyback(None, vec![level.clone()]));
    let ready = [
        "phase      governance and staking",
        "milestone  borrowing has not been opened",
        "milestone  buyback has not been opened",
        "missing    nothing: a vote can open borrowing",
    ];
    assert_eq!(lines(&facts, &PHASES), ready);

    // What is missing for borrowing closes nothing any more.
    facts.market.milestones = Some(borrowing(Some(1_571_797_419), vec![short]));
    let open = "milestone  borrowing open since 2019-10-23 02:23:39 UTC (1571797419)";
    let second = [
        "phase      governance, staking and borrowing",
        open,
        "milestone  buyback has not been opened",
        "missing    for buyback: buyback_above is not set",
    ];
    assert_eq!(lines(&facts, &PHASES), second);

    facts.reserve.milestones = Some(buyback(Some(1_571_797_420), vec![level]));
    let third = [
        "phase      governance, staking, borrowing and buyback",
        open,
        "milestone  buyback open since 2019-10-23 02:23:40 UTC (1571797420)",
    ];
    assert_eq!(lines(&facts, &PHASES), third);

    // An older code.
    facts.market.milestones = None;
    assert!(lines(&facts, &PHASES).is_empty());
}

#[test]
fn after_a_crash() {
    let mut facts = deployed("status-crash");
    let cursor = HealthCursor {
        order: Uint128::one(),
        user: "home1b".to_owned(),
    };
    let mut page = LiquidatableResponse {
        positions: vec![
            position("home1a", 812, Some("the hourly cap is used up")),
            position("home1b", 990, None),
        ],
        next: None,
    };
    facts.market.liquidatable = Ok(page.clone());
    facts.market.state.deficit = 1_234_560_000u128.into();
    facts.market.state.earmarked = 700_000_000_000_000_000u128.into();
    facts.market.write_offs = Some(WriteOffs {
        debt: 6_000_000u128.into(),
        insurance: 1_000_000u128.into(),
        booked: 2_000_000u128.into(),
        suppliers: 3_000_000u128.into(),
        recovered: 500_000u128.into(),
    });
    let offer = |eth: u128, price: u64, cost: u128| Offer {
        eth: eth.into(),
        price: Decimal::percent(price),
        cost: cost.into(),
    };
    facts.reserve.storefront = Some(StorefrontResponse {
        deficit: Some(offer(700_000_000_000_000_000, 200_150, 1_401_050_000)),
        buyback: Some(offer(2_000_000_000_000_000_000, 190_000, 38_000_000_000)),
    });
    let told = [
        "unhealthy  2 can be liquidated, the least healthy at 0.8120: home1a; 1 refused now: the hourly cap is used up",
        "deficit    1,234.56 usdc, for which 0.700000 ETH is set aside",
        "write-offs 6.00 usdc: insurance 1.00 usdc, booked against ETH 2.00 usdc, suppliers 3.00 usdc; later 0.50 usdc more",
        "storefront 0.700000 ETH at 2,001.50 USD for 1,401.05 usdc",
        "buyback    2.0000 ETH at 1,900.00 USD for 38,000.00 QER",
    ];
    assert_eq!(lines(&facts, &LOSSES), told);

    // There is another page, and a buyback that is on without a price.
    page.positions.truncate(1);
    page.positions[0].refused = None;
    page.next = Some(cursor);
    facts.market.liquidatable = Ok(page);
    facts.reserve.storefront = Some(StorefrontResponse {
        deficit: None,
        buyback: None,
    });
    facts.reserve.config.params.buyback_above = Some(Uint128::one());
    let told = [
        "unhealthy  1 or more can be liquidated, the least healthy at 0.8120: home1a",
        "storefront nothing for sale",
        "buyback    nothing for sale",
    ];
    assert_eq!(lines(&facts, &["unhealthy", "storefront", "buyback"]), told);
}

#[test]
fn grace_and_revert() {
    let mut facts = deployed("status-grace");
    let now = facts.home.time;
    let record = PriceRecord {
        bid: Decimal::percent(98),
        ask: Decimal::percent(103),
        mid: Decimal::percent(101),
        average: Decimal::percent(99),
        depth: None,
        as_of: now - 7,
        expires: now + 60,
        status: Status::Live,
        grace_ends: now + 900,
        uptime: 5,
        updated_at: now - 7,
    };
    let asset = "qer".to_owned();
    facts.oracle.prices = vec![AssetPrice { asset, record }];
    let wanted =
        "price      qer 1.0100 USD, bid 0.9800, live, 7 s old, nobody is liquidated for 900 s";
    assert_eq!(lines(&facts, &["price", "revert"]), [wanted]);
    // Over.
    facts.oracle.prices[0].record.grace_ends = now;
    let found = lines(&facts, &["price"]);
    assert!(found[0].ends_with("live, 7 s old"), "{found:?}");

    facts.oracle.assets[0].revertible_until = Some(now + 86_400);
    let asset = facts.oracle.assets[0].asset.clone();
    let wanted = format!(
        "revert     for 86400 s the guardian may put back the sources of {asset} before the last change"
    );
    assert_eq!(lines(&facts, &["revert"]), [wanted]);
}
