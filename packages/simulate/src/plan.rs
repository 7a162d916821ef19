//! What a liquidation does: `contracts/market/src/plan_liquidation.rs` and `seizable.rs` in numbers.

use crate::market::Position;
use crate::rules::Rules;

/// Prices at which a position is liquidated, USD.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LiquidationPrices {
    /// QER, the higher of mid and average.
    pub qer: f64,
    /// ETH, likewise.
    pub eth: f64,
    /// The stablecoin, the lower of mid and average, at least a dollar.
    pub debt: f64,
}

/// What a liquidator repays and receives, and what becomes of the position.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Plan {
    /// Stablecoins.
    pub repaid: f64,
    /// What he receives.
    pub paid: Parts,
    /// Debt for which nothing is left to seize.
    pub unrecoverable: f64,
    /// Whether no debt is left.
    pub closed: bool,
    /// At which rates he receives it.
    pub rates: Rates,
}

/// QER and parts of a claim.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Parts {
    pub qer: f64,
    pub eth: f64,
    pub stable: f64,
    /// Stablecoins that are on their way: owed.
    pub pending: f64,
}

/// Tokens that are paid for a stablecoin that is repaid.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Rates {
    pub qer: f64,
    pub eth: f64,
    pub stable: f64,
    /// The smallest unit of the stablecoin.
    unit: f64,
}

/// Plans a liquidation with at most `sent` stablecoins. `debt` is the position's, `capacity` what the hourly cap leaves,
/// USD. None: it is healthy, a part of it would leave dust, or nothing can be seized now.
pub(crate) fn plan_liquidation(
    rules: &Rules,
    prices: &LiquidationPrices,
    capacity: f64,
    position: &Position,
    debt: f64,
    sent: f64,
) -> Option<Plan> {
    let value = position.collateral * prices.qer;
    let owed = debt * prices.debt;
    let health = value * rules.liquidation_threshold / owed;
    if health >= 1.0 {
        return None;
    }
    let mut rates = Rates {
        qer: 0.0,
        eth: prices.debt * (1.0 + rules.claim_bonus) / prices.eth,
        stable: 1.0 + rules.claim_bonus,
        unit: rules.unit,
    };
    let bonus = bonus(rules, prices, &rates, position, debt, health);
    rates.qer = prices.debt * (1.0 + bonus) / prices.qer;

    let target = target_repayment(rules, prices, debt, value, health, bonus);
    let all = Parts {
        qer: position.collateral.min(capacity / prices.qer),
        eth: position.claim_eth,
        stable: position.claim_stable,
        pending: position.claim_pending,
    };
    let seizable = rates.seizable(&all);
    let (most, uncovered) = rates.split(&seizable, seizable.qer, target);
    let max = target - uncovered;
    let unsettled = max < rules.unit && !rates.nothing_left(&position.parts());
    if unsettled {
        return None;
    }

    let repaid = sent.min(max);
    let paid = if repaid < max {
        // By choice less than the most: QER pays first only up to the fraction of the debt that is repaid.
        let first = position.collateral * repaid / debt;
        rates.split(&seizable, first.min(seizable.qer), repaid).0
    } else {
        most
    };
    let after = position.parts().less(&paid);
    let left = debt - repaid;
    let exhausted = rates.nothing_left(&after);
    if repaid < max && !exhausted && left * prices.debt < rules.min_debt {
        return None;
    }
    // The bonus may be just what the position holds: then nothing is left of both, but for what numbers round.
    let paid_off = left < rules.unit / 2.0;
    let unrecoverable = if exhausted && !paid_off { left } else { 0.0 };
    Some(Plan {
        repaid,
        paid,
        unrecoverable,
        closed: exhausted || paid_off,
        rates,
    })
}

/// `min_bonus + (1 - health)`, at most the maximum and what the QER is worth beyond the debt that the claim cannot pay.
fn bonus(
    rules: &Rules,
    prices: &LiquidationPrices,
    rates: &Rates,
    position: &Position,
    debt: f64,
    health: f64,
) -> f64 {
    let stable = position.claim_stable + position.claim_pending;
    let claim = position.claim_eth / rates.eth + stable / rates.stable;
    let left = debt - claim;
    let holds = if left > 0.0 {
        position.collateral * prices.qer / (left * prices.debt) - 1.0
    } else {
        f64::INFINITY
    };
    let grown = rules.min_bonus + (1.0 - health);
    grown.min(rules.max_bonus).min(holds).max(rules.min_bonus)
}

/// What restores the target health, or all of the debt.
fn target_repayment(
    rules: &Rules,
    prices: &LiquidationPrices,
    debt: f64,
    value: f64,
    health: f64,
    bonus: f64,
) -> f64 {
    if health < rules.full_below {
        return debt;
    }
    let gained = rules.target_health - (1.0 + bonus) * rules.liquidation_threshold;
    if gained <= 0.0 {
        return debt;
    }
    let missing = rules.target_health * debt * prices.debt - value * rules.liquidation_threshold;
    let partial = (missing / (gained * prices.debt)).clamp(0.0, debt);
    if (debt - partial) * prices.debt < rules.min_debt {
        return debt;
    }
    partial
}

impl Rates {
    /// A part that is worth less than the smallest unit that can be repaid is left out.
    fn seizable(&self, parts: &Parts) -> Parts {
        let whole = |amount: f64, rate: f64| {
            if amount / rate < self.unit {
                0.0
            } else {
                amount
            }
        };
        Parts {
            qer: whole(parts.qer, self.qer),
            eth: whole(parts.eth, self.eth),
            stable: whole(parts.stable, self.stable),
            pending: whole(parts.pending, self.stable),
        }
    }

    fn nothing_left(&self, parts: &Parts) -> bool {
        let left = self.seizable(parts);
        left.qer == 0.0 && left.eth == 0.0 && left.stable == 0.0 && left.pending == 0.0
    }

    /// QER up to `first`, then the claim, then the rest of the QER. Returns what is paid and what of the repayment nothing
    /// is left for.
    fn split(&self, seizable: &Parts, first: f64, repaid: f64) -> (Parts, f64) {
        let mut left = repaid;
        let qer = pay(self.qer, first, &mut left);
        let eth = pay(self.eth, seizable.eth, &mut left);
        let stable = pay(self.stable, seizable.stable, &mut left);
        let pending = pay(self.stable, seizable.pending, &mut left);
        let rest = seizable.qer - qer;
        let paid = Parts {
            qer: qer + pay(self.qer, rest, &mut left),
            eth,
            stable,
            pending,
        };
        (paid, left)
    }
}

/// Pays for what is `left` of a repayment as far as `available` goes.
fn pay(rate: f64, available: f64, left: &mut f64) -> f64 {
    let wanted = *left * rate;
    if wanted < available {
        *left = 0.0;
        return wanted;
    }
    *left = (*left - available / rate).max(0.0);
    available
}

impl Parts {
    fn less(&self, taken: &Parts) -> Parts {
        Parts {
            qer: self.qer - taken.qer,
            eth: self.eth - taken.eth,
            stable: self.stable - taken.stable,
            pending: self.pending - taken.pending,
        }
    }
}

impl Position {
    fn parts(&self) -> Parts {
        Parts {
            qer: self.collateral,
            eth: self.claim_eth,
            stable: self.claim_stable,
            pending: self.claim_pending,
        }
    }
}

#[cfg(test)]
mod tests;
