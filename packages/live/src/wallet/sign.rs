//! Transactions as wallets make them, in both modes.

use anyhow::{anyhow, Result};
use cosmrs::proto::cosmos::bank::v1beta1::MsgSend;
use cosmrs::proto::cosmos::tx::v1beta1::TxRaw;
use cosmrs::tx::{Body, Fee, ModeInfo, SignDoc, SignMode, SignerInfo};
use cosmrs::Any;
use cosmwasm_std::{Coin, WasmMsg};
use prost::Message as _;
use qerun_chain::{fee, pack, wasm_message, Account, Key};
use qerun_deployment::plan::ChainPlan;
use serde_json::{json, Value};

use super::amino::{Escape, StdSignDoc};
use crate::net::{proto, Transfer};

/// How the wallet signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// SIGN_MODE_LEGACY_AMINO_JSON: a Ledger.
    Amino(Escape),
    /// SIGN_MODE_DIRECT: everyone else.
    Direct,
}

/// Both, as wallets do them.
pub const MODES: [Mode; 2] = [Mode::Amino(Escape::Html), Mode::Direct];

/// A message in both its shapes.
#[derive(Clone)]
pub struct Message {
    /// As the wallet shows and signs it.
    pub amino: Value,
    /// As the transaction carries it.
    pub any: Any,
}

impl Message {
    /// Executes a contract; `msg` is JSON as a page would write it, in any order of keys.
    pub fn execute(sender: &str, contract: &str, msg: &str, funds: &[Coin]) -> Result<Self> {
        let mut funds = funds.to_vec();
        funds.sort_by(|a, b| a.denom.cmp(&b.denom));
        let amino = json!({"type": "wasm/MsgExecuteContract", "value": {
            "sender": sender,
            "contract": contract,
            "msg": serde_json::from_str::<Value>(msg)?,
            "funds": funds,
        }});
        let message = WasmMsg::Execute {
            contract_addr: contract.to_owned(),
            msg: msg.as_bytes().to_vec().into(),
            funds,
        };
        let any = wasm_message(sender, &message)?;
        Ok(Message { amino, any })
    }

    /// Sends coins.
    pub fn send(from: &str, to: &str, coins: &[Coin]) -> Self {
        Message {
            amino: json!({"type": "cosmos-sdk/MsgSend", "value": {
                "from_address": from, "to_address": to, "amount": coins,
            }}),
            any: pack(&MsgSend {
                from_address: from.to_owned(),
                to_address: to.to_owned(),
                amount: coins.iter().map(proto).collect(),
            }),
        }
    }

    /// Sends a coin to another chain.
    pub fn transfer(ibc: &Transfer) -> Self {
        let mut value = json!({
            "source_port": "transfer",
            "source_channel": ibc.channel,
            "token": ibc.token,
            "sender": ibc.sender,
            "receiver": ibc.receiver,
            "timeout_height": {},
            "timeout_timestamp": ibc.timeout.to_string(),
        });
        if let (Some(fields), false) = (value.as_object_mut(), ibc.memo.is_empty()) {
            fields.insert("memo".to_owned(), json!(ibc.memo));
        }
        Message {
            amino: json!({"type": "cosmos-sdk/MsgTransfer", "value": value}),
            any: ibc.message(),
        }
    }
}

/// What a wallet is asked to sign.
pub struct Draft<'a> {
    pub messages: &'a [Message],
    pub memo: &'a str,
    pub gas: u64,
}

impl Draft<'_> {
    /// The bytes of the signed transaction.
    pub fn sign(
        &self,
        chain: &ChainPlan,
        key: &Key,
        account: Account,
        mode: Mode,
    ) -> Result<Vec<u8>> {
        let wrong = |error: cosmrs::ErrorReport| anyhow!("signing: {error}");
        let paid = fee(self.gas, chain.gas_price)?;
        let any = self.messages.iter().map(|message| message.any.clone());
        let body = Body::new(any, self.memo, 0u8);
        let denom = chain.fee_denom.parse().map_err(wrong)?;
        let mut coins = Fee::from_amount_and_gas(
            cosmrs::Coin {
                denom,
                amount: paid,
            },
            self.gas,
        );
        coins.amount.retain(|coin| coin.amount > 0);
        let public_key = Some(key.signing.public_key());
        let Mode::Amino(escape) = mode else {
            let signer = SignerInfo::single_direct(public_key, account.sequence);
            let id = chain.chain_id.parse().map_err(|e| anyhow!("{e}"))?;
            let document = SignDoc::new(&body, &signer.auth_info(coins), &id, account.number);
            let signed = document.and_then(|document| document.sign(&key.signing));
            return signed.and_then(|raw| raw.to_bytes()).map_err(wrong);
        };
        let signer = SignerInfo {
            public_key: public_key.map(Into::into),
            mode_info: ModeInfo::single(SignMode::LegacyAminoJson),
            sequence: account.sequence,
        };
        let amounts = (paid > 0).then(|| (chain.fee_denom.clone(), paid));
        let msgs: Vec<Value> = self.messages.iter().map(|m| m.amino.clone()).collect();
        let document = StdSignDoc {
            account_number: account.number,
            sequence: account.sequence,
            chain_id: &chain.chain_id,
            fee: amounts.as_slice(),
            gas: self.gas,
            memo: self.memo,
            msgs: &msgs,
        };
        let signature = key.signing.sign(&document.sign_bytes(escape));
        let raw = TxRaw {
            body_bytes: body.into_bytes().map_err(wrong)?,
            auth_info_bytes: signer.auth_info(coins).into_bytes().map_err(wrong)?,
            signatures: vec![signature.map_err(wrong)?.to_vec()],
        };
        Ok(raw.encode_to_vec())
    }
}
