//! The charts of the purchases: what was paid, and how far from the oracle's price that was.

use super::frame::{key, Frame, AMBER, BLUE, GREY, RED};
use super::model::{DemoReport, OrderStatus};
use super::series::{axis, highest, series, values, Series};
use crate::prices::number::to_f64;
use crate::DemoError;

/// What was paid for ETH, against the daily price.
///
/// # Errors
/// [`DemoError::Chart`] when the backend fails.
pub fn paid(report: &DemoReport) -> Result<String, DemoError> {
    let days = axis(report);
    let closes = series(report, |day| to_f64(day.prices.eth));
    let dots: Vec<(f64, f64, bool)> = report
        .orders
        .iter()
        .filter_map(|order| {
            let day = days.position(&order.date)?;
            match (order.status, order.price_paid) {
                (OrderStatus::Settled, Some(paid)) => Some((day, to_f64(paid), true)),
                (OrderStatus::Refunded, _) => Some((day, to_f64(order.oracle_price), false)),
                _ => None,
            }
        })
        .collect();
    let paid: Series = dots.iter().map(|(day, price, _)| (*day, *price)).collect();
    let both = [&closes, &paid];
    let lowest = values(&both).fold(f64::MAX, f64::min);
    let (bottom, top) = span(lowest, highest(&both));
    let frame = Frame {
        name: "purchases",
        days: &days,
        bottom,
        top,
        suffix: "",
        bars: false,
        unit: "USD per ETH",
        keys: vec![
            key("daily close", GREY),
            key("price paid", BLUE),
            key("refunded order (hollow)", RED),
        ],
    };
    frame.render(|canvas| {
        canvas.line(&closes, GREY)?;
        dots.iter().try_for_each(|(day, price, settled)| {
            let color = if *settled { BLUE } else { RED };
            canvas.dot((*day, *price), color, *settled)
        })
    })
}

/// Price paid over the oracle's price when the order was sent, in percent.
///
/// # Errors
/// [`DemoError::Chart`] when the backend fails.
pub fn slippage(report: &DemoReport) -> Result<String, DemoError> {
    let days = axis(report);
    let dots: Series = report
        .orders
        .iter()
        .filter_map(|order| {
            let paid = to_f64(order.price_paid?);
            let oracle = to_f64(order.oracle_price);
            let day = days.position(&order.date)?;
            (oracle > 0.0).then(|| (day, (paid / oracle - 1.0) * 100.0))
        })
        .collect();
    let all = [&dots];
    let top = highest(&all);
    let lowest = values(&all).fold(0.0, f64::min);
    let frame = Frame {
        name: "slippage",
        days: &days,
        bottom: lowest * 1.1,
        top,
        suffix: " %",
        bars: false,
        unit: "price paid over the oracle's price",
        keys: vec![key("settled order", BLUE), key("oracle's price", AMBER)],
    };
    frame.render(|canvas| {
        canvas.line(&[(0.0, 0.0), (days.end(), 0.0)], AMBER)?;
        dots.iter().try_for_each(|dot| canvas.dot(*dot, BLUE, true))
    })
}

/// An axis that leaves out the empty part below, with a small margin on both sides.
fn span(lowest: f64, highest: f64) -> (f64, f64) {
    let margin = ((highest - lowest) * 0.08).max(highest * 0.01);
    if lowest > highest || lowest - margin <= 0.0 {
        return (0.0, highest.max(1e-9));
    }
    (lowest - margin, highest + margin)
}
