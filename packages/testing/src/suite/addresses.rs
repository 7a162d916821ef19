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
    /// The official rewards distributor. Empty if the plan has no emissions.
    pub distributor: Addr,
    /// Empty if the plan has none.
    pub emissions: Addr,
    /// Voting over the LP token of `qer_pair`. Empty if the plan has no such pair.
    pub liquidity_voting: Addr,
    /// The deployment's pair of QER and the stablecoin on the home chain. Empty if the plan has none.
    pub qer_pair: Addr,
    /// Its LP token.
    pub lp_token: Addr,
    /// The members' vesting contracts, in the plan's order.
    pub vesting: Vec<Addr>,
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
        let held =
            |row: &&Allocation| matches!(row.holder(), Holder::Treasury | Holder::Account(_));
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
            distributor: Addr::unchecked(at.distributor),
            emissions: Addr::unchecked(at.emissions),
            liquidity_voting: Addr::unchecked(at.liquidity_voting),
            qer_pair: Addr::unchecked(at.qer_pair),
            lp_token: Addr::unchecked(at.lp_token),
            vesting: at.vesting.into_iter().map(Addr::unchecked).collect(),
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
