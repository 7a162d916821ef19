//! How often a token fell, and by how much.

use serde::Serialize;

use super::Series;
use crate::process::Row;

/// Falls from one daily close to the next that are counted, shares.
pub const FALLS: [f64; 5] = [0.2, 0.3, 0.5, 0.7, 0.9];
/// A token is young for so many days from its first price on.
pub const YOUNG_DAYS: usize = 60;
/// ETH counts as falling with the token from this share on.
const ETH_FALLS: f64 = 0.2;
const DAYS_A_YEAR: f64 = 365.25;

/// What a token's history says about gaps.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TokenStatistics {
    /// Its heading.
    pub token: String,
    /// Days from one close to the next.
    pub days: usize,
    /// Standard deviation of the logarithm of daily changes, in a year. The median of the absolute change, scaled, so that
    /// no single day decides.
    pub volatility: f64,
    /// The largest fall of a day, a share.
    pub worst: f64,
    /// Its date, `YYYY-MM-DD`.
    pub worst_on: String,
    /// One for each of [`FALLS`].
    pub falls: Vec<Falls>,
}

/// Days on which a token fell by a share or more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Falls {
    /// The share.
    pub of: f64,
    /// How many days.
    pub count: u32,
    /// Of them in the token's first [`YOUNG_DAYS`] days.
    pub young: u32,
    /// Of them with ETH falling by 20 % or more.
    pub with_eth: u32,
    /// How many a year.
    pub per_year: f64,
    /// The rate a year that is exceeded with a confidence of 5 % at most.
    pub per_year_at_most: f64,
}

impl Series {
    /// Counts the falls.
    #[must_use]
    pub fn statistics(&self) -> TokenStatistics {
        let days: Vec<(f64, f64)> = self.rows.windows(2).map(changes).collect();
        let years = days.len() as f64 / DAYS_A_YEAR;
        let worst = days
            .iter()
            .enumerate()
            .min_by(|(_, a), (_, b)| a.0.total_cmp(&b.0));
        let (at, fall) = worst.map_or((0, 0.0), |(at, day)| (at, -day.0));
        let on = (0..=at).fold(self.first, |day, _| day.next_day().unwrap_or(day));
        TokenStatistics {
            token: self.token.clone(),
            days: days.len(),
            volatility: volatility(&days),
            worst: fall.max(0.0),
            worst_on: on.to_string(),
            falls: FALLS.map(|of| falls(&days, of, years)).to_vec(),
        }
    }
}

impl TokenStatistics {
    /// All tokens together.
    #[must_use]
    pub fn pooled(tokens: &[TokenStatistics]) -> Option<TokenStatistics> {
        let worst = tokens.iter().max_by(|a, b| a.worst.total_cmp(&b.worst))?;
        let days: usize = tokens.iter().map(|token| token.days).sum();
        let years = days as f64 / DAYS_A_YEAR;
        let sum = |at: usize, of: f64| {
            let all = tokens.iter().filter_map(|token| token.falls.get(at));
            all.fold(Falls::default(), |sum, falls| {
                let count = sum.count + falls.count;
                Falls {
                    of,
                    count,
                    young: sum.young + falls.young,
                    with_eth: sum.with_eth + falls.with_eth,
                    per_year: f64::from(count) / years,
                    per_year_at_most: rate_at_most(count, years),
                }
            })
        };
        let weighted = tokens.iter().map(|t| t.volatility * t.days as f64);
        Some(TokenStatistics {
            token: "all".to_owned(),
            days,
            volatility: weighted.sum::<f64>() / days as f64,
            worst: worst.worst,
            worst_on: worst.worst_on.clone(),
            falls: FALLS
                .iter()
                .enumerate()
                .map(|(at, of)| sum(at, *of))
                .collect(),
        })
    }
}

/// Changes of a day, shares: the token's and ETH's.
fn changes(closes: &[Row]) -> (f64, f64) {
    match closes {
        [before, after] => (after.qer / before.qer - 1.0, after.eth / before.eth - 1.0),
        _ => (0.0, 0.0),
    }
}

fn volatility(days: &[(f64, f64)]) -> f64 {
    /// A normal variable's standard deviation over the median of its absolute value.
    const SCALE: f64 = 1.4826;
    let mut sizes: Vec<f64> = days.iter().map(|day| day.0.ln_1p().abs()).collect();
    sizes.sort_by(f64::total_cmp);
    let median = sizes.get(sizes.len() / 2).copied().unwrap_or_default();
    median * SCALE * DAYS_A_YEAR.sqrt()
}

fn falls(days: &[(f64, f64)], of: f64, years: f64) -> Falls {
    let mut found = Falls {
        of,
        ..Falls::default()
    };
    for (at, (qer, eth)) in days.iter().enumerate() {
        if *qer <= -of {
            found.count += 1;
            found.young += u32::from(at < YOUNG_DAYS);
            found.with_eth += u32::from(*eth <= -ETH_FALLS);
        }
    }
    found.per_year = f64::from(found.count) / years;
    found.per_year_at_most = rate_at_most(found.count, years);
    found
}

/// The highest rate a year at which so few events in so many years are still as likely as 5 %: the exact one-sided bound of
/// a Poisson process. Three over the years if nothing was seen.
#[must_use]
pub fn rate_at_most(count: u32, years: f64) -> f64 {
    let likelihood = |mean: f64| {
        let mut term = (-mean).exp();
        let mut sum = term;
        for n in 1..=count {
            term *= mean / f64::from(n);
            sum += term;
        }
        sum
    };
    let (mut low, mut high) = (0.0, 10.0 + 3.0 * f64::from(count));
    for _ in 0..60 {
        let middle = (low + high) / 2.0;
        if likelihood(middle) > 0.05 {
            low = middle;
        } else {
            high = middle;
        }
    }
    high / years
}
