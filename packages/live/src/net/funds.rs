//! Money from the faucet, so that one net carries many runs.

use anyhow::{Context, Result};
use cosmwasm_std::{Coin, Uint128};
use qerun_deployment::Plan;

use super::people::People;
use super::{within, Live, Net, Person, Transfer};

/// What the faucet brings over IBC at once: a hundred million stablecoins.
const BROUGHT: u128 = 100_000_000_000_000;

impl Net {
    /// Sees that someone has so many stablecoins on the protocol's chain. The faucet pays, and brings more
    /// from the DEX chain when it has not enough there.
    ///
    /// # Errors
    /// The chain's words, or nothing comes over IBC.
    pub fn purse(&self, who: &Person, least: u128) -> Result<()> {
        let denom = self.plan.stable_home();
        let missing = least.saturating_sub(self.home.has(who.at_home(), &denom)?);
        if missing == 0 {
            return Ok(());
        }
        let faucet = self.people.get("faucet")?;
        if self.home.has(faucet.at_home(), &denom)? < missing {
            self.bring(faucet, missing.max(BROUGHT))?;
        }
        let coins = [self.stable(missing)];
        if who.name != faucet.name {
            self.home.pay(&faucet.home, who.at_home(), &coins)?;
        }
        Ok(())
    }

    fn bring(&self, faucet: &Person, amount: u128) -> Result<()> {
        let denom = self.plan.stable_home();
        let before = self.home.has(faucet.at_home(), &denom)?;
        let transfer = Transfer {
            channel: self.plan.route.dex_channel.clone(),
            token: Coin::new(amount, self.plan.assets.stable.path.clone()),
            sender: faucet.on_dex().to_owned(),
            receiver: faucet.at_home().to_owned(),
            timeout: self
                .dex
                .time()?
                .saturating_add(600)
                .saturating_mul(1_000_000_000),
            memo: String::new(),
        };
        self.dex.send(&faucet.dex, vec![transfer.message()])?;
        within(120, "the faucet's stablecoins arrive", || {
            Ok(self.home.has(faucet.at_home(), &denom)? >= before.saturating_add(amount))
        })
    }
}

/// Sees that the deployer has what a test pool of the plan takes: every deployment makes one.
///
/// # Errors
/// The chain's words.
pub fn pool_money(dex: &Live, people: &People, plan: &Plan) -> Result<()> {
    let Some(pool) = &plan.dex_pool else {
        return Ok(());
    };
    let (faucet, deployer) = (people.get("faucet")?, people.get("deployer")?);
    let rows: [(&str, Uint128); 2] = [
        (&plan.assets.stable.path, pool.stable),
        (&plan.assets.eth.path, pool.eth),
    ];
    for (denom, least) in rows {
        let missing = least
            .u128()
            .saturating_sub(dex.has(deployer.on_dex(), denom)?);
        if missing > 0 {
            let coins = [Coin::new(missing, denom)];
            let paid = dex.pay(&faucet.dex, deployer.on_dex(), &coins);
            paid.context("money for the pool")?;
        }
    }
    Ok(())
}
