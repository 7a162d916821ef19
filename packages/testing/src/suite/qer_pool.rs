//! The pool in which QER trades, on the home chain: an Astroport XYK pair of the official contracts.

use anyhow::{anyhow, Context, Result};
use cosmwasm_std::{coin, to_json_binary, Addr, Decimal, Uint128};
use qerun_messages::token;
use serde::Deserialize;
use serde_json::{json, Value};

use super::Suite;
use crate::codes;

/// The fee of the pool, basis points of what is bought; it stays in the pool.
pub const FEE_BPS: u128 = 30;

/// The pair. A swap is at most nine tenths of a side, because Astroport refuses a spread above one half.
#[derive(Clone, Debug)]
pub struct QerPool {
    /// The pair.
    pub pair: Addr,
    /// Its LP token, a cw20.
    pub lp_token: Addr,
}

#[derive(Deserialize)]
struct Pair {
    contract_addr: Addr,
    liquidity_token: Addr,
}

#[derive(Deserialize)]
struct Reserves {
    assets: Vec<Reserve>,
}

#[derive(Deserialize)]
struct Reserve {
    info: Value,
    amount: Uint128,
}

impl Suite {
    /// Deploys a pool, with first liquidity of the treasury's.
    ///
    /// # Errors
    /// What a contract refuses.
    pub fn open_qer_pool(&mut self, stable: Uint128, qer: Uint128) -> Result<QerPool> {
        let owner = self.at.treasury.clone();
        let home = &mut self.net.home;
        let mut store = |file| home.store_by(owner.clone(), codes::contract(file));
        let (pair, lp_token) = (store("astroport_pair"), store("cw20_base"));
        let factory = store("astroport_factory");
        let msg = json!({
            "pair_configs": [{
                "code_id": pair, "pair_type": {"xyk": {}}, "total_fee_bps": FEE_BPS,
                "maker_fee_bps": 0, "is_disabled": false, "is_generator_disabled": true,
                "permissioned": false,
            }],
            "token_code_id": lp_token, "fee_address": null, "generator_address": null,
            "owner": owner, "whitelist_code_id": 0, "coin_registry_address": owner,
        });
        let factory = home.instantiate(factory, &owner, &msg, &[], "factory", None)?;
        let infos = [self.stable_info(), self.qer_info()];
        let msg = json!({"create_pair": {
            "pair_type": {"xyk": {}}, "asset_infos": infos, "init_params": null,
        }});
        self.net.home.execute(&owner, &factory, &msg, &[])?;
        let msg = json!({"pair": {"asset_infos": infos}});
        let pair: Pair = self.net.home.query(&factory, &msg)?;
        let pool = QerPool {
            pair: pair.contract_addr,
            lp_token: pair.liquidity_token,
        };
        self.provide_qer(&pool, &owner, stable, qer)?;
        Ok(pool)
    }

    /// Provides liquidity; its LP tokens go to the provider.
    ///
    /// # Errors
    /// What the pair refuses.
    pub fn provide_qer(
        &mut self,
        pool: &QerPool,
        provider: &Addr,
        stable: Uint128,
        qer: Uint128,
    ) -> Result<()> {
        let allow = token::ExecuteMsg::IncreaseAllowance {
            spender: pool.pair.to_string(),
            amount: qer,
            expires: None,
        };
        let token = self.at.token.clone();
        self.net.home.execute(provider, &token, &allow, &[])?;
        let msg = json!({"provide_liquidity": {
            "assets": [
                {"info": self.stable_info(), "amount": stable},
                {"info": self.qer_info(), "amount": qer},
            ],
            "slippage_tolerance": "0.5", "auto_stake": false, "receiver": null,
        }});
        let funds = [coin(stable.u128(), &self.stable)];
        self.net.home.execute(provider, &pool.pair, &msg, &funds)?;
        Ok(())
    }

    /// Takes all of a provider's liquidity out.
    ///
    /// # Errors
    /// What the pair refuses.
    pub fn withdraw_liquidity(&mut self, pool: &QerPool, provider: &Addr) -> Result<()> {
        let ask = token::QueryMsg::Balance {
            address: provider.to_string(),
        };
        let held: cw20::BalanceResponse = self.net.home.query(&pool.lp_token, &ask)?;
        let hook = to_json_binary(&json!({"withdraw_liquidity": {"assets": []}}))?;
        let msg = json!({"send": {"contract": pool.pair, "amount": held.balance, "msg": hook}});
        self.net.home.execute(provider, &pool.lp_token, &msg, &[])?;
        Ok(())
    }

    /// The reserves: stablecoins and QER.
    ///
    /// # Errors
    /// A pair that does not answer.
    pub fn qer_reserves(&self, pool: &QerPool) -> Result<(Uint128, Uint128)> {
        let answer: Reserves = self.net.home.query(&pool.pair, &json!({"pool": {}}))?;
        let of = |info: Value| {
            let reserve = answer.assets.iter().find(|asset| asset.info == info);
            let amount = reserve.map(|asset| asset.amount);
            amount.ok_or_else(|| anyhow!("{info} is not in the pool"))
        };
        Ok((of(self.stable_info())?, of(self.qer_info())?))
    }

    /// Stablecoins per QER by the reserves. Both have six decimals.
    ///
    /// # Errors
    /// A pair that does not answer.
    pub fn qer_spot(&self, pool: &QerPool) -> Result<Decimal> {
        let (stable, qer) = self.qer_reserves(pool)?;
        Ok(Decimal::checked_from_ratio(stable, qer)?)
    }

    /// Buys QER with so many stablecoins, in as many swaps as it takes. Returns the QER.
    ///
    /// # Errors
    /// What the pair refuses.
    pub fn buy_qer(&mut self, pool: &QerPool, buyer: &Addr, amount: Uint128) -> Result<Uint128> {
        let (before, mut left) = (self.qer_of(buyer)?, amount);
        while !left.is_zero() {
            let (reserve, _) = self.qer_reserves(pool)?;
            let part = left.min(reserve.multiply_ratio(9u128, 10u128));
            let offer = json!({"info": self.stable_info(), "amount": part});
            let msg = json!({"swap": {
                "offer_asset": offer, "belief_price": null, "max_spread": "0.5", "to": null,
            }});
            let funds = [coin(part.u128(), &self.stable)];
            self.net.home.execute(buyer, &pool.pair, &msg, &funds)?;
            left -= part;
        }
        Ok(self.qer_of(buyer)? - before)
    }

    /// Sells so much QER, in as many swaps as it takes. Returns the stablecoins.
    ///
    /// # Errors
    /// What the pair refuses.
    pub fn sell_qer(&mut self, pool: &QerPool, seller: &Addr, amount: Uint128) -> Result<Uint128> {
        let (before, mut left) = (self.stable_of(seller)?, amount);
        let hook = json!({"swap": {"belief_price": null, "max_spread": "0.5", "to": null}});
        while !left.is_zero() {
            let (_, reserve) = self.qer_reserves(pool)?;
            let part = left.min(reserve.multiply_ratio(9u128, 10u128));
            let pair = pool.pair.clone();
            self.send_qer(seller, &pair, part, &hook)?;
            left -= part;
        }
        Ok(self.stable_of(seller)? - before)
    }

    /// The stablecoins that move the price by a factor, when they buy: `y (sqrt(k) - 1)`, fee neglected.
    ///
    /// # Errors
    /// A pair that does not answer.
    pub fn pump_costs(&self, pool: &QerPool, factor: Decimal) -> Result<Uint128> {
        let (stable, _) = self.qer_reserves(pool)?;
        Ok(stable.mul_floor(factor.sqrt() - Decimal::one()))
    }

    /// The QER that moves the price down to a part of it, when it is sold: `x (1 / sqrt(part) - 1)`, fee neglected.
    ///
    /// # Errors
    /// A pair that does not answer.
    pub fn push_costs(&self, pool: &QerPool, part: Decimal) -> Result<Uint128> {
        let (_, qer) = self.qer_reserves(pool)?;
        let root = Decimal::one().checked_div(part.sqrt()).context("no part")?;
        Ok(qer.mul_floor(root - Decimal::one()))
    }

    fn stable_info(&self) -> Value {
        json!({"native_token": {"denom": self.stable}})
    }

    fn qer_info(&self) -> Value {
        json!({"token": {"contract_addr": self.at.token}})
    }
}
