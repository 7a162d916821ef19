//! The arguments of a request, read one after the other.

use std::str::{FromStr, SplitAsciiWhitespace};

use cosmwasm_std::{Decimal, Uint128};
use qerun_math::{Coverage, PricedToken};

use crate::error::RequestError;

/// The words of a request that have not been read yet.
pub struct Words<'a>(SplitAsciiWhitespace<'a>);

impl<'a> Words<'a> {
    /// All words of a line.
    pub fn of(line: &'a str) -> Self {
        Words(line.split_ascii_whitespace())
    }

    /// The next word.
    pub fn text(&mut self, name: &'static str) -> Result<&'a str, RequestError> {
        self.0.next().ok_or(RequestError::Missing(name))
    }

    /// An amount in smallest units.
    pub fn amount(&mut self, name: &'static str) -> Result<Uint128, RequestError> {
        self.parsed(name)
    }

    /// A price, rate or share.
    pub fn decimal(&mut self, name: &'static str) -> Result<Decimal, RequestError> {
        self.parsed(name)
    }

    /// Decimals of a token.
    pub fn decimals(&mut self, name: &'static str) -> Result<u8, RequestError> {
        self.parsed(name)
    }

    /// `COLLATERAL DECIMALS DEBT DECIMALS DEBT_PRICE`.
    pub fn position(&mut self) -> Result<Position, RequestError> {
        Ok(Position {
            collateral: self.amount("collateral")?,
            collateral_decimals: self.decimals("collateral decimals")?,
            debt: self.amount("debt")?,
            debt_token: PricedToken {
                decimals: self.decimals("debt decimals")?,
                price: self.decimal("debt price")?,
            },
        })
    }

    /// All that is left, as prices.
    pub fn prices(&mut self) -> Result<Vec<Decimal>, RequestError> {
        let mut prices = Vec::new();
        for word in self.0.by_ref() {
            prices.push(parse("price", word)?);
        }
        Ok(prices)
    }

    /// Refuses a word too many: arguments in the wrong order would otherwise give a plausible figure.
    pub fn ensure_end(&mut self) -> Result<(), RequestError> {
        match self.0.next() {
            Some(word) => Err(RequestError::Unexpected(word.to_owned())),
            None => Ok(()),
        }
    }

    fn parsed<T: FromStr>(&mut self, name: &'static str) -> Result<T, RequestError> {
        parse(name, self.text(name)?)
    }
}

/// Collateral and debt of a borrower.
pub struct Position {
    /// QER, smallest units.
    pub collateral: Uint128,
    /// Decimals of QER.
    pub collateral_decimals: u8,
    /// Stablecoins, smallest units.
    pub debt: Uint128,
    /// The stablecoin, at what it counts in a debt.
    pub debt_token: PricedToken,
}

impl Position {
    /// The same with a price of the collateral: what health is made of.
    pub fn coverage(&self, price: Decimal) -> Coverage {
        Coverage {
            collateral_token: PricedToken {
                price,
                decimals: self.collateral_decimals,
            },
            debt_token: self.debt_token,
            collateral: self.collateral,
            debt: self.debt,
        }
    }
}

fn parse<T: FromStr>(name: &'static str, word: &str) -> Result<T, RequestError> {
    word.parse().map_err(|_| RequestError::Malformed {
        name,
        value: word.to_owned(),
    })
}
