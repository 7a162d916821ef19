//! A scenario in the terms in which people choose it, so that one parameter can be changed and all that follows from it is
//! made anew.

use qerun_messages::market;
use qerun_messages::reserve::StorefrontRule;
use serde::Serialize;

use crate::attack::Attack;
use crate::book::{Accounts, Book, Drawn};
use crate::error::{ensure_within, SimulateError};
use crate::liquidators::Liquidators;
use crate::pool::Pool;
use crate::process::{Base, Bootstrap, Diffusion, Gaps, Intraday, Process, Row};
use crate::rules::Rules;
use crate::scenario::{Scenario, ValidScenario};
use crate::STEPS_PER_DAY;

/// Where prices come from, before gaps.
#[derive(Clone, Debug, PartialEq)]
pub enum PriceSource {
    /// Jump diffusion.
    Diffusion(Diffusion),
    /// Blocks of history, drawn.
    Blocks {
        /// Daily closes.
        rows: Vec<Row>,
        /// Days of a block.
        block: u32,
        /// Between two closes.
        intraday: Intraday,
    },
    /// Each stretch of history as it was: a path each.
    Windows {
        /// Daily closes of each stretch.
        windows: Vec<Vec<Row>>,
        /// Between two closes.
        intraday: Intraday,
    },
}

/// All that a scenario is made from.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Setup {
    /// The market's parameters.
    pub market: market::Params,
    /// How the reserve sells ETH.
    pub storefront: StorefrontRule,
    /// Decimals of the stablecoin.
    pub stable_decimals: u8,
    /// Prices.
    #[serde(skip)]
    pub prices: PriceSource,
    /// Sudden falls on top; none if they come zero times a year.
    pub gaps: Gaps,
    /// USD side of the pool.
    pub depth: f64,
    /// Share of what suppliers have that is lent out.
    pub utilisation: f64,
    /// Borrowers.
    pub accounts: u32,
    /// LTV of each, evenly between these shares of the maximum.
    pub ltv: (f64, f64),
    /// The insurance as a share of the debt; the least that the limits ask for if not given.
    pub insurance: Option<f64>,
    /// The protocol's own ETH, its value as a share of the debt.
    pub own_eth: f64,
    /// The pool.
    pub pool: Pool,
    /// Who liquidates.
    pub liquidators: Liquidators,
    /// Steps by which the oracle is behind.
    pub oracle_delay: u32,
    /// An attack.
    pub attack: Option<Attack>,
    /// Length of a path.
    pub days: u32,
}

impl Setup {
    /// As much debt as a depth of a million dollars allows, 20 accounts, 80 % lent out, no own ETH, 90 days.
    #[must_use]
    pub fn new(
        market: market::Params,
        storefront: StorefrontRule,
        stable_decimals: u8,
        prices: PriceSource,
    ) -> Self {
        let Drawn { ltv, .. } = Drawn::default();
        Setup {
            market,
            storefront,
            stable_decimals,
            prices,
            gaps: Gaps {
                per_year: 0.0,
                ..Gaps::default()
            },
            depth: 1_000_000.0,
            utilisation: 0.8,
            accounts: 20,
            ltv,
            insurance: None,
            own_eth: 0.0,
            pool: Pool::default(),
            liquidators: Liquidators::default(),
            oracle_delay: 0,
            attack: None,
            days: 90,
        }
    }

    /// The rules of its parameters.
    ///
    /// # Errors
    /// As [`Rules::new`].
    pub fn rules(&self) -> Result<Rules, SimulateError> {
        Rules::new(&self.market, &self.storefront, self.stable_decimals)
    }

    /// The market at the start: the most debt, and the insurance.
    ///
    /// # Errors
    /// A share that is no share, parameters that make no rules, or `NoDebt`: every figure is a share of the debt.
    pub fn book(&self) -> Result<Book, SimulateError> {
        ensure_within("utilisation", self.utilisation, 0.001, 1.0)?;
        ensure_within("own_eth", self.own_eth, 0.0, 1_000.0)?;
        ensure_within("insurance", self.insurance.unwrap_or(0.0), 0.0, 1_000.0)?;
        ensure_within("lowest_ltv", self.ltv.0, 0.01, 1.0)?;
        let rules = self.rules()?;
        let mut book = Book::at_limits(&rules, self.depth, self.utilisation);
        let debt = book.debt();
        // Of a depth that is no number the scenario's bounds tell more.
        if debt == 0.0 && self.depth > 0.0 {
            return Err(SimulateError::NoDebt);
        }
        let own = self.own_eth * debt;
        book.own_eth = own / book.eth;
        if let Accounts::Drawn(drawn) = &mut book.accounts {
            drawn.count = self.accounts as usize;
            drawn.ltv = self.ltv;
        }
        let encumbered = debt * rules.claim_share();
        book.insurance = match self.insurance {
            Some(share) => share * debt,
            None => rules
                .insurance_for_stress(debt, own, encumbered)
                .max(rules.min_insurance * self.depth),
        };
        Ok(book)
    }

    /// The scenarios whose paths belong together: one, or one for each stretch of history.
    ///
    /// # Errors
    /// A number that makes no sense.
    pub fn scenarios(&self) -> Result<Vec<ValidScenario>, SimulateError> {
        let (rules, book) = (self.rules()?, self.book()?);
        let scenario = |base: Base| {
            let process = Process {
                base,
                gaps: (self.gaps.per_year != 0.0).then_some(self.gaps),
            };
            let scenario = Scenario {
                pool: self.pool,
                liquidators: self.liquidators,
                oracle_delay: self.oracle_delay,
                attack: self.attack,
                steps: self.days.saturating_mul(STEPS_PER_DAY as u32),
                ..Scenario::new(rules, book.clone(), process)
            };
            scenario.check()
        };
        let bootstrap = |rows: &[Row], block, intraday| {
            Base::Bootstrap(Bootstrap {
                rows: rows.to_vec(),
                block,
                intraday,
            })
        };
        match &self.prices {
            PriceSource::Diffusion(diffusion) => Ok(vec![scenario(Base::Diffusion(*diffusion))?]),
            PriceSource::Blocks {
                rows,
                block,
                intraday,
            } => Ok(vec![scenario(bootstrap(rows, Some(*block), *intraday))?]),
            PriceSource::Windows { windows, intraday } => windows
                .iter()
                .map(|rows| scenario(bootstrap(rows, None, *intraday)))
                .collect(),
        }
    }
}
