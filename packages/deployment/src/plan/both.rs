//! The two chains of a deployment.

use std::fmt;

use serde::{Deserialize, Serialize};

/// One of the two chains.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// The chain of token, DAO, market and reserve.
    Home,
    /// The chain on which ETH is bought.
    Dex,
}

impl Side {
    /// Its name in plans and files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Side::Home => "home",
            Side::Dex => "dex",
        }
    }
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A value for each of the two chains.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Both<T> {
    /// For the chain of token, DAO, market and reserve.
    pub home: T,
    /// For the chain on which ETH is bought.
    pub dex: T,
}

impl<T> Both<T> {
    /// The value for one chain.
    #[must_use]
    pub fn get(&self, side: Side) -> &T {
        match side {
            Side::Home => &self.home,
            Side::Dex => &self.dex,
        }
    }

    /// The same, to be changed.
    pub fn get_mut(&mut self, side: Side) -> &mut T {
        match side {
            Side::Home => &mut self.home,
            Side::Dex => &mut self.dex,
        }
    }
}
