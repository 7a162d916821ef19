//! Values over the days, and the two shapes that most charts have: lines, and layers on one another.

use plotters::style::{Color, RGBColor};

use super::axis::DayAxis;
use super::frame::{key, Frame};
use super::model::{DayRow, DemoReport};
use crate::DemoError;

/// One value a day.
pub(super) type Series = Vec<(f64, f64)>;

pub(super) fn axis(report: &DemoReport) -> DayAxis {
    DayAxis::new(report.days.iter().map(|day| day.date.as_str()))
}

pub(super) fn series(report: &DemoReport, value: impl Fn(&DayRow) -> f64) -> Series {
    report
        .days
        .iter()
        .enumerate()
        .map(|(index, day)| (index as f64, value(day)))
        .collect()
}

pub(super) fn highest(series: &[&Series]) -> f64 {
    values(series).fold(0.0, f64::max)
}

pub(super) fn values<'a>(series: &'a [&Series]) -> impl Iterator<Item = f64> + 'a {
    series
        .iter()
        .flat_map(|one| one.iter().map(|point| point.1))
}

/// Layers on one another, from the bottom: their names, and their parts on each day.
pub(super) fn stacked(
    report: &DemoReport,
    name: &'static str,
    unit: &str,
    layers: &[(String, RGBColor)],
    parts: impl Fn(&DayRow) -> Vec<f64>,
) -> Result<String, DemoError> {
    let days = axis(report);
    // Each layer's upper edge: the sum of the parts up to it.
    let edge = |count: usize| series(report, |day| parts(day).iter().take(count).sum());
    let top = highest(&[&edge(layers.len())]);
    let frame = Frame {
        name,
        days: &days,
        bottom: 0.0,
        top,
        suffix: "",
        bars: false,
        unit,
        keys: layers
            .iter()
            .map(|(name, color)| key(name, *color))
            .collect(),
    };
    frame.render(|canvas| {
        for (index, (_, color)) in layers.iter().enumerate() {
            let (lower, upper) = (edge(index), edge(index + 1));
            canvas.band(&lower, &upper, color.mix(0.75))?;
        }
        Ok(())
    })
}

/// Lines over the days from zero.
pub(super) fn lines(
    report: &DemoReport,
    name: &'static str,
    unit: &str,
    suffix: &'static str,
    curves: &[(&str, RGBColor, Series)],
) -> Result<String, DemoError> {
    let days = axis(report);
    let all: Vec<&Series> = curves.iter().map(|(_, _, curve)| curve).collect();
    let frame = Frame {
        name,
        days: &days,
        bottom: 0.0,
        top: highest(&all),
        suffix,
        bars: false,
        unit,
        keys: curves
            .iter()
            .map(|(name, color, _)| key(name, *color))
            .collect(),
    };
    frame.render(|canvas| {
        curves
            .iter()
            .try_for_each(|(_, color, curve)| canvas.line(curve, *color))
    })
}
