//! The few IBC answers that are read, as ibc-go v8 to v10 write them
//! (`ibc/core/channel/v1/query.proto`, `ibc/lightclients/tendermint/v1/tendermint.proto`).

use cosmrs::Any;

/// `QueryChannelRequest` and `QueryChannelClientStateRequest`, which have the same fields.
#[derive(Clone, PartialEq, prost::Message)]
pub struct ChannelRequest {
    #[prost(string, tag = "1")]
    pub port_id: String,
    #[prost(string, tag = "2")]
    pub channel_id: String,
}

/// `QueryChannelResponse`, without the proof.
#[derive(Clone, PartialEq, prost::Message)]
pub struct ChannelResponse {
    #[prost(message, optional, tag = "1")]
    pub channel: Option<Channel>,
}

/// `Channel`.
#[derive(Clone, PartialEq, prost::Message)]
pub struct Channel {
    /// 3 is open.
    #[prost(int32, tag = "1")]
    pub state: i32,
    /// 1 is unordered, 2 ordered.
    #[prost(int32, tag = "2")]
    pub ordering: i32,
    #[prost(message, optional, tag = "3")]
    pub counterparty: Option<Counterparty>,
    #[prost(string, repeated, tag = "4")]
    pub connection_hops: Vec<String>,
    #[prost(string, tag = "5")]
    pub version: String,
}

/// The other end.
#[derive(Clone, PartialEq, prost::Message)]
pub struct Counterparty {
    #[prost(string, tag = "1")]
    pub port_id: String,
    #[prost(string, tag = "2")]
    pub channel_id: String,
}

/// `QueryChannelClientStateResponse`, without the proof.
#[derive(Clone, PartialEq, prost::Message)]
pub struct ClientStateResponse {
    #[prost(message, optional, tag = "1")]
    pub identified_client_state: Option<IdentifiedClientState>,
}

/// A client and its state.
#[derive(Clone, PartialEq, prost::Message)]
pub struct IdentifiedClientState {
    #[prost(string, tag = "1")]
    pub client_id: String,
    #[prost(message, optional, tag = "2")]
    pub client_state: Option<Any>,
}

/// The type of the light client of CometBFT chains.
pub const TENDERMINT_CLIENT: &str = "/ibc.lightclients.tendermint.v1.ClientState";

/// Of that client's state only the chain that it follows, and how far.
#[derive(Clone, PartialEq, prost::Message)]
pub struct TendermintClientState {
    #[prost(string, tag = "1")]
    pub chain_id: String,
    #[prost(message, optional, tag = "7")]
    pub latest_height: Option<ClientHeight>,
}

/// `Height`: a chain's revision is the number at the end of its id.
#[derive(Clone, Copy, PartialEq, prost::Message)]
pub struct ClientHeight {
    #[prost(uint64, tag = "1")]
    pub revision_number: u64,
    #[prost(uint64, tag = "2")]
    pub revision_height: u64,
}

/// `QueryChannelConsensusStateRequest`.
#[derive(Clone, PartialEq, prost::Message)]
pub struct ConsensusStateRequest {
    #[prost(string, tag = "1")]
    pub port_id: String,
    #[prost(string, tag = "2")]
    pub channel_id: String,
    #[prost(uint64, tag = "3")]
    pub revision_number: u64,
    #[prost(uint64, tag = "4")]
    pub revision_height: u64,
}

/// `QueryChannelConsensusStateResponse`, without the proof.
#[derive(Clone, PartialEq, prost::Message)]
pub struct ConsensusStateResponse {
    #[prost(message, optional, tag = "1")]
    pub consensus_state: Option<Any>,
}

/// The type of what the light client of CometBFT chains knows of a block.
pub const TENDERMINT_CONSENSUS: &str = "/ibc.lightclients.tendermint.v1.ConsensusState";

/// Of that only the root of the chain's state, which is the header's app hash.
#[derive(Clone, PartialEq, prost::Message)]
pub struct TendermintConsensusState {
    #[prost(message, optional, tag = "2")]
    pub root: Option<MerkleRoot>,
}

/// `MerkleRoot`.
#[derive(Clone, PartialEq, prost::Message)]
pub struct MerkleRoot {
    #[prost(bytes = "vec", tag = "1")]
    pub hash: Vec<u8>,
}

/// wasmd's `QueryCodeInfoRequest`: a code without its bytes, which cosmrs's messages do not know yet.
#[derive(Clone, PartialEq, prost::Message)]
pub struct CodeInfoRequest {
    #[prost(uint64, tag = "1")]
    pub code_id: u64,
}

/// wasmd's `QueryCodeInfoResponse`, without the permission.
#[derive(Clone, PartialEq, prost::Message)]
pub struct CodeInfoResponse {
    #[prost(uint64, tag = "1")]
    pub code_id: u64,
    #[prost(string, tag = "2")]
    pub creator: String,
    #[prost(bytes = "vec", tag = "3")]
    pub checksum: Vec<u8>,
}
