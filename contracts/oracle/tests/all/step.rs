//! An asset in use changes step by step, once a day, and not away from its price; an idle one as if it were new.

use crate::common::*;
use cosmwasm_std::Decimal;
use proptest::prelude::*;
use qerun_controls::{Figure, ParameterError};
use qerun_messages::oracle::{
    AssetResponse, ExecuteMsg, Policy, PriceSource, QueryMsg, Status, COOL_DOWN, MAX_DEPTH,
    MAX_GROWTH_DAY, MAX_GROWTH_HOUR, MAX_PRICE,
};
use qerun_oracle::ContractError::{self, *};

fn asset(oracle: &Oracle) -> AssetResponse {
    oracle.query(QueryMsg::Asset { asset: q() })
}

fn halt(oracle: &mut Oracle) {
    oracle
        .execute("guardian", ExecuteMsg::Halt { asset: q() })
        .unwrap();
}

fn resume(oracle: &mut Oracle) {
    oracle
        .execute("timelock", ExecuteMsg::Resume { asset: q() })
        .unwrap();
}

/// Three fixed sources, all of 1, of which two must count.
fn base() -> Policy {
    Policy {
        min_sources: 2,
        ..clamped()
    }
}

fn three(price: &str) -> Vec<PriceSource<String>> {
    vec![fixed(price); 3]
}

fn in_use() -> Oracle {
    Oracle::of(three("1"), base())
}

fn step(name: &'static str, value: &str, min: &str, max: &str) -> ContractError {
    step_of(name, dec(value), dec(min), dec(max))
}

fn step_of<T: Into<Figure>>(name: &'static str, value: T, min: T, max: T) -> ContractError {
    Parameter(ParameterError::Step {
        name,
        value: value.into(),
        min: min.into(),
        max: max.into(),
    })
}

fn cool_down(ready_at: u64) -> ContractError {
    Parameter(ParameterError::CoolDown { ready_at })
}

type Row = (fn(&mut Policy), ContractError);

fn beyond() -> Vec<Row> {
    let age = |value: u64| step_of("max_age", value, 900, 3_600);
    let sources = |value: u32| step_of("min_sources", value, 2, 4);
    let lifted = |name, old: &str, highest| LimitLifted {
        name,
        old: dec(old),
        highest,
    };
    let deviation = |value| step("max_deviation", value, "0.09", "0.11");
    let hour = |value| step("max_growth_hour", value, "0.045", "0.055");
    let day = |value| step("max_growth_day", value, "0.18", "0.22");
    let least = |value| step("min_price", value, "0.0000005", "0.000002");
    let most = |value| step("max_price", value, "500000", "2000000");
    let liquidity = |value| step("min_liquidity", value, "3000", "12000");
    let grace = |value: u64| step_of("grace", value, 600, 2_400);
    vec![
        (|p| p.max_age = 899, age(899)),
        (|p| p.max_age = 3_601, age(3_601)),
        (|p| p.min_sources = 1, sources(1)),
        (|p| p.min_sources = 5, sources(5)),
        (
            |p| p.max_deviation = Decimal::permille(111),
            deviation("0.111"),
        ),
        (
            |p| p.max_deviation = Decimal::permille(89),
            deviation("0.089"),
        ),
        (
            |p| p.max_growth_hour = Some(Decimal::permille(56)),
            hour("0.056"),
        ),
        (
            |p| p.max_growth_hour = Some(Decimal::permille(44)),
            hour("0.044"),
        ),
        (
            |p| p.max_growth_hour = None,
            lifted("max_growth_hour", "0.05", MAX_GROWTH_HOUR),
        ),
        (
            |p| p.max_growth_day = Some(Decimal::permille(221)),
            day("0.221"),
        ),
        (
            |p| p.max_growth_day = Some(Decimal::permille(179)),
            day("0.179"),
        ),
        (
            |p| p.max_growth_day = None,
            lifted("max_growth_day", "0.2", MAX_GROWTH_DAY),
        ),
        (|p| p.min_price = dec("0.00000049"), least("0.00000049")),
        (|p| p.min_price = dec("0.0000021"), least("0.0000021")),
        (|p| p.max_price = dec("499999"), most("499999")),
        (|p| p.max_price = dec("2000001"), most("2000001")),
        (|p| p.min_liquidity = dec("2999"), liquidity("2999")),
        (|p| p.min_liquidity = dec("12001"), liquidity("12001")),
        (|p| p.grace = 599, grace(599)),
        (|p| p.grace = 2_401, grace(2_401)),
    ]
}

#[test]
fn nothing_moves_further_than_a_step() {
    let policy = Policy {
        min_sources: 3,
        min_liquidity: dec("6000"),
        ..clamped()
    };
    let five = vec![fixed("1"); 5];
    let mut oracle = Oracle::of(five.clone(), policy.clone());
    for (change, expected) in beyond() {
        let mut policy = policy.clone();
        change(&mut policy);
        assert_eq!(oracle.try_set(five.clone(), policy), Err(expected));
    }
    assert_eq!(asset(&oracle).config.policy, policy);
}

#[test]
fn everything_moves_to_the_end_of_its_step() {
    for new in [
        Policy {
            max_age: 3_600,
            max_deviation: dec("0.11"),
            min_sources: 3,
            max_growth_hour: Some(dec("0.055")),
            max_growth_day: Some(dec("0.22")),
            min_price: dec("0.000002"),
            max_price: dec("2000000"),
            min_liquidity: dec("1000"),
            grace: 2_400,
        },
        Policy {
            max_age: 900,
            max_deviation: dec("0.09"),
            min_sources: 1,
            max_growth_hour: Some(dec("0.045")),
            max_growth_day: Some(dec("0.18")),
            min_price: dec("0.0000005"),
            max_price: dec("500000"),
            min_liquidity: dec("0"),
            grace: 600,
        },
    ] {
        let mut oracle = in_use();
        oracle.try_set(three("1"), new.clone()).unwrap();
        assert_eq!(asset(&oracle).config.policy, new);
    }
}

/// Grace and least liquidity leave zero and come back to it, by a least step.
#[test]
fn small_values_reach_zero_and_leave_it() {
    let with = |min_liquidity: &str, grace| Policy {
        min_liquidity: dec(min_liquidity),
        grace,
        ..base()
    };
    let liquidity = |value, min, max| Err(step("min_liquidity", value, min, max));
    let grace = |value: u64, max: u64| Err(step_of("grace", value, 0, max));
    for (old, new, result) in [
        (with("0", 0), with("1000", 300), Ok(())),
        (
            with("0", 0),
            with("1000.01", 0),
            liquidity("1000.01", "0", "1000"),
        ),
        (with("0", 0), with("0", 301), grace(301, 300)),
        (with("1000", 300), with("0", 0), Ok(())),
        (with("1001", 300), with("0", 0), liquidity("0", "1", "2002")),
        (with("0", 200), with("0", 501), grace(501, 500)),
    ] {
        let mut oracle = Oracle::of(three("1"), old);
        assert_eq!(oracle.try_set(three("1"), new), result);
    }
}

#[test]
fn once_a_day_and_the_query_shows_when() {
    let mut oracle = in_use();
    assert_eq!((asset(&oracle).idle, asset(&oracle).ready_at), (false, 0));
    oracle.try_set(three("1"), base()).unwrap();
    let ready_at = START + COOL_DOWN;
    let wait = cool_down(ready_at);
    oracle.wait(DAY - 1);
    oracle.poke();
    assert_eq!(asset(&oracle).ready_at, ready_at);
    assert_eq!(oracle.try_set(three("1"), base()), Err(wait));
    oracle.wait(1);
    oracle.poke();
    oracle.try_set(three("1"), base()).unwrap();
    assert_eq!(asset(&oracle).ready_at, START + DAY + COOL_DOWN);
}

#[test]
fn an_asset_has_its_own_day() {
    let mut oracle = in_use();
    oracle.try_set(three("1"), base()).unwrap();
    let msg = |price| ExecuteMsg::SetAsset {
        asset: "eth".into(),
        config: config(three(price), base()),
    };
    // A new one has no day before its first change.
    oracle.execute("timelock", msg("2000")).unwrap();
    oracle.execute("timelock", msg("2000")).unwrap();
    let wait = cool_down(START + COOL_DOWN);
    assert_eq!(oracle.execute("timelock", msg("2000")), Err(wait));
}

#[test]
fn a_limit_is_set_at_once_and_lifted_from_the_highest_only() {
    let with = |hour, day| Policy {
        max_growth_hour: hour,
        max_growth_day: day,
        ..policy()
    };
    let mut oracle = Oracle::of(vec![fixed("1")], with(None, None));
    let low = with(Some(dec("0.001")), Some(dec("0.001")));
    oracle.try_set(vec![fixed("1")], low).unwrap();
    // The least step is half a per cent.
    oracle.wait(DAY);
    oracle.poke();
    let next = with(Some(dec("0.006")), Some(dec("0.006")));
    oracle.try_set(vec![fixed("1")], next.clone()).unwrap();
    assert_eq!(asset(&oracle).config.policy, next);

    let top = with(Some(MAX_GROWTH_HOUR), Some(MAX_GROWTH_DAY));
    let mut oracle = Oracle::of(vec![fixed("1")], top);
    oracle.try_set(vec![fixed("1")], with(None, None)).unwrap();
    assert_eq!(asset(&oracle).config.policy.max_growth_day, None);
}

#[test]
fn a_feed_that_is_live_at_once_agrees_with_the_published_price() {
    let far = |price: &str| FarFromPublished {
        asset: q(),
        source_number: 1,
        price: dec(price),
        published: dec("1"),
        max_deviation: dec("0.1"),
    };
    let mut oracle = in_use();
    for price in ["1.101", "0.899", "1000"] {
        assert_eq!(oracle.try_set(three(price), base()), Err(far(price)));
    }
    // A wider deviation in the same message does not count yet.
    let wider = Policy {
        max_deviation: dec("0.11"),
        ..base()
    };
    assert_eq!(oracle.try_set(three("1.105"), wider), Err(far("1.105")));
    oracle.try_set(three("1.1"), base()).unwrap();
    assert_eq!(oracle.record().unwrap().mid, dec("1.1"));
    // Nor is it a way in steps of one block: the day.
    let wait = cool_down(START + COOL_DOWN);
    assert_eq!(oracle.try_set(three("1.2"), base()), Err(wait));
}

/// Halting and resuming in the same operation opens nothing.
#[test]
fn a_halt_of_less_than_a_day_is_no_way_around() {
    let mut oracle = in_use();
    halt(&mut oracle);
    for _ in 0..2 {
        assert!(matches!(
            oracle.try_set(three("1.2"), base()),
            Err(FarFromPublished { .. })
        ));
        assert!(matches!(
            oracle.try_set(three("1"), policy()),
            Err(LimitLifted { .. })
        ));
        let remove = ExecuteMsg::RemoveAsset { asset: q() };
        let error = oracle.execute("timelock", remove).unwrap_err();
        let idle_at = START + DAY;
        assert_eq!(
            error,
            InUse {
                asset: q(),
                idle_at
            }
        );
        // A fresh record under the halt does not lengthen it.
        oracle.wait(DAY - 1);
        oracle.poke();
    }
    // A resume ends the count, the next halt starts a new one.
    oracle.wait(1);
    resume(&mut oracle);
    halt(&mut oracle);
    assert!(!asset(&oracle).idle);
    assert!(oracle.try_set(three("1"), policy()).is_err());
}

/// All feeders stop at once: new ones at any time, and after a day whatever is needed.
#[test]
fn feeders_that_stopped_are_replaced() {
    let mut oracle = Oracle::of(vec![feeders(0, 3)], clamped());
    oracle.submit_all(&["1", "1", "1"]);
    oracle.wait(3_600);
    assert_eq!(oracle.record().unwrap().expires, START + 1_800);
    oracle.try_set(vec![feeders(5, 3)], clamped()).unwrap();
    for i in 5..8 {
        oracle.submit(i, "0.4");
    }
    assert_eq!(oracle.record().unwrap().mid, dec("0.4"));
    assert_eq!(oracle.record().unwrap().status, Status::Live);
    // They stop as well, within the day of the change: a day after the price expired nothing has to wait.
    oracle.wait(1_800 + DAY - 1);
    assert!(!asset(&oracle).idle);
    oracle.wait(1);
    assert!(asset(&oracle).idle);
    assert_eq!(asset(&oracle).ready_at, 0);
    oracle.try_set(vec![feeders(9, 1)], clamped()).unwrap();
    oracle.try_set(vec![feeders(0, 1)], clamped()).unwrap();
    oracle.submit(0, "0.41");
    assert_eq!(oracle.record().unwrap().mid, dec("0.41"));
    assert!(!asset(&oracle).idle);
}

/// The price fell out of its bounds: the record expires, and a day later the bounds follow it in one message.
#[test]
fn bounds_follow_a_collapse() {
    let mut oracle = Oracle::of(vec![feeders(0, 1)], policy());
    oracle.submit(0, "1");
    oracle.wait(60);
    oracle.submit(0, "0.0000000001");
    assert_eq!(oracle.record().unwrap().status, Status::Degraded);
    let lower = Policy {
        min_price: dec("0.00000000001"),
        ..policy()
    };
    assert!(matches!(
        oracle.try_set(vec![feeders(0, 1)], lower.clone()),
        Err(Parameter(ParameterError::Step {
            name: "min_price",
            ..
        }))
    ));
    oracle.wait(1_800 + DAY);
    oracle.try_set(vec![feeders(0, 1)], lower).unwrap();
    oracle.submit(0, "0.0000000001");
    assert_eq!(oracle.record().unwrap().mid, dec("0.0000000001"));
}

/// A feed that is live and wrong: halted by the guardian, replaced by governance, resumed.
#[test]
fn a_wrong_feed_is_replaced_under_a_halt() {
    let mut oracle = Oracle::of(three("250"), base());
    halt(&mut oracle);
    oracle.wait(DAY);
    oracle.poke();
    assert!(asset(&oracle).idle);
    oracle.try_set(three("2500"), base()).unwrap();
    resume(&mut oracle);
    let record = oracle.record().unwrap();
    assert_eq!((record.mid, record.status), (dec("2500"), Status::Live));
    // The clamp is not part of it: the bid starts from the old one.
    assert_eq!(record.bid, dec("262.5"));
    assert!(!asset(&oracle).idle);
}

#[test]
fn without_a_price_it_is_new() {
    let mut oracle = Oracle::of(vec![feeders(0, 1)], clamped());
    assert!(asset(&oracle).idle);
    let open = Policy {
        max_age: 86_400,
        max_price: MAX_PRICE,
        ..policy()
    };
    oracle.try_set(vec![feeders(0, 1)], open.clone()).unwrap();
    oracle.try_set(vec![feeders(1, 1)], open).unwrap();
    let remove = ExecuteMsg::RemoveAsset { asset: q() };
    oracle.execute("timelock", remove).unwrap();
}

/// Moves of each number in thousandths of its value, the growth limits lifted or not, the price of the source in
/// thousandths of the published one, and seconds before.
type Attempt = ([u64; 8], bool, u64, u64);

fn attempts() -> impl Strategy<Value = Vec<Attempt>> {
    let tenth = || prop_oneof![12 => 900u64..=1_100, 1 => 0u64..3_000];
    let double = || prop_oneof![12 => 500u64..=2_000, 1 => 0u64..5_000];
    let tenths = (tenth(), tenth(), tenth());
    let doubles = (double(), double(), double(), double(), double());
    let moves = (tenths, doubles).prop_map(|((a, b, c), (d, e, f, g, h))| [a, b, c, d, e, f, g, h]);
    let lift = prop::bool::weighted(0.03);
    let reported = prop_oneof![12 => 910u64..1_095, 1 => 1u64..5_000];
    let wait = prop_oneof![3 => Just(DAY), 1 => 0..2 * DAY];
    prop::collection::vec((moves, lift, reported, wait), 1..40)
}

fn moved(old: Decimal, thousandths: u64) -> Decimal {
    let raw = old.atomics().u128() * u128::from(thousandths) / 1_000;
    // As many digits as a person would write: so the ends of the step are met.
    Decimal::raw(raw)
}

fn target(
    old: &Policy,
    ([deviation, hour, day, age, low, high, deep, grace], lift, ..): Attempt,
) -> Policy {
    let limit = |limit: Option<Decimal>, by| limit.map(|limit| moved(limit, by)).filter(|_| !lift);
    Policy {
        max_age: old.max_age * age / 1_000,
        max_deviation: moved(old.max_deviation, deviation),
        min_sources: old.min_sources,
        max_growth_hour: limit(old.max_growth_hour, hour),
        max_growth_day: limit(old.max_growth_day, day),
        min_price: moved(old.min_price, low),
        max_price: moved(old.max_price, high),
        min_liquidity: moved(old.min_liquidity, deep),
        grace: old.grace * grace / 1_000,
    }
}

fn tenth(new: Decimal, old: Decimal) -> bool {
    let away = new.abs_diff(old);
    away <= Decimal::permille(5) || away * dec("10") <= old
}

fn double(new: Decimal, old: Decimal) -> bool {
    new <= old * dec("2") && new * dec("2") >= old
}

fn limits(new: Option<Decimal>, old: Option<Decimal>, highest: Decimal) -> bool {
    match (new, old) {
        (Some(new), Some(old)) => tenth(new, old),
        (None, Some(old)) => old == highest,
        (_, None) => true,
    }
}

fn within_a_step(new: &Policy, old: &Policy) -> bool {
    new.max_age <= 2 * old.max_age
        && 2 * new.max_age >= old.max_age
        && tenth(new.max_deviation, old.max_deviation)
        && limits(new.max_growth_hour, old.max_growth_hour, MAX_GROWTH_HOUR)
        && limits(new.max_growth_day, old.max_growth_day, MAX_GROWTH_DAY)
        && double(new.min_price, old.min_price)
        && double(new.max_price, old.max_price)
        && (double(new.min_liquidity, old.min_liquidity)
            || new.min_liquidity.abs_diff(old.min_liquidity) <= dec("1000"))
        && ((new.grace <= 2 * old.grace && 2 * new.grace >= old.grace)
            || new.grace.abs_diff(old.grace) <= 300)
}

fn in_bounds(p: &Policy) -> bool {
    let least = Decimal::permille(1);
    let hour = p.max_growth_hour.unwrap_or(least);
    (30..=86_400).contains(&p.max_age)
        && (least..=dec("0.25")).contains(&p.max_deviation)
        && (least..=MAX_GROWTH_HOUR).contains(&hour)
        && p.max_growth_day
            .is_none_or(|day| (hour..=MAX_GROWTH_DAY).contains(&day))
        && (dec("0.000000000001")..=p.max_price).contains(&p.min_price)
        && p.max_price <= MAX_PRICE
        && p.min_liquidity <= MAX_DEPTH
        && p.grace <= 3_600
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    /// Of an asset whose price never fails exactly what is in bounds, within a step, after a day and near the price
    /// passes.
    #[test]
    fn any_updates(attempts in attempts()) {
        let first = Policy { min_liquidity: dec("4000"), ..clamped() };
        let mut oracle = Oracle::of(vec![fixed("1")], first.clone());
        let (mut old, mut price, mut last) = (first, dec("1"), None::<u64>);
        for attempt in attempts {
            oracle.wait(attempt.3);
            oracle.poke();
            let new = target(&old, attempt);
            let reported = moved(price, attempt.2);
            // What is outside the bounds of the policy does not count, and must be near as well.
            let counts = (new.min_price..=new.max_price).contains(&reported);
            let near = reported.abs_diff(price) <= price * old.max_deviation;
            let ripe = last.is_none_or(|last| oracle.now() >= last + DAY);
            let wanted = in_bounds(&new) && within_a_step(&new, &old) && ripe && near && !reported.is_zero();
            let sources = vec![fixed(&reported.to_string())];
            prop_assert_eq!(oracle.try_set(sources, new.clone()).is_ok(), wanted, "{:?} {:?}", &old, &new);
            if wanted {
                (old, last) = (new, Some(oracle.now()));
                price = if counts { reported } else { price };
                if !counts {
                    break;
                }
            }
            prop_assert_eq!(&asset(&oracle).config.policy, &old);
            prop_assert_eq!(oracle.record().unwrap().mid, price);
        }
    }
}
