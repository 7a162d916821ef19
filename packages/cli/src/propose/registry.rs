//! The timelock answers which class an operation has: the one on the chain, or one in memory with the plan's terms.

use cosmwasm_std::testing::MockStorage;
use cosmwasm_std::testing::{message_info, mock_dependencies, mock_env, MockApi, MockQuerier};
use cosmwasm_std::{from_json, Addr, CosmosMsg, Env, OwnedDeps, Timestamp};
use qerun_messages::timelock::{ClassOfResponse, QueryMsg};

use super::deployed::Deployed;
use super::error::ProposeError;
use qerun_chain::{ask, Chain};
use qerun_deployment::InstantiateMsgs;
use qerun_deployment::Plan;

/// Class, delay and bond of an operation, by the plan and, if a node answered, by the chain.
#[derive(Clone, Debug, PartialEq)]
pub struct Requirements {
    /// As the plan's timelock answers.
    pub planned: ClassOfResponse,
    /// As the chain's timelock answers.
    pub on_chain: Option<ClassOfResponse>,
}

impl Requirements {
    /// The answer that counts: the chain's if there is one.
    #[must_use]
    pub fn answer(&self) -> &ClassOfResponse {
        self.on_chain.as_ref().unwrap_or(&self.planned)
    }
}

/// Answers what queueing messages would ask for.
pub trait Registry {
    /// Class, delay and bond.
    ///
    /// # Errors
    /// [`ProposeError::Refused`]; [`ProposeError::Chain`] if a node does not answer.
    fn class_of(&self, messages: &[CosmosMsg]) -> Result<ClassOfResponse, ProposeError>;
}

/// A timelock in memory with the plan's terms; nothing is queued or spent yet.
pub struct PlannedRegistry {
    deps: OwnedDeps<MockStorage, MockApi, MockQuerier>,
    env: Env,
}

impl PlannedRegistry {
    /// Instantiates it with the message that a deployment sends.
    ///
    /// # Errors
    /// [`ProposeError::Refused`].
    pub fn new(plan: &Plan, at: &Deployed, now: u64) -> Result<Self, ProposeError> {
        let refused = |reason: String| ProposeError::Refused { reason };
        let mut deps = mock_dependencies();
        // The mock needs a static prefix. Leaking it is harmless: a program makes one proposal.
        let prefix: &'static str = plan.chain.home.prefix.clone().leak();
        deps.api = MockApi::default().with_prefix(prefix);
        let mut env = mock_env();
        env.contract.address = Addr::unchecked(&at.contracts.timelock);
        env.block.time = Timestamp::from_seconds(now);
        let sender = message_info(&Addr::unchecked(&at.contracts.dao), &[]);
        let messages = InstantiateMsgs {
            plan,
            at: &at.contracts,
        };
        let first = messages.timelock(now);
        qerun_timelock::contract::instantiate(deps.as_mut(), env.clone(), sender, first)
            .map_err(|error| refused(error.to_string()))?;
        Ok(PlannedRegistry { deps, env })
    }
}

impl Registry for PlannedRegistry {
    fn class_of(&self, messages: &[CosmosMsg]) -> Result<ClassOfResponse, ProposeError> {
        let question = QueryMsg::ClassOf {
            messages: messages.to_vec(),
        };
        let answer =
            qerun_timelock::contract::query(self.deps.as_ref(), self.env.clone(), question);
        let answer = answer.map_err(|error| ProposeError::Refused {
            reason: error.to_string(),
        })?;
        Ok(from_json(answer)?)
    }
}

/// The timelock on the chain.
pub struct ChainRegistry<'a> {
    /// Where the timelock runs.
    pub chain: &'a dyn Chain,
    /// Bech32.
    pub timelock: &'a str,
}

impl Registry for ChainRegistry<'_> {
    fn class_of(&self, messages: &[CosmosMsg]) -> Result<ClassOfResponse, ProposeError> {
        let question = QueryMsg::ClassOf {
            messages: messages.to_vec(),
        };
        Ok(ask(self.chain, self.timelock, &question)?)
    }
}
