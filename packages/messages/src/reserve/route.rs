//! The route to the DEX chain.

use cosmwasm_schema::cw_serde;

use crate::ibc::SkipOperation;

/// The route to the DEX chain.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct Route {
    /// This chain's end of the channel, e.g. `channel-0`: the one from which `eth_denom` derives.
    pub channel: String,
    /// The packet's receiver, bech32 of its own chain: the outpost, or Skip's entry point.
    pub receiver: String,
    /// Seconds until a packet times out, 60 ..= 3,600; the outpost's deadline is the same.
    pub timeout: u64,
    /// How the packet asks for the purchase; callbacks if absent.
    #[serde(default)]
    pub transport: Transport,
}

/// How a packet asks for the purchase.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub enum Transport {
    /// Our outpost, on a chain with ADR-8 callbacks of ibc-go v10 or later.
    Callbacks {},
    /// Our outpost, on a chain with ibc-hooks.
    IbcHooks {},
    /// Skip's entry point, on a chain with ibc-hooks.
    Skip(SkipRoute),
}

impl Default for Transport {
    fn default() -> Self {
        Transport::Callbacks {}
    }
}

/// What Skip's entry point has to be told. Its contracts and their admin are not ours.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct SkipRoute {
    /// Skip's IBC adapter there: the only sender whose packets are credited. Anyone can make it send.
    pub adapter: String,
    /// Skip's name of the venue, e.g. `osmosis-poolmanager`.
    pub venue: String,
    /// 1 to 4 steps from the stablecoin to the ETH, full denoms of the DEX chain. The last one's
    /// `denom_out` must be what this chain knows as `eth_denom`; nobody can check that here.
    pub operations: Vec<SkipOperation>,
    /// The DEX chain's end of the channel back to here.
    pub return_channel: String,
    /// Seconds after the order's deadline until the returned packet times out, 60 ..= 86,400.
    pub return_timeout: u64,
    /// Account on the DEX chain that gets the ETH if the returned packet fails. The protocol does not control it, so it
    /// should be one that governance trusts to send the ETH on.
    pub recover_address: String,
}
