//! ibc-hooks, which a chain has in place of ADR-8 callbacks (osmosis `x/ibc-hooks/wasm_hook.go`): a
//! memo's `wasm` is executed with the tokens by an account derived from channel and sender, and
//! `ibc_callback` hears of the end by `sudo`.

use anyhow::{anyhow, bail, Result};
use cosmwasm_std::{
    Addr, Api, Binary, CanonicalAddr, Coin, CustomMsg, CustomQuery, Event, IbcPacket, StdResult,
    Storage, WasmMsg,
};
use cw_storage_plus::{Item, Map};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::keeper::Keeper;
use super::TransferData;

/// The acknowledgement of a transfer whose contract ran: not the one of ICS-20 alone.
pub const ACK_HOOKED: &[u8] = br#"{"result":"eyJjb250cmFjdF9yZXN1bHQiOm51bGx9"}"#;

const ON: Item<bool> = Item::new("ibc_hooks");
/// Contracts that hear of their packets' end, by source channel and sequence.
const CALLBACKS: Map<(&str, u64), String> = Map::new("ibc_hooks_callbacks");

/// The chain has ibc-hooks from now on, and no ADR-8 callbacks.
pub(crate) fn switch_on(storage: &mut dyn Storage) -> StdResult<()> {
    ON.save(storage, &true)
}

pub(super) fn on(storage: &dyn Storage) -> Result<bool> {
    Ok(ON.may_load(storage)?.unwrap_or_default())
}

/// An execution that a memo asks for.
pub(super) struct Call {
    account: Addr,
    contract: String,
    msg: Binary,
}

/// What a packet's memo asks to execute, if it does.
///
/// # Errors
/// It does so in a malformed way, or for another receiver: the packet is refused.
pub(super) fn call(api: &dyn Api, packet: &IbcPacket, data: &TransferData) -> Result<Option<Call>> {
    let Some(wasm) = object(&data.memo).and_then(|mut memo| memo.remove("wasm")) else {
        return Ok(None);
    };
    let contract = wasm.get("contract").and_then(Value::as_str);
    let msg = wasm.get("msg").filter(|msg| msg.is_object());
    let (Some(contract), Some(msg)) = (contract, msg) else {
        bail!("wasm: contract and msg must be a string and an object");
    };
    if contract != data.receiver {
        bail!(
            "wasm: contract {contract} is not the receiver {}",
            data.receiver
        );
    }
    Ok(Some(Call {
        account: account(api, &packet.dest.channel_id, &data.sender)?,
        contract: contract.to_owned(),
        // serde_json's maps are sorted, like Go's.
        msg: serde_json::to_vec(msg)?.into(),
    }))
}

impl Call {
    /// Who gets the tokens first.
    pub(super) fn account(&self) -> &Addr {
        &self.account
    }

    /// Executes the contract with the tokens that the account has just got.
    pub(super) fn run<E: CustomMsg, Q: CustomQuery>(
        self,
        keeper: &Keeper<E, Q>,
        storage: &mut dyn Storage,
        coin: Coin,
    ) -> Result<Vec<Event>> {
        let msg = WasmMsg::Execute {
            contract_addr: self.contract,
            msg: self.msg,
            funds: vec![coin],
        };
        let done =
            keeper
                .router
                .execute(keeper.api, storage, keeper.block, self.account, msg.into())?;
        Ok(done.events)
    }
}

/// The account that executes for a sender on the other chain.
pub fn account(api: &dyn Api, channel: &str, sender: &str) -> Result<Addr> {
    let kind = Sha256::digest("ibc-wasm-hook-intermediary");
    let key = [kind.as_slice(), format!("{channel}/{sender}").as_bytes()].concat();
    let address = CanonicalAddr::from(Sha256::digest(key).as_slice());
    Ok(api.addr_humanize(&address)?)
}

/// Takes `ibc_callback` out of a memo, which is written again without it: keys sorted.
pub(super) fn take_callback(memo: &str) -> Result<(String, Option<String>)> {
    let Some(mut object) = object(memo) else {
        return Ok((memo.to_owned(), None));
    };
    let Some(callback) = object.remove("ibc_callback") else {
        return Ok((memo.to_owned(), None));
    };
    let callback = callback
        .as_str()
        .ok_or_else(|| anyhow!("ibc_callback must be an address"))?;
    let memo = match object.is_empty() {
        true => String::new(),
        false => serde_json::to_string(&object)?,
    };
    Ok((memo, Some(callback.to_owned())))
}

/// Remembers who hears of a packet's end.
pub(super) fn remember(
    storage: &mut dyn Storage,
    channel: &str,
    sequence: u64,
    contract: &str,
) -> StdResult<()> {
    CALLBACKS.save(storage, (channel, sequence), &contract.to_owned())
}

/// Tells the end of a packet to the contract that asked for it, if one did.
///
/// # Errors
/// The contract's: the relayer's message fails, and the refund with it.
pub(super) fn tell<E: CustomMsg, Q: CustomQuery>(
    keeper: &Keeper<E, Q>,
    storage: &mut dyn Storage,
    packet: &IbcPacket,
    end: End,
) -> Result<Option<Vec<Event>>> {
    let (channel, sequence) = (packet.src.channel_id.as_str(), packet.sequence);
    let Some(contract) = CALLBACKS.may_load(storage, (channel, sequence))? else {
        return Ok(None);
    };
    let told = match end {
        End::Ack { ack, success } => format!(
            r#"{{"ibc_ack": {{"channel": "{channel}", "sequence": {sequence}, "ack": "{}", "success": {success}}}}}"#,
            ack.to_base64()
        ),
        End::Timeout => {
            format!(r#"{{"ibc_timeout": {{"channel": "{channel}", "sequence": {sequence}}}}}"#)
        }
    };
    let told = format!(r#"{{"ibc_lifecycle_complete": {told}}}"#);
    let done = keeper.sudo(storage, &contract, told.into_bytes().into())?;
    CALLBACKS.remove(storage, (channel, sequence));
    Ok(Some(done.events))
}

/// How a packet ended.
pub(super) enum End {
    /// Acknowledged.
    Ack {
        /// The acknowledgement.
        ack: Binary,
        /// What it tells.
        success: bool,
    },
    /// Timed out.
    Timeout,
}

fn object(memo: &str) -> Option<serde_json::Map<String, Value>> {
    match serde_json::from_str(memo) {
        Ok(Value::Object(object)) => Some(object),
        _ => None,
    }
}
