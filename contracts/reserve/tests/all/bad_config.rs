//! Every wrong parameter, route and configuration has its own error and changes nothing.

use crate::common::*;
use cosmwasm_std::{coins, Coin, Decimal, Uint128};
use cw_utils::PaymentError;
use qerun_messages::ibc::IdentifierError;
use qerun_messages::reserve::{ExecuteMsg, InstantiateMsg, Params, Route, SkipRoute, Transport};
use qerun_reserve::ContractError;

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
        (
            |p| p.storefront.premium = dec("0.201"),
            out_of_bounds("premium", dec("0.201"), dec("0"), dec("0.2")),
        ),
        (
            |p| p.storefront.discount = dec("0.101"),
            out_of_bounds("discount", dec("0.101"), dec("0"), dec("0.1")),
        ),
        (
            |p| p.storefront.duration = 3_599,
            out_of_bounds("duration", 3_599u64, 3_600, 604_800),
        ),
        (
            |p| p.storefront.duration = 604_801,
            out_of_bounds("duration", 604_801u64, 3_600, 604_800),
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
        (|r| r.receiver = "".into(), address("")),
        (
            |r| r.receiver = "Dex1Outpost".into(),
            address("Dex1Outpost"),
        ),
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
    let mut reserve = TestReserve::new();
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
    let mut reserve = TestReserve::new();
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
        (|m| m.config.token_asset = "".into(), asset("")),
        (|m| m.config.token_asset = "usdc".into(), same("usdc")),
        (|m| m.config.token_asset = "eth".into(), same("eth")),
        (
            |m| m.config.token_decimals = 19,
            out_of_bounds("token_decimals", 19u64, 0, 18),
        ),
        (
            |m| m.params.storefront.duration = 0,
            out_of_bounds("duration", 0u64, 3_600, 604_800),
        ),
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
    let wrong: [fn(&mut InstantiateMsg); 5] = [
        |m| m.owner = "x".into(),
        |m| m.config.market = "x".into(),
        |m| m.config.oracle = "x".into(),
        |m| m.config.token = "x".into(),
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
