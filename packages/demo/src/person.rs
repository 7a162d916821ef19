//! The people of the crowd and how they react to health and rates. Nothing here is random or depends on a chain.

use cosmwasm_std::{Decimal, Uint128};

/// How much risk a borrower takes. These rules decide everything that a borrower does beyond the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RiskProfile {
    /// Borrows 40-60 % of capacity; below health 1.35 repays half of the debt.
    Conservative,
    /// Borrows 60-80 % of capacity; below health 1.20 repays a third.
    Moderate,
    /// Borrows 80-95 % of capacity; below health 1.08 repays a fifth.
    Aggressive,
    /// Borrows 70-90 % of capacity; never repays because of health.
    Passive,
}

impl RiskProfile {
    /// The share of borrowing capacity that the borrower aims at, from and to, percent.
    #[must_use]
    pub const fn target_percent(self) -> (u64, u64) {
        match self {
            Self::Conservative => (40, 60),
            Self::Moderate => (60, 80),
            Self::Aggressive => (80, 95),
            Self::Passive => (70, 90),
        }
    }

    /// The health below which the borrower repays.
    #[must_use]
    pub const fn repay_below(self) -> Decimal {
        match self {
            Self::Conservative => Decimal::percent(135),
            Self::Moderate => Decimal::percent(120),
            Self::Aggressive => Decimal::percent(108),
            Self::Passive => Decimal::zero(),
        }
    }

    /// The fraction of the debt that is repaid then.
    #[must_use]
    pub const fn repay_fraction(self) -> Decimal {
        match self {
            Self::Conservative => Decimal::percent(50),
            Self::Moderate => Decimal::percent(33),
            Self::Aggressive => Decimal::percent(20),
            Self::Passive => Decimal::zero(),
        }
    }
}

/// Someone who supplies stablecoins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Supplier {
    /// Name in the report.
    pub name: String,
    /// Stablecoins in the wallet at the start, base units (6 decimals): the sum of all planned supplies.
    pub funds: Uint128,
    /// Further stablecoins in the wallet at the start, base units, supplied only at a good rate.
    pub standby: Uint128,
}

impl Supplier {
    /// The yearly supply rate from which a supplier supplies more.
    pub const GOOD_RATE: Decimal = Decimal::percent(8);
    /// The part of the standby funds that is supplied in one day.
    pub const DAILY_PART: Decimal = Decimal::percent(5);

    /// What the supplier does at the end of a day at this yearly supply rate: nothing, or supply a fixed part of the
    /// standby funds until none are left. A fully utilised market thus recovers within days.
    #[must_use]
    pub fn reaction(&self, rate: Decimal) -> Option<Action> {
        (rate >= Self::GOOD_RATE).then(|| Action::Supply {
            amount: self.standby.mul_floor(Self::DAILY_PART),
        })
    }
}

/// Someone who borrows against QER.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Borrower {
    /// Name in the report.
    pub name: String,
    /// QER in the wallet at the start, base units (6 decimals), at least the sum of all planned deposits.
    pub qer: Uint128,
    /// Stablecoins in the wallet at the start, base units. Repaying needs them, because only half of a debt is paid out.
    pub savings: Uint128,
    /// How much risk is taken.
    pub risk: RiskProfile,
}

impl Borrower {
    /// What the borrower does at the end of a day at this health (of QER alone, `None` without debt): nothing, or repay
    /// a fixed fraction. Asked once a day, so several days of falling prices lead to several repayments.
    #[must_use]
    pub fn reaction(&self, health: Option<Decimal>) -> Option<Action> {
        let too_low = health.is_some_and(|health| health < self.risk.repay_below());
        too_low.then_some(Action::Repay {
            fraction: self.risk.repay_fraction(),
        })
    }
}

/// An intention of a person. The engine turns it into messages with the amounts of the moment, and skips it when there
/// is nothing to do (no debt, no cash in the market, caps reached).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Supply stablecoins.
    Supply {
        /// Base units.
        amount: Uint128,
    },
    /// Withdraw a fraction of the supplied value, at most the market's cash.
    Withdraw {
        /// 0 ..= 1.
        fraction: Decimal,
    },
    /// Deposit QER as collateral.
    Deposit {
        /// Base units.
        amount: Uint128,
    },
    /// Borrow until the debt is this share of what the collateral allows.
    BorrowTo {
        /// 0 ..= 1, of collateral value times maximum LTV.
        share: Decimal,
    },
    /// Repay a fraction of the debt, at most what the wallet has.
    Repay {
        /// 0 ..= 1.
        fraction: Decimal,
    },
    /// Repay everything, then withdraw all collateral.
    Close,
    /// Collect the ETH and stablecoins owed since a repayment during a purchase.
    Collect,
}
