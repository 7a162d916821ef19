//! The charts over the days, each a function from the report to a legend and an SVG drawing.

use plotters::style::RGBColor;

use super::frame::{key, Frame, Key, AMBER, BLUE, GREEN, GREY, HEALTH, RED};
use super::model::{DayRow, DemoReport, HEALTH_NAMES};
use super::series::{axis, highest, lines, series, stacked};
use crate::prices::number::to_f64;
use crate::DemoError;

/// The three parts of the reserve in ETH: for claims, own, in flight at the day's price.
fn reserve_parts(day: &DayRow) -> [f64; 3] {
    let price = to_f64(day.prices.eth);
    let in_flight = if price > 0.0 {
        to_f64(day.reserve.in_flight_stable) * to_f64(day.prices.usdc) / price
    } else {
        0.0
    };
    [
        to_f64(day.reserve.encumbered_eth),
        to_f64(day.reserve.unencumbered_eth),
        in_flight,
    ]
}

const RESERVE: [(&str, RGBColor); 3] = [
    ("for borrowers' claims", BLUE),
    ("the protocol's own", AMBER),
    ("in flight", GREY),
];

/// The reserve in ETH, stacked.
///
/// # Errors
/// [`DemoError::Chart`] when the backend fails.
pub fn reserve_eth(report: &DemoReport) -> Result<String, DemoError> {
    stacked(report, "reserve in ETH", "ETH", &reserve_layers(), |day| {
        reserve_parts(day).to_vec()
    })
}

/// The reserve in US dollars, stacked.
///
/// # Errors
/// [`DemoError::Chart`] when the backend fails.
pub fn reserve_usd(report: &DemoReport) -> Result<String, DemoError> {
    stacked(report, "reserve in USD", "USD", &reserve_layers(), |day| {
        let price = to_f64(day.prices.eth);
        reserve_parts(day).map(|eth| eth * price).to_vec()
    })
}

fn reserve_layers() -> Vec<(String, RGBColor)> {
    let named = RESERVE.iter();
    named
        .map(|(name, color)| ((*name).to_owned(), *color))
        .collect()
}

/// QER and ETH, each 100 on the first day.
///
/// # Errors
/// [`DemoError::Chart`] when the backend fails.
pub fn prices(report: &DemoReport) -> Result<String, DemoError> {
    let indexed = |price: fn(&DayRow) -> f64| {
        let first = report
            .days
            .first()
            .map_or(1.0, price)
            .max(f64::MIN_POSITIVE);
        series(report, move |day| price(day) / first * 100.0)
    };
    let qer = indexed(|day| to_f64(day.prices.qer));
    let eth = indexed(|day| to_f64(day.prices.eth));
    let curves = [(report.meta.token.as_str(), AMBER, qer), ("ETH", BLUE, eth)];
    lines(report, "prices", "first day = 100", "", &curves)
}

/// Value of the collateral and debt.
///
/// # Errors
/// [`DemoError::Chart`] when the backend fails.
pub fn debt(report: &DemoReport) -> Result<String, DemoError> {
    let curves = [
        (
            "collateral",
            BLUE,
            series(report, |day| to_f64(day.market.collateral_usd)),
        ),
        (
            "debt",
            RED,
            series(report, |day| to_f64(day.market.debt_usd)),
        ),
        (
            "insurance",
            AMBER,
            series(report, |day| to_f64(day.market.insurance_usd)),
        ),
    ];
    lines(report, "debt and collateral", "USD", "", &curves)
}

/// How many positions stand in each health bucket, a bar a day.
///
/// # Errors
/// [`DemoError::Chart`] when the backend fails.
pub fn health(report: &DemoReport) -> Result<String, DemoError> {
    let days = axis(report);
    let total = series(report, |day| f64::from(day.health.iter().sum::<u32>()));
    let frame = Frame {
        name: "health",
        days: &days,
        bottom: 0.0,
        top: highest(&[&total]),
        suffix: "",
        bars: true,
        unit: "positions with debt, by health",
        keys: HEALTH_NAMES
            .iter()
            .zip(HEALTH)
            .map(|(name, color)| key(name, color))
            .collect::<Vec<Key>>(),
    };
    frame.render(|canvas| {
        for (index, day) in report.days.iter().enumerate() {
            let mut base = 0.0;
            for (count, color) in day.health.iter().zip(HEALTH) {
                if *count > 0 {
                    let next = base + f64::from(*count);
                    canvas.bar(index as f64, base, next, color)?;
                    base = next;
                }
            }
        }
        Ok(())
    })
}

/// Yearly rates.
///
/// # Errors
/// [`DemoError::Chart`] when the backend fails.
pub fn rates(report: &DemoReport) -> Result<String, DemoError> {
    let curves = [
        (
            "borrowers pay",
            RED,
            series(report, |day| to_f64(day.market.borrow_rate) * 100.0),
        ),
        (
            "suppliers earn",
            GREEN,
            series(report, |day| to_f64(day.market.supply_rate) * 100.0),
        ),
    ];
    lines(report, "interest rates", "a year", " %", &curves)
}

/// Debt over debt and cash.
///
/// # Errors
/// [`DemoError::Chart`] when the backend fails.
pub fn utilisation(report: &DemoReport) -> Result<String, DemoError> {
    let curve = series(report, |day| to_f64(day.market.utilisation) * 100.0);
    let curves = [("of what was supplied is lent out", BLUE, curve)];
    lines(report, "utilisation", "utilisation", " %", &curves)
}
