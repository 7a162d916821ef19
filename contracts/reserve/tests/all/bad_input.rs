//! Every wrong input has its own error and changes nothing.

use crate::common::*;
use cosmwasm_std::{coin, coins, Addr, Coin, Decimal, Uint128};
use cw_ownable::{Action, OwnershipError};
use cw_utils::PaymentError;
use qerun_controls::{AccessError, Figure, ParameterError, PauseError};
use qerun_messages::ibc::IdentifierError;
use qerun_messages::reserve::{
    ExecuteMsg, InstantiateMsg, OrderStatus, Params, QueryMsg, Resolution, Route, SkipRoute,
    Transport,
};
use qerun_reserve::ContractError;

fn out_of_bounds<T: Into<Figure>>(name: &'static str, value: T, min: T, max: T) -> ContractError {
    let (value, min, max) = (value.into(), min.into(), max.into());
    ParameterError::OutOfBounds {
        name,
        value,
        min,
        max,
    }
    .into()
}

fn unauthorized(who: &Addr, role: &'static str) -> ContractError {
    let sender = who.clone();
    AccessError::Unauthorized { sender, role }.into()
}

fn invalid_channel(channel: &str) -> ContractError {
    let channel = channel.into();
    IdentifierError::Channel { channel }.into()
}

fn invalid_address(address: &str) -> ContractError {
    let address = address.into();
    IdentifierError::ForeignAddress { address }.into()
}

fn invalid_denom(denom: &str) -> ContractError {
    let denom = denom.into();
    IdentifierError::Denom { denom }.into()
}

fn not_guardian(who: &Addr) -> ContractError {
    unauthorized(who, "guardian or owner")
}

fn too_long(duration: u64) -> ContractError {
    let max = 1_209_600;
    PauseError::Duration { duration, max }.into()
}

fn purchase(batch: u64, user_in: u128) -> ExecuteMsg {
    ExecuteMsg::Purchase {
        batch_id: batch.into(),
        user_in: user_in.into(),
    }
}

/// Order 1 settled, order 2 under way.
fn busy() -> TestReserve {
    let mut reserve = TestReserve::new();
    reserve.purchase(1, usd(500), usd(500)).unwrap();
    reserve.credit(1, 250_000_000_000_000_000);
    reserve.purchase(2, usd(500), usd(500)).unwrap();
    reserve
}

#[test]
fn executes() {
    let mut reserve = busy();
    let (market, owner, guardian, anyone) = (
        reserve.market.clone(),
        reserve.owner.clone(),
        reserve.guardian.clone(),
        reserve.anyone.clone(),
    );
    let stable = |amount: u128| coins(amount, STABLE);
    let pay = |to: &Addr, amount: u128| ExecuteMsg::PayOut {
        recipient: to.to_string(),
        amount: amount.into(),
    };
    let spend = |to: &Addr, amount: u128| ExecuteMsg::Spend {
        recipient: to.to_string(),
        amount: amount.into(),
    };
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
    let no_funds: Vec<Coin> = vec![];
    let cases: Vec<(&Addr, Vec<Coin>, ExecuteMsg, ContractError)> = vec![
        (
            &owner,
            stable(1),
            purchase(3, 0),
            unauthorized(&owner, "market"),
        ),
        (
            &market,
            no_funds.clone(),
            purchase(3, 0),
            PaymentError::NoFunds {}.into(),
        ),
        (
            &market,
            stable(0),
            purchase(3, 0),
            PaymentError::NoFunds {}.into(),
        ),
        (
            &market,
            coins(1, "uother"),
            purchase(3, 0),
            PaymentError::MissingDenom(STABLE.into()).into(),
        ),
        (
            &market,
            vec![coin(1, STABLE), coin(1, "uother")],
            purchase(3, 0),
            PaymentError::MultipleDenoms {}.into(),
        ),
        (
            &market,
            stable(5),
            purchase(3, 6),
            ContractError::UserPartTooLarge {
                user_in: 6u128.into(),
                funds: 5u128.into(),
            },
        ),
        (
            &market,
            stable(usd(100)),
            purchase(2, 0),
            ContractError::DuplicateBatch { batch_id: 2 },
        ),
        (
            &anyone,
            no_funds.clone(),
            pay(&anyone, 1),
            unauthorized(&anyone, "market"),
        ),
        (
            &market,
            no_funds.clone(),
            pay(&anyone, 0),
            ContractError::ZeroAmount {},
        ),
        (
            &market,
            no_funds.clone(),
            pay(&anyone, u128::MAX),
            ContractError::InsufficientEncumbered {
                amount: Uint128::MAX,
                encumbered: 250_000_000_000_000_000u128.into(),
            },
        ),
        (
            &anyone,
            no_funds.clone(),
            spend(&anyone, 1),
            OwnershipError::NotOwner.into(),
        ),
        (
            &owner,
            no_funds.clone(),
            spend(&anyone, 0),
            ContractError::ZeroAmount {},
        ),
        (
            &owner,
            no_funds.clone(),
            spend(&anyone, 1),
            ContractError::InsufficientUnencumbered {
                amount: 1u128.into(),
                unencumbered: Uint128::zero(),
            },
        ),
        (
            &anyone,
            no_funds.clone(),
            ExecuteMsg::Flush { limit: None },
            ContractError::NothingWaiting {},
        ),
        (
            &anyone,
            no_funds.clone(),
            ExecuteMsg::Flush { limit: Some(0) },
            out_of_bounds("limit", 0u64, 1, 5),
        ),
        (
            &anyone,
            no_funds.clone(),
            ExecuteMsg::Flush { limit: Some(6) },
            out_of_bounds("limit", 6u64, 1, 5),
        ),
        (
            &anyone,
            no_funds.clone(),
            ExecuteMsg::Sync {
                order_id: 9u64.into(),
            },
            ContractError::UnknownOrder { order_id: 9 },
        ),
        (
            &anyone,
            no_funds.clone(),
            ExecuteMsg::Sync {
                order_id: 2u64.into(),
            },
            ContractError::NotReturning {
                order_id: 2,
                status: OrderStatus::Sent,
            },
        ),
        (&anyone, no_funds.clone(), resolve(2), not_guardian(&anyone)),
        (
            &guardian,
            no_funds.clone(),
            resolve(9),
            ContractError::UnknownOrder { order_id: 9 },
        ),
        (
            &guardian,
            no_funds.clone(),
            resolve(1),
            ContractError::NotResolvable {
                order_id: 1,
                status: OrderStatus::Settled,
            },
        ),
        (
            &guardian,
            no_funds.clone(),
            resolve(2),
            ContractError::GraceNotOver {
                order_id: 2,
                from: reserve.now() + 900 + 3_600,
            },
        ),
        (
            &guardian,
            no_funds.clone(),
            close_lost(2, None),
            OwnershipError::NotOwner.into(),
        ),
        (
            &owner,
            no_funds.clone(),
            close_lost(9, None),
            ContractError::UnknownOrder { order_id: 9 },
        ),
        (
            &owner,
            no_funds.clone(),
            close_lost(1, None),
            ContractError::NotOpen {
                order_id: 1,
                status: OrderStatus::Settled,
            },
        ),
        (
            &owner,
            no_funds.clone(),
            close_lost(2, None),
            ContractError::GraceNotOver {
                order_id: 2,
                from: reserve.now() + 900 + 3_600,
            },
        ),
        (
            &guardian,
            no_funds.clone(),
            wind_down(2),
            OwnershipError::NotOwner.into(),
        ),
        (
            &owner,
            no_funds.clone(),
            wind_down(9),
            ContractError::UnknownBatch { batch_id: 9 },
        ),
        (
            &owner,
            no_funds.clone(),
            wind_down(1),
            ContractError::BatchNotWaiting { batch_id: 1 },
        ),
        (
            &owner,
            no_funds.clone(),
            wind_down(2),
            ContractError::BatchNotWaiting { batch_id: 2 },
        ),
        (
            &market,
            stable(usd(100) - 1),
            purchase(3, 0),
            ContractError::BelowMinOrder {
                funds: (usd(100) - 1).into(),
                min_order: usd(100).into(),
            },
        ),
        (
            &anyone,
            no_funds.clone(),
            ExecuteMsg::Pause { duration: 1 },
            not_guardian(&anyone),
        ),
        (
            &guardian,
            no_funds.clone(),
            ExecuteMsg::Pause { duration: 0 },
            too_long(0),
        ),
        (
            &owner,
            no_funds.clone(),
            ExecuteMsg::Pause {
                duration: 1_209_601,
            },
            too_long(1_209_601),
        ),
        (
            &guardian,
            no_funds.clone(),
            ExecuteMsg::Unpause {},
            OwnershipError::NotOwner.into(),
        ),
        (
            &owner,
            no_funds.clone(),
            ExecuteMsg::Unpause {},
            ContractError::NotPaused {},
        ),
        (
            &guardian,
            no_funds.clone(),
            ExecuteMsg::UpdateParams { params: params() },
            OwnershipError::NotOwner.into(),
        ),
        (
            &guardian,
            no_funds.clone(),
            ExecuteMsg::UpdateRoute { route: route() },
            OwnershipError::NotOwner.into(),
        ),
        (
            &guardian,
            no_funds.clone(),
            ExecuteMsg::SetGuardian { guardian: None },
            OwnershipError::NotOwner.into(),
        ),
        (
            &anyone,
            no_funds.clone(),
            ExecuteMsg::UpdateOwnership(Action::AcceptOwnership),
            OwnershipError::TransferNotFound.into(),
        ),
        (
            &anyone,
            no_funds.clone(),
            ExecuteMsg::UpdateOwnership(Action::RenounceOwnership),
            OwnershipError::NotOwner.into(),
        ),
    ];
    let before = (reserve.dump(), reserve.stable, reserve.eth);
    for (sender, funds, msg, expected) in cases {
        let told = format!("{msg:?}");
        let refused = reserve.execute(sender, &funds, msg).unwrap_err();
        assert_eq!(refused, expected, "{told}");
        assert_eq!(
            (reserve.dump(), reserve.stable, reserve.eth),
            before,
            "{told}"
        );
    }
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
fn only_a_purchase_takes_funds() {
    let mut reserve = busy();
    let owner = reserve.owner.clone();
    let to = reserve.anyone.to_string();
    let messages = [
        ExecuteMsg::PayOut {
            recipient: to.clone(),
            amount: 1u128.into(),
        },
        ExecuteMsg::Spend {
            recipient: to,
            amount: 1u128.into(),
        },
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

type Change<T> = (fn(&mut T), ContractError);

fn bad_params() -> Vec<Change<Params>> {
    let max = Uint128::MAX;
    let slippage = |value| {
        out_of_bounds(
            "max_slippage",
            value,
            Decimal::permille(1),
            Decimal::percent(10),
        )
    };
    vec![
        (
            |p| p.max_slippage = Decimal::zero(),
            slippage(Decimal::zero()),
        ),
        (
            |p| p.max_slippage = Decimal::permille(101),
            slippage(Decimal::permille(101)),
        ),
        (
            |p| p.min_order = Uint128::zero(),
            out_of_bounds("min_order", Uint128::zero(), Uint128::one(), max),
        ),
        (
            |p| p.max_order = (usd(200) - 1).into(),
            out_of_bounds(
                "max_order",
                Uint128::new(usd(200) - 1),
                usd(200).into(),
                max,
            ),
        ),
        (
            |p| p.max_in_flight = usd(999).into(),
            out_of_bounds(
                "max_in_flight",
                Uint128::new(usd(999)),
                usd(1_000).into(),
                max,
            ),
        ),
        (
            |p| p.max_open_orders = 0,
            out_of_bounds("max_open_orders", 0u64, 1, 32),
        ),
        (
            |p| p.max_open_orders = 33,
            out_of_bounds("max_open_orders", 33u64, 1, 32),
        ),
        (
            |p| p.max_open_batches = 0,
            out_of_bounds("max_open_batches", 0u64, 1, 15),
        ),
        (
            |p| p.max_open_batches = 16,
            out_of_bounds("max_open_batches", 16u64, 1, 15),
        ),
        (
            |p| p.grace = 3_599,
            out_of_bounds("grace", 3_599u64, 3_600, 2_592_000),
        ),
        (
            |p| p.grace = 2_592_001,
            out_of_bounds("grace", 2_592_001u64, 3_600, 2_592_000),
        ),
    ]
}

fn bad_routes() -> Vec<Change<Route>> {
    let channel = invalid_channel;
    let address = invalid_address;
    vec![
        (|r| r.channel = "".into(), channel("")),
        (|r| r.channel = "channel-".into(), channel("channel-")),
        (|r| r.channel = "channel-1/x".into(), channel("channel-1/x")),
        (
            |r| r.channel = "connection-1".into(),
            channel("connection-1"),
        ),
        (|r| r.outpost = "".into(), address("")),
        (|r| r.outpost = "Dex1Outpost".into(), address("Dex1Outpost")),
        (
            |r| r.timeout = 59,
            out_of_bounds("timeout", 59u64, 60, 3_600),
        ),
        (
            |r| r.timeout = 3_601,
            out_of_bounds("timeout", 3_601u64, 60, 3_600),
        ),
    ]
}

fn bad_skip_routes() -> Vec<Change<SkipRoute>> {
    let address = invalid_address;
    let name = |name, value: &str| ContractError::InvalidName {
        name,
        value: value.into(),
    };
    let denom = invalid_denom;
    let repeated = |denom: &str| ContractError::RepeatedDenom {
        denom: denom.into(),
    };
    vec![
        (|s| s.adapter = "".into(), address("")),
        (|s| s.adapter = "Dex1A".into(), address("Dex1A")),
        (|s| s.recover_address = "dex1 x".into(), address("dex1 x")),
        (
            |s| s.return_channel = "channel-".into(),
            invalid_channel("channel-"),
        ),
        (
            |s| s.return_timeout = 59,
            out_of_bounds("return_timeout", 59u64, 60, 86_400),
        ),
        (
            |s| s.return_timeout = 86_401,
            out_of_bounds("return_timeout", 86_401u64, 60, 86_400),
        ),
        (|s| s.venue = "".into(), name("venue", "")),
        (|s| s.venue = "a\"b".into(), name("venue", "a\"b")),
        (
            |s| s.operations.clear(),
            out_of_bounds("operations", 0u64, 1, 4),
        ),
        (
            |s| s.operations = vec![s.operations[0].clone(); 5],
            out_of_bounds("operations", 5u64, 1, 4),
        ),
        (|s| s.operations[1].pool = "".into(), name("pool", "")),
        (|s| s.operations[0].denom_in = "".into(), denom("")),
        (|s| s.operations[1].denom_out = "e th".into(), denom("e th")),
        (
            |s| s.operations[1].denom_in = "uion".into(),
            ContractError::BrokenPath {
                denom_out: "uosmo".into(),
                denom_in: "uion".into(),
            },
        ),
        (
            |s| s.operations[1].denom_out = STABLE_ON_DEX_CHAIN.into(),
            repeated(STABLE_ON_DEX_CHAIN),
        ),
        (
            |s| s.operations[0].denom_out = STABLE_ON_DEX_CHAIN.into(),
            repeated(STABLE_ON_DEX_CHAIN),
        ),
    ]
}

#[test]
fn routes_by_skip() {
    let mut reserve = busy();
    let owner = reserve.owner.clone();
    let before = reserve.dump();
    for (change, expected) in bad_skip_routes() {
        let mut route = skip_route();
        let Transport::Skip(skip) = &mut route.transport else {
            panic!("another transport")
        };
        change(skip);
        let msg = ExecuteMsg::UpdateRoute { route };
        assert_eq!(reserve.execute(&owner, &[], msg).unwrap_err(), expected);
    }
    let long = "p".repeat(129);
    let mut route = skip_route();
    if let Transport::Skip(skip) = &mut route.transport {
        skip.operations[0].pool = long.clone();
    }
    let msg = ExecuteMsg::UpdateRoute { route };
    let (name, value) = ("pool", long);
    let refused = reserve.execute(&owner, &[], msg).unwrap_err();
    assert_eq!(refused, ContractError::InvalidName { name, value });
    assert_eq!(reserve.dump(), before);
}

#[test]
fn updates() {
    let mut reserve = busy();
    let owner = reserve.owner.clone();
    let before = reserve.dump();
    for (change, expected) in bad_params() {
        let mut params = params();
        change(&mut params);
        let refused = reserve
            .execute(&owner, &[], ExecuteMsg::UpdateParams { params })
            .unwrap_err();
        assert_eq!(refused, expected);
    }
    let params = Params {
        min_order: Uint128::MAX,
        ..params()
    };
    let refused = reserve
        .execute(&owner, &[], ExecuteMsg::UpdateParams { params })
        .unwrap_err();
    assert!(matches!(refused, ContractError::Overflow(_)));
    for (change, expected) in bad_routes() {
        let mut route = route();
        change(&mut route);
        let refused = reserve
            .execute(&owner, &[], ExecuteMsg::UpdateRoute { route })
            .unwrap_err();
        assert_eq!(refused, expected);
    }
    assert_eq!(reserve.dump(), before);
}

#[test]
fn instantiates() {
    let denom = invalid_denom;
    let asset = |asset: &str| ContractError::InvalidAsset {
        asset: asset.into(),
    };
    let same = |name: &str| ContractError::SameAsset { name: name.into() };
    let mut cases: Vec<Change<InstantiateMsg>> = vec![
        (|m| m.config.stable_denom = "".into(), denom("")),
        (|m| m.config.eth_denom = "1eth".into(), denom("1eth")),
        (|m| m.config.eth_denom = STABLE.into(), same(STABLE)),
        (|m| m.config.eth_asset = "usdc".into(), same("usdc")),
        (|m| m.config.eth_asset = "".into(), asset("")),
        (
            |m| m.config.stable_decimals = 19,
            out_of_bounds("stable_decimals", 19u64, 0, 18),
        ),
        (
            |m| m.config.eth_decimals = 19,
            out_of_bounds("eth_decimals", 19u64, 0, 18),
        ),
        (
            |m| m.params.grace = 0,
            out_of_bounds("grace", 0u64, 3_600, 2_592_000),
        ),
        (
            |m| m.route.timeout = 0,
            out_of_bounds("timeout", 0u64, 60, 3_600),
        ),
    ];
    let attempt = |change: &dyn Fn(&mut InstantiateMsg), funds: Vec<Coin>| {
        let mut msg = instantiate_msg();
        change(&mut msg);
        let mut reserve = TestReserve::uninstantiated();
        reserve.instantiate(msg, &funds).unwrap_err()
    };
    for (change, expected) in cases.drain(..) {
        assert_eq!(attempt(&change, vec![]), expected);
    }
    let wrong: [fn(&mut InstantiateMsg); 4] = [
        |m| m.owner = "x".into(),
        |m| m.config.market = "x".into(),
        |m| m.config.oracle = "x".into(),
        |m| m.config.guardian = Some("x".into()),
    ];
    for change in wrong {
        let refused = attempt(&change, vec![]);
        assert!(
            matches!(
                refused,
                ContractError::Identifier(IdentifierError::Address { .. })
            ),
            "{refused}"
        );
    }
    assert_eq!(
        attempt(&|_| {}, coins(1, STABLE)),
        PaymentError::NonPayable {}.into()
    );
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
