//! The people of the crowd and how they react to their health. Nothing here is random and nothing is on chain.

use cosmwasm_std::{Decimal, Uint128};

/// How much risk a borrower takes. These rules are all there is to a borrower's judgement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Temper {
    /// Borrows 40-60 % of capacity; below health 1.35 repays half of the debt.
    Careful,
    /// Borrows 60-80 % of capacity; below health 1.20 repays a third.
    Ordinary,
    /// Borrows 80-95 % of capacity; below health 1.08 repays a fifth.
    Bold,
    /// Borrows 70-90 % of capacity; repays by the plan only, whatever the health.
    Stubborn,
}

impl Temper {
    /// The share of borrowing capacity aimed at, from and to, in percent.
    #[must_use]
    pub const fn target_percent(self) -> (u64, u64) {
        match self {
            Self::Careful => (40, 60),
            Self::Ordinary => (60, 80),
            Self::Bold => (80, 95),
            Self::Stubborn => (70, 90),
        }
    }

    /// The health below which the borrower repays.
    #[must_use]
    pub const fn alarm(self) -> Decimal {
        match self {
            Self::Careful => Decimal::percent(135),
            Self::Ordinary => Decimal::percent(120),
            Self::Bold => Decimal::percent(108),
            Self::Stubborn => Decimal::zero(),
        }
    }

    /// The fraction of the debt repaid then.
    #[must_use]
    pub const fn rescue(self) -> Decimal {
        match self {
            Self::Careful => Decimal::percent(50),
            Self::Ordinary => Decimal::percent(33),
            Self::Bold => Decimal::percent(20),
            Self::Stubborn => Decimal::zero(),
        }
    }
}

/// Someone who supplies stablecoins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Supplier {
    /// For the report.
    pub name: String,
    /// Stablecoins in the wallet at the start, base units (6 decimals); all supplies of the plan together.
    pub funds: Uint128,
    /// More stablecoins in the wallet at the start, base units, kept aside until the rate is good.
    pub standby: Uint128,
}

impl Supplier {
    /// The supply rate from which a supplier brings some of what is kept aside, a year.
    pub const GOOD_RATE: Decimal = Decimal::percent(8);
    /// The part of it brought in one day.
    pub const BRINGS: Decimal = Decimal::percent(5);

    /// What the supplier does at the end of a day on seeing what suppliers earn a year: nothing, or supplies a
    /// fixed part of what was kept aside, until it is used up. So a market that is lent out to the last coin
    /// recovers within days, as far as there is money.
    #[must_use]
    pub fn reaction(&self, rate: Decimal) -> Option<Action> {
        (rate >= Self::GOOD_RATE).then(|| Action::Supply {
            amount: self.standby.mul_floor(Self::BRINGS),
        })
    }
}

/// Someone who borrows against QER.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Borrower {
    /// For the report.
    pub name: String,
    /// QER in the wallet at the start, base units (6 decimals); all deposits of the plan together.
    pub qer: Uint128,
    /// Stablecoins in the wallet at the start, base units: what repaying needs beyond the cash received.
    pub savings: Uint128,
    /// How much risk is taken.
    pub temper: Temper,
}

impl Borrower {
    /// What the borrower does at the end of a day on seeing the health of the position (QER alone, `None`
    /// without debt): nothing, or repays a fixed fraction. Asked once a day, after the day's plan, so several
    /// days of falling prices bring several repayments.
    #[must_use]
    pub fn reaction(&self, health: Option<Decimal>) -> Option<Action> {
        let worried = health.is_some_and(|health| health < self.temper.alarm());
        worried.then_some(Action::Repay {
            fraction: self.temper.rescue(),
        })
    }
}

/// Something a person intends. The engine turns it into messages with the amounts of the moment, and skips it
/// when the chain says there is nothing to do (no debt, no cash in the market, caps reached).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Supply so many base units of stablecoin.
    Supply {
        /// Base units.
        amount: Uint128,
    },
    /// Withdraw a fraction of the supplied value, as far as the market has cash.
    Withdraw {
        /// 0 ..= 1.
        fraction: Decimal,
    },
    /// Send so many base units of QER to the position.
    Deposit {
        /// Base units.
        amount: Uint128,
    },
    /// Borrow until the debt is this share of what the collateral allows.
    BorrowTo {
        /// 0 ..= 1, of collateral value times maximum LTV.
        share: Decimal,
    },
    /// Repay a fraction of the debt, as far as the wallet reaches.
    Repay {
        /// 0 ..= 1.
        fraction: Decimal,
    },
    /// Repay everything, then withdraw all collateral.
    Close,
    /// Collect ETH and stablecoins owed from purchases that were in flight at a repayment.
    Collect,
}
