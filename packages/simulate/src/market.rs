//! The market on a path: totals, interest, and the positions in the order of health.

use crate::book::Account;
use crate::rules::Rules;

/// Seconds of a year, as in `qerun_math::SECONDS_PER_YEAR`.
const YEAR: f64 = qerun_math::SECONDS_PER_YEAR as f64;
/// What one accrual charges at most, as `qerun_math::MAX_ACCRUAL_EXPONENT`.
const MOST: f64 = 1.0;

/// One borrower on the path.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Position {
    /// Its number in the book.
    pub id: u32,
    /// QER.
    pub collateral: f64,
    /// Debt per index, stablecoins.
    pub shares: f64,
    /// The claim's ETH.
    pub claim_eth: f64,
    /// The claim's stablecoins that the market has.
    pub claim_stable: f64,
    /// The claim's stablecoins that are on their way.
    pub claim_pending: f64,
    /// The step in which it fell below health 1; `HEALTHY` while it is above.
    pub since: u32,
}

/// Of a position that is healthy.
pub(crate) const HEALTHY: u32 = u32::MAX;

/// Totals in stablecoins and ETH, and the positions.
#[derive(Clone, Debug, Default)]
pub(crate) struct Market {
    /// What can be borrowed.
    pub cash: f64,
    /// Debt shares of all positions.
    pub shares: f64,
    /// Debt per share.
    pub index: f64,
    /// Seconds of the path at the last accrual.
    pub accrued_at: f64,
    /// The yearly rate since then.
    pub rate: f64,
    /// The insurance.
    pub insurance: f64,
    /// Interest due to it that waits for cash.
    pub insurance_due: f64,
    /// Booked against earmarked ETH.
    pub deficit: f64,
    /// What suppliers have borne while ETH is earmarked, and its sale has not brought back yet.
    pub unrecovered: f64,
    /// Own ETH that is not earmarked.
    pub own_eth: f64,
    /// ETH that is earmarked.
    pub earmark: f64,
    /// Seconds of the path from which its auction counts.
    pub earmarked_at: f64,
    /// Positions with debt, the least healthy first.
    pub positions: Vec<Position>,
}

impl Market {
    /// The market at the start. Keeps the positions' memory.
    pub fn open(&mut self, rules: &Rules, totals: Totals, accounts: &[Account]) {
        let mut positions = std::mem::take(&mut self.positions);
        positions.clear();
        positions.extend(accounts.iter().zip(0..).map(|(account, id)| Position {
            id,
            collateral: account.collateral,
            shares: account.debt,
            claim_eth: account.claim_eth,
            claim_stable: account.claim_stable,
            claim_pending: account.claim_pending,
            since: HEALTHY,
        }));
        positions.retain(|position| position.shares > 0.0);
        *self = Market {
            cash: totals.cash,
            shares: positions.iter().map(|position| position.shares).sum(),
            index: 1.0,
            insurance: totals.insurance,
            own_eth: totals.own_eth,
            positions,
            ..Market::default()
        };
        self.sort();
        self.set_rate(rules);
    }

    /// Debt per share at a moment, seconds of the path, without an accrual: what a contract's query tells.
    pub fn index_at(&self, now: f64) -> f64 {
        let x = (self.rate * (now - self.accrued_at) / YEAR).min(MOST);
        self.index * (1.0 + x * (1.0 + x * (0.5 + x / 6.0)))
    }

    /// Brings debt and insurance to a moment, as each message of the market does.
    pub fn accrue_to(&mut self, rules: &Rules, now: f64) {
        if now <= self.accrued_at {
            return;
        }
        let index = self.index_at(now);
        let interest = self.shares * (index - self.index);
        self.index = index;
        self.accrued_at = now;
        self.insurance_due += interest * rules.insurance_share;
        let moved = self.insurance_due.min(self.cash);
        self.insurance_due -= moved;
        self.cash -= moved;
        self.insurance += moved;
        self.set_rate(rules);
    }

    /// The rate of the utilisation as it is now; whatever changes cash or debt calls it.
    pub fn set_rate(&mut self, rules: &Rules) {
        let debt = self.shares * self.index;
        self.rate = if debt > 0.0 {
            rules.rates.at(debt / (debt + self.cash))
        } else {
            0.0
        };
    }

    /// Debt shares per QER of the least healthy position; zero when nobody owes anything.
    pub fn worst_ratio(&self) -> f64 {
        self.positions.first().map_or(0.0, Position::ratio)
    }

    /// Drops closed positions and puts the rest in order: nearly sorted, so insertions.
    pub fn sort(&mut self) {
        self.positions.retain(|position| position.shares > 0.0);
        for at in 1..self.positions.len() {
            let mut at = at;
            while let Some([above, below]) = at
                .checked_sub(1)
                .and_then(|from| self.positions.get_mut(from..=at))
            {
                if above.ratio() >= below.ratio() {
                    break;
                }
                std::mem::swap(above, below);
                at -= 1;
            }
        }
    }
}

/// What a market begins with besides its borrowers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Totals {
    pub cash: f64,
    pub insurance: f64,
    pub own_eth: f64,
}

impl Position {
    /// Debt shares per QER: the order of health at every price.
    pub fn ratio(&self) -> f64 {
        self.shares / self.collateral
    }
}
