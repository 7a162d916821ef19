//! One outpost on a mocked chain: bank balances that follow its messages, a venue and an IBC side that the test acts
//! out.

mod hook_reports;
mod orders;
mod returns;
mod test_outpost;

use cosmwasm_std::{to_json_binary, Event, Reply};
use qerun_messages::ibc::denom_of_path;
use qerun_messages::outpost::{Config, ReturnStatus, Transport, Venue};
use qerun_mocks::ibc::empty_reply;
use qerun_outpost::reply::REPLY_SWAPPED;
use qerun_outpost::send_back::REPLY_SENT;

pub use self::hook_reports::*;
pub use self::test_outpost::*;
pub use qerun_mocks::addr;
pub use qerun_mocks::ibc::{acknowledged, timed_out, transfer_reply, SUCCESS_ACK};

pub const CHANNEL: &str = "channel-3";
pub const RESERVE_CHANNEL: &str = "channel-7";
pub const RESERVE: &str = "qerun1reserve";
/// The stablecoin's path on the reserve's chain: it went out over this very channel once.
pub const STABLE_PATH_ON_HOME_CHAIN: &str = "transfer/channel-7/uusdc";
/// So it is native here.
pub const STABLE: &str = "uusdc";
/// ETH's path here.
pub const ETH_PATH: &str = "transfer/channel-208/weth-wei";
/// What ibc-hooks derives from `channel-3/qerun1reserve` on a chain with the prefix of the mocked api.
/// Computed apart, with Python's hashlib and BIP 173's bech32.
pub const HOOK_ACCOUNT: &str =
    "cosmwasm1j2xuetqmxa2kxh3wreunydw0mvezz47ncj7t4jpad3cgj9gka0ws4fz2ql";

pub fn eth_denom() -> String {
    denom_of_path(ETH_PATH)
}

pub fn config() -> Config<String> {
    Config {
        channel: CHANNEL.into(),
        reserve: RESERVE.into(),
        stable_denom: STABLE.into(),
        eth_denom: eth_denom(),
        venue: Venue::AstroportPair {
            pair: addr("pair").into(),
        },
        return_timeout: 1_200,
        transport: Transport::default(),
    }
}

pub fn in_transit(sequence: u64) -> ReturnStatus {
    ReturnStatus::InTransit {
        channel: CHANNEL.into(),
        sequence: sequence.into(),
    }
}

pub fn swap_reply() -> Reply {
    empty_reply(REPLY_SWAPPED)
}

/// The reply to the return transfer of an order.
pub fn sent_reply(order_id: u64, sequence: u64) -> Reply {
    transfer_reply(REPLY_SENT, to_json_binary(&order_id).unwrap(), sequence)
}

/// The kinds of the outpost's events, in order.
pub fn kinds(events: &[Event]) -> Vec<&str> {
    qerun_mocks::event_kinds("outpost", events)
}
