//! `qerun propose`: a proposal that has the timelock queue an operation, with its class, delay and bond. It is shown as
//! text, as JSON and as the link that opens DAO DAO's page with it filled in. It signs and sends nothing.

mod args;
mod catalog;
mod deployed;
mod error;
mod message;
mod proposal;
mod registry;
mod terms;
mod text;
mod vesting;

use cosmwasm_std::{Binary, CosmosMsg, WasmMsg};

pub use self::args::{ProposeArgs, PAGE};
pub use self::catalog::{all, entry, Entry};
pub use self::deployed::{Deployed, MEMBER};
pub use self::error::ProposeError;
pub use self::message::{has_message, read, Call};
pub use self::proposal::{Proposal, Queue, LARGEST};
pub use self::registry::{ChainRegistry, PlannedRegistry, Registry, Requirements};
pub use self::terms::{NotAfter, Terms, LONGEST_ALLOWANCE};
pub use self::text::{
    describe, format_duration, format_qer, format_time, render_list, render_proposal,
};

use crate::deploy::State;
use qerun_chain::{Chain, ChainError, Node};
use qerun_deployment::Plan;

/// Runs the command.
///
/// # Errors
/// [`ProposeError`]. A node that does not answer is no error: class, delay and bond are then the plan's.
pub fn run(args: &ProposeArgs) -> Result<(), ProposeError> {
    let plan = args.deployment.load_plan()?;
    let path = args.deployment.state_path();
    let at = Deployed::from_state(&State::load(&path)?.unwrap_or_default(), &path)?;
    let node = match args.offline {
        true => None,
        false => open_node(&plan)?,
    };
    let chain = node.as_ref().map(|node| node as &dyn Chain);
    let text = match args.list {
        true => list_messages(&plan, &at, chain)?,
        false => write_proposal(args, &plan, &at, chain)?,
    };
    print!("{text}");
    Ok(())
}

fn open_node(plan: &Plan) -> Result<Option<Node>, ProposeError> {
    match Node::open(&plan.chain.home, None) {
        Ok(node) => Ok(Some(node)),
        Err(ChainError::Unreachable { url, reason }) => {
            eprintln!(
                "{url} does not answer ({reason}): class, delay and bond below are the plan's"
            );
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

/// Every message with its class.
///
/// # Errors
/// Of the node.
pub fn list_messages(
    plan: &Plan,
    at: &Deployed,
    chain: Option<&dyn Chain>,
) -> Result<String, ProposeError> {
    let planned = PlannedRegistry::new(plan, at, Terms::planned(plan).now)?;
    let timelock = &at.contracts.timelock;
    let on_chain = chain.map(|chain| ChainRegistry { chain, timelock });
    let mut rows = Vec::new();
    for entry in all() {
        // Not every deployment has all of them.
        let Some(address) = at.listed(entry.contract) else {
            continue;
        };
        let body = serde_json::json!({ entry.key: {} }).to_string();
        let message = CosmosMsg::Wasm(WasmMsg::Execute {
            contract_addr: address.to_owned(),
            msg: Binary::from(body.into_bytes()),
            funds: vec![],
        });
        let answer = match &on_chain {
            Some(registry) => registry.class_of(&[message])?,
            None => planned.class_of(&[message])?,
        };
        rows.push((entry, answer));
    }
    let from = match chain {
        Some(_) => "as the chain has them now",
        None => "as the plan has them",
    };
    Ok(render_list(&rows, plan, from))
}

/// A proposal as text, as JSON and as a link.
///
/// # Errors
/// [`ProposeError`] of the flags, of the limits, or of the node.
pub fn write_proposal(
    args: &ProposeArgs,
    plan: &Plan,
    at: &Deployed,
    chain: Option<&dyn Chain>,
) -> Result<String, ProposeError> {
    let calls = args.message.iter().map(|text| read(text, plan, at));
    let calls = calls.collect::<Result<Vec<Call>, _>>()?;
    let terms = match chain {
        Some(chain) => Terms::on_chain(plan, at, chain)?,
        None => Terms::planned(plan),
    };
    let not_after = terms.not_after(args.allowance)?;
    let title = args.title.clone().unwrap_or_default();
    let proposal = Proposal {
        description: args.description.clone().unwrap_or_else(|| title.clone()),
        queue: Queue {
            messages: calls.iter().map(|call| call.message.clone()).collect(),
            text: args.text.clone().unwrap_or_else(|| title.clone()),
            not_after: not_after.at,
        },
        title,
    };
    proposal.ensure_accepted(at)?;
    let link = proposal.link(&args.page, &plan.chain.home.chain_id, at)?;
    let messages = &proposal.queue.messages;
    let on_chain = match chain {
        Some(chain) => {
            let timelock = &at.contracts.timelock;
            Some(ChainRegistry { chain, timelock }.class_of(messages)?)
        }
        None => None,
    };
    let requirements = Requirements {
        planned: PlannedRegistry::new(plan, at, terms.now)?.class_of(messages)?,
        on_chain,
    };
    Ok(format!(
        "{}\n{}\nto the pre-propose module {}, by a member, who allows it {} of deposit first:\n{}\n\nor on the page:\n{link}\n",
        proposal.title,
        render_proposal(&calls, &requirements, &not_after, plan),
        at.pre_propose,
        format_qer(plan.dao.deposit, plan),
        proposal.json(at)?,
    ))
}
