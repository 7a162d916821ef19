//! One swept parameter, as it is written on the command line.

use std::str::FromStr;

use super::key::{find, Key};
use super::{SweepError, MOST_POINTS};

/// A parameter and its values.
#[derive(Clone, Debug)]
pub struct Axis {
    /// Which.
    pub key: &'static Key,
    /// In the order in which they were given; at least one.
    pub values: Vec<f64>,
}

impl FromStr for Axis {
    type Err = SweepError;

    /// Reads `key=from:to:points` or `key=value,value,..`.
    fn from_str(text: &str) -> Result<Self, SweepError> {
        let form = || SweepError::Form {
            text: text.to_owned(),
        };
        let (name, values) = text.split_once('=').ok_or_else(form)?;
        let key = find(name.trim())?;
        let nothing = || SweepError::Nothing {
            key: name.to_owned(),
        };
        let number = |text: &str| {
            let parsed = text.trim().parse().ok().filter(|v: &f64| v.is_finite());
            parsed.ok_or_else(|| SweepError::NotANumber {
                key: name.to_owned(),
                text: text.to_owned(),
            })
        };
        let values = match values.split(':').collect::<Vec<_>>()[..] {
            [""] => return Err(nothing()),
            [list] => list.split(',').map(number).collect::<Result<Vec<_>, _>>()?,
            [from, to, points] => {
                let (from, to) = (number(from)?, number(to)?);
                let points: usize = points.trim().parse().map_err(|_| SweepError::NotANumber {
                    key: name.to_owned(),
                    text: points.to_owned(),
                })?;
                if points > MOST_POINTS {
                    let most = MOST_POINTS;
                    return Err(SweepError::TooMany { points, most });
                }
                match points {
                    0 => return Err(nothing()),
                    1 if from == to => vec![from],
                    1 => return Err(nothing()),
                    _ => spread(from, to, points),
                }
            }
            _ => return Err(form()),
        };
        Ok(Axis { key, values })
    }
}

/// Evenly from one to the other, both included. Rounded to nine places, so that 0.1 + 0.2 is 0.3.
fn spread(from: f64, to: f64, points: usize) -> Vec<f64> {
    let step = (to - from) / (points - 1) as f64;
    (0..points)
        .map(|at| ((from + step * at as f64) * 1e9).round() / 1e9)
        .collect()
}
