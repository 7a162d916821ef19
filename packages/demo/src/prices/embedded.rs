//! The price path that a fresh clone runs on: three regimes of one seeded random walk, and a crash.
//!
//! Figures are measured from public daily closes (data set benjaminpo/crypto-price, MIT; UTC closes; the data is
//! not part of the project). Daily volatility is the standard deviation of daily log returns; MKR, SNX and KAVA
//! are governance tokens of thin to medium liquidity that stand in for QER.
//!
//! | Window (returns) | ETH: daily vol., total | MKR | SNX | KAVA | correlation with ETH |
//! |---|---|---|---|---|---|
//! | calm 2020-06-10..07-10 (30) | 2.5 %, -3 % | 3.6 %, -32 % | 6.7 %, +175 % | 6.3 %, +32 % | 0.42, 0.17, 0.17 |
//! | rally 2020-07-20..08-19 (30) | 3.9 %, +72 % | 5.4 %, +44 % | 8.2 %, +58 % | 8.6 %, +57 % | 0.51, -0.19, -0.15 |
//! | fall 2021-05-08..06-08 (31) | 9.8 %, -36 % | 12.1 %, -42 % | 12.5 %, -43 % | 14.0 %, -35 % | 0.88, 0.84, 0.85 |
//! | 2020-01-01..2021-12-31 (730) | 5.4 % | 7.0 % | 7.8 % | 8.0 % | 0.75, 0.64, 0.66 |

use chrono::{Days, NaiveDate};
use cosmwasm_std::Decimal;
use rand::SeedableRng;
use rand_chacha::ChaCha20Rng;

use super::number::round_significant;
use super::random::{exp, ln, normal};
use super::{Day, Intraday, PricePath};

/// Significant digits of a price, as public daily closes have.
const DIGITS: u32 = 6;

/// The stream of the seed's generator that the path draws from; the crowd has its own.
const STREAM: u64 = 1;

/// One stretch of the path. Its noise is centred and scaled, so that every seed keeps its figures exactly.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Regime {
    /// As in the table of this module.
    pub name: &'static str,
    /// Number of days in the stretch.
    pub returns: u32,
    /// ETH's price at the end over its price at the beginning.
    pub eth_total: f64,
    /// QER's price at the end over its price at the beginning.
    pub qer_total: f64,
    /// Standard deviation of ETH's daily log returns.
    pub eth_volatility: f64,
    /// Standard deviation of QER's daily log returns.
    pub qer_volatility: f64,
    /// How closely the noise of QER follows that of ETH, 0 ..= 1.
    pub correlation: f64,
}

/// Everything about the path but the seed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PathParams {
    /// Year, month and day of the first close. Nothing depends on it: the prices are no day's real ones.
    pub first_day: (i32, u32, u32),
    /// ETH's first close, USD.
    pub eth_start: f64,
    /// QER's first close, USD.
    pub qer_start: f64,
    /// The stretches in order.
    pub regimes: [Regime; 3],
    /// What comes after them.
    pub crash: Crash,
}

/// A fall within an hour, and the days after it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Crash {
    /// ETH's price after the fall over its price before.
    pub eth: f64,
    /// QER's price after the fall over its price before.
    pub qer: f64,
    /// The days after it.
    pub after: Regime,
}

/// The path of `qerun demo`: 92 closes, a quarter, and a week with a crash. See the table above for where the figures of
/// the quarter come from. The crash is made up: far beyond the fall that the stress bound covers (QER -80 %, ETH -60 %), so
/// that every tranche pays.
pub const DEMO: PathParams = PathParams {
    first_day: (2024, 1, 1),
    eth_start: 2_000.0,
    qer_start: 0.5,
    regimes: [
        // ETH as measured; QER's volatility between MKR's and SNX's; no trend.
        Regime {
            name: "calm",
            returns: 30,
            eth_total: 1.0,
            qer_total: 1.0,
            eth_volatility: 0.025,
            qer_volatility: 0.05,
            correlation: 0.3,
        },
        // ETH as measured; QER's rise and volatility in the middle of the three tokens'.
        Regime {
            name: "rally",
            returns: 30,
            eth_total: 1.72,
            qer_total: 1.5,
            eth_volatility: 0.039,
            qer_volatility: 0.07,
            correlation: 0.5,
        },
        // ETH and SNX as measured, around 19 May 2021; correlation as of all three.
        Regime {
            name: "fall",
            returns: 31,
            eth_total: 0.645,
            qer_total: 0.57,
            eth_volatility: 0.098,
            qer_volatility: 0.125,
            correlation: 0.85,
        },
    ],
    crash: Crash {
        eth: 0.3,
        qer: 0.05,
        after: Regime {
            name: "crash",
            returns: 6,
            eth_total: 1.0,
            qer_total: 1.0,
            eth_volatility: 0.039,
            qer_volatility: 0.07,
            correlation: 0.85,
        },
    },
};

/// The path for a seed. The same seed gives the same prices on every machine.
#[must_use]
pub fn path(params: &PathParams, seed: u64) -> PricePath {
    let mut rng = ChaCha20Rng::seed_from_u64(seed);
    rng.set_stream(STREAM);
    let mut returns: Vec<(f64, f64)> = Vec::new();
    for regime in &params.regimes {
        returns.extend(steps(regime, &mut rng));
    }
    let gap = returns.len();
    let crash = &params.crash;
    returns.push((ln(crash.eth), ln(crash.qer)));
    returns.extend(steps(&crash.after, &mut rng));

    let (year, month, day) = params.first_day;
    let mut date = NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    let (mut eth, mut qer) = (0.0, 0.0);
    let mut days = vec![close(params, date, eth, qer)];
    for (eth_step, qer_step) in returns {
        eth += eth_step;
        qer += qer_step;
        date = date.checked_add_days(Days::new(1)).unwrap_or(date);
        days.push(close(params, date, eth, qer));
    }
    let stretches = params.regimes.iter().chain([&crash.after]);
    let names: Vec<&str> = stretches.map(|regime| regime.name).collect();
    PricePath {
        label: format!("embedded path ({})", names.join(", ")),
        token: "QER".to_owned(),
        days,
        gap: Some(gap),
        intraday: Intraday::Smooth,
    }
}

fn close(params: &PathParams, date: NaiveDate, eth: f64, qer: f64) -> Day {
    Day {
        date,
        eth: round_significant(params.eth_start * exp(eth), DIGITS),
        qer: round_significant(params.qer_start * exp(qer), DIGITS),
        usdc: Decimal::one(),
    }
}

/// Log returns of (ETH, QER) for each day of a regime.
fn steps(regime: &Regime, rng: &mut ChaCha20Rng) -> Vec<(f64, f64)> {
    let own = (1.0 - regime.correlation * regime.correlation)
        .max(0.0)
        .sqrt();
    let (eth, qer): (Vec<f64>, Vec<f64>) = (0..regime.returns)
        .map(|_| {
            let common = normal(rng);
            (common, regime.correlation * common + own * normal(rng))
        })
        .unzip();
    let count = f64::from(regime.returns.max(1));
    let eth_drift = ln(regime.eth_total) / count;
    let qer_drift = ln(regime.qer_total) / count;
    standardise(&eth)
        .into_iter()
        .zip(standardise(&qer))
        .map(|(e, q)| {
            (
                eth_drift + regime.eth_volatility * e,
                qer_drift + regime.qer_volatility * q,
            )
        })
        .collect()
}

/// Shifted to mean 0 and scaled to a sample standard deviation of 1.
fn standardise(draws: &[f64]) -> Vec<f64> {
    let count = draws.len().max(2) as f64;
    let mean = draws.iter().sum::<f64>() / count;
    let variance = draws.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (count - 1.0);
    let deviation = variance.sqrt().max(f64::MIN_POSITIVE);
    draws.iter().map(|x| (x - mean) / deviation).collect()
}
