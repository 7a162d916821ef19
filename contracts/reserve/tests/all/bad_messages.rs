//! Every wrong message has its own error and changes nothing.

use crate::common::*;
use cosmwasm_std::{coin, coins, Addr, Coin, Uint128};
use cw20::Cw20ReceiveMsg;
use cw_ownable::{Action, OwnershipError};
use cw_utils::PaymentError;
use qerun_messages::ibc::IdentifierError;
use qerun_messages::reserve::{ExecuteMsg, OrderStatus, QueryMsg, Resolution};
use qerun_reserve::ContractError;

fn purchase(batch: u64, user_in: u128) -> ExecuteMsg {
    ExecuteMsg::Purchase {
        batch_id: batch.into(),
        user_in: user_in.into(),
    }
}

/// Order 1 settled, order 2 sent.
fn busy() -> TestReserve {
    let mut reserve = TestReserve::new();
    reserve.purchase(1, usd(500), usd(500)).unwrap();
    reserve.credit(1, 250_000_000_000_000_000);
    reserve.purchase(2, usd(500), usd(500)).unwrap();
    reserve
}

/// Sends each message; its error is the expected one, and nothing has changed.
fn ensure_refused(mut reserve: TestReserve, cases: Vec<(&Addr, ExecuteMsg, ContractError)>) {
    let before = (reserve.dump(), reserve.stable, reserve.eth);
    for (sender, msg, expected) in cases {
        let told = format!("{msg:?}");
        let refused = reserve.execute(sender, &[], msg).unwrap_err();
        assert_eq!(refused, expected, "{told}");
        let after = (reserve.dump(), reserve.stable, reserve.eth);
        assert_eq!(after, before, "{told}");
    }
}

#[test]
fn purchases() {
    let mut reserve = busy();
    let (market, owner) = (&addr("market"), &addr("owner"));
    let stable = |amount: u128| coins(amount, STABLE);
    let cases: Vec<(&Addr, Vec<Coin>, ExecuteMsg, ContractError)> = vec![
        (
            owner,
            stable(1),
            purchase(3, 0),
            unauthorized(owner, "market"),
        ),
        (
            market,
            vec![],
            purchase(3, 0),
            PaymentError::NoFunds {}.into(),
        ),
        (
            market,
            stable(0),
            purchase(3, 0),
            PaymentError::NoFunds {}.into(),
        ),
        (
            market,
            coins(1, "uother"),
            purchase(3, 0),
            PaymentError::MissingDenom(STABLE.into()).into(),
        ),
        (
            market,
            vec![coin(1, STABLE), coin(1, "uother")],
            purchase(3, 0),
            PaymentError::MultipleDenoms {}.into(),
        ),
        (
            market,
            stable(5),
            purchase(3, 6),
            ContractError::UserPartTooLarge {
                user_in: 6u128.into(),
                funds: 5u128.into(),
            },
        ),
        (
            market,
            stable(usd(100)),
            purchase(2, 0),
            ContractError::DuplicateBatch { batch_id: 2 },
        ),
        (
            market,
            stable(usd(100) - 1),
            purchase(3, 0),
            ContractError::BelowMinOrder {
                funds: (usd(100) - 1).into(),
                min_order: usd(100).into(),
            },
        ),
    ];
    let before = (reserve.dump(), reserve.stable, reserve.eth);
    for (sender, funds, msg, expected) in cases {
        let told = format!("{msg:?}");
        let refused = reserve.execute(sender, &funds, msg).unwrap_err();
        assert_eq!(refused, expected, "{told}");
        let after = (reserve.dump(), reserve.stable, reserve.eth);
        assert_eq!(after, before, "{told}");
    }
}

#[test]
fn payments() {
    let (market, owner, anyone) = (&addr("market"), &addr("owner"), &addr("anyone"));
    let pay = |to: &Addr, amount: u128| ExecuteMsg::PayOut {
        recipient: to.to_string(),
        amount: amount.into(),
        fee: None,
    };
    let with_fee = |amount: u128, fee: u128| ExecuteMsg::PayOut {
        recipient: anyone.to_string(),
        amount: amount.into(),
        fee: Some(fee.into()),
    };
    let spend = |to: &Addr, amount: u128| ExecuteMsg::Spend {
        recipient: to.to_string(),
        amount: amount.into(),
    };
    let cases = vec![
        (anyone, pay(anyone, 1), unauthorized(anyone, "market")),
        (market, pay(anyone, 0), ContractError::ZeroAmount {}),
        (
            market,
            pay(anyone, u128::MAX),
            ContractError::InsufficientEncumbered {
                amount: Uint128::MAX,
                encumbered: 250_000_000_000_000_000u128.into(),
            },
        ),
        (anyone, with_fee(1, 1), unauthorized(anyone, "market")),
        (market, with_fee(0, 5), ContractError::ZeroAmount {}),
        (
            market,
            with_fee(250_000_000_000_000_000, 1),
            ContractError::InsufficientEncumbered {
                amount: 250_000_000_000_000_001u128.into(),
                encumbered: 250_000_000_000_000_000u128.into(),
            },
        ),
        (
            market,
            with_fee(u128::MAX, u128::MAX),
            ContractError::InsufficientEncumbered {
                amount: Uint128::MAX,
                encumbered: 250_000_000_000_000_000u128.into(),
            },
        ),
        (anyone, spend(anyone, 1), OwnershipError::NotOwner.into()),
        (owner, spend(anyone, 0), ContractError::ZeroAmount {}),
        (owner, spend(anyone, 1), insufficient_own(1, 0)),
    ];
    ensure_refused(busy(), cases);
}

#[test]
fn what_anyone_may_send() {
    let anyone = &addr("anyone");
    let cases = vec![
        (
            anyone,
            ExecuteMsg::Flush { limit: None },
            ContractError::NothingWaiting {},
        ),
        (
            anyone,
            ExecuteMsg::Flush { limit: Some(0) },
            out_of_bounds("limit", 0u64, 1, 5),
        ),
        (
            anyone,
            ExecuteMsg::Flush { limit: Some(6) },
            out_of_bounds("limit", 6u64, 1, 5),
        ),
        (
            anyone,
            ExecuteMsg::Sync {
                order_id: 9u64.into(),
            },
            ContractError::UnknownOrder { order_id: 9 },
        ),
        (
            anyone,
            ExecuteMsg::Sync {
                order_id: 2u64.into(),
            },
            ContractError::NotReturning {
                order_id: 2,
                status: OrderStatus::Sent,
            },
        ),
    ];
    ensure_refused(busy(), cases);
}

#[test]
fn ends_of_orders_and_batches() {
    let reserve = busy();
    let (owner, guardian, anyone) = (&addr("owner"), &addr("guardian"), &addr("anyone"));
    let resolve = |id: u64| ExecuteMsg::Resolve {
        order_id: id.into(),
        outcome: Resolution::Refunded {},
    };
    let close_lost = |id: u64, make_good: Option<Uint128>| ExecuteMsg::CloseLost {
        order_id: id.into(),
        make_good,
    };
    let wind_down = |id: u64| ExecuteMsg::WindDown {
        batch_id: id.into(),
    };
    let cases = vec![
        (anyone, resolve(2), not_guardian(anyone)),
        (
            guardian,
            resolve(9),
            ContractError::UnknownOrder { order_id: 9 },
        ),
        (
            guardian,
            resolve(1),
            ContractError::NotResolvable {
                order_id: 1,
                status: OrderStatus::Settled,
            },
        ),
        (
            guardian,
            resolve(2),
            ContractError::GraceNotOver {
                order_id: 2,
                from: reserve.now() + 900 + 3_600,
            },
        ),
        (
            guardian,
            close_lost(2, None),
            OwnershipError::NotOwner.into(),
        ),
        (
            owner,
            close_lost(9, None),
            ContractError::UnknownOrder { order_id: 9 },
        ),
        (
            owner,
            close_lost(1, None),
            ContractError::NotOpen {
                order_id: 1,
                status: OrderStatus::Settled,
            },
        ),
        (
            owner,
            close_lost(2, None),
            ContractError::GraceNotOver {
                order_id: 2,
                from: reserve.now() + 900 + 3_600,
            },
        ),
        (guardian, wind_down(2), OwnershipError::NotOwner.into()),
        (
            owner,
            wind_down(9),
            ContractError::UnknownBatch { batch_id: 9 },
        ),
        (
            owner,
            wind_down(1),
            ContractError::BatchNotWaiting { batch_id: 1 },
        ),
        (
            owner,
            wind_down(2),
            ContractError::BatchNotWaiting { batch_id: 2 },
        ),
    ];
    ensure_refused(reserve, cases);
}

#[test]
fn pauses_and_settings() {
    let (owner, guardian, anyone) = (&addr("owner"), &addr("guardian"), &addr("anyone"));
    let cases = vec![
        (
            anyone,
            ExecuteMsg::Pause { duration: 1 },
            not_guardian(anyone),
        ),
        (guardian, ExecuteMsg::Pause { duration: 0 }, too_long(0)),
        (
            owner,
            ExecuteMsg::Pause {
                duration: 1_209_601,
            },
            too_long(1_209_601),
        ),
        (
            guardian,
            ExecuteMsg::Unpause {},
            OwnershipError::NotOwner.into(),
        ),
        (owner, ExecuteMsg::Unpause {}, ContractError::NotPaused {}),
        (
            guardian,
            ExecuteMsg::UpdateParams { params: params() },
            OwnershipError::NotOwner.into(),
        ),
        (
            guardian,
            ExecuteMsg::UpdateRoute { route: route() },
            OwnershipError::NotOwner.into(),
        ),
        (
            guardian,
            ExecuteMsg::SetGuardian { guardian: None },
            OwnershipError::NotOwner.into(),
        ),
        (
            anyone,
            ExecuteMsg::UpdateOwnership(Action::AcceptOwnership),
            OwnershipError::TransferNotFound.into(),
        ),
        (
            anyone,
            ExecuteMsg::UpdateOwnership(Action::RenounceOwnership),
            OwnershipError::NotOwner.into(),
        ),
    ];
    ensure_refused(busy(), cases);
}

#[test]
fn addresses_are_checked() {
    let mut reserve = busy();
    let (market, owner) = (reserve.market.clone(), reserve.owner.clone());
    let wrong = "not an address".to_string();
    let cases = [
        (
            &market,
            ExecuteMsg::PayOut {
                recipient: wrong.clone(),
                amount: 1u128.into(),
                fee: None,
            },
        ),
        (
            &owner,
            ExecuteMsg::Spend {
                recipient: wrong.clone(),
                amount: 1u128.into(),
            },
        ),
        (
            &owner,
            ExecuteMsg::SetGuardian {
                guardian: Some(wrong.clone()),
            },
        ),
    ];
    let before = reserve.dump();
    for (sender, msg) in cases {
        let refused = reserve.execute(sender, &[], msg).unwrap_err();
        let ContractError::Identifier(IdentifierError::Address { address, .. }) = refused else {
            panic!("{refused}")
        };
        assert_eq!(address, wrong);
        assert_eq!(reserve.dump(), before);
    }
}

#[test]
fn only_purchases_and_sales_take_funds() {
    let mut reserve = busy();
    let owner = reserve.owner.clone();
    let to = reserve.anyone.to_string();
    let messages = [
        ExecuteMsg::PayOut {
            recipient: to.clone(),
            amount: 1u128.into(),
            fee: None,
        },
        ExecuteMsg::Spend {
            recipient: to,
            amount: 1u128.into(),
        },
        ExecuteMsg::Receive(Cw20ReceiveMsg {
            sender: addr("anyone").into(),
            amount: 1u128.into(),
            msg: Default::default(),
        }),
        ExecuteMsg::Flush { limit: None },
        ExecuteMsg::Sync {
            order_id: 1u64.into(),
        },
        ExecuteMsg::Resolve {
            order_id: 1u64.into(),
            outcome: Resolution::Credited { least: None },
        },
        ExecuteMsg::CloseLost {
            order_id: 1u64.into(),
            make_good: None,
        },
        ExecuteMsg::WindDown {
            batch_id: 1u64.into(),
        },
        ExecuteMsg::Pause { duration: 1 },
        ExecuteMsg::Unpause {},
        ExecuteMsg::OpenBuyback {},
        ExecuteMsg::UpdateParams { params: params() },
        ExecuteMsg::UpdateRoute { route: route() },
        ExecuteMsg::SetGuardian { guardian: None },
        ExecuteMsg::UpdateOwnership(Action::RenounceOwnership),
    ];
    let before = reserve.dump();
    for msg in messages {
        let refused = reserve.execute(&owner, &coins(1, STABLE), msg).unwrap_err();
        assert_eq!(refused, PaymentError::NonPayable {}.into());
        assert_eq!(reserve.dump(), before);
    }
}

#[test]
fn queries() {
    let reserve = busy();
    let unknown = reserve
        .query::<()>(QueryMsg::Order {
            order_id: 9u64.into(),
        })
        .unwrap_err();
    assert_eq!(unknown, ContractError::UnknownOrder { order_id: 9 });
    let unknown = reserve
        .query::<()>(QueryMsg::Batch {
            batch_id: 9u64.into(),
        })
        .unwrap_err();
    assert_eq!(unknown, ContractError::UnknownBatch { batch_id: 9 });
}
