//! `qerun propose`: a proposal that has the timelock queue an operation, with its class, delay and bond in words, as
//! JSON and as the link that opens DAO DAO's page with it filled in. It signs and sends nothing.

mod args;
mod catalog;
mod error;
mod message;
mod proposal;
mod registry;
mod terms;
mod text;

use std::path::Path;

use cosmwasm_std::{Binary, CosmosMsg, WasmMsg};
use qerun_messages::timelock::ClassOfResponse;

pub use self::args::{ProposeArgs, PAGE};
pub use self::catalog::{all, entry, Entry};
pub use self::error::ProposeError;
pub use self::message::{knows, read, Call};
pub use self::proposal::{Proposal, Queue, LARGEST};
pub use self::registry::{OnChain, Planned, Registry};
pub use self::terms::{NotAfter, Terms, LONGEST_ALLOWANCE};
pub use self::text::{asks, duration, list, made, moment, qer};

use crate::deploy::{state_path, Side, State};
use qerun_chain::{Chain, ChainError, Node};
use qerun_deployment::Addresses;
use qerun_deployment::Plan;

/// Where everything is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct At {
    /// Our contracts and the DAO's core.
    pub places: Addresses,
    /// The proposal module.
    pub proposals: String,
    /// Takes proposals.
    pub pre_propose: String,
}

impl At {
    /// As a deployment's state says.
    ///
    /// # Errors
    /// [`ProposeError::NotDeployed`], naming `path`.
    pub fn read(state: &State, path: &Path) -> Result<Self, ProposeError> {
        let at = |name: &'static str| {
            let missing = || ProposeError::NotDeployed {
                path: path.to_owned(),
                name,
            };
            let address = state.address(Side::Home, name).ok_or_else(missing)?;
            Ok::<_, ProposeError>(address.to_owned())
        };
        Ok(At {
            places: Addresses {
                token: at("token")?,
                dao: at("dao")?,
                voting: at("voting")?,
                timelock: at("timelock")?,
                oracle: at("oracle")?,
                market: at("market")?,
                reserve: at("reserve")?,
                ..Addresses::default()
            },
            proposals: at("proposals")?,
            pre_propose: at("pre_propose")?,
        })
    }

    /// A contract of ours by its name.
    #[must_use]
    pub fn contract(&self, name: &str) -> Option<&str> {
        let at = &self.places;
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

/// What an operation asks for, in the plan and, if a node answered, on the chain.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// By the plan's registry.
    pub planned: ClassOfResponse,
    /// By the chain's.
    pub on_chain: Option<ClassOfResponse>,
}

impl Judged {
    /// What counts: the chain's word if there is one.
    #[must_use]
    pub fn answer(&self) -> &ClassOfResponse {
        self.on_chain.as_ref().unwrap_or(&self.planned)
    }
}

/// Runs the command.
///
/// # Errors
/// [`ProposeError`]. A node that does not answer is none: the plan's word is then all there is.
pub fn run(args: &ProposeArgs) -> Result<(), ProposeError> {
    let plan = Plan::load_with(&args.plan, &(&args.nodes).into())?;
    let path = args.state.clone().unwrap_or_else(|| state_path(&args.plan));
    let at = At::read(&State::load(&path)?.unwrap_or_default(), &path)?;
    let node = match args.offline {
        true => None,
        false => reached(&plan)?,
    };
    let chain = node.as_ref().map(|node| node as &dyn Chain);
    let text = match args.list {
        true => listed(&plan, &at, chain)?,
        false => proposed(args, &plan, &at, chain)?,
    };
    print!("{text}");
    Ok(())
}

fn reached(plan: &Plan) -> Result<Option<Node>, ProposeError> {
    match Node::open(&plan.chain.home, None) {
        Ok(node) => Ok(Some(node)),
        Err(ChainError::Unreachable { url, reason }) => {
            eprintln!("{url} does not answer ({reason}): what follows is the plan's word only");
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

/// Every message with its class.
///
/// # Errors
/// Of the node.
pub fn listed(plan: &Plan, at: &At, chain: Option<&dyn Chain>) -> Result<String, ProposeError> {
    let planned = Planned::new(plan, at, Terms::planned(plan).now)?;
    let timelock = &at.places.timelock;
    let on_chain = chain.map(|chain| OnChain { chain, timelock });
    let mut rows = Vec::new();
    for entry in all() {
        let body = serde_json::json!({ entry.key: {} }).to_string();
        let message = CosmosMsg::Wasm(WasmMsg::Execute {
            contract_addr: at.contract(entry.contract).unwrap_or_default().to_owned(),
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
    Ok(list(&rows, plan, from))
}

/// A proposal in words, as JSON and as a link.
///
/// # Errors
/// [`ProposeError`] of the flags, of the limits, or of the node.
pub fn proposed(
    args: &ProposeArgs,
    plan: &Plan,
    at: &At,
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
    proposal.check(at)?;
    let link = proposal.link(&args.page, &plan.chain.home.chain_id, at)?;
    let messages = &proposal.queue.messages;
    let on_chain = match chain {
        Some(chain) => {
            let timelock = &at.places.timelock;
            Some(OnChain { chain, timelock }.class_of(messages)?)
        }
        None => None,
    };
    let judged = Judged {
        planned: Planned::new(plan, at, terms.now)?.class_of(messages)?,
        on_chain,
    };
    Ok(format!(
        "{}\n{}\nto the pre-propose module {}, by a member, who allows it {} of deposit first:\n{}\n\nor on the page:\n{link}\n",
        proposal.title,
        made(&calls, &judged, &not_after, plan),
        at.pre_propose,
        qer(plan.dao.deposit, plan),
        proposal.json(at)?,
    ))
}
