//! The two chains of a deployment.

use std::fmt;

use serde::{Deserialize, Serialize};

/// One of the two chains.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// The protocol's chain.
    Home,
    /// The chain of the markets.
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

/// Something of each chain.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Both<T> {
    /// The protocol's chain.
    pub home: T,
    /// The chain of the markets.
    pub dex: T,
}

impl<T> Both<T> {
    /// That of one chain.
    #[must_use]
    pub fn get(&self, side: Side) -> &T {
        match side {
            Side::Home => &self.home,
            Side::Dex => &self.dex,
        }
    }

    /// That of one chain, to be changed.
    pub fn get_mut(&mut self, side: Side) -> &mut T {
        match side {
            Side::Home => &mut self.home,
            Side::Dex => &mut self.dex,
        }
    }
}
