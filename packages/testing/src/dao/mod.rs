//! A DAO of DAO DAO's official contracts 2.6.0 and the messages that its page sends.

pub mod codes;
mod verbs;

use anyhow::{anyhow, Result};
use cosmwasm_std::Addr;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::chain::Chain;

/// A deployed DAO.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dao {
    /// dao-dao-core: the DAO's address.
    pub core: Addr,
    /// The voting module.
    pub voting: Addr,
    /// dao-proposal-single.
    pub proposals: Addr,
    /// dao-pre-propose-single.
    pub pre_propose: Addr,
}

#[derive(Deserialize)]
struct ProposalModule {
    address: Addr,
}

#[derive(Deserialize)]
struct CreationPolicy {
    #[serde(rename = "module")]
    module: ModuleAddress,
}

#[derive(Deserialize)]
struct ModuleAddress {
    addr: Addr,
}

impl Dao {
    /// The DAO of a core, its modules as the core names them.
    pub fn of(chain: &Chain, core: Addr) -> Result<Self> {
        let voting = chain.query(&core, &json!({"voting_module": {}}))?;
        let modules: Vec<ProposalModule> =
            chain.query(&core, &json!({"active_proposal_modules": {}}))?;
        let proposals = modules
            .into_iter()
            .next()
            .ok_or_else(|| anyhow!("no proposal module"))?
            .address;
        let policy: CreationPolicy =
            chain.query(&proposals, &json!({"proposal_creation_policy": {}}))?;
        Ok(Dao {
            core,
            voting,
            proposals,
            pre_propose: policy.module.addr,
        })
    }
}

/// A vote in the page's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Vote {
    /// For.
    Yes,
    /// Against.
    No,
    /// Counts for the quorum alone.
    Abstain,
}
