//! One reserve on a mocked chain: bank balances that follow its messages, oracle records that it reads raw, and an IBC
//! side that the test acts out.

mod callbacks;
mod errors;
mod execute;
mod invariants;
mod messages;
mod packets;
mod test_reserve;
mod verbs;

use cosmwasm_std::{Decimal, Event};
use qerun_messages::ibc::denom_of_path;
use qerun_messages::oracle::PriceRecord;

pub use self::errors::*;
pub use self::messages::*;
pub use self::packets::*;
pub use self::test_reserve::*;
pub use self::verbs::*;
pub use qerun_mocks::ibc::{acknowledged, timed_out, transfer_reply, SUCCESS_ACK};
pub use qerun_mocks::{addr, attribute, dec, micro_eth, usd, DAY};

pub const STABLE: &str = "uusdc";
pub const CHANNEL: &str = "channel-7";
pub const OUTPOST_CHANNEL: &str = "channel-3";
pub const OUTPOST: &str = "dex1outpost";
/// Skip's contracts, where the route goes by them.
pub const ENTRY_POINT: &str = "dex1entrypoint";
pub const ADAPTER: &str = "dex1adapter";
/// ETH and the stablecoin as the DEX chain's bank knows them.
pub const ETH_ON_DEX_CHAIN: &str =
    "ibc/EA1D43981D5C9A1C4AAEA9C23BB1D4FA126BA9BC7020A25E0AE4AA841EA25DC5";
pub const STABLE_ON_DEX_CHAIN: &str =
    "ibc/498A0751C798A0D9A389AA3691123DADA57DAA4FE165D5C75894505B876BA6E4";
/// ETH's path on the outpost's chain: a voucher there, so two hops here.
pub const ETH_PATH_ON_DEX_CHAIN: &str = "transfer/channel-208/weth-wei";

pub fn eth_denom() -> String {
    denom_of_path(&format!("transfer/{CHANNEL}/{ETH_PATH_ON_DEX_CHAIN}"))
}

/// The average is none of the three.
pub fn record(bid: &str, mid: &str, ask: &str, now: u64) -> PriceRecord {
    let (bid, ask) = (dec(bid), dec(ask));
    let average = dec(mid) * Decimal::percent(93);
    PriceRecord {
        bid,
        ask,
        average,
        ..qerun_mocks::price_record(mid, now)
    }
}

/// The kinds of the reserve's events, in order.
pub fn kinds(events: &[Event]) -> Vec<&str> {
    qerun_mocks::event_kinds("reserve", events)
}
