//! Buyback opens once, when nothing is missing.

use crate::common::*;
use cosmwasm_std::{coins, Addr, Event, Storage};
use cw_ownable::OwnershipError;
use cw_utils::PaymentError;
use qerun_messages::oracle::Status;
use qerun_messages::reserve::{
    ExecuteMsg, MigrateMsg, MilestonesResponse, MissingForBuyback as Missing, QueryMsg,
    BUYBACK_OPENED,
};
use qerun_mocks::qer;
use qerun_reserve::{contract, ContractError};

const OWN: u128 = 850_000_000_000_000_000;

/// 0.85 ETH of the protocol's own and as much that is the borrowers'; 0.6 is surplus, and has been for a long time. Nothing
/// is missing, and buyback is not open yet.
fn ready() -> TestReserve {
    let mut reserve =
        TestReserve::not_open(|msg| msg.params.buyback_above = Some(micro_eth(250_000).into()));
    reserve.purchase(1, usd(500), usd(250)).unwrap();
    reserve.credit(1, 2 * OWN);
    reserve.borrowing_opened(Some(1_234));
    let this = reserve.env.contract.address.clone();
    reserve.name_burner(&this);
    reserve.wait(100_000);
    reserve
}

fn open(reserve: &mut TestReserve) -> Result<Event, ContractError> {
    let owner = reserve.owner.clone();
    let done = reserve.execute(&owner, &[], ExecuteMsg::OpenBuyback {})?;
    assert!(done.messages.is_empty());
    Ok(done.events[0].clone())
}

fn milestones(reserve: &TestReserve) -> MilestonesResponse {
    reserve.query(QueryMsg::Milestones {}).unwrap()
}

/// What `open_buyback` refuses for, which the query tells as well.
#[track_caller]
fn missing(reserve: &mut TestReserve) -> Vec<Missing> {
    let before = reserve.dump();
    let told = milestones(reserve);
    assert_eq!(told.opened_at, None);
    match open(reserve).unwrap_err() {
        ContractError::NotReady { missing } => {
            assert_eq!(told.missing, missing);
            assert_eq!(reserve.dump(), before);
            missing
        }
        other => panic!("{other}"),
    }
}

#[test]
fn it_starts_closed_whatever_the_level() {
    let mut reserve = ready();
    let before = (reserve.dump(), reserve.eth, reserve.qer);
    let refused = reserve.buy_back(qer(1), None).unwrap_err();
    assert_eq!(refused, ContractError::BuybackNotOpen {});
    assert_eq!(reserve.storefront().buyback, None);
    assert_eq!((reserve.dump(), reserve.eth, reserve.qer), before);
}

#[test]
fn the_owner_opens_it_once_and_the_auction_begins_then() {
    let mut reserve = ready();
    let (owner, strangers) = (addr("owner"), ["anyone", "guardian", "market", "qer"]);
    for stranger in strangers.map(addr) {
        let msg = ExecuteMsg::OpenBuyback {};
        let refused = reserve.execute(&stranger, &[], msg).unwrap_err();
        assert_eq!(refused, OwnershipError::NotOwner.into());
    }
    let funds = coins(1, STABLE);
    let paid = reserve.execute(&owner, &funds, ExecuteMsg::OpenBuyback {});
    assert_eq!(paid.unwrap_err(), PaymentError::NonPayable {}.into());
    assert_eq!(milestones(&reserve).missing, []);

    let opened_at = reserve.now();
    let event = open(&mut reserve).unwrap();
    assert_eq!(event.ty, "qerun-reserve/open_buyback");
    assert_eq!(attribute(&event, "opened_at"), opened_at.to_string());
    assert_eq!(attribute(&event, "buyback_above"), "250000000000000000");
    assert_eq!(BUYBACK_OPENED.as_slice(), b"bo");
    let record = reserve.deps.storage.get(b"bo").unwrap();
    assert_eq!(record, opened_at.to_string().into_bytes());
    assert_eq!(milestones(&reserve).opened_at, Some(opened_at));
    // 2,010 x 1.04, although the surplus has been there for longer than the fall takes.
    assert_eq!(reserve.storefront().buyback.unwrap().price, dec("2090.4"));
    reserve.wait(5_400);
    assert_eq!(reserve.storefront().buyback.unwrap().price, dec("1950.65"));
    reserve.buy_back(qer(1), None).unwrap();

    reserve.borrowing_opened(None);
    let refused = open(&mut reserve).unwrap_err();
    assert_eq!(refused, ContractError::BuybackOpen { opened_at });
    // What is missing later closes nothing.
    assert_eq!(milestones(&reserve).missing.len(), 1);
    reserve.buy_back(qer(1), None).unwrap();
}

/// Opened, it is turned off and on by the level alone.
#[test]
fn the_level_turns_it_off_and_on() {
    let mut reserve = ready();
    open(&mut reserve).unwrap();
    reserve.update_params(|p| p.buyback_above = None).unwrap();
    let refused = reserve.buy_back(qer(1), None).unwrap_err();
    assert_eq!(refused, ContractError::BuybackOff {});
    reserve.wait(86_400);
    let above = Some(micro_eth(100_000).into());
    reserve.update_params(|p| p.buyback_above = above).unwrap();
    reserve.buy_back(qer(1), None).unwrap();
}

type Case = (&'static str, fn(&mut TestReserve), Missing, &'static str);

fn price(asset: &str, reason: &str) -> Missing {
    let (asset, reason) = (asset.to_owned(), reason.to_owned());
    Missing::Price { asset, reason }
}

#[test]
fn each_thing_that_is_missing_is_told() {
    let market = || addr("market");
    let cases: Vec<Case> = vec![
        (
            "borrowing",
            |r| r.borrowing_opened(None),
            Missing::BorrowingNotOpen { market: market() },
            "has not opened borrowing",
        ),
        (
            "another burner",
            |r| r.name_burner(&addr("anyone")),
            Missing::NotBurner { token: addr("qer") },
            "has not named the reserve as a burner",
        ),
        (
            "no level",
            |r| {
                r.update_params(|p| p.buyback_above = None).unwrap();
            },
            Missing::LevelNotSet {},
            "buyback_above is not set",
        ),
        (
            "ETH's price",
            |r| r.set_status("eth", Status::Degraded),
            price("eth", "the price of eth is degraded"),
            "no live price of eth: the price of eth is degraded",
        ),
        (
            "QER's price",
            |r| r.remove_price("qer"),
            price("qer", "the oracle has no price of qer"),
            "no live price of qer: the oracle has no price of qer",
        ),
        (
            "a wei of a deficit",
            |r| r.earmark_now(1),
            Missing::DeficitOpen {
                earmarked: 1u128.into(),
            },
            "1 ETH units are earmarked for a deficit",
        ),
    ];
    for (name, prepare, expected, text) in cases {
        let mut reserve = ready();
        prepare(&mut reserve);
        let told = missing(&mut reserve);
        assert_eq!(told, std::slice::from_ref(&expected), "{name}");
        let sentence = told[0].to_string();
        assert!(sentence.contains(text), "{sentence}");
        let refused = open(&mut reserve).unwrap_err().to_string();
        let whole = format!("buyback cannot be opened yet: {sentence}");
        assert_eq!(refused, whole);
    }
}

#[test]
fn an_unreadable_market_is_missing() {
    for break_it in [
        (|r| r.break_borrowing_opened()) as fn(&mut TestReserve),
        |r| r.break_earmark(b"nonsense"),
    ] {
        let mut reserve = ready();
        break_it(&mut reserve);
        let told = missing(&mut reserve);
        let [Missing::MarketUnreadable { market, reason }] = &told[..] else {
            panic!("{told:?}")
        };
        assert_eq!(*market, addr("market"));
        assert!(!reason.is_empty());
    }
}

/// As a deployment leaves it, on an oracle that nobody has fed.
#[test]
fn everything_that_is_missing_is_told_at_once() {
    let mut reserve = TestReserve::not_open(|_| {});
    for asset in ["eth", "qer"] {
        reserve.remove_price(asset);
    }
    let none = |asset: &str| price(asset, &format!("the oracle has no price of {asset}"));
    let all = [
        Missing::BorrowingNotOpen {
            market: addr("market"),
        },
        Missing::NotBurner { token: addr("qer") },
        Missing::LevelNotSet {},
        none("eth"),
        none("qer"),
    ];
    assert_eq!(missing(&mut reserve), all);
    let refused = open(&mut reserve).unwrap_err().to_string();
    for item in all {
        assert!(refused.contains(&item.to_string()), "{refused}");
    }
}

/// Every buyer together, at a level of nothing: what the claims own stays, and is paid to the last wei.
#[test]
fn encumbered_eth_is_never_sold() {
    let mut reserve = ready();
    reserve
        .update_params(|p| p.buyback_above = Some(0u128.into()))
        .unwrap();
    open(&mut reserve).unwrap();
    let offered = reserve.storefront().buyback.unwrap().eth;
    assert_eq!(offered.u128(), OWN);
    for _ in 0..3 {
        let _ = reserve.buy_back(qer(1_000), None);
        reserve.wait(10_000);
    }
    let backing = reserve.backing();
    assert_eq!(
        (backing.unencumbered.u128(), backing.encumbered.u128()),
        (0, OWN)
    );
    let sold: u128 = reserve.paid.iter().map(|(_, c)| c.amount.u128()).sum();
    assert_eq!(sold, OWN);
    let refused = reserve.buy_back(qer(1_000_000), None).unwrap_err();
    assert_eq!(refused, ContractError::NothingForSale {});
    reserve.ensure_invariants();
    let market = reserve.market.clone();
    let claim = ExecuteMsg::PayOut {
        recipient: addr("alice").into(),
        amount: OWN.into(),
        fee: None,
    };
    reserve.execute(&market, &[], claim).unwrap();
    assert_eq!(reserve.eth, 0);
}

fn migrate_from(reserve: &mut TestReserve, version: &str) -> Option<u64> {
    let (name, env) = ("crate:qerun-reserve", reserve.env.clone());
    cw2::set_contract_version(&mut reserve.deps.storage, name, version).unwrap();
    contract::migrate(reserve.deps.as_mut(), env, MigrateMsg {}).unwrap();
    BUYBACK_OPENED.may_load(&reserve.deps.storage).unwrap()
}

#[test]
fn a_buyback_that_was_on_stays_so_through_a_migration() {
    let mut reserve = ready();
    let now = reserve.now();
    assert_eq!(migrate_from(&mut reserve, "0.3.0"), Some(now));
    reserve.buy_back(qer(1), None).unwrap();
    // Not a second time.
    reserve.wait(10);
    assert_eq!(migrate_from(&mut reserve, "0.4.0"), Some(now));
    // One that was off, and one of this version that waits for its vote.
    let mut off = TestReserve::not_open(|_| {});
    assert_eq!(migrate_from(&mut off, "0.3.0"), None);
    assert_eq!(migrate_from(&mut ready(), "0.4.0"), None);
}

/// The reserve never has more than one market to ask.
#[test]
fn another_market_opens_nothing() {
    let mut reserve = ready();
    reserve.borrowing_opened(None);
    let other: Addr = addr("another market");
    reserve.market = other;
    reserve.borrowing_opened(Some(1));
    let market = addr("market");
    assert_eq!(
        missing(&mut reserve),
        [Missing::BorrowingNotOpen { market }]
    );
}
