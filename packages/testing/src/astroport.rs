//! An Astroport XYK pool of the official contracts (factory 1.7.0, pair 1.5.0, cw20-base as the LP token).

use anyhow::{anyhow, bail, Result};
use cosmwasm_std::{coin, to_json_binary, Addr, Coin, Decimal, Uint128};
use serde::Deserialize;
use serde_json::{json, Value};

use crate::chain::Chain;

/// Largest trade of [`AstroPool::arbitrage_to`] relative to the offered side's reserve.
/// Astroport refuses a spread above one half, which is a trade as large as the reserve.
const MAX_TRADE: f64 = 0.9;

/// One side of a pool.
#[derive(Clone, Debug)]
pub struct PoolAsset {
    /// Native denom.
    pub denom: String,
    /// Decimals of the whole token, for prices.
    pub decimals: u32,
}

impl PoolAsset {
    /// One side of a pool.
    pub fn new(denom: &str, decimals: u32) -> Self {
        PoolAsset {
            denom: denom.to_owned(),
            decimals,
        }
    }
}

/// A deployed pool. Prices are whole tokens of the first asset per whole token of the second.
#[derive(Clone, Debug)]
pub struct AstroPool {
    /// The factory.
    pub factory: Addr,
    /// The pair.
    pub pair: Addr,
    /// The LP token (cw20).
    pub lp_token: Addr,
    /// The first asset, e.g. the stablecoin.
    pub quote: PoolAsset,
    /// The second asset, e.g. ETH.
    pub base: PoolAsset,
    /// The fee in basis points; all of it stays in the pool.
    pub fee_bps: u16,
    /// The account that trades in [`AstroPool::arbitrage_to`]; its profit and loss are its own.
    pub trader: Addr,
}

#[derive(Deserialize)]
struct Pair {
    contract_addr: Addr,
    liquidity_token: Addr,
}

#[derive(Deserialize)]
struct Pool {
    assets: Vec<PoolReserve>,
}

#[derive(Deserialize)]
struct PoolReserve {
    info: Value,
    amount: Uint128,
}

#[derive(Deserialize)]
struct Simulation {
    return_amount: Uint128,
}

impl AstroPool {
    /// The pair of these assets that a factory has created.
    ///
    /// # Errors
    /// No such pair.
    pub fn find(
        chain: &Chain,
        factory: Addr,
        fee_bps: u16,
        quote: PoolAsset,
        base: PoolAsset,
    ) -> Result<Self> {
        let infos = [native(&quote.denom), native(&base.denom)];
        let pair: Pair = chain.query(&factory, &json!({"pair": {"asset_infos": infos}}))?;
        Ok(AstroPool {
            factory,
            pair: pair.contract_addr,
            lp_token: pair.liquidity_token,
            trader: chain.addr("astroport-trader"),
            fee_bps,
            quote,
            base,
        })
    }

    /// The reserves `[quote, base]` in raw units.
    pub fn pool(&self, chain: &Chain) -> Result<[Uint128; 2]> {
        let pool: Pool = chain.query(&self.pair, &json!({"pool": {}}))?;
        let reserve = |denom: &str| {
            pool.assets
                .iter()
                .find(|asset| asset.info["native_token"]["denom"] == denom)
                .map(|asset| asset.amount)
                .ok_or_else(|| anyhow!("{denom} is not in the pool"))
        };
        Ok([reserve(&self.quote.denom)?, reserve(&self.base.denom)?])
    }

    /// The reserves' ratio as a price.
    pub fn price(&self, chain: &Chain) -> Result<f64> {
        let [quote, base] = self.pool(chain)?;
        Ok(quote.u128() as f64 / base.u128() as f64 * self.scale())
    }

    /// What a swap of `offer` would return, fee deducted.
    pub fn simulate(&self, chain: &Chain, offer: &Coin) -> Result<Uint128> {
        let msg = json!({"simulation": {"offer_asset": asset(offer), "ask_asset_info": null}});
        let simulation: Simulation = chain.query(&self.pair, &msg)?;
        Ok(simulation.return_amount)
    }

    /// Swaps an account's coins, with the largest spread that Astroport allows (one half),
    /// and returns what it got.
    pub fn swap(&self, chain: &mut Chain, sender: &Addr, offer: Coin) -> Result<Uint128> {
        let ask = match &offer.denom {
            denom if *denom == self.quote.denom => &self.base.denom,
            denom if *denom == self.base.denom => &self.quote.denom,
            other => bail!("{other} is not in the pool"),
        };
        let before = chain.balance(sender, ask)?;
        let msg = json!({"swap": {
            "offer_asset": asset(&offer), "belief_price": null, "max_spread": "0.5", "to": null,
        }});
        chain.execute(sender, &self.pair, &msg, &[offer])?;
        Ok(chain.balance(sender, ask)? - before)
    }

    /// Provides liquidity and returns the LP tokens received.
    pub fn provide(
        &self,
        chain: &mut Chain,
        sender: &Addr,
        quote: u128,
        base: u128,
    ) -> Result<Uint128> {
        let before = self.lp_balance(chain, sender)?;
        let mut funds = vec![coin(quote, &self.quote.denom), coin(base, &self.base.denom)];
        let msg = json!({"provide_liquidity": {
            "assets": [asset(&funds[0]), asset(&funds[1])],
            "slippage_tolerance": "0.5", "auto_stake": false, "receiver": null,
        }});
        // The bank wants coins in order.
        funds.sort_by(|a, b| a.denom.cmp(&b.denom));
        chain.execute(sender, &self.pair, &msg, &funds)?;
        Ok(self.lp_balance(chain, sender)? - before)
    }

    /// Burns LP tokens for both assets.
    pub fn withdraw(&self, chain: &mut Chain, sender: &Addr, lp: Uint128) -> Result<()> {
        let hook = to_json_binary(&json!({"withdraw_liquidity": {"assets": []}}))?;
        let msg = json!({"send": {"contract": self.pair, "amount": lp, "msg": hook}});
        chain.execute(sender, &self.lp_token, &msg, &[])?;
        Ok(())
    }

    /// An account's LP tokens.
    pub fn lp_balance(&self, chain: &Chain, of: &Addr) -> Result<Uint128> {
        let balance: cw20::BalanceResponse =
            chain.query(&self.lp_token, &json!({"balance": {"address": of}}))?;
        Ok(balance.balance)
    }

    /// Trades until the reserves' ratio is `price` and returns the number of swaps. The
    /// coins offered are minted to [`AstroPool::trader`].
    ///
    /// With reserves x (offered) and y, fee f kept in the pool and target ratio P = x'/y':
    /// `x' = x + dx`, `y' = y (x + f dx) / x'`, hence
    /// `x' = (f P y + sqrt((f P y)^2 + 4 (1 - f) P x y)) / 2`.
    pub fn arbitrage_to(&self, chain: &mut Chain, price: Decimal) -> Result<u32> {
        let price = price.atomics().u128() as f64 / 1e18 / self.scale();
        if price <= 0.0 {
            bail!("the price must be positive");
        }
        let fee = f64::from(self.fee_bps) / 10_000.0;
        for swaps in 0..200 {
            let [quote, base] = self.pool(chain)?;
            let (quote, base) = (quote.u128() as f64, base.u128() as f64);
            let (denom, x, y, target) = if quote / base < price {
                (&self.quote.denom, quote, base, price)
            } else {
                (&self.base.denom, base, quote, 1.0 / price)
            };
            let half = fee * target * y / 2.0;
            let wanted = half + (half * half + (1.0 - fee) * target * x * y).sqrt() - x;
            let dx = wanted.min(x * MAX_TRADE);
            // A trade that buys less than ten raw units cannot be exact, and one that buys
            // nothing is refused.
            if dx < 1.0 || dx * y / x < 10.0 {
                return Ok(swaps);
            }
            let offer = coin(dx as u128, denom);
            chain.mint(&self.trader, offer.amount.u128(), denom)?;
            self.swap(chain, &self.trader, offer)?;
            if dx == wanted {
                return Ok(swaps + 1);
            }
        }
        bail!("the pool did not reach the price")
    }

    /// From a raw ratio to a price of whole tokens.
    fn scale(&self) -> f64 {
        10f64.powi(self.base.decimals as i32 - self.quote.decimals as i32)
    }
}

fn native(denom: &str) -> Value {
    json!({"native_token": {"denom": denom}})
}

fn asset(coin: &Coin) -> Value {
    json!({"info": native(&coin.denom), "amount": coin.amount})
}
