//! Where a proposal's contracts are.

use std::collections::BTreeMap;
use std::path::Path;

use qerun_deployment::Addresses;

use super::error::ProposeError;
use crate::deploy::{Side, State};

/// What every deployment has.
const ALWAYS: [&str; 6] = ["token", "voting", "timelock", "oracle", "market", "reserve"];

/// What some have; the members' contracts come to these.
const OPTIONAL: [&str; 2] = ["emissions", "liquidity_voting"];

/// How a list names the members' contracts, all of which take the same.
pub const MEMBER: &str = "vesting-NAME";

/// Whose messages a contract takes: the second voting contract those of the first, each member's the same.
#[must_use]
pub fn kind(contract: &str) -> &str {
    match contract {
        "liquidity_voting" => "voting",
        name if name.starts_with("vesting-") => "vesting",
        name => name,
    }
}

/// Where the contracts of a deployment are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deployed {
    /// Our contracts and the DAO's core.
    pub contracts: Addresses,
    /// Address of DAO DAO's proposal module.
    pub proposals: String,
    /// The module that takes proposals and their deposits.
    pub pre_propose: String,
    /// The members' vesting contracts by their names, `vesting-NAME`.
    pub vesting: BTreeMap<String, String>,
}

impl Deployed {
    /// As the state file of a deployment says.
    ///
    /// # Errors
    /// [`ProposeError::NotDeployed`], naming `path`.
    pub fn from_state(state: &State, path: &Path) -> Result<Self, ProposeError> {
        let at = |name: &'static str| {
            let missing = || ProposeError::NotDeployed {
                path: path.to_owned(),
                name,
            };
            let address = state.address(Side::Home, name).ok_or_else(missing)?;
            Ok::<_, ProposeError>(address.to_owned())
        };
        let optional = |name| {
            let address = state.address(Side::Home, name);
            address.unwrap_or_default().to_owned()
        };
        let contracts = state.side(Side::Home).contracts.iter();
        let vesting = contracts.filter(|(name, _)| kind(name) == "vesting");
        let vesting: BTreeMap<String, String> = vesting
            .map(|(name, address)| (name.clone(), address.clone()))
            .collect();
        Ok(Deployed {
            contracts: Addresses {
                token: at("token")?,
                dao: at("dao")?,
                voting: at("voting")?,
                timelock: at("timelock")?,
                oracle: at("oracle")?,
                market: at("market")?,
                reserve: at("reserve")?,
                emissions: optional("emissions"),
                liquidity_voting: optional("liquidity_voting"),
                vesting: vesting.values().cloned().collect(),
                ..Addresses::default()
            },
            proposals: at("proposals")?,
            pre_propose: at("pre_propose")?,
            vesting,
        })
    }

    /// The names of the contracts that this deployment has.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        let there = |name: &&&str| self.contract(name).is_some();
        let ours = ALWAYS.iter().chain(&OPTIONAL).filter(there).copied();
        ours.chain(self.vesting.keys().map(String::as_str))
            .collect()
    }

    /// The address of a contract that a list names: for [`MEMBER`] one of the members'.
    #[must_use]
    pub fn listed(&self, name: &str) -> Option<&str> {
        match name {
            MEMBER => self.vesting.values().next().map(String::as_str),
            name => self.contract(name),
        }
    }

    /// The address of one of our contracts by its name, as the state file has it.
    #[must_use]
    pub fn contract(&self, name: &str) -> Option<&str> {
        let at = &self.contracts;
        let address = match name {
            "token" => &at.token,
            "voting" => &at.voting,
            "timelock" => &at.timelock,
            "oracle" => &at.oracle,
            "market" => &at.market,
            "reserve" => &at.reserve,
            "emissions" => &at.emissions,
            "liquidity_voting" => &at.liquidity_voting,
            name => self.vesting.get(name)?,
        };
        (!address.is_empty()).then_some(address)
    }
}
