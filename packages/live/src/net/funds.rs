//! Tops up balances from the faucet, so that one net can serve many runs.

use std::path::Path;

use anyhow::{Context, Result};
use cosmwasm_std::{Coin, Uint128};
use qerun_deployment::Plan;

use super::people::People;
use super::{within, Endpoints, LiveChain, Net, Paths, Person, Transfer};

/// What the faucet transfers over IBC at once: a hundred million stablecoins, base units.
const TRANSFERRED: u128 = 100_000_000_000_000;

impl Net {
    /// Ensures that someone has at least so many stablecoins (base units) on the protocol's chain. The faucet pays, and
    /// transfers more from the DEX chain when it has too few.
    ///
    /// # Errors
    /// The chain's error, or the IBC transfer does not arrive.
    pub fn ensure_funds(&self, who: &Person, least: u128) -> Result<()> {
        let denom = self.plan.stable_home();
        let missing = least.saturating_sub(self.home.has(who.at_home(), &denom)?);
        if missing == 0 {
            return Ok(());
        }
        let faucet = self.people.get("faucet")?;
        if self.home.has(faucet.at_home(), &denom)? < missing {
            self.transfer_from_dex(faucet, missing.max(TRANSFERRED))?;
        }
        let coins = [self.stable(missing)];
        if who.name != faucet.name {
            self.home.pay(&faucet.home, who.at_home(), &coins)?;
        }
        Ok(())
    }

    fn transfer_from_dex(&self, faucet: &Person, amount: u128) -> Result<()> {
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

/// As [`fund_pool`], for a plan that is about to be deployed by `qerun`.
///
/// # Errors
/// The chain's words.
pub fn fund_deployer(paths: &Paths, plan: &Path) -> Result<()> {
    let plan = Plan::load(plan)?;
    let people = People::load(&Endpoints::load(&paths.endpoints)?, &plan)?;
    fund_pool(&LiveChain::open(&plan.chain.dex)?, &people, &plan)
}

/// Ensures that the deployer can fill the plan's test pool, which every deployment makes.
///
/// # Errors
/// The chain's words.
pub fn fund_pool(dex: &LiveChain, people: &People, plan: &Plan) -> Result<()> {
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
            paid.context("funds for the pool")?;
        }
    }
    Ok(())
}
