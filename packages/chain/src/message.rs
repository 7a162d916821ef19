//! Messages of the SDK.

use std::io::Write;

use cosmrs::proto::cosmos::base::v1beta1::Coin;
use cosmrs::proto::cosmwasm::wasm::v1 as wasm;
use cosmrs::Any;
use flate2::write::GzEncoder;
use flate2::Compression;
use prost::{Message, Name};

use super::{Action, ChainError};

impl Action {
    /// The SDK message that does it.
    ///
    /// # Errors
    /// [`ChainError::Build`] when a wasm cannot be compressed.
    pub fn message(&self, sender: &str) -> Result<Any, ChainError> {
        let sender = sender.to_owned();
        Ok(match self.clone() {
            Action::Store { wasm } => pack(&wasm::MsgStoreCode {
                sender,
                wasm_byte_code: gzip(&wasm).map_err(|error| ChainError::Build {
                    reason: error.to_string(),
                })?,
                instantiate_permission: None,
            }),
            Action::Instantiate {
                code_id,
                label,
                salt,
                msg,
                admin,
            } => pack(&wasm::MsgInstantiateContract2 {
                sender,
                admin,
                code_id,
                label,
                msg,
                funds: vec![],
                salt,
                fix_msg: false,
            }),
            Action::Execute {
                contract,
                msg,
                funds,
            } => pack(&wasm::MsgExecuteContract {
                sender,
                contract,
                msg,
                funds: funds
                    .into_iter()
                    .map(|coin| Coin {
                        denom: coin.denom,
                        amount: coin.amount.to_string(),
                    })
                    .collect(),
            }),
        })
    }
}

/// Any message of the SDK, as transactions carry it.
#[must_use]
pub fn pack<M: Message + Name>(message: &M) -> Any {
    Any {
        type_url: format!("/{}", M::full_name()),
        value: message.encode_to_vec(),
    }
}

fn gzip(wasm: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(wasm)?;
    encoder.finish()
}
