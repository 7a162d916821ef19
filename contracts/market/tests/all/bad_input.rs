//! Everything that is refused, in tables: its error, and a storage that is as it was.

use crate::common::*;
use cosmwasm_std::{coin, Coin, Decimal};
use cw_ownable::{Action, OwnershipError};
use cw_utils::PaymentError;
use qerun_controls::AccessError;
use qerun_market::ContractError as E;
use qerun_math::MathError;
use qerun_messages::market::{ExecuteMsg, Pausable};
use qerun_messages::oracle::{PriceError, Status};

type Prepare = fn(&mut Market);
type Case = (
    &'static str,
    Prepare,
    &'static str,
    Vec<Coin>,
    ExecuteMsg,
    E,
);

const AS_IT_IS: Prepare = |_| ();

/// With insurance and supply; alice has 10,000 QER and owes 1,000.
fn market() -> Market {
    let mut market = Market::new();
    market.borrow("alice", 1_000 * ONE).unwrap();
    market
}

#[track_caller]
fn check(cases: Vec<Case>) {
    for (name, prepare, sender, funds, msg, expected) in cases {
        let mut market = market();
        prepare(&mut market);
        let error = market.refused(sender, &funds, msg);
        assert_eq!(error, expected, "{name}");
    }
}

fn supply() -> ExecuteMsg {
    ExecuteMsg::Supply {
        on_behalf_of: None,
        min_shares: None,
    }
}

fn address(msg: fn(Option<String>) -> ExecuteMsg) -> ExecuteMsg {
    msg(Some("Nobody".into()))
}

fn overflow(op: &'static str) -> E {
    E::Math(MathError::Overflow { op })
}

#[test]
fn funds_that_do_not_fit() {
    let payable = [supply(), repay_msg(None), ExecuteMsg::FundInsurance {}];
    let two = vec![coin(5, "uatom"), coin(5, USDC)];
    for msg in payable {
        for (funds, expected) in [
            (vec![], PaymentError::NoFunds {}),
            (
                vec![coin(5, "uatom")],
                PaymentError::MissingDenom(USDC.into()),
            ),
            (two.clone(), PaymentError::MultipleDenoms {}),
            (usdc(0), PaymentError::NoFunds {}),
        ] {
            let error = market().refused("alice", &funds, msg.clone());
            assert_eq!(error, E::Payment(expected), "{msg:?} with {funds:?}");
        }
    }
    let (actions, duration) = (vec![Pausable::Borrow], 1);
    for msg in [
        withdraw_msg(None),
        withdraw_collateral_msg(None),
        borrow_msg(100 * ONE),
        deposit_msg("alice", 1, None),
        ExecuteMsg::Collect { user: None },
        ExecuteMsg::Flush {},
        ExecuteMsg::Pause {
            actions: actions.clone(),
            duration,
        },
        ExecuteMsg::Unpause { actions },
        ExecuteMsg::OpenBorrowing {},
        ExecuteMsg::UpdateParams { params: params() },
        ExecuteMsg::SetGuardian { guardian: None },
        ExecuteMsg::SetPerk { perk: None },
        ExecuteMsg::UpdateOwnership(Action::AcceptOwnership),
    ] {
        for sender in ["alice", "sam", "owner", "guardian", "token"] {
            let error = market().refused(sender, &usdc(1), msg.clone());
            assert_eq!(error, E::Payment(PaymentError::NonPayable {}), "{msg:?}");
        }
    }
}

#[test]
fn senders_that_may_not() {
    let actions = vec![Pausable::Borrow];
    let not_owner = || E::Ownership(OwnershipError::NotOwner);
    let user = || addr("eve");
    check(vec![
        (
            "hook of another token",
            AS_IT_IS,
            "eve",
            vec![],
            deposit_msg("eve", 1, None),
            E::NotCollateralToken {
                sender: user(),
                token: addr("token"),
            },
        ),
        (
            "withdraw without supply",
            AS_IT_IS,
            "eve",
            vec![],
            withdraw_msg(None),
            E::NothingSupplied { user: user() },
        ),
        (
            "withdraw without collateral",
            AS_IT_IS,
            "eve",
            vec![],
            withdraw_collateral_msg(None),
            E::NoCollateral { user: user() },
        ),
        (
            "repay without debt",
            AS_IT_IS,
            "eve",
            usdc(1),
            repay_msg(None),
            E::NoDebt { user: user() },
        ),
        (
            "collect without a claim",
            AS_IT_IS,
            "eve",
            vec![],
            ExecuteMsg::Collect { user: None },
            E::NothingToCollect { user: user() },
        ),
        (
            "pause",
            AS_IT_IS,
            "eve",
            vec![],
            ExecuteMsg::Pause {
                actions: actions.clone(),
                duration: 1,
            },
            E::Access(AccessError::Unauthorized {
                sender: user(),
                role: "guardian or owner",
            }),
        ),
        (
            "unpause",
            AS_IT_IS,
            "guardian",
            vec![],
            ExecuteMsg::Unpause { actions },
            not_owner(),
        ),
        (
            "params",
            AS_IT_IS,
            "guardian",
            vec![],
            ExecuteMsg::UpdateParams { params: params() },
            not_owner(),
        ),
        (
            "guardian",
            AS_IT_IS,
            "guardian",
            vec![],
            ExecuteMsg::SetGuardian { guardian: None },
            not_owner(),
        ),
        (
            "perk",
            AS_IT_IS,
            "guardian",
            vec![],
            ExecuteMsg::SetPerk { perk: None },
            not_owner(),
        ),
        (
            "transfer of ownership",
            AS_IT_IS,
            "eve",
            vec![],
            ExecuteMsg::UpdateOwnership(Action::RenounceOwnership),
            not_owner(),
        ),
        (
            "acceptance of what was not offered",
            AS_IT_IS,
            "eve",
            vec![],
            ExecuteMsg::UpdateOwnership(Action::AcceptOwnership),
            E::Ownership(OwnershipError::TransferNotFound),
        ),
    ]);
}

#[test]
fn addresses_that_are_none() {
    let mut market = market();
    let payload = br#"{"deposit_collateral":{"on_behalf_of":"Nobody"}}"#;
    let hook = |sender: String| {
        ExecuteMsg::Receive(cw20::Cw20ReceiveMsg {
            sender,
            amount: int(1),
            msg: payload.into(),
        })
    };
    for (sender, funds, msg) in [
        (
            "alice",
            usdc(1),
            address(|on_behalf_of| ExecuteMsg::Supply {
                on_behalf_of,
                min_shares: None,
            }),
        ),
        (
            "alice",
            usdc(1),
            address(|on_behalf_of| ExecuteMsg::Repay { on_behalf_of }),
        ),
        (
            "alice",
            vec![],
            address(|user| ExecuteMsg::Collect { user }),
        ),
        (
            "owner",
            vec![],
            address(|guardian| ExecuteMsg::SetGuardian { guardian }),
        ),
        ("token", vec![], hook(addr("alice").into())),
        ("token", vec![], hook("Nobody".into())),
    ] {
        let error = market.refused(sender, &funds, msg.clone());
        assert!(matches!(error, E::Std(_)), "{msg:?}: {error}");
    }
}

#[test]
fn amounts_of_nothing_and_of_everything() {
    const MAX: u128 = u128::MAX;
    check(vec![
        (
            "withdraw nothing",
            AS_IT_IS,
            "sam",
            vec![],
            withdraw_msg(Some(0)),
            E::ZeroAmount {},
        ),
        (
            "withdraw no collateral",
            AS_IT_IS,
            "alice",
            vec![],
            withdraw_collateral_msg(Some(0)),
            E::ZeroAmount {},
        ),
        (
            "borrow nothing",
            AS_IT_IS,
            "alice",
            vec![],
            borrow_msg(0),
            E::ZeroAmount {},
        ),
        (
            "deposit nothing",
            AS_IT_IS,
            "token",
            vec![],
            deposit_msg("alice", 0, None),
            E::ZeroAmount {},
        ),
        (
            "supply all there can be",
            AS_IT_IS,
            "sam",
            usdc(MAX),
            supply(),
            overflow("supply_shares_floor"),
        ),
        (
            "withdraw all there can be",
            AS_IT_IS,
            "sam",
            vec![],
            withdraw_msg(Some(MAX)),
            overflow("supply_shares_ceil"),
        ),
        (
            "withdraw all collateral there can be",
            AS_IT_IS,
            "alice",
            vec![],
            withdraw_collateral_msg(Some(MAX)),
            E::InsufficientCollateral {
                available: int(10_000 * ONE),
                requested: int(MAX),
            },
        ),
        (
            "borrow more than can be valued",
            AS_IT_IS,
            "alice",
            vec![],
            borrow_msg(MAX),
            E::ExceedsMaxLtv {
                debt: Decimal::MAX,
                limit: dec("10000"),
            },
        ),
    ]);
    for (name, sender, funds, msg) in [
        ("deposit", "token", vec![], deposit_msg("alice", MAX, None)),
        (
            "deposit of a newcomer",
            "token",
            vec![],
            deposit_msg("eve", MAX, None),
        ),
        ("fund", "eve", usdc(MAX), ExecuteMsg::FundInsurance {}),
    ] {
        let error = market().refused(sender, &funds, msg);
        assert!(matches!(error, E::Overflow(_)), "{name}: {error}");
    }
}

#[test]
fn minimums_that_are_not_met() {
    check(vec![
        (
            "supply",
            AS_IT_IS,
            "sam",
            usdc(1),
            ExecuteMsg::Supply {
                on_behalf_of: None,
                min_shares: Some(supply_shares(u128::MAX)),
            },
            E::BelowMinimumShares {
                minted: supply_shares(1_000_000),
                minimum: supply_shares(u128::MAX),
            },
        ),
        (
            "withdraw",
            AS_IT_IS,
            "sam",
            vec![],
            ExecuteMsg::Withdraw {
                amount: Some(int(7)),
                min_received: Some(int(8)),
            },
            E::BelowMinimumReceived {
                received: int(7),
                minimum: int(8),
            },
        ),
        (
            "borrow",
            AS_IT_IS,
            "alice",
            vec![],
            ExecuteMsg::Borrow {
                amount: int(7),
                min_received: Some(int(4)),
                use_perk: None,
            },
            E::BelowMinimumReceived {
                received: int(3),
                minimum: int(4),
            },
        ),
    ]);
}

/// Borrow and withdrawal under debt both take new risk: no bad price passes.
#[test]
fn prices_that_are_not_good_enough() {
    let expired: [(&'static str, Prepare); 2] =
        [("qer", |m| m.expire("qer")), ("usdc", |m| m.expire("usdc"))];
    let missing: [(&'static str, Prepare); 2] = [
        ("qer", |m| m.forget_price("qer")),
        ("usdc", |m| m.forget_price("usdc")),
    ];
    let not_live: [(&'static str, Prepare, Status); 4] = [
        (
            "qer",
            |m| m.set_status("qer", Status::Degraded),
            Status::Degraded,
        ),
        (
            "usdc",
            |m| m.set_status("usdc", Status::Degraded),
            Status::Degraded,
        ),
        (
            "qer",
            |m| m.set_status("qer", Status::Halted),
            Status::Halted,
        ),
        (
            "usdc",
            |m| m.set_status("usdc", Status::Halted),
            Status::Halted,
        ),
    ];
    let now = Market::empty().now();
    let mut cases: Vec<(Prepare, PriceError)> = vec![];
    for (asset, prepare) in expired {
        let (asset, expires) = (asset.to_string(), now - 1);
        cases.push((
            prepare,
            PriceError::Expired {
                asset,
                expires,
                now,
            },
        ));
    }
    for (asset, prepare) in missing {
        let asset = asset.to_string();
        cases.push((prepare, PriceError::Missing { asset }));
    }
    for (asset, prepare, status) in not_live {
        let asset = asset.to_string();
        cases.push((prepare, PriceError::NotLive { asset, status }));
    }
    for (prepare, expected) in cases {
        for msg in [borrow_msg(100 * ONE), withdraw_collateral_msg(Some(1))] {
            let mut market = market();
            prepare(&mut market);
            let error = market.refused("alice", &[], msg);
            assert_eq!(error, E::Price(expected.clone()));
        }
    }
    let asset = "qer".to_string();
    for msg in [borrow_msg(100 * ONE), withdraw_collateral_msg(Some(1))] {
        let mut market = market();
        market.change_price("qer", |p| p.depth = None);
        let error = market.refused("alice", &[], msg);
        let asset = asset.clone();
        assert_eq!(error, E::NoDepth { asset });
    }
}
