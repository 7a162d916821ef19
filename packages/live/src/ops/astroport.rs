//! Astroport's pairs and their messages.

use anyhow::{Context, Result};
use cosmwasm_std::{to_json_binary, Coin, Uint128};
use qerun_chain::{Key, Sent};
use qerun_messages::token;
use serde::Deserialize;
use serde_json::{json, Value};

use crate::net::{call, LiveChain, Net};

/// One side of a pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asset {
    Native(String),
    Token(String),
}

impl Asset {
    /// As Astroport's `asset_info`.
    #[must_use]
    pub fn info(&self) -> Value {
        match self {
            Asset::Native(denom) => json!({"native_token": {"denom": denom}}),
            Asset::Token(address) => json!({"token": {"contract_addr": address}}),
        }
    }

    fn of(&self, amount: u128) -> Value {
        json!({"info": self.info(), "amount": amount.to_string()})
    }
}

/// The reserves of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pool {
    /// Of the asset named first.
    pub first: u128,
    /// Of the asset named second.
    pub second: u128,
    /// LP tokens.
    pub shares: u128,
}

/// A pair on a chain.
pub struct Pair<'a> {
    pub chain: &'a LiveChain,
    pub address: String,
    /// Its assets; figures are in the order given here.
    pub assets: [Asset; 2],
}

/// The widest spread that Astroport allows.
const WIDEST: &str = "0.5";

impl Pair<'_> {
    /// Its reserves.
    ///
    /// # Errors
    /// The node does not answer.
    pub fn pool(&self) -> Result<Pool> {
        #[derive(Deserialize)]
        struct Side {
            info: Value,
            amount: Uint128,
        }
        #[derive(Deserialize)]
        struct Answer {
            assets: Vec<Side>,
            total_share: Uint128,
        }
        let answer: Answer = self.chain.ask(&self.address, &json!({"pool": {}}))?;
        let amount = |asset: &Asset| {
            let mut sides = answer.assets.iter();
            let side = sides.find(|side| side.info == asset.info());
            side.map(|side| side.amount.u128())
                .with_context(|| format!("{asset:?} is not in {}", self.address))
        };
        let [first, second] = &self.assets;
        Ok(Pool {
            first: amount(first)?,
            second: amount(second)?,
            shares: answer.total_share.u128(),
        })
    }

    /// What a swap would return now, simulated by the pair.
    ///
    /// # Errors
    /// The pair's error.
    pub fn simulate(&self, offer: &Asset, amount: u128) -> Result<u128> {
        #[derive(Deserialize)]
        struct Answer {
            return_amount: Uint128,
        }
        let query = json!({"simulation": {"offer_asset": offer.of(amount)}});
        let answer: Answer = self.chain.ask(&self.address, &query)?;
        Ok(answer.return_amount.u128())
    }

    /// Swaps at any price.
    ///
    /// # Errors
    /// The pair's error.
    pub fn swap(&self, who: &Key, offer: &Asset, amount: u128) -> Result<Sent> {
        match offer {
            Asset::Native(denom) => {
                let msg = json!({"swap": {"offer_asset": offer.of(amount), "max_spread": WIDEST}});
                let coins = [Coin::new(amount, denom)];
                self.chain.execute(who, &self.address, &msg, &coins)
            }
            Asset::Token(token) => {
                let msg = token::ExecuteMsg::Send {
                    contract: self.address.clone(),
                    amount: amount.into(),
                    msg: to_json_binary(&json!({"swap": {"max_spread": WIDEST}}))?,
                };
                self.chain.execute(who, token, &msg, &[])
            }
        }
    }

    /// Provides liquidity, with the allowances in the same transaction.
    ///
    /// # Errors
    /// The pair's error.
    pub fn provide(&self, who: &Key, amounts: [u128; 2]) -> Result<Sent> {
        let mut messages = Vec::new();
        let mut coins = Vec::new();
        let sides = || self.assets.iter().zip(amounts);
        for (asset, amount) in sides() {
            match asset {
                Asset::Native(denom) => coins.push(Coin::new(amount, denom)),
                Asset::Token(token) => {
                    let allow = token::ExecuteMsg::IncreaseAllowance {
                        spender: self.address.clone(),
                        amount: amount.into(),
                        expires: None,
                    };
                    messages.push(call(who, token, &allow, &[])?);
                }
            }
        }
        let assets: Vec<Value> = sides().map(|(asset, amount)| asset.of(amount)).collect();
        let provide = json!({"provide_liquidity": {"assets": assets}});
        messages.push(call(who, &self.address, &provide, &coins)?);
        self.chain.send(who, messages)
    }
}

/// The DEX chain's pair: stablecoin first, ETH second.
pub fn dex_pair(net: &Net) -> Pair<'_> {
    Pair {
        chain: &net.dex,
        address: net.at.pair.clone(),
        assets: [
            Asset::Native(net.plan.stable_dex()),
            Asset::Native(net.plan.eth_dex()),
        ],
    }
}
