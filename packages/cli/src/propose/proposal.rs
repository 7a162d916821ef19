//! The proposal: one message of the DAO, which has the timelock queue an operation; as JSON, and as the link that
//! opens DAO DAO's page with it filled in.

use std::fmt::Write;

use cosmwasm_std::{to_json_string, Binary, CosmosMsg};
use qerun_messages::timelock::ExecuteMsg;
use qerun_timelock::queue::ensure_size;
use serde_json::{json, Value};

use super::deployed::Deployed;
use super::error::ProposeError;

/// Most bytes of a proposal as JSON: dao-proposal-single takes 30,000, of which votes, rules and times take some.
pub const LARGEST: usize = 28_500;

/// What the timelock's `queue` takes.
#[derive(Clone, Debug)]
pub struct Queue {
    /// Executed in order, all or none.
    pub messages: Vec<CosmosMsg>,
    /// What the operation is for.
    pub text: String,
    /// The last second at which it may be queued.
    pub not_after: u64,
}

/// What DAO DAO's page is filled in with.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// One line, as members see it in the list.
    pub title: String,
    /// Markdown, as the page shows it.
    pub description: String,
    /// The one message of the proposal.
    pub queue: Queue,
}

impl Proposal {
    /// Refuses what the timelock or the proposal module would refuse.
    ///
    /// # Errors
    /// [`ProposeError::Empty`], [`ProposeError::Refused`], [`ProposeError::TooLarge`].
    pub fn ensure_accepted(&self, at: &Deployed) -> Result<(), ProposeError> {
        for (flag, text) in [
            ("--title", &self.title),
            ("--description", &self.description),
        ] {
            if text.trim().is_empty() {
                return Err(ProposeError::Empty { flag });
            }
        }
        let refused = |error: qerun_timelock::ContractError| ProposeError::Refused {
            reason: error.to_string(),
        };
        ensure_size(&self.queue.messages, &self.queue.text).map_err(refused)?;
        let size = self.propose_msg(at)?.to_string().len();
        match size <= LARGEST {
            true => Ok(()),
            false => Err(ProposeError::TooLarge {
                size,
                most: LARGEST,
            }),
        }
    }

    /// The message to the timelock, JSON.
    ///
    /// # Errors
    /// None in practice: all of it can be written as JSON.
    pub fn message(&self) -> Result<String, ProposeError> {
        let Queue {
            messages,
            text,
            not_after,
        } = self.queue.clone();
        Ok(to_json_string(&ExecuteMsg::Queue {
            messages,
            text,
            not_after,
        })?)
    }

    fn propose_msg(&self, at: &Deployed) -> Result<Value, ProposeError> {
        let msg = Binary::from(self.message()?.into_bytes());
        Ok(json!({
            "title": self.title, "description": self.description, "vote": null,
            "msgs": [{"wasm": {"execute": {
                "contract_addr": at.contracts.timelock, "msg": msg, "funds": [],
            }}}],
        }))
    }

    /// What a member sends to the pre-propose module, JSON.
    ///
    /// # Errors
    /// See [`Proposal::message`].
    pub fn json(&self, at: &Deployed) -> Result<Value, ProposeError> {
        Ok(json!({"propose": {"msg": {"propose": self.propose_msg(at)?}}}))
    }

    /// The link that opens the page with everything filled in: its action is "Execute smart contract".
    ///
    /// # Errors
    /// [`ProposeError::Page`].
    pub fn link(&self, page: &str, chain_id: &str, at: &Deployed) -> Result<String, ProposeError> {
        let good = |rest: &str| !rest.is_empty() && !rest.contains(char::is_whitespace);
        let host = page
            .strip_prefix("https://")
            .or(page.strip_prefix("http://"));
        if !host.is_some_and(good) {
            let page = page.to_owned();
            return Err(ProposeError::Page { page });
        }
        let core = &at.contracts.dao;
        let form = json!({"id": "DaoProposalSingle", "data": {
            "title": self.title,
            "description": self.description,
            "actionData": [{"actionKey": "execute", "data": {
                "chainId": chain_id, "sender": core, "address": at.contracts.timelock,
                "message": self.message()?, "funds": [],
            }}],
        }});
        let prefill = escaped(&Binary::from(ascii(&form.to_string()).into_bytes()).to_base64());
        let page = page.trim_end_matches('/');
        Ok(format!(
            "{page}/dao/{core}/proposals/create?prefill={prefill}"
        ))
    }
}

/// JSON whose letters beyond ASCII are escaped: a browser's own decoder of base64 knows bytes only.
fn ascii(json: &str) -> String {
    let mut text = String::new();
    for c in json.chars() {
        if c.is_ascii() {
            text.push(c);
            continue;
        }
        for unit in c.encode_utf16(&mut [0; 2]) {
            // Writing to a string cannot fail.
            let _ = write!(text, "\\u{unit:04x}");
        }
    }
    text
}

/// Base64 as part of an address.
fn escaped(base64: &str) -> String {
    let plus = base64.replace('+', "%2B");
    plus.replace('/', "%2F").replace('=', "%3D")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each sign of base64 that an address reads otherwise, and letters beyond 16 bits.
    #[test]
    fn d4_what_goes_into_a_link() {
        assert_eq!(escaped("a+b/c=="), "a%2Bb%2Fc%3D%3D");
        assert_eq!(ascii("\"aü🦉\""), "\"a\\u00fc\\ud83e\\udd89\"");
    }
}
