//! Prices that somebody observes, from more than one side, within bounds that bound.

use cosmwasm_std::Decimal;
use qerun_messages::oracle::{AssetEntry, Policy, PriceSource};

use crate::plan::findings::Findings;
use crate::plan::{pool_of, PlanFile, Problem};

/// Least feeders of a source: four tolerate one that fails or lies.
const FEEDERS: usize = 4;
/// Least sources of an asset that must agree: with one, whoever has it has the price.
pub const LEAST_SOURCES: u32 = 2;
/// Least time after a stall or a halt in which nobody is liquidated, seconds: half an hour.
pub const LEAST_GRACE: u64 = 1_800;
/// Least window of a pool's average, seconds: an hour. The contract takes ten minutes.
const WINDOW: u64 = 3_600;
/// Widest confidence interval of a Pyth price that counts, as a share; the contract takes 5 %.
const CONFIDENCE: Decimal = Decimal::percent(2);
/// Oldest price, seconds: an hour.
const MAX_AGE: u64 = 3_600;
/// Most that QER's bid may grow in an hour and in a day; the design has 5 % and 20 %.
const GROWTH: (Decimal, Decimal) = (Decimal::percent(10), Decimal::percent(50));
/// How many times its lower bound a price's upper bound may be.
const WIDTH: u64 = 1_000_000;
/// Bounds of the stablecoin's bounds, USD.
const STABLE: (Decimal, Decimal) = (Decimal::percent(50), Decimal::percent(200));

pub fn check(f: &mut Findings, plan: &PlanFile) {
    for (i, entry) in plan.oracle.iter().enumerate() {
        let at = format!("oracle[{i}]");
        sources(f, &at, entry);
        let policy = &entry.config.policy;
        bounds(f, &at, policy);
        if entry.asset == plan.assets.qer {
            growth(f, &at, policy);
        }
        if entry.asset == plan.assets.stable.oracle {
            let (min, max) = STABLE;
            for (name, value) in [
                ("min_price", policy.min_price),
                ("max_price", policy.max_price),
            ] {
                f.require(
                    (min..=max).contains(&value),
                    format!("{at}.policy.{name}"),
                    || Problem::OutOfRange { value, min, max },
                );
            }
        }
    }
}

fn sources(f: &mut Findings, at: &str, entry: &AssetEntry) {
    let (sources, policy) = (&entry.config.sources, &entry.config.policy);
    let field = format!("{at}.sources");
    let why = "a single source is whoever has it";
    let count = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    for (field, found) in [
        (field.clone(), sources.len()),
        (
            format!("{at}.policy.min_sources"),
            count(policy.min_sources),
        ),
    ] {
        let least = count(LEAST_SOURCES);
        f.require(found >= least, field, || Problem::TooFew {
            found,
            least,
            why,
        });
    }
    for source in sources {
        match source {
            PriceSource::Fixed { .. } => {
                let why = "a price that nobody observes";
                f.add(field.as_str(), Problem::NotPublic { why });
            }
            PriceSource::Feeder { feeders, max_age } => {
                f.require(feeders.len() >= FEEDERS, field.as_str(), || {
                    let why = "four feeders, of which one may fail";
                    Problem::NeededPublic { why }
                });
                age(f, &field, *max_age);
            }
            PriceSource::Pyth {
                max_age,
                max_confidence: value,
                ..
            } => {
                age(f, &field, *max_age);
                let (value, min, max) = (*value, Decimal::zero(), CONFIDENCE);
                f.require(value <= max, format!("{field}.max_confidence"), || {
                    Problem::OutOfRange { value, min, max }
                });
            }
            PriceSource::External { max_age, .. } => age(f, &field, *max_age),
            PriceSource::AstroportTwap { max_idle, .. } => age(f, &field, *max_idle),
            PriceSource::OsmosisTwap { .. } => {}
        }
        if let Some(pool) = pool_of(source) {
            let (seconds, least) = (pool.window, WINDOW);
            f.require(seconds >= least, format!("{field}.pool.window"), || {
                let why = "a shorter average is cheap to move";
                Problem::TooShort {
                    seconds,
                    least,
                    why,
                }
            });
        }
    }
    let pools = sources.iter().any(|source| pool_of(source).is_some());
    f.require(
        !pools || !policy.min_liquidity.is_zero(),
        format!("{at}.policy.min_liquidity"),
        || {
            let why = "the price of an almost empty pool costs nothing to make";
            Problem::NeededPublic { why }
        },
    );
    age(f, &format!("{at}.policy.max_age"), policy.max_age);
    let (seconds, least) = (policy.grace, LEAST_GRACE);
    f.require(seconds >= least, format!("{at}.policy.grace"), || {
        let why = "borrowers need time to act after prices were away";
        Problem::TooShort {
            seconds,
            least,
            why,
        }
    });
}

fn age(f: &mut Findings, field: &str, seconds: u64) {
    f.require(seconds <= MAX_AGE, field, || Problem::TooLong {
        seconds,
        most: MAX_AGE,
        why: "prices move by more than the margins in that time",
    });
}

fn bounds(f: &mut Findings, at: &str, policy: &Policy) {
    let (min, max) = (policy.min_price, policy.max_price);
    let widest = min.checked_mul(Decimal::from_ratio(WIDTH, 1u64));
    let narrow = widest.map_or(true, |widest| max <= widest);
    f.require(narrow, format!("{at}.policy.max_price"), || {
        Problem::TooWide {
            min,
            max,
            most: WIDTH,
            why: "a mistyped price would pass",
        }
    });
}

fn growth(f: &mut Findings, at: &str, policy: &Policy) {
    for (name, value, max) in [
        ("max_growth_hour", policy.max_growth_hour, GROWTH.0),
        ("max_growth_day", policy.max_growth_day, GROWTH.1),
    ] {
        let field = format!("{at}.policy.{name}");
        match value {
            None => f.add(
                field,
                Problem::NeededPublic {
                    why: "who drives QER's price up for an hour could borrow on it",
                },
            ),
            Some(value) => f.require(value <= max, field, || Problem::OutOfRange {
                value,
                min: Decimal::zero(),
                max,
            }),
        }
    }
}
