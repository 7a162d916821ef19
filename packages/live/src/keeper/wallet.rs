//! What a keeper has on the protocol's chain.

use anyhow::Result;
use serde::{Deserialize, Serialize};

use crate::net::{Net, Person};

/// Smallest units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wallet {
    pub stable: u128,
    pub eth: u128,
    pub qer: u128,
}

impl Wallet {
    /// Now.
    ///
    /// # Errors
    /// The node does not answer.
    pub fn of(net: &Net, who: &Person) -> Result<Self> {
        Ok(Wallet {
            stable: net.home.has(who.at_home(), &net.plan.stable_home())?,
            eth: net.home.has(who.at_home(), &net.plan.eth_home())?,
            qer: net.qer(who.at_home())?.u128(),
        })
    }
}
