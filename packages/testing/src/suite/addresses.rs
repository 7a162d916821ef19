//! The addresses of a suite.

use cosmwasm_std::Addr;
use qerun_deployment::plan::{Allocation, Holder, PlanFile};

use super::deploy::Deployed;

/// Addresses of contracts, and of the accounts that govern them.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // the contracts' own names
pub struct Addresses {
    /// The QER token.
    pub token: Addr,
    /// The voting module of the DAO.
    pub voting: Addr,
    /// Owner, wasm admin and guardian of every contract on the home chain.
    pub timelock: Addr,
    pub oracle: Addr,
    pub market: Addr,
    pub reserve: Addr,
    /// On the DEX chain.
    pub outpost: Addr,
    /// Empty if the plan has none.
    pub airdrop: Addr,
    /// The timelock's guardian: vetoes, and starts the registered pauses.
    pub guardian: Addr,
    /// May queue in the first stage; none if the plan names none.
    pub steward: Option<Addr>,
    /// The genesis account with the most QER. Gives QER and bridged stablecoins to a test's accounts.
    pub treasury: Addr,
}

impl Addresses {
    pub(super) fn new(plan: &PlanFile, deployed: &Deployed) -> Self {
        let at = deployed.deployment.addresses(&deployed.known);
        let held = |row: &&Allocation| row.holder() != Holder::Airdrop;
        let largest = plan.supply.iter().filter(held).max_by_key(|row| row.amount);
        let treasury = match largest.map(Allocation::holder) {
            Some(Holder::Account(account)) => account.to_owned(),
            _ => at.timelock.clone(),
        };
        let stewardship = plan.timelock.stewardship.as_ref();
        Addresses {
            token: Addr::unchecked(at.token),
            voting: Addr::unchecked(at.voting),
            timelock: Addr::unchecked(at.timelock),
            oracle: Addr::unchecked(at.oracle),
            market: Addr::unchecked(at.market),
            reserve: Addr::unchecked(at.reserve),
            outpost: Addr::unchecked(at.outpost),
            airdrop: Addr::unchecked(at.airdrop),
            guardian: Addr::unchecked(&plan.guardian),
            steward: stewardship.map(|s| Addr::unchecked(&s.steward)),
            treasury: Addr::unchecked(treasury),
        }
    }

    /// A contract of the home chain by the name that it has in the timelock's recommended tables.
    ///
    /// # Panics
    /// If the name is unknown.
    pub fn contract(&self, name: &str) -> &Addr {
        match name {
            "token" => &self.token,
            "oracle" => &self.oracle,
            "market" => &self.market,
            "reserve" => &self.reserve,
            "voting" => &self.voting,
            other => panic!("{other} is no contract"),
        }
    }
}
