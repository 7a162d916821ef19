//! Which hours a run has, and which date each belongs to.

use crate::prices::hourly::HOURS_PER_DAY;
use crate::prices::{HourPrice, PricePath};

/// All hours of the run. The plan has steps for the hours after the last close, so that price stays for one more day.
pub(super) fn hours(prices: &PricePath) -> Vec<HourPrice> {
    let mut hours = prices.hourly();
    if let Some(last) = hours.last().cloned() {
        hours.extend((1..HOURS_PER_DAY).map(|hour| HourPrice {
            hour,
            ..last.clone()
        }));
    }
    hours
}

/// Index of the UTC day that an hour belongs to. A day ends with its close, so the hours after a close are the next
/// day's; those after the last close count as the last day.
pub(super) fn calendar_day(prices: &PricePath, hour: &HourPrice) -> usize {
    let day = hour.day + usize::from(hour.hour > 0);
    day.min(prices.days.len().saturating_sub(1))
}

/// The date of that day, `YYYY-MM-DD`.
pub(super) fn date(prices: &PricePath, hour: &HourPrice) -> String {
    let day = prices.days.get(calendar_day(prices, hour));
    day.map(|day| day.date.to_string()).unwrap_or_default()
}
