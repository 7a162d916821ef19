//! Where a proposal's contracts are.

use std::path::Path;

use qerun_deployment::Addresses;

use super::error::ProposeError;
use crate::deploy::{Side, State};

/// Where the contracts of a deployment are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deployed {
    /// Our contracts and the DAO's core.
    pub contracts: Addresses,
    /// Address of DAO DAO's proposal module.
    pub proposals: String,
    /// The module that takes proposals and their deposits.
    pub pre_propose: String,
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
        let vesting = contracts.filter(|(name, _)| name.starts_with("vesting-"));
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
                vesting: vesting.map(|(_, address)| address.clone()).collect(),
                ..Addresses::default()
            },
            proposals: at("proposals")?,
            pre_propose: at("pre_propose")?,
        })
    }

    /// The address of one of our contracts by its name.
    #[must_use]
    pub fn contract(&self, name: &str) -> Option<&str> {
        let at = &self.contracts;
        Some(match name {
            "token" => &at.token,
            "voting" => &at.voting,
            "timelock" => &at.timelock,
            "oracle" => &at.oracle,
            "market" => &at.market,
            "reserve" => &at.reserve,
            _ => return None,
        })
    }
}
