//! Coins under ICS-20: the escrow account of a channel, the supply of a voucher, and the path that it stands for.

use anyhow::{anyhow, ensure, Result};
use cosmrs::proto::cosmos::bank::v1beta1::{QuerySupplyOfRequest, QuerySupplyOfResponse};
use cosmrs::AccountId;
use sha2::{Digest, Sha256};

use super::LiveChain;

/// `QueryDenomRequest` of `ibc.applications.transfer.v1` (ibc-go v10).
#[derive(Clone, PartialEq, prost::Message)]
struct DenomRequest {
    #[prost(string, tag = "1")]
    hash: String,
}

#[derive(Clone, PartialEq, prost::Message)]
struct DenomResponse {
    #[prost(message, optional, tag = "1")]
    denom: Option<Denom>,
}

#[derive(Clone, PartialEq, prost::Message)]
struct Denom {
    #[prost(string, tag = "1")]
    base: String,
    #[prost(message, repeated, tag = "3")]
    trace: Vec<Hop>,
}

#[derive(Clone, PartialEq, prost::Message)]
struct Hop {
    #[prost(string, tag = "1")]
    port_id: String,
    #[prost(string, tag = "2")]
    channel_id: String,
}

impl LiveChain {
    /// The supply of a denom.
    ///
    /// # Errors
    /// The node does not answer; so for all below.
    pub fn supply(&self, denom: &str) -> Result<u128> {
        let question = QuerySupplyOfRequest {
            denom: denom.to_owned(),
        };
        let path = "/cosmos.bank.v1beta1.Query/SupplyOf";
        let answer: QuerySupplyOfResponse = self.read(path, &question)?;
        let amount = answer.amount.map(|coin| coin.amount).unwrap_or_default();
        Ok(amount.parse()?)
    }

    /// The escrow account of a channel of this chain: its address is the ADR-28 hash of `ics20-1`, port and channel.
    ///
    /// # Errors
    /// The plan's address prefix is invalid.
    pub fn escrow(&self, channel: &str) -> Result<String> {
        let mut preimage = b"ics20-1\0".to_vec();
        preimage.extend(format!("transfer/{channel}").into_bytes());
        let hash = Sha256::digest(preimage);
        let bytes = hash.get(..20).unwrap_or_default();
        let account = AccountId::new(&self.plan().prefix, bytes).map_err(|e| anyhow!("{e}"))?;
        Ok(account.to_string())
    }

    /// The path that a voucher stands for in the chain's transfer module, such as `transfer/channel-0/uusdc`.
    ///
    /// # Errors
    /// The denom is no voucher, or the chain does not know it.
    pub fn path_of(&self, voucher: &str) -> Result<String> {
        let hash = voucher.strip_prefix("ibc/").unwrap_or_default().to_owned();
        ensure!(!hash.is_empty(), "{voucher} is no voucher");
        let path = "/ibc.applications.transfer.v1.Query/Denom";
        let answer: DenomResponse = self.read(path, &DenomRequest { hash })?;
        let denom = answer.denom.unwrap_or_default();
        let hops = denom.trace.iter();
        let hops = hops.map(|hop| format!("{}/{}/", hop.port_id, hop.channel_id));
        Ok(hops.collect::<String>() + &denom.base)
    }
}
