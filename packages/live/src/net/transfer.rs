//! ICS-20 transfers that people send.

use cosmrs::Any;
use cosmwasm_std::Coin;
use prost::Message;

use super::proto;

/// A transfer over IBC with a timeout by time, not by height.
pub struct Transfer {
    /// This chain's channel.
    pub channel: String,
    /// The coin that is sent.
    pub token: Coin,
    /// Address on this chain.
    pub sender: String,
    /// Address on the other chain.
    pub receiver: String,
    /// Unix time, nanoseconds.
    pub timeout: u64,
    /// Memo for the other chain.
    pub memo: String,
}

impl Transfer {
    #[must_use]
    pub fn message(&self) -> Any {
        let wire = MsgTransfer {
            source_port: "transfer".to_owned(),
            source_channel: self.channel.clone(),
            token: Some(proto(&self.token)),
            sender: self.sender.clone(),
            receiver: self.receiver.clone(),
            timeout_height: Some(Height {}),
            timeout_timestamp: self.timeout,
            memo: self.memo.clone(),
        };
        Any {
            type_url: "/ibc.applications.transfer.v1.MsgTransfer".to_owned(),
            value: wire.encode_to_vec(),
        }
    }
}

/// `ibc.applications.transfer.v1.MsgTransfer`, which cosmrs does not have.
#[derive(Clone, PartialEq, prost::Message)]
struct MsgTransfer {
    #[prost(string, tag = "1")]
    source_port: String,
    #[prost(string, tag = "2")]
    source_channel: String,
    #[prost(message, optional, tag = "3")]
    token: Option<cosmrs::proto::cosmos::base::v1beta1::Coin>,
    #[prost(string, tag = "4")]
    sender: String,
    #[prost(string, tag = "5")]
    receiver: String,
    #[prost(message, optional, tag = "6")]
    timeout_height: Option<Height>,
    #[prost(uint64, tag = "7")]
    timeout_timestamp: u64,
    #[prost(string, tag = "8")]
    memo: String,
}

/// The zero height, which means none.
#[derive(Clone, PartialEq, prost::Message)]
struct Height {}
