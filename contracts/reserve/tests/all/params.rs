//! The bounds on buying and selling move step by step, once a day; what bounds a loss moves least.

use crate::common::*;
use cosmwasm_std::{Decimal, Uint128};
use proptest::prelude::*;
use qerun_controls::{Figure, ParameterError};
use qerun_messages::reserve::{
    ConfigResponse, ExecuteMsg, Params, QueryMsg, Route, StorefrontRule, COOL_DOWN,
};
use qerun_reserve::params::{ValidParams, GRACE, MAX_OPEN_BATCHES, MAX_OPEN_ORDERS, SLIPPAGE};
use qerun_reserve::ContractError;

fn update(reserve: &mut TestReserve, params: Params) -> Result<(), ContractError> {
    let owner = reserve.owner.clone();
    reserve
        .execute(&owner, &[], ExecuteMsg::UpdateParams { params })
        .map(|_| ())
}

fn config(reserve: &TestReserve) -> ConfigResponse {
    reserve.query(QueryMsg::Config {}).unwrap()
}

fn changed(change: impl FnOnce(&mut Params)) -> Params {
    let mut params = params();
    change(&mut params);
    params
}

fn step(
    name: &'static str,
    value: impl Into<Figure>,
    min: impl Into<Figure>,
    max: impl Into<Figure>,
) -> ContractError {
    let (value, min, max) = (value.into(), min.into(), max.into());
    ParameterError::Step {
        name,
        value,
        min,
        max,
    }
    .into()
}

fn usd_step(name: &'static str, value: u128, min: u128, max: u128) -> ContractError {
    let [value, min, max] = [value, min, max].map(Uint128::new);
    step(name, value, min, max)
}

fn decimal_step(name: &'static str, value: &str, min: &str, max: &str) -> ContractError {
    let [value, min, max] = [value, min, max].map(dec);
    step(name, value, min, max)
}

fn rule(premium: &str, discount: &str, duration: u64) -> StorefrontRule {
    StorefrontRule {
        premium: dec(premium),
        discount: dec(discount),
        duration,
    }
}

fn cool_down(ready_at: u64) -> ContractError {
    ParameterError::CoolDown { ready_at }.into()
}

#[test]
fn each_moves_to_the_end_of_its_step_and_not_beyond() {
    let slippage = |permille| {
        let [value, min, max] = [permille, 27, 33].map(Decimal::permille);
        step("max_slippage", value, min, max)
    };
    let refused: Vec<(Params, ContractError)> = vec![
        (
            changed(|p| p.max_slippage = Decimal::permille(34)),
            slippage(34),
        ),
        (
            changed(|p| p.max_slippage = Decimal::permille(26)),
            slippage(26),
        ),
        (
            changed(|p| p.max_in_flight = (usd(3_300) + 1).into()),
            usd_step("max_in_flight", usd(3_300) + 1, usd(2_700), usd(3_300)),
        ),
        (
            changed(|p| p.max_in_flight = (usd(2_700) - 1).into()),
            usd_step("max_in_flight", usd(2_700) - 1, usd(2_700), usd(3_300)),
        ),
        (
            changed(|p| p.min_order = (usd(200) + 1).into()),
            usd_step("min_order", usd(200) + 1, usd(50), usd(200)),
        ),
        (
            changed(|p| p.min_order = (usd(50) - 1).into()),
            usd_step("min_order", usd(50) - 1, usd(50), usd(200)),
        ),
        (
            changed(|p| p.max_order = (usd(2_000) + 1).into()),
            usd_step("max_order", usd(2_000) + 1, usd(500), usd(2_000)),
        ),
        (
            changed(|p| p.max_order = (usd(500) - 1).into()),
            usd_step("max_order", usd(500) - 1, usd(500), usd(2_000)),
        ),
        (
            changed(|p| p.max_open_orders = 9),
            step("max_open_orders", 9u64, 2u64, 8u64),
        ),
        (
            changed(|p| p.max_open_orders = 1),
            step("max_open_orders", 1u64, 2u64, 8u64),
        ),
        (
            changed(|p| p.max_open_batches = 11),
            step("max_open_batches", 11u64, 3u64, 10u64),
        ),
        (
            changed(|p| p.max_open_batches = 2),
            step("max_open_batches", 2u64, 3u64, 10u64),
        ),
        (
            changed(|p| p.grace = 7_201),
            step("grace", 7_201u64, 1_800u64, 7_200u64),
        ),
        (
            changed(|p| p.storefront.premium = dec("0.0451")),
            decimal_step("premium", "0.0451", "0.035", "0.045"),
        ),
        (
            changed(|p| p.storefront.premium = dec("0.0349")),
            decimal_step("premium", "0.0349", "0.035", "0.045"),
        ),
        (
            changed(|p| p.storefront.discount = dec("0.0991")),
            decimal_step("discount", "0.0991", "0.081", "0.099"),
        ),
        (
            changed(|p| p.storefront.discount = dec("0.0809")),
            decimal_step("discount", "0.0809", "0.081", "0.099"),
        ),
        (
            changed(|p| p.storefront.duration = 21_601),
            step("duration", 21_601u64, 5_400u64, 21_600u64),
        ),
        (
            changed(|p| p.storefront.duration = 5_399),
            step("duration", 5_399u64, 5_400u64, 21_600u64),
        ),
    ];
    let mut reserve = TestReserve::new();
    let before = reserve.dump();
    for (params, expected) in refused {
        assert_eq!(update(&mut reserve, params), Err(expected));
        assert_eq!(reserve.dump(), before);
    }
    for allowed in [
        Params {
            max_slippage: Decimal::permille(33),
            min_order: usd(200).into(),
            max_order: usd(2_000).into(),
            max_in_flight: usd(3_300).into(),
            max_open_orders: 8,
            max_open_batches: 10,
            grace: 7_200,
            storefront: rule("0.045", "0.099", 21_600),
            buyback_above: Some(Uint128::MAX),
        },
        Params {
            max_slippage: Decimal::permille(27),
            min_order: usd(50).into(),
            max_order: usd(500).into(),
            max_in_flight: usd(2_700).into(),
            max_open_orders: 2,
            max_open_batches: 3,
            grace: 3_600,
            storefront: rule("0.035", "0.081", 5_400),
            buyback_above: Some(Uint128::zero()),
        },
    ] {
        let mut reserve = TestReserve::new();
        update(&mut reserve, allowed.clone()).unwrap();
        assert_eq!(config(&reserve).params, allowed);
        assert_eq!(reserve.backing().capacity, allowed.max_in_flight);
    }
}

#[test]
fn once_a_day() {
    let mut reserve = TestReserve::new();
    assert_eq!(config(&reserve).params_ready_at, 0);
    let first = changed(|p| p.max_slippage = Decimal::permille(33));
    update(&mut reserve, first.clone()).unwrap();
    let ready_at = reserve.now() + COOL_DOWN;
    assert_eq!(config(&reserve).params_ready_at, ready_at);
    let second = changed(|p| p.max_slippage = Decimal::permille(36));
    assert_eq!(
        update(&mut reserve, second.clone()),
        Err(cool_down(ready_at))
    );
    reserve.wait(COOL_DOWN - 1);
    let before = reserve.dump();
    assert_eq!(
        update(&mut reserve, second.clone()),
        Err(cool_down(ready_at))
    );
    assert_eq!(reserve.dump(), before);
    assert_eq!(config(&reserve).params, first);
    reserve.wait(1);
    update(&mut reserve, second.clone()).unwrap();
    assert_eq!(config(&reserve).params, second);
    assert_eq!(
        config(&reserve).params_ready_at,
        reserve.now() + COOL_DOWN,
        "counts from the last change"
    );
}

/// From the least slippage a step is a whole permille, from no premium or discount half a percent, so that they can be
/// left.
#[test]
fn the_least_values_can_be_left() {
    let mut reserve = TestReserve::with(|msg| {
        msg.params.max_slippage = SLIPPAGE.0;
        msg.params.min_order = Uint128::one();
        msg.params.max_order = Uint128::new(2);
        msg.params.max_in_flight = Uint128::new(2);
        msg.params.max_open_orders = 1;
        msg.params.max_open_batches = 1;
        msg.params.storefront = rule("0", "0", 3_600);
    });
    let up = Params {
        max_slippage: Decimal::permille(2),
        min_order: Uint128::one(),
        max_order: Uint128::new(3),
        max_in_flight: Uint128::new(3),
        max_open_orders: 2,
        max_open_batches: 2,
        grace: 3_600,
        storefront: rule("0.005", "0.005", 7_200),
        buyback_above: None,
    };
    update(&mut reserve, up.clone()).unwrap();
    assert_eq!(config(&reserve).params, up);
}

/// A wrong route can be corrected at once, and that leaves the cool-down of the parameters alone.
#[test]
fn the_route_waits_for_nothing() {
    let mut reserve = TestReserve::new();
    update(
        &mut reserve,
        changed(|p| p.max_slippage = Decimal::permille(31)),
    )
    .unwrap();
    let ready_at = config(&reserve).params_ready_at;
    let owner = reserve.owner.clone();
    for receiver in ["dex1next", "dex1last"] {
        let route = Route {
            receiver: receiver.into(),
            ..route()
        };
        reserve
            .execute(&owner, &[], ExecuteMsg::UpdateRoute { route })
            .unwrap();
        assert_eq!(config(&reserve).route.receiver, receiver);
    }
    assert_eq!(config(&reserve).params_ready_at, ready_at);
}

/// However often the route is replaced, no more is in flight over all of them.
#[test]
fn many_routes_share_what_may_be_in_flight() {
    let mut reserve = TestReserve::new();
    let owner = reserve.owner.clone();
    for i in 0..6u64 {
        let route = Route {
            receiver: format!("dex1hostile{i}"),
            ..route()
        };
        reserve
            .execute(&owner, &[], ExecuteMsg::UpdateRoute { route })
            .unwrap();
        let _ = reserve.purchase(i + 1, usd(1_000), usd(1_000));
    }
    assert_eq!(reserve.packets.len(), 3);
    assert_eq!(reserve.backing().in_flight, params().max_in_flight);
}

fn any_params() -> impl Strategy<Value = Params> {
    (
        1u64..=100,
        (1u128..10_000, 0u128..100_000, 0u128..1_000_000),
        1u32..=32,
        1u32..=15,
        3_600u64..=2_592_000,
        (0u64..=200, 0u64..=100, 3_600u64..=604_800),
    )
        .prop_map(
            |(slippage, (min, max, flight), orders, batches, grace, rule)| {
                let (min_order, max_order) = (min, 2 * min + max);
                Params {
                    max_slippage: Decimal::permille(slippage),
                    min_order: min_order.into(),
                    max_order: max_order.into(),
                    max_in_flight: (max_order + flight).into(),
                    max_open_orders: orders,
                    max_open_batches: batches,
                    grace,
                    storefront: StorefrontRule {
                        premium: Decimal::permille(rule.0),
                        discount: Decimal::permille(rule.1),
                        duration: rule.2,
                    },
                    buyback_above: None,
                }
            },
        )
}

/// `old` moved by `thousandths` of itself.
fn moved(old: u128, thousandths: u128) -> u128 {
    old * thousandths / 1_000
}

/// The rule, by multiplication alone: no more than a tenth of the old value (or `least`) away.
fn a_tenth(new: u128, old: u128, least: u128) -> bool {
    new.abs_diff(old) <= least || 10 * new.abs_diff(old) <= old
}

fn at_most_double(new: u128, old: u128) -> bool {
    new <= 2 * old && 2 * new >= old
}

fn within_a_step(new: &Params, old: &Params) -> bool {
    a_tenth(
        new.max_slippage.atomics().u128(),
        old.max_slippage.atomics().u128(),
        SLIPPAGE.0.atomics().u128(),
    ) && a_tenth(new.max_in_flight.u128(), old.max_in_flight.u128(), 1)
        && at_most_double(new.min_order.u128(), old.min_order.u128())
        && at_most_double(new.max_order.u128(), old.max_order.u128())
        && at_most_double(new.max_open_orders.into(), old.max_open_orders.into())
        && at_most_double(new.max_open_batches.into(), old.max_open_batches.into())
        && at_most_double(new.grace.into(), old.grace.into())
        && a_tenth(
            new.storefront.premium.atomics().u128(),
            old.storefront.premium.atomics().u128(),
            Decimal::permille(5).atomics().u128(),
        )
        && a_tenth(
            new.storefront.discount.atomics().u128(),
            old.storefront.discount.atomics().u128(),
            Decimal::permille(5).atomics().u128(),
        )
        && at_most_double(
            new.storefront.duration.into(),
            old.storefront.duration.into(),
        )
}

fn in_bounds(p: &Params) -> bool {
    (SLIPPAGE.0..=SLIPPAGE.1).contains(&p.max_slippage)
        && p.min_order.u128() >= 1
        && p.max_order.u128() >= 2 * p.min_order.u128()
        && p.max_in_flight >= p.max_order
        && (1..=MAX_OPEN_ORDERS).contains(&p.max_open_orders)
        && (1..=MAX_OPEN_BATCHES).contains(&p.max_open_batches)
        && (GRACE.0..=GRACE.1).contains(&p.grace)
        && p.storefront.premium <= dec("0.2")
        && p.storefront.discount <= dec("0.1")
        && (3_600..=604_800).contains(&p.storefront.duration)
}

/// Moves of each parameter in thousandths of its value, and seconds before them.
type Attempt = ([u128; 10], u64);

fn attempts() -> impl Strategy<Value = Vec<Attempt>> {
    // Mostly what a step allows, so that many updates pass; some beyond.
    let tenth = || prop_oneof![12 => 900u128..=1_100, 1 => 0u128..3_000];
    let double = || prop_oneof![12 => 500u128..=2_000, 1 => 0u128..5_000];
    let moves = (
        tenth(),
        tenth(),
        double(),
        double(),
        double(),
        double(),
        double(),
        tenth(),
        tenth(),
        double(),
    )
        .prop_map(|(a, b, c, d, e, f, g, h, i, j)| [a, b, c, d, e, f, g, h, i, j]);
    let wait = prop_oneof![2 => Just(COOL_DOWN), 1 => 0..2 * COOL_DOWN];
    prop::collection::vec((moves, wait), 1..60)
}

fn target(old: &Params, moves: [u128; 10]) -> Params {
    let [slippage, in_flight, min, max, orders, batches, grace, premium, discount, duration] =
        moves;
    let decimal = |old: Decimal, by| Decimal::raw(moved(old.atomics().u128(), by));
    let number = |old: u32, by| u32::try_from(moved(old.into(), by)).unwrap();
    let mut new = Params {
        max_slippage: decimal(old.max_slippage, slippage),
        min_order: moved(old.min_order.u128(), min).into(),
        max_order: moved(old.max_order.u128(), max).into(),
        max_in_flight: moved(old.max_in_flight.u128(), in_flight).into(),
        max_open_orders: number(old.max_open_orders, orders),
        max_open_batches: number(old.max_open_batches, batches),
        grace: u64::try_from(moved(old.grace.into(), grace)).unwrap(),
        storefront: StorefrontRule {
            premium: decimal(old.storefront.premium, premium),
            discount: decimal(old.storefront.discount, discount),
            duration: u64::try_from(moved(old.storefront.duration.into(), duration)).unwrap(),
        },
        buyback_above: None,
    };
    // Else few sets would be in order.
    new.max_order = new.max_order.min(new.max_in_flight);
    new.min_order = new.min_order.min(new.max_order / Uint128::new(2));
    new
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    /// Exactly what is in bounds, within a step and after a day passes; so in n days a tenth
    /// compounds at most n + 1 times.
    #[test]
    fn any_updates(attempts in attempts()) {
        let mut reserve = TestReserve::new();
        let (start, mut old, mut last) = (reserve.now(), params(), None::<u64>);
        for (moves, wait) in attempts {
            reserve.wait(wait);
            let now = reserve.now();
            let new = target(&old, moves);
            let ready = last.is_none_or(|last| now >= last + COOL_DOWN);
            let wanted = in_bounds(&new) && within_a_step(&new, &old) && ready;
            let before = reserve.dump();
            prop_assert_eq!(update(&mut reserve, new.clone()).is_ok(), wanted, "{:?} {:?}", &old, &new);
            if wanted {
                (old, last) = (new, Some(now));
            } else {
                prop_assert_eq!(reserve.dump(), before);
            }
            prop_assert_eq!(&config(&reserve).params, &old);
            prop_assert_eq!(reserve.backing().capacity, old.max_in_flight);
            let mut most = Decimal::percent(3);
            for _ in 0..=(now - start) / COOL_DOWN {
                most += (most * Decimal::percent(10)).max(SLIPPAGE.0);
            }
            prop_assert!(old.max_slippage <= most);
        }
    }

    /// From any set to any other: the type alone.
    #[test]
    fn any_pair(old in any_params(), new in any_params(), changed_at in 1u64..200_000, now in 0u64..400_000) {
        let params = ValidParams::try_from(new.clone()).unwrap();
        let ready = now >= changed_at + COOL_DOWN;
        let allowed = params.replace(&old, changed_at, now).is_ok();
        prop_assert_eq!(allowed, within_a_step(&new, &old) && ready);
    }
}
