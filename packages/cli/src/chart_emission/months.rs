//! The horizontal axis: months, with a tick each half year.

use std::ops::Range;

use plotters::coord::ranged1d::{DefaultFormatting, KeyPointHint, Ranged};
use plotters::coord::types::RangedCoordf64;

/// Months from 0 on.
pub struct Months {
    inner: RangedCoordf64,
    last: u32,
}

impl Months {
    /// Up to the last one that is shown.
    pub fn up_to(last: u32) -> Self {
        Months {
            inner: (0.0..f64::from(last)).into(),
            last,
        }
    }
}

impl Ranged for Months {
    type FormatOption = DefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, limit: (i32, i32)) -> i32 {
        self.inner.map(value, limit)
    }

    fn key_points<Hint: KeyPointHint>(&self, _hint: Hint) -> Vec<f64> {
        (0..=self.last).step_by(6).map(f64::from).collect()
    }

    fn range(&self) -> Range<f64> {
        self.inner.range()
    }
}
