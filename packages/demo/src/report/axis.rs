//! Ticks and labels of the axes.

use chrono::{Datelike, NaiveDate};

/// At most so many labels under a chart.
const MAX_LABELS: usize = 10;

/// The days of a chart as positions 0, 1, 2, ...
pub struct DayAxis {
    dates: Vec<NaiveDate>,
}

impl DayAxis {
    /// An axis over these `YYYY-MM-DD` days.
    pub fn new<'a>(dates: impl Iterator<Item = &'a str>) -> Self {
        Self {
            dates: dates
                .map(|date| crate::prices::parse_date(date).unwrap_or_default())
                .collect(),
        }
    }

    /// Position of the last day; 1 at least, so that the axis has a width.
    pub fn end(&self) -> f64 {
        self.dates.len().saturating_sub(1).max(1) as f64
    }

    /// Position of a day, if it is on the axis.
    pub fn position(&self, date: &str) -> Option<f64> {
        let date = crate::prices::parse_date(date)?;
        self.dates
            .iter()
            .position(|day| *day == date)
            .map(|index| index as f64)
    }

    /// Where labels stand: the first days of months, or equal steps over a short time.
    pub fn ticks(&self) -> Vec<f64> {
        let months: Vec<usize> = self.positions(|date| date.day() == 1);
        let halves: Vec<usize> = self.positions(|date| date.day() == 1 || date.day() == 15);
        let chosen = match (months.len(), halves.len()) {
            (_, 4..=MAX_LABELS) => halves,
            (4.., _) => {
                let step = months.len().div_ceil(MAX_LABELS);
                months.into_iter().step_by(step).collect()
            }
            _ => {
                let step = self.dates.len().div_ceil(MAX_LABELS).max(1);
                (0..self.dates.len()).step_by(step).collect()
            }
        };
        chosen.into_iter().map(|index| index as f64).collect()
    }

    fn positions(&self, wanted: impl Fn(&NaiveDate) -> bool) -> Vec<usize> {
        self.dates
            .iter()
            .enumerate()
            .filter(|(_, date)| wanted(date))
            .map(|(index, _)| index)
            .collect()
    }

    /// The label at a position; empty between two days.
    pub fn label(&self, position: f64) -> String {
        if position < 0.0 || position.fract().abs() > 1e-6 {
            return String::new();
        }
        let long = self.dates.len() > 400;
        self.dates
            .get(position.round() as usize)
            .map(|date| {
                date.format(if long { "%b %Y" } else { "%-d %b" })
                    .to_string()
            })
            .unwrap_or_default()
    }
}
