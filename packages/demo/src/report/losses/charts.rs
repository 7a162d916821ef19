//! The charts of losses.

use crate::prices::number::to_f64;
use crate::report::frame::{AMBER, GREEN, RED};
use crate::report::series::{lines, series};
use crate::report::DemoReport;
use crate::DemoError;

/// What a stablecoin supplied on the first day is worth.
///
/// # Errors
/// [`DemoError::Chart`] when the backend fails.
pub fn share_price(report: &DemoReport) -> Result<String, DemoError> {
    let curve = series(report, |day| to_f64(day.market.share_price));
    let curves = [("a stablecoin supplied at the start", GREEN, curve)];
    lines(report, "share price", "USDC", "", &curves)
}

/// What covers losses, and the deficit.
///
/// # Errors
/// [`DemoError::Chart`] when the backend fails.
pub fn cover(report: &DemoReport) -> Result<String, DemoError> {
    let insurance = series(report, |day| to_f64(day.market.insurance_usd));
    let own = series(report, |day| {
        to_f64(day.reserve.unencumbered_eth) * to_f64(day.prices.eth)
    });
    let written_off = series(report, |day| to_f64(day.market.written_off_usd));
    let curves = [
        ("insurance", AMBER, insurance),
        ("the protocol's own ETH", GREEN, own),
        ("written off so far", RED, written_off),
    ];
    lines(report, "cover and losses", "USD", "", &curves)
}
