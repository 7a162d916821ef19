//! The embedded path keeps what it promises, under every seed; hourly prices meet the closes.

use cosmwasm_std::Decimal;
use proptest::prelude::*;
use qerun_demo::prices::embedded::{path, DEMO};
use qerun_demo::prices::hourly::HOURS_PER_DAY;
use qerun_demo::prices::{parse_date, Day, Intraday, PricePath};

fn f(value: Decimal) -> f64 {
    value.to_string().parse().unwrap()
}

fn returns(days: &[Day], price: fn(&Day) -> Decimal) -> Vec<f64> {
    days.windows(2)
        .map(|pair| (f(price(&pair[1])) / f(price(&pair[0]))).ln())
        .collect()
}

fn deviation(values: &[f64]) -> f64 {
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    let squares: f64 = values.iter().map(|x| (x - mean).powi(2)).sum();
    (squares / (values.len() as f64 - 1.0)).sqrt()
}

#[test]
fn same_seed_same_path() {
    assert_eq!(path(&DEMO, 7), path(&DEMO, 7));
    assert_ne!(path(&DEMO, 7).days, path(&DEMO, 8).days);
    assert_eq!(path(&DEMO, 1).days.len(), 99);
}

/// Pins the default path: a change of generator, parameters or arithmetic shows here.
#[test]
fn default_path_is_pinned() {
    let days = path(&DEMO, 1).days;
    let shown = |index: usize| {
        let day: &Day = &days[index];
        format!("{} {} {} {}", day.date, day.eth, day.qer, day.usdc)
    };
    assert_eq!(shown(0), "2024-01-01 2000 0.5 1");
    assert_eq!(shown(30), "2024-01-31 2000 0.5 1");
    assert_eq!(shown(60), "2024-03-01 3440 0.75 1");
    assert_eq!(shown(91), "2024-04-01 2218.8 0.4275 1");
}

#[test]
fn regimes_are_as_promised_for_every_seed() {
    for seed in 0..50 {
        let days = path(&DEMO, seed).days;
        let mut start = 0;
        for regime in &DEMO.regimes {
            let part = &days[start..=start + regime.returns as usize];
            for (price, total, volatility) in [
                (
                    (|d: &Day| d.eth) as fn(&Day) -> Decimal,
                    regime.eth_total,
                    regime.eth_volatility,
                ),
                (|d: &Day| d.qer, regime.qer_total, regime.qer_volatility),
            ] {
                let measured = f(price(part.last().unwrap())) / f(price(&part[0]));
                assert!(
                    (measured / total - 1.0).abs() < 1e-4,
                    "{} {measured}",
                    regime.name
                );
                let measured = deviation(&returns(part, price));
                assert!(
                    (measured / volatility - 1.0).abs() < 1e-3,
                    "{} {measured}",
                    regime.name
                );
            }
            start += regime.returns as usize;
        }
        let after = &DEMO.crash.after;
        assert_eq!(start + 2 + after.returns as usize, days.len());
        for pair in days.windows(2) {
            assert_eq!(pair[0].date.succ_opt().unwrap(), pair[1].date);
        }
        assert!(days[..=start]
            .iter()
            .all(|d| f(d.qer) > 0.05 && f(d.eth) > 300.0 && d.usdc == Decimal::one()));
    }
}

#[test]
fn the_fall_moves_both_together() {
    let mut sum = 0.0;
    for seed in 0..50 {
        let days = path(&DEMO, seed).days;
        let eth = returns(&days[60..=91], |d| d.eth);
        let qer = returns(&days[60..=91], |d| d.qer);
        let n = eth.len() as f64;
        let (me, mq) = (eth.iter().sum::<f64>() / n, qer.iter().sum::<f64>() / n);
        let cov: f64 = eth.iter().zip(&qer).map(|(e, q)| (e - me) * (q - mq)).sum();
        sum += cov / (n - 1.0) / deviation(&eth) / deviation(&qer);
    }
    let mean = sum / 50.0;
    assert!((mean - DEMO.regimes[2].correlation).abs() < 0.05, "{mean}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]
    #[test]
    fn hours_meet_the_closes(prices in prop::collection::vec((1u128..=1_000_000_000_000_000_000_000_000_000, 1u128..=5_000_000_000_000_000_000), 2..6), cliff: bool) {
        let intraday = if cliff { Intraday::Cliff } else { Intraday::Smooth };
        let first = parse_date("2020-01-01").unwrap();
        let days: Vec<Day> = prices
            .iter()
            .zip(first.iter_days())
            .map(|((eth, qer), date)| Day {
                date,
                eth: Decimal::raw(*eth),
                qer: Decimal::raw(*qer),
                usdc: Decimal::one(),
            })
            .collect();
        let path = PricePath { label: String::new(), token: String::new(), days: days.clone(), gap: None, intraday };
        let hours = path.hourly();
        let per_day = HOURS_PER_DAY as usize;
        prop_assert_eq!(hours.len(), (days.len() - 1) * per_day + 1);
        for (index, day) in days.iter().enumerate() {
            let hour = &hours[index * per_day];
            prop_assert_eq!((hour.day, hour.hour), (index, 0));
            prop_assert_eq!((hour.eth, hour.qer, hour.usdc), (day.eth, day.qer, day.usdc));
        }
        // Between two closes: monotone, never outside.
        for chunk in hours.windows(2) {
            let (from, to) = (&days[chunk[0].day], days.get(chunk[0].day + 1));
            if let Some(to) = to {
                let rising = to.eth >= from.eth;
                let (low, high) = if rising { (&chunk[0], &chunk[1]) } else { (&chunk[1], &chunk[0]) };
                prop_assert!(low.eth <= high.eth);
                prop_assert!(chunk[0].qer >= from.qer.min(to.qer) && chunk[0].qer <= from.qer.max(to.qer));
                prop_assert!(!chunk[0].eth.is_zero() && !chunk[0].qer.is_zero());
            }
        }
        prop_assert_eq!(&path.hourly(), &hours);
    }
}

#[test]
fn interpolation_is_geometric() {
    let day = |date: &str, eth: u64| Day {
        date: parse_date(date).unwrap(),
        eth: Decimal::percent(eth * 100),
        qer: Decimal::one(),
        usdc: Decimal::one(),
    };
    let path = PricePath {
        label: String::new(),
        token: String::new(),
        days: vec![day("2020-01-01", 100), day("2020-01-02", 400)],
        gap: None,
        intraday: Intraday::Smooth,
    };
    let hours = path.hourly();
    assert_eq!(hours[12].eth.to_string(), "200");
    assert!((f(hours[6].eth) - 141.421_356_237).abs() < 1e-8);
    assert_eq!(hours[12].qer, Decimal::one());
}

/// On a cliff the whole of a day's move comes in the first hour.
#[test]
fn a_cliff_takes_an_hour() {
    let mut path = path(&DEMO, 1);
    path.intraday = Intraday::Cliff;
    let hours = path.hourly();
    let per_day = HOURS_PER_DAY as usize;
    for (index, pair) in path.days.windows(2).enumerate() {
        let day = &hours[index * per_day..(index + 1) * per_day];
        assert_eq!((day[0].eth, day[0].qer), (pair[0].eth, pair[0].qer));
        for hour in &day[1..] {
            assert_eq!((hour.eth, hour.qer), (pair[1].eth, pair[1].qer));
        }
    }
}

/// The crash takes an hour, whatever the seed; elsewhere no hour moves so far.
#[test]
fn the_crash_takes_an_hour() {
    for seed in 0..20 {
        let path = path(&DEMO, seed);
        let gap = path.gap.unwrap();
        assert_eq!(gap, 91);
        let hours = path.hourly();
        let fall = |pair: &[qerun_demo::prices::HourPrice]| {
            let part = |price: fn(&qerun_demo::prices::HourPrice) -> Decimal| {
                f(price(&pair[1])) / f(price(&pair[0]))
            };
            (part(|hour| hour.qer), part(|hour| hour.eth))
        };
        for pair in hours.windows(2) {
            let (qer, eth) = fall(pair);
            if (pair[0].day, pair[0].hour) == (gap, 0) {
                assert!((qer / DEMO.crash.qer - 1.0).abs() < 1e-4, "{qer}");
                assert!((eth / DEMO.crash.eth - 1.0).abs() < 1e-4, "{eth}");
            } else {
                assert!(qer > 0.95 && eth > 0.95, "{pair:?}");
            }
            if pair[0].day == gap && pair[0].hour > 0 {
                assert_eq!((qer, eth), (1.0, 1.0));
            }
        }
    }
}
