//! Messages of the SDK.

use std::io::Write;

use cosmrs::proto::cosmos::base::v1beta1::Coin;
use cosmrs::proto::cosmwasm::wasm::v1 as wasm;
use cosmrs::Any;
use cosmwasm_std::WasmMsg;
use flate2::write::GzEncoder;
use flate2::Compression;
use prost::{Message, Name};

use super::ChainError;

/// The message that stores a code which anyone may instantiate.
///
/// # Errors
/// [`ChainError::Build`] when the wasm cannot be compressed.
pub fn store_message(sender: &str, wasm: &[u8]) -> Result<Any, ChainError> {
    let compressed = gzip(wasm).map_err(|error| ChainError::Build {
        reason: error.to_string(),
    })?;
    Ok(pack(&wasm::MsgStoreCode {
        sender: sender.to_owned(),
        wasm_byte_code: compressed,
        instantiate_permission: None,
    }))
}

/// The message that instantiates a contract at its predicted address, or executes one.
///
/// # Errors
/// [`ChainError::Build`] for a message of another kind, which no deployment sends.
pub fn wasm_message(sender: &str, message: &WasmMsg) -> Result<Any, ChainError> {
    let sender = sender.to_owned();
    Ok(match message.clone() {
        WasmMsg::Instantiate2 {
            admin,
            code_id,
            label,
            msg,
            funds,
            salt,
        } => pack(&wasm::MsgInstantiateContract2 {
            sender,
            admin: admin.unwrap_or_default(),
            code_id,
            label,
            msg: msg.to_vec(),
            funds: coins(funds),
            salt: salt.to_vec(),
            fix_msg: false,
        }),
        WasmMsg::Execute {
            contract_addr,
            msg,
            funds,
        } => pack(&wasm::MsgExecuteContract {
            sender,
            contract: contract_addr,
            msg: msg.to_vec(),
            funds: coins(funds),
        }),
        other => {
            return Err(ChainError::Build {
                reason: format!("no deployment sends {other:?}"),
            })
        }
    })
}

fn coins(funds: Vec<cosmwasm_std::Coin>) -> Vec<Coin> {
    let coin = |coin: cosmwasm_std::Coin| Coin {
        denom: coin.denom,
        amount: coin.amount.to_string(),
    };
    funds.into_iter().map(coin).collect()
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
