//! Who says what class an operation has: the timelock on the chain, or the plan's, made in memory.

use cosmwasm_std::testing::MockStorage;
use cosmwasm_std::testing::{message_info, mock_dependencies, mock_env, MockApi, MockQuerier};
use cosmwasm_std::{from_json, Addr, CosmosMsg, Env, OwnedDeps, Timestamp};
use qerun_messages::timelock::{ClassOfResponse, QueryMsg};

use super::{At, ProposeError};
use qerun_chain::{ask, Chain};
use qerun_deployment::InstantiateMsgs;
use qerun_deployment::Plan;

/// Says what queueing messages would ask for.
pub trait Registry {
    /// Class, delay and bond.
    ///
    /// # Errors
    /// [`ProposeError::Refused`]; [`ProposeError::Chain`] if a node does not answer.
    fn class_of(&self, messages: &[CosmosMsg]) -> Result<ClassOfResponse, ProposeError>;
}

/// The timelock as the plan has it, with nothing queued and nothing spent yet.
pub struct Planned {
    deps: OwnedDeps<MockStorage, MockApi, MockQuerier>,
    env: Env,
}

impl Planned {
    /// Makes it, with the same first message that a deployment sends.
    ///
    /// # Errors
    /// [`ProposeError::Refused`].
    pub fn new(plan: &Plan, at: &At, now: u64) -> Result<Self, ProposeError> {
        let refused = |reason: String| ProposeError::Refused { reason };
        let mut deps = mock_dependencies();
        // The mock wants a prefix that lives for ever; a program makes one proposal.
        let prefix: &'static str = plan.chain.home.prefix.clone().leak();
        deps.api = MockApi::default().with_prefix(prefix);
        let mut env = mock_env();
        env.contract.address = Addr::unchecked(&at.places.timelock);
        env.block.time = Timestamp::from_seconds(now);
        let sender = message_info(&Addr::unchecked(&at.places.dao), &[]);
        let messages = InstantiateMsgs {
            plan,
            at: &at.places,
        };
        let first = messages.timelock(now);
        qerun_timelock::contract::instantiate(deps.as_mut(), env.clone(), sender, first)
            .map_err(|error| refused(error.to_string()))?;
        Ok(Planned { deps, env })
    }
}

impl Registry for Planned {
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
pub struct OnChain<'a> {
    /// Its chain.
    pub chain: &'a dyn Chain,
    /// Where it is.
    pub timelock: &'a str,
}

impl Registry for OnChain<'_> {
    fn class_of(&self, messages: &[CosmosMsg]) -> Result<ClassOfResponse, ProposeError> {
        let question = QueryMsg::ClassOf {
            messages: messages.to_vec(),
        };
        Ok(ask(self.chain, self.timelock, &question)?)
    }
}
