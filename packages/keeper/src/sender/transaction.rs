//! What tasks ask to send, and what they are told.

use cosmwasm_std::WasmMsg;
use qerun_chain::Sent;

use super::SendError;
use crate::node::NodeError;
use crate::task::TaskName;

/// Messages that are sent together: all of them run, or none.
#[derive(Clone, Debug, PartialEq)]
pub struct Transaction {
    /// The task that asks for it.
    pub task: TaskName,
    /// What it does, for logs.
    pub about: String,
    /// Messages, in order.
    pub messages: Vec<WasmMsg>,
    /// Gas beyond what simulation says, before the margin.
    pub more_gas: u64,
    /// What the chain says when somebody was faster.
    pub lost: &'static [&'static str],
}

/// What became of a transaction that went well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Receipt {
    /// It is in a block.
    Sent(Sent),
    /// It would have been sent with so much gas, but this is a dry run.
    DryRun {
        /// Gas that it would have asked for.
        gas: u64,
    },
}

impl Transaction {
    /// Its messages as JSON, for a dry run.
    #[must_use]
    pub fn shown(&self) -> String {
        let show = |message: &WasmMsg| match message {
            WasmMsg::Execute {
                contract_addr,
                msg,
                funds,
            } => {
                let msg = String::from_utf8_lossy(msg.as_slice());
                let funds: Vec<String> = funds.iter().map(ToString::to_string).collect();
                format!("{contract_addr} {msg} [{}]", funds.join(","))
            }
            other => format!("{other:?}"),
        };
        let messages: Vec<String> = self.messages.iter().map(show).collect();
        messages.join("; ")
    }

    /// The same error, or that somebody was faster if the chain says so.
    #[must_use]
    pub fn or_lost(&self, error: SendError) -> SendError {
        let (log, paid) = match &error {
            SendError::Node(NodeError::Simulation { log }) => (log, None),
            SendError::Node(NodeError::Failed { log, hash, .. }) => (log, Some(hash.clone())),
            _ => return error,
        };
        match self.lost.iter().any(|words| log.contains(words)) {
            true => SendError::Lost {
                log: log.clone(),
                paid,
            },
            false => error,
        }
    }
}
