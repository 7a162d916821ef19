//! What the market owes and has when a path begins.

use serde::{Deserialize, Serialize};

use crate::error::{ensure_within, SimulateError};
use crate::rules::Rules;

/// The market at the start of a path. US dollars and whole tokens; a stablecoin counts as a dollar at the start.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Book {
    /// QER's price, USD.
    pub qer: f64,
    /// ETH's price, USD.
    pub eth: f64,
    /// The USD side of QER's pool.
    pub depth: f64,
    /// Stablecoins that can be borrowed: with the debt they make the utilisation.
    pub cash: f64,
    /// The insurance, stablecoins.
    pub insurance: f64,
    /// The protocol's own ETH, whole ETH.
    pub own_eth: f64,
    /// Who owes what.
    pub accounts: Accounts,
}

/// The borrowers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
pub enum Accounts {
    /// These.
    Given(Vec<Account>),
    /// Drawn anew for each path by its seed.
    Drawn(Drawn),
}

/// One borrower. Whole tokens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Account {
    /// QER pledged.
    pub collateral: f64,
    /// Debt, stablecoins.
    pub debt: f64,
    /// The claim's ETH.
    pub claim_eth: f64,
    /// The claim's stablecoins that the market has: in the open batch, or kept.
    pub claim_stable: f64,
    /// The claim's stablecoins in purchases that have not come back.
    pub claim_pending: f64,
}

/// Borrowers that are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Drawn {
    /// How many, 1 to 10,000.
    pub count: usize,
    /// Their debt together, USD.
    pub debt: f64,
    /// LTV of each, evenly between these shares of the maximum.
    pub ltv: (f64, f64),
    /// Each debt is evenly between these multiples of the mean, before all are scaled to the sum.
    pub size: (f64, f64),
    /// Share of each claim that is ETH already; the rest is in purchases that have not come back.
    pub settled: f64,
}

impl Default for Drawn {
    /// 20 accounts at 60 to 100 % of the maximum LTV, whose purchases have come back; no debt.
    fn default() -> Self {
        Drawn {
            count: 20,
            debt: 0.0,
            ltv: (0.6, 1.0),
            size: (0.5, 1.5),
            settled: 1.0,
        }
    }
}

impl Book {
    /// As much debt as a depth (USD) allows, and the least insurance that the rules ask for it: by the stress bound, with
    /// the drawn claims and no own ETH, and by `min_insurance`. `utilisation` of what suppliers have is lent out. QER costs
    /// 1, ETH 2,000 dollars.
    #[must_use]
    pub fn at_limits(rules: &Rules, depth: f64, utilisation: f64) -> Self {
        let drawn = Drawn {
            debt: rules.debt_at_cap(depth),
            ..Drawn::default()
        };
        let encumbered = drawn.debt * rules.claim_share() * drawn.settled;
        let stress = rules.insurance_for_stress(drawn.debt, 0.0, encumbered);
        Book {
            qer: 1.0,
            eth: 2_000.0,
            depth,
            cash: drawn.debt * (1.0 / utilisation - 1.0),
            insurance: stress.max(rules.min_insurance * depth),
            own_eth: 0.0,
            accounts: Accounts::Drawn(drawn),
        }
    }

    /// The debt at the start, USD.
    #[must_use]
    pub fn debt(&self) -> f64 {
        match &self.accounts {
            Accounts::Given(accounts) => accounts.iter().map(|account| account.debt).sum(),
            Accounts::Drawn(drawn) => drawn.debt,
        }
    }

    /// Number of accounts.
    pub(crate) fn count(&self) -> usize {
        match &self.accounts {
            Accounts::Given(accounts) => accounts.len(),
            Accounts::Drawn(drawn) => drawn.count,
        }
    }

    pub(crate) fn ensure_valid(&self) -> Result<(), SimulateError> {
        const MOST: f64 = 1e15;
        ensure_within("book.qer", self.qer, 1e-12, 1e12)?;
        ensure_within("book.eth", self.eth, 1e-12, 1e12)?;
        ensure_within("book.depth", self.depth, 1.0, MOST)?;
        ensure_within("book.cash", self.cash, 0.0, MOST)?;
        ensure_within("book.insurance", self.insurance, 0.0, MOST)?;
        ensure_within("book.own_eth", self.own_eth, 0.0, MOST)?;
        match &self.accounts {
            Accounts::Given(accounts) => {
                ensure_within("book.accounts", accounts.len() as f64, 1.0, 10_000.0)?;
                for account in accounts {
                    ensure_within("account.collateral", account.collateral, 0.0, MOST)?;
                    ensure_within("account.debt", account.debt, 0.0, MOST)?;
                    ensure_within("account.claim_eth", account.claim_eth, 0.0, MOST)?;
                    ensure_within("account.claim_stable", account.claim_stable, 0.0, MOST)?;
                    ensure_within("account.claim_pending", account.claim_pending, 0.0, MOST)?;
                }
                Ok(())
            }
            Accounts::Drawn(drawn) => {
                ensure_within("drawn.count", drawn.count as f64, 1.0, 10_000.0)?;
                ensure_within("drawn.debt", drawn.debt, 0.0, MOST)?;
                ensure_within("drawn.ltv.0", drawn.ltv.0, 0.01, 1.0)?;
                ensure_within("drawn.ltv.1", drawn.ltv.1, drawn.ltv.0, 1.0)?;
                ensure_within("drawn.size.0", drawn.size.0, 0.001, 1_000.0)?;
                ensure_within("drawn.size.1", drawn.size.1, drawn.size.0, 1_000.0)?;
                ensure_within("drawn.settled", drawn.settled, 0.0, 1.0)
            }
        }
    }
}
