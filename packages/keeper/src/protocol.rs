//! The contracts of a deployment, all read from the market.

use cw_ownable::Ownership;
use qerun_messages::{market, reserve};
use tracing::warn;

use crate::error::KeeperError;
use crate::node::Pool;
use cosmwasm_std::Addr;

/// A token as the oracle and the chain know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Bank denom, or the address of a cw20.
    pub id: String,
    /// Its decimals.
    pub decimals: u8,
    /// The oracle's id.
    pub asset: String,
}

/// Where the contracts are, and what they trade.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the contracts' own names
pub struct Protocol {
    pub market: String,
    pub oracle: String,
    pub reserve: String,
    /// The owner of the market.
    pub timelock: String,
    /// On the DEX chain; none if the reserve buys through Skip.
    pub outpost: Option<String>,
    /// QER, a cw20.
    pub qer: Token,
    /// A bank denom.
    pub stable: Token,
    /// A bank denom.
    pub eth: Token,
}

impl Protocol {
    /// Reads it from a market, from every node that answers: money is sent to these addresses, so that no single node may
    /// name them.
    ///
    /// # Errors
    /// [`KeeperError::Disagree`]; [`KeeperError::Node`], [`KeeperError::NoOwner`] of the last node if none tells it.
    pub fn read(home: &Pool, market: &str) -> Result<Self, KeeperError> {
        let mut told: Option<(String, Self)> = None;
        let mut failure = None;
        for (node, alone) in home.each() {
            let found = alone.head().map_err(KeeperError::from);
            match found.and_then(|_| Self::of_one(&alone, market)) {
                Ok(found) => match &told {
                    Some((one, first)) if found != *first => {
                        return Err(KeeperError::Disagree {
                            one: one.clone(),
                            other: node,
                            market: market.to_owned(),
                        })
                    }
                    Some(_) => {}
                    None => told = Some((node, found)),
                },
                Err(error) => {
                    warn!(node, %error, "does not tell where the contracts are");
                    failure = Some(error);
                }
            }
        }
        match (told, failure) {
            (Some((_, protocol)), _) => Ok(protocol),
            (None, Some(error)) => Err(error),
            // Without a node; what asking says of it.
            (None, None) => Self::of_one(home, market),
        }
    }

    fn of_one(home: &Pool, market: &str) -> Result<Self, KeeperError> {
        let config: market::Config<Addr> = home.ask(market, &market::QueryMsg::Config {})?;
        let owner: Ownership<String> = home.ask(market, &market::QueryMsg::Ownership {})?;
        let reserve: reserve::ConfigResponse =
            home.ask(config.reserve.as_str(), &reserve::QueryMsg::Config {})?;
        let timelock = owner.owner.ok_or_else(|| KeeperError::NoOwner {
            market: market.to_owned(),
        })?;
        let outpost = match reserve.route.transport {
            reserve::Transport::Skip(_) => None,
            reserve::Transport::Callbacks {} | reserve::Transport::IbcHooks {} => {
                Some(reserve.route.receiver)
            }
        };
        Ok(Protocol {
            market: market.to_owned(),
            oracle: config.oracle.to_string(),
            timelock,
            outpost,
            qer: Token {
                id: config.token.to_string(),
                decimals: config.collateral_decimals,
                asset: config.collateral_asset,
            },
            stable: Token {
                id: config.stable_denom,
                decimals: config.stable_decimals,
                asset: config.stable_asset,
            },
            eth: Token {
                id: reserve.config.eth_denom,
                decimals: config.eth_decimals,
                asset: config.eth_asset,
            },
            reserve: config.reserve.to_string(),
        })
    }
}
