//! What Skip's entry point on the DEX chain understands, reached by ibc-hooks.
//!
//! Source: skip-go `cosmwasm/packages/skip` (`entry_point::ExecuteMsg::SwapAndAction`); the contract
//! refuses unknown fields. It swaps, checks the minimum and hands the ETH to its IBC adapter, which is
//! the sender of the returned packet and gives the ETH to `recover_address` should that packet fail.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::Coin;

use super::CallbackAddress;

/// The one message of the entry point that we use.
#[derive(serde::Serialize, serde::Deserialize, Clone, Debug, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum SkipMsg {
    /// Swap the funds and act with the proceeds.
    SwapAndAction {
        /// The swap.
        user_swap: SkipSwap,
        /// Least proceeds.
        min_asset: SkipAsset,
        /// Nanoseconds: refused afterwards, and the timeout of the returned packet. Skip's shape is a
        /// JSON number, the only one of ours above 2^53. It is a whole second, which a float of 64 bits
        /// holds exactly until the year 2116, so that it passes the hooks unchanged.
        timeout_timestamp: u64,
        /// What becomes of the proceeds.
        post_swap_action: SkipAction,
        /// Takers of fees: always empty.
        affiliates: Vec<String>,
    },
}

/// A swap of all funds.
#[derive(serde::Serialize, serde::Deserialize, Clone, Debug, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum SkipSwap {
    /// The whole amount goes in.
    SwapExactAssetIn {
        /// Skip's name of the venue.
        swap_venue_name: String,
        /// The steps.
        operations: Vec<SkipOperation>,
    },
}

/// One step of a swap by Skip.
#[cw_serde]
#[derive(Eq)]
pub struct SkipOperation {
    /// The pool by the venue's name for it: an id, or a contract.
    pub pool: String,
    /// Full denom that goes in, on the DEX chain.
    pub denom_in: String,
    /// Full denom that comes out, on the DEX chain.
    pub denom_out: String,
}

/// An amount of a token.
#[derive(serde::Serialize, serde::Deserialize, Clone, Debug, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum SkipAsset {
    /// A denom of the bank module.
    Native(Coin),
}

/// What becomes of the proceeds.
#[derive(serde::Serialize, serde::Deserialize, Clone, Debug, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum SkipAction {
    /// All of them leave by ICS-20.
    IbcTransfer {
        /// The transfer.
        ibc_info: SkipIbcInfo,
    },
}

/// A transfer by Skip's adapter.
#[derive(serde::Serialize, serde::Deserialize, Clone, Debug, PartialEq, Eq)]
pub struct SkipIbcInfo {
    /// The DEX chain's end of the channel.
    pub source_channel: String,
    /// Address that gets them.
    pub receiver: String,
    /// The packet's memo; the adapter adds an `ibc_callback` of its own, which does not leave.
    pub memo: String,
    /// Address on the DEX chain that gets them if the packet fails.
    pub recover_address: String,
}

/// The memo of the returned packet.
#[derive(serde::Serialize, serde::Deserialize, Clone, Debug, PartialEq, Eq)]
pub struct SkipReturnMemo<T> {
    /// Called back when the packet arrives: must be the receiver.
    pub dest_callback: CallbackAddress,
    /// Our part of the memo.
    pub qerun: T,
}
