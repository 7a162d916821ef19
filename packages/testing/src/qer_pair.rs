//! An Astroport pair of QER, a cw20, and the stablecoin on the home chain, of the official contracts: what the oracle can
//! read QER's price from.

use anyhow::{Context, Result};
use cosmwasm_std::{coin, to_json_binary, Addr, BankMsg, Coin, Uint128};
use qerun_messages::oracle::{PoolPrice, PriceSource};
use qerun_messages::token;
use serde::Deserialize;
use serde_json::{json, Value};

use crate::codes;
use crate::suite::Suite;

/// Fee of the pair, basis points; all of it stays in the pool.
const FEE_BPS: u16 = 30;

/// A deployed pair. Amounts are smallest units, of six decimals both.
#[derive(Clone, Debug)]
pub struct QerPair {
    /// The pair.
    pub pair: Addr,
    /// The QER token.
    pub token: Addr,
    /// Bank denom of the stablecoin.
    pub stable: String,
}

/// What is in the pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reserves {
    /// QER.
    pub qer: Uint128,
    /// Stablecoins.
    pub stable: Uint128,
}

#[derive(Deserialize)]
struct Created {
    contract_addr: Addr,
}

#[derive(Deserialize)]
struct Pool {
    assets: [PoolReserve; 2],
}

#[derive(Deserialize)]
struct PoolReserve {
    amount: Uint128,
}

impl QerPair {
    /// Deploys factory and pair, and puts the treasury's QER and stablecoins into it.
    ///
    /// # Errors
    /// A contract that refuses.
    pub fn deploy(suite: &mut Suite, qer: Uint128, stable: Uint128) -> Result<Self> {
        let treasury = suite.at.treasury.clone();
        let (token, denom) = (suite.at.token.clone(), suite.stable.clone());
        let home = &mut suite.net.home;
        let [pair, lp, factory] = ["astroport_pair", "cw20_base", "astroport_factory"]
            .map(|file| home.store(codes::contract(file)));
        let msg = json!({
            "pair_configs": [{
                "code_id": pair, "pair_type": {"xyk": {}}, "total_fee_bps": FEE_BPS, "maker_fee_bps": 0,
                "is_disabled": false, "is_generator_disabled": true, "permissioned": false,
            }],
            "token_code_id": lp, "fee_address": null, "generator_address": null, "owner": treasury,
            "whitelist_code_id": 0, "coin_registry_address": treasury,
        });
        let factory = home.instantiate(factory, &treasury, &msg, &[], "factory", None)?;
        let infos = [
            json!({"token": {"contract_addr": token}}),
            json!({"native_token": {"denom": denom}}),
        ];
        let create = json!({"create_pair": {
            "pair_type": {"xyk": {}}, "asset_infos": infos, "init_params": null,
        }});
        home.execute(&treasury, &factory, &create, &[])?;
        let created: Created = home.query(&factory, &json!({"pair": {"asset_infos": infos}}))?;
        let pair = QerPair {
            pair: created.contract_addr,
            token,
            stable: denom,
        };
        pair.provide(suite, &treasury, qer, stable)?;
        Ok(pair)
    }

    /// A source of QER's price: an average over an hour, quoted in the stablecoin's own price.
    #[must_use]
    pub fn source(&self, quote_asset: &str, max_idle: u64) -> PriceSource<String> {
        PriceSource::AstroportTwap {
            pair: self.pair.to_string(),
            pool: PoolPrice {
                base: self.token.to_string(),
                base_decimals: 6,
                quote: self.stable.clone(),
                quote_decimals: 6,
                quote_asset: quote_asset.to_owned(),
                window: 3_600,
            },
            max_idle,
        }
    }

    /// Provides liquidity.
    ///
    /// # Errors
    /// A pair that refuses.
    pub fn provide(
        &self,
        suite: &mut Suite,
        from: &Addr,
        qer: Uint128,
        stable: Uint128,
    ) -> Result<()> {
        let allow = token::ExecuteMsg::IncreaseAllowance {
            spender: self.pair.to_string(),
            amount: qer,
            expires: None,
        };
        suite.net.home.execute(from, &self.token, &allow, &[])?;
        let qer = json!({"info": {"token": {"contract_addr": self.token}}, "amount": qer});
        let coins = [coin(stable.u128(), &self.stable)];
        let msg = json!({"provide_liquidity": {
            "assets": [qer, self.native(&coins[0])],
            "slippage_tolerance": "0.5", "auto_stake": false, "receiver": null,
        }});
        suite.net.home.execute(from, &self.pair, &msg, &coins)?;
        Ok(())
    }

    /// Buys QER with stablecoins. At most half as many as are in the pair.
    ///
    /// # Errors
    /// A pair that refuses.
    pub fn buy(&self, suite: &mut Suite, from: &Addr, stable: Uint128) -> Result<()> {
        let coins = [coin(stable.u128(), &self.stable)];
        let msg = json!({"swap": {
            "offer_asset": self.native(&coins[0]), "belief_price": null, "max_spread": "0.5", "to": null,
        }});
        suite.net.home.execute(from, &self.pair, &msg, &coins)?;
        Ok(())
    }

    /// Sells QER for stablecoins.
    ///
    /// # Errors
    /// A pair that refuses.
    pub fn sell(&self, suite: &mut Suite, from: &Addr, qer: Uint128) -> Result<()> {
        let hook = json!({"swap": {
            "ask_asset_info": null, "belief_price": null, "max_spread": "0.5", "to": null,
        }});
        let send = token::ExecuteMsg::Send {
            contract: self.pair.to_string(),
            amount: qer,
            msg: to_json_binary(&hook)?,
        };
        suite.net.home.execute(from, &self.token, &send, &[])?;
        Ok(())
    }

    /// A plain bank send to the pair.
    ///
    /// # Errors
    /// A bank that refuses.
    pub fn donate(&self, suite: &mut Suite, from: &Addr, stable: Uint128) -> Result<()> {
        let msg = BankMsg::Send {
            to_address: self.pair.to_string(),
            amount: vec![coin(stable.u128(), &self.stable)],
        };
        suite.net.home.send_msg(from, msg)?;
        Ok(())
    }

    /// What is in the pair.
    ///
    /// # Errors
    /// A pair that does not answer.
    pub fn reserves(&self, suite: &Suite) -> Result<Reserves> {
        let pool: Pool = suite.net.home.query(&self.pair, &json!({"pool": {}}))?;
        let [qer, stable] = pool.assets.map(|asset| asset.amount);
        Ok(Reserves { qer, stable })
    }

    /// The pair's record `config`, as the oracle reads it.
    ///
    /// # Errors
    /// A pair without it.
    pub fn config(&self, suite: &Suite) -> Result<Value> {
        let querier = suite.net.home.app.wrap();
        let raw = querier.query_wasm_raw(&self.pair, b"config".as_slice())?;
        Ok(serde_json::from_slice(&raw.context("no record")?)?)
    }

    fn native(&self, coin: &Coin) -> Value {
        json!({"info": {"native_token": {"denom": self.stable}}, "amount": coin.amount})
    }
}
