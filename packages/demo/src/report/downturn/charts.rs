//! The charts of a fall.

use crate::prices::number::to_f64;
use crate::report::frame::{key, Frame, AMBER, BLUE, GREEN, RED};
use crate::report::series::{axis, highest, series, stacked, Series};
use crate::report::{DayRow, DemoReport};
use crate::DemoError;

/// The best health that the picture of the worst shows, so that the axis serves the low ones.
const HEALTH_SHOWN: f64 = 3.0;

/// Hours of each day with unhealthy and insolvent positions, and with a deficit.
///
/// # Errors
/// [`DemoError::Chart`] when the backend fails.
pub fn hours(report: &DemoReport) -> Result<String, DemoError> {
    let of = |hours: fn(&DayRow) -> u32| series(report, |day| f64::from(hours(day)));
    let unhealthy = of(|day| day.downturn.hours.unhealthy);
    let insolvent = of(|day| day.downturn.hours.insolvent);
    let deficit = of(|day| day.downturn.hours.deficit);
    let layers = [
        ("with a health below 1", AMBER, &unhealthy),
        ("with a debt beyond what secures it", RED, &insolvent),
    ];
    let days = axis(report);
    let mut keys: Vec<_> = layers
        .iter()
        .map(|(name, color, _)| key(name, *color))
        .collect();
    keys.push(key("with a deficit", GREEN));
    let frame = Frame {
        name: "hours under water",
        days: &days,
        bottom: 0.0,
        top: highest(&[&unhealthy, &insolvent, &deficit]),
        suffix: "",
        bars: true,
        unit: "hours of a day",
        keys,
    };
    frame.render(|canvas| {
        for (_, color, layer) in layers {
            for (day, height) in layer.iter().filter(|(_, height)| *height > 0.0) {
                canvas.bar(*day, 0.0, *height, color)?;
            }
        }
        let mut dots = deficit.iter().filter(|(_, height)| *height > 0.0);
        dots.try_for_each(|dot| canvas.dot(*dot, GREEN, true))
    })
}

/// The lowest health of each day, and the line below which a position can be liquidated.
///
/// # Errors
/// [`DemoError::Chart`] when the backend fails.
pub fn worst_health(report: &DemoReport) -> Result<String, DemoError> {
    let healths = report.days.iter().enumerate().filter_map(|(index, day)| {
        let health = to_f64(day.downturn.worst_health?);
        Some((index as f64, health.min(HEALTH_SHOWN)))
    });
    let healths: Series = healths.collect();
    let one = series(report, |_| 1.0);
    let days = axis(report);
    let frame = Frame {
        name: "worst health",
        days: &days,
        bottom: 0.0,
        top: highest(&[&healths, &one]),
        suffix: "",
        bars: false,
        unit: "lowest health of the day",
        keys: vec![
            key("the least healthy position", BLUE),
            key("below this it can be liquidated", RED),
        ],
    };
    frame.render(|canvas| {
        canvas.line(&one, RED)?;
        canvas.line(&healths, BLUE)
    })
}

/// Repaid by liquidators, a bar a day.
///
/// # Errors
/// [`DemoError::Chart`] when the backend fails.
pub fn liquidated(report: &DemoReport) -> Result<String, DemoError> {
    let repaid = series(report, |day| to_f64(day.downturn.liquidated));
    let days = axis(report);
    let frame = Frame {
        name: "liquidations",
        days: &days,
        bottom: 0.0,
        top: highest(&[&repaid]),
        suffix: "",
        bars: true,
        unit: "USDC",
        keys: vec![key("repaid by liquidators on the day", BLUE)],
    };
    frame.render(|canvas| {
        let bars = repaid.iter().filter(|(_, height)| *height > 0.0);
        for (day, height) in bars {
            canvas.bar(*day, 0.0, *height, BLUE)?;
        }
        Ok(())
    })
}

/// Who has borne what was written off, stacked.
///
/// # Errors
/// [`DemoError::Chart`] when the backend fails.
pub fn tranches(report: &DemoReport) -> Result<String, DemoError> {
    let layers = [
        ("paid by the insurance".to_owned(), AMBER),
        ("booked against own ETH".to_owned(), GREEN),
        ("borne by suppliers".to_owned(), RED),
    ];
    stacked(report, "losses by tranche", "USDC so far", &layers, |day| {
        let day = &day.downturn;
        vec![
            to_f64(day.insurance),
            to_f64(day.earmarked),
            to_f64(day.suppliers),
        ]
    })
}
