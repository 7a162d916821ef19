//! Borrowing opens once, when nothing is missing, and no message closes it.

use crate::common::*;
use cosmwasm_std::{Decimal, Storage};
use cw_ownable::{Action, OwnershipError};
use qerun_market::ContractError;
use qerun_messages::market::{
    Config, ExecuteMsg, MilestonesResponse, MissingForBorrowing as Missing, Params, Pausable,
    QueryMsg, BORROWING_OPENED,
};
use qerun_messages::oracle::Status;

const DAY: u64 = 86_400;
const INSURANCE: u128 = 60_000 * ONE;

/// A market of uneven figures in which nothing is missing, and borrowing is not open yet. "alice" has pledged enough.
fn ready() -> Market {
    uneven_market(uneven_params())
}

fn uneven_market(params: Params) -> Market {
    let config = Config {
        collateral_decimals: 8,
        ..config()
    };
    let mut market = Market::not_open(config, params).unwrap();
    market.uneven_prices();
    market.insure(INSURANCE);
    market.supply("sam", 100_000 * ONE).unwrap();
    market.deposit("alice", 1_000 * 100_000_000).unwrap();
    market
}

fn open(market: &mut Market) -> Outcome {
    market.run("owner", &[], ExecuteMsg::OpenBorrowing {})
}

fn milestones(market: &Market) -> MilestonesResponse {
    market.query(QueryMsg::Milestones {})
}

/// What `open_borrowing` refuses for, which the query tells as well.
#[track_caller]
fn missing(market: &mut Market) -> Vec<Missing> {
    let told = milestones(market);
    assert_eq!(told.opened_at, None);
    match market.refused("owner", &[], ExecuteMsg::OpenBorrowing {}) {
        ContractError::NotReady { missing } => {
            assert_eq!(told.missing, missing);
            missing
        }
        other => panic!("{other}"),
    }
}

#[test]
fn it_starts_closed_for_borrowing_alone() {
    let mut market = ready();
    let refused = market.refused("alice", &[], borrow_msg(100 * ONE));
    assert_eq!(refused, ContractError::BorrowingNotOpen {});
    assert_eq!(market.max_borrow("alice").amount, int(0));
    let quote = market.quote("alice", 100 * ONE).refused;
    let text = "borrowing has not been opened by governance";
    assert_eq!(quote, Some(text.to_owned()));
    // Not even a pause shows before it.
    market.pause("guardian", &[Pausable::Borrow], DAY).unwrap();
    let refused = market.refused("alice", &[], borrow_msg(100 * ONE));
    assert_eq!(refused, ContractError::BorrowingNotOpen {});
    // Everything else goes on.
    market.supply("sam", 5 * ONE).unwrap();
    market.withdraw("sam", Some(5 * ONE)).unwrap();
    market.deposit("alice", 7).unwrap();
    market.withdraw_collateral("alice", Some(7)).unwrap();
    market.insure(ONE);
}

#[test]
fn the_owner_opens_it_once() {
    let mut market = ready();
    for stranger in ["eve", "guardian", "alice", "reserve"] {
        let refused = market.refused(stranger, &[], ExecuteMsg::OpenBorrowing {});
        assert_eq!(refused, ContractError::Ownership(OwnershipError::NotOwner));
    }
    let nothing = MilestonesResponse {
        opened_at: None,
        missing: vec![],
    };
    assert_eq!(milestones(&market), nothing);
    // No pause of the market's own delays it.
    market
        .pause("guardian", &[Pausable::Supply, Pausable::Borrow], DAY)
        .unwrap();
    market.wait(1_000);
    let opened_at = market.now();
    let response = open(&mut market).unwrap();
    let event = event(&response, "open_borrowing");
    assert_eq!(event.attributes[0].key, "opened_at");
    assert_eq!(event.attributes[0].value, opened_at.to_string());
    assert_eq!(response.messages, []);
    // What the reserve reads, and what a borrow reads.
    assert_eq!(BORROWING_OPENED.as_slice(), b"bo");
    let stored = |key: &[u8]| market.deps.storage.get(key).unwrap();
    assert_eq!(stored(b"bo"), opened_at.to_string().into_bytes());
    let pauses = String::from_utf8(stored(b"z")).unwrap();
    assert!(!pauses.contains('n'), "{pauses} costs each borrow gas");

    market.wait(DAY);
    market.borrow("alice", 100 * ONE).unwrap();
    let told = MilestonesResponse {
        opened_at: Some(opened_at),
        missing: vec![],
    };
    assert_eq!(milestones(&market), told);
    for _ in 0..2 {
        let refused = market.refused("owner", &[], ExecuteMsg::OpenBorrowing {});
        assert_eq!(refused, ContractError::BorrowingOpen { opened_at });
        // Once open, neither does what is missing then open it anew.
        market.forget_price("qer");
    }
}

/// The record that says that borrowing is closed is read with the pauses.
#[test]
fn the_record_of_a_closed_market_is_pinned() {
    let market = ready();
    let stored = market.deps.storage.get(b"z").unwrap();
    let none = r#"{"u":0,"c":0}"#;
    let pinned =
        format!(r#"{{"supply":{none},"borrow":{none},"withdraw_collateral":{none},"n":true}}"#);
    assert_eq!(String::from_utf8(stored).unwrap(), pinned);
    assert_eq!(market.deps.storage.get(b"bo"), None);
}

type Case = (&'static str, fn(&mut Market), Missing, &'static str);

fn price(asset: &str, reason: &str) -> Missing {
    let (asset, reason) = (asset.to_owned(), reason.to_owned());
    Missing::Price { asset, reason }
}

#[test]
fn each_thing_that_is_missing_is_told_with_its_figures() {
    let reserve = || addr("reserve");
    let now = ready().now();
    let cases: Vec<Case> = vec![
        (
            "a halted price",
            |m| m.set_status("eth", Status::Halted),
            price("eth", "the price of eth is halted"),
            "no live price of eth: the price of eth is halted",
        ),
        (
            "a degraded price",
            |m| m.set_status("usdc", Status::Degraded),
            price("usdc", "the price of usdc is degraded"),
            "no live price of usdc: the price of usdc is degraded",
        ),
        (
            "no price of QER: its depth is not asked for",
            |m| m.forget_price("qer"),
            price("qer", "the oracle has no price of qer"),
            "no live price of qer: the oracle has no price of qer",
        ),
        (
            "no depth",
            |m| m.change_price("qer", |p| p.depth = None),
            Missing::Depth {
                asset: "qer".into(),
            },
            "the oracle knows no depth for qer",
        ),
        (
            // 0.053 x 900,000; the insurance at the bid of 0.96.
            "an insurance that is a unit too small",
            |m| m.change_state(|s| s.insurance = int(49_687_499_999)),
            Missing::Insurance {
                insurance: dec("47699.99999904"),
                needed: dec("47700"),
            },
            "the insurance is 47699.99999904 USD, the depth demands 47700 USD",
        ),
        (
            // 58.095238.. units at the ask of 1.05 are 61 USD. 0.043 x 0.45 x 3,150 is 60.9525.
            "a pool so shallow that its cap is below the smallest debt",
            |m| m.change_price("qer", |p| p.depth = Some(dec("3150"))),
            Missing::DepthCap {
                cap: int(58_050_000),
                needed: int(58_095_239),
            },
            "the depth allows a debt of 58050000 units, the smallest debt is 58095239 units",
        ),
        (
            "too little cash",
            |m| m.change_state(|s| s.cash = int(58_095_238)),
            Missing::Cash {
                cash: int(58_095_238),
                needed: int(58_095_239),
            },
            "suppliers' cash is 58095238 units, the smallest debt is 58095239 units",
        ),
        (
            "a reserve of another market",
            |m| m.reserve_works_for(&addr("another market")),
            Missing::ReserveOfAnotherMarket {
                reserve: reserve(),
                market: addr("another market"),
            },
            "works for the market",
        ),
        (
            "purchases that are paused",
            |m| {
                let until = m.now() + 1;
                m.backing(|b| b.paused_until = until);
            },
            Missing::PurchasesPaused { until: now + 1 },
            "the reserve's purchases are paused until 1571797420",
        ),
    ];
    for (name, prepare, expected, text) in cases {
        let mut market = ready();
        prepare(&mut market);
        let told = missing(&mut market);
        assert_eq!(told, std::slice::from_ref(&expected), "{name}");
        let sentence = told[0].to_string();
        assert!(sentence.contains(text), "{sentence}");
        let refused = market.refused("owner", &[], ExecuteMsg::OpenBorrowing {});
        let whole = format!("borrowing cannot be opened yet: {sentence}");
        assert_eq!(refused.to_string(), whole);
    }
}

/// A unit, a second, a wei less, and it opens.
#[test]
fn nothing_is_missing_at_the_very_bound() {
    let bounds: [fn(&mut Market); 5] = [
        |m| m.change_state(|s| s.insurance = int(49_687_500_000)),
        |m| m.change_state(|s| s.cash = int(58_095_239)),
        |m| m.change_price("qer", |p| p.depth = Some(dec("3152.454829458"))),
        |m| {
            let now = m.now();
            m.backing(|b| b.paused_until = now);
        },
        |m| {
            let now = m.now();
            m.change_price("eth", |p| p.expires = now);
        },
    ];
    for bound in bounds {
        let mut market = ready();
        bound(&mut market);
        open(&mut market).unwrap();
        // Whoever has the collateral for it can have the smallest debt now, and no smaller one.
        let below = market.refused("alice", &[], borrow_msg(58_095_238));
        let below = matches!(below, ContractError::BelowMinimumDebt { .. });
        assert!(below);
        market.borrow("alice", 58_095_239).unwrap();
    }
}

#[test]
fn an_unreadable_reserve_is_missing() {
    let cases: [fn(&mut Market); 4] = [
        |m| m.world.borrow_mut().reserve_down = true,
        |m| m.forget_backing(b"{}"),
        |m| m.forget_backing(b"no json at all"),
        |m| m.forget_reserve_config(),
    ];
    for break_it in cases {
        let mut market = ready();
        break_it(&mut market);
        let told = missing(&mut market);
        let [Missing::ReserveUnreadable { reserve, reason }] = &told[..] else {
            panic!("{told:?}")
        };
        assert_eq!(*reserve, addr("reserve"));
        assert!(!reason.is_empty());
        assert!(told[0].to_string().contains(reason.as_str()));
    }
}

/// Where depth demands little, the stress bound decides: a debt loses 1 - 0.22 / (0.62 x 1.11) of itself in the fall, so 61 USD
/// of it 41.49985..; the insurance counts at the bid of 0.96. What is told agrees with what a borrow meets, to the unit of insurance.
#[test]
fn the_first_debt_is_covered_under_stress() {
    let shallow = |insurance: u128| {
        let mut params = uneven_params();
        params.min_insurance = dec("0.01");
        let mut market = uneven_market(params);
        market.change_price("qer", |p| p.depth = Some(dec("3200")));
        market.change_state(|s| s.insurance = int(insurance));
        market
    };
    let (least, needed) = (43_229_016, int(58_095_239));
    let mut market = shallow(least - 1);
    let covered = int(58_095_237);
    let expected = Missing::StressCover { covered, needed };
    assert_eq!(missing(&mut market), [expected]);
    open(&mut shallow(least)).unwrap();
    // Of an open market whose insurance has become smaller.
    let mut market = shallow(least);
    open(&mut market).unwrap();
    market.change_state(|s| s.insurance = int(least - 1));
    let refused = market.refused("alice", &[], borrow_msg(58_095_239));
    let stress = matches!(refused, ContractError::StressBoundExceeded { .. });
    assert!(stress, "{refused}");
    market.change_state(|s| s.insurance = int(least));
    market.borrow("alice", 58_095_239).unwrap();

    // Nobody has insured anything.
    let insurance = Missing::Insurance {
        insurance: Decimal::zero(),
        needed: dec("32"),
    };
    let covered = int(0);
    let stress = Missing::StressCover { covered, needed };
    assert_eq!(missing(&mut shallow(0)), [insurance, stress]);
}

#[test]
fn the_debt_ceiling_may_be_below_the_first_debt() {
    let mut params = uneven_params();
    params.debt_ceiling = int(58_095_238);
    let mut market = uneven_market(params);
    let (ceiling, needed) = (int(58_095_238), int(58_095_239));
    let expected = Missing::DebtCeiling { ceiling, needed };
    assert_eq!(missing(&mut market), [expected]);
}

/// A market as it is deployed, on an oracle that nobody has fed and with a reserve that is not there.
#[test]
fn everything_that_is_missing_is_told_at_once() {
    let mut market = Market::not_open(config(), uneven_params()).unwrap();
    for asset in ["qer", "usdc", "eth"] {
        market.forget_price(asset);
    }
    market.world.borrow_mut().reserve_down = true;
    let told = missing(&mut market);
    let none = |asset: &str| price(asset, &format!("the oracle has no price of {asset}"));
    assert_eq!(told[..3], [none("qer"), none("usdc"), none("eth")]);
    assert!(matches!(&told[3], Missing::ReserveUnreadable { .. }));
    // Without a price a stablecoin counts as a dollar.
    let (zero, needed) = (int(0), int(61 * ONE));
    let (covered, cash) = (zero, zero);
    assert_eq!(
        told[4..],
        [
            Missing::StressCover { covered, needed },
            Missing::Cash { cash, needed }
        ]
    );

    // With dead prices and a wrong reserve there is more to tell.
    market.uneven_prices_dead();
    market.world.borrow_mut().reserve_down = false;
    market.reserve_works_for(&addr("another market"));
    let until = market.now() + 9;
    market.backing(|b| b.paused_until = until);
    let told = missing(&mut market);
    let halted = |asset: &str| price(asset, &format!("the price of {asset} is halted"));
    let needed = int(58_095_239);
    assert_eq!(
        told,
        [
            halted("qer"),
            halted("usdc"),
            halted("eth"),
            Missing::ReserveOfAnotherMarket {
                reserve: addr("reserve"),
                market: addr("another market"),
            },
            Missing::PurchasesPaused { until },
            Missing::Insurance {
                insurance: Decimal::zero(),
                needed: dec("47700"),
            },
            Missing::StressCover { covered, needed },
            Missing::Cash { cash, needed },
        ]
    );
    let refused = market.refused("owner", &[], ExecuteMsg::OpenBorrowing {});
    let text = refused.to_string();
    for item in told {
        assert!(text.contains(&item.to_string()), "{text}");
    }
}

/// Every message that the owner can send, and every one of the guardian's: what is open stays so, but for a pause, which ends.
#[test]
fn no_message_closes_it() {
    for sender in ["owner", "guardian"] {
        for msg in all_messages() {
            let mut market = ready();
            open(&mut market).unwrap();
            let opened = market.deps.storage.get(b"bo");
            let _ = market.run(sender, &[], msg.clone());
            if let ExecuteMsg::Pause { duration, .. } = msg {
                let refused = market.refused("alice", &[], borrow_msg(100 * ONE));
                let paused = matches!(refused, ContractError::Paused { .. });
                assert!(paused, "{sender}: {refused}");
                market.wait(duration);
                market.uneven_prices();
            }
            assert_eq!(market.deps.storage.get(b"bo"), opened, "{sender}: {msg:?}");
            let borrowed = market.borrow("alice", 100 * ONE);
            assert!(borrowed.is_ok(), "{sender} closed it by {msg:?}");
        }
    }
}

/// Neither one pause on the other nor an endless one: after each as much time is left open as it took.
#[test]
fn a_guardian_prolongs_no_pause() {
    let mut market = ready();
    open(&mut market).unwrap();
    let longest = 14 * DAY;
    market
        .pause("guardian", &[Pausable::Borrow], longest)
        .unwrap();
    for waited in [0, longest - 1] {
        market.wait(waited);
        let again = market.pause("guardian", &[Pausable::Borrow], 1);
        assert!(matches!(again, Err(ContractError::PauseRuns { .. })));
    }
    market.wait(1);
    for waited in [0, longest - 1] {
        market.wait(waited);
        let again = market.pause("guardian", &[Pausable::Borrow], 1);
        assert!(matches!(again, Err(ContractError::PauseCoolDown { .. })));
        market.borrow("alice", 100 * ONE).unwrap();
    }
    let longer = market.pause("guardian", &[Pausable::Borrow], longest + 1);
    assert!(matches!(longer, Err(ContractError::PauseDuration { .. })));
}

/// One of each kind, with what it may carry at its worst. The match fails to compile when a message is added: then it belongs
/// into the list.
fn all_messages() -> Vec<ExecuteMsg> {
    let mut tight = uneven_params();
    tight.debt_ceiling = tight.debt_ceiling.mul_floor((9u128, 10u128));
    tight.debt_cap = dec("0.171");
    tight.account_cap = dec("0.0387");
    tight.min_insurance = dec("0.0583");
    tight.min_debt = dec("67.1");
    let messages = vec![
        ExecuteMsg::OpenBorrowing {},
        ExecuteMsg::UpdateParams { params: tight },
        ExecuteMsg::SetGuardian { guardian: None },
        ExecuteMsg::SetPerk { perk: None },
        ExecuteMsg::SetBarred {
            add: vec![addr("eve").into(), addr("treasury").into()],
            remove: vec![],
        },
        ExecuteMsg::UpdateOwnership(Action::TransferOwnership {
            new_owner: addr("heir").into(),
            expiry: None,
        }),
        ExecuteMsg::UpdateOwnership(Action::RenounceOwnership),
        ExecuteMsg::UpdateOwnership(Action::AcceptOwnership),
        ExecuteMsg::Pause {
            actions: vec![
                Pausable::Borrow,
                Pausable::Supply,
                Pausable::WithdrawCollateral,
            ],
            duration: 14 * DAY,
        },
        ExecuteMsg::Unpause {
            actions: vec![Pausable::Borrow],
        },
    ];
    for msg in &messages {
        match msg {
            ExecuteMsg::OpenBorrowing {}
            | ExecuteMsg::UpdateParams { .. }
            | ExecuteMsg::SetGuardian { .. }
            | ExecuteMsg::SetPerk { .. }
            | ExecuteMsg::SetBarred { .. }
            | ExecuteMsg::UpdateOwnership(_)
            | ExecuteMsg::Pause { .. }
            | ExecuteMsg::Unpause { .. } => {}
            // Anyone's, or another contract's.
            ExecuteMsg::Supply { .. }
            | ExecuteMsg::Withdraw { .. }
            | ExecuteMsg::Receive(_)
            | ExecuteMsg::WithdrawCollateral { .. }
            | ExecuteMsg::Borrow { .. }
            | ExecuteMsg::Repay { .. }
            | ExecuteMsg::Liquidate { .. }
            | ExecuteMsg::SettleDeficit { .. }
            | ExecuteMsg::Collect { .. }
            | ExecuteMsg::Flush {}
            | ExecuteMsg::FundInsurance {}
            | ExecuteMsg::ReturnBatch { .. } => panic!("{msg:?} is not the owner's"),
        }
    }
    messages
}
