//! The end of a return packet, by whichever transport it is reported. Never errors.

use cosmwasm_std::{Event, Storage};
use qerun_messages::outpost::ReturnStatus;

use crate::error::ContractError;
use crate::events;
use crate::state::{HELD, PACKETS, PURCHASES};

/// Records the purchase behind the packet as delivered or, when its ETH was refunded to the outpost, as held. A packet
/// without one is an event, and nothing changes.
pub fn complete_return(
    storage: &mut dyn Storage,
    channel: &str,
    sequence: u64,
    arrived: bool,
) -> Event {
    match complete(storage, channel, sequence, arrived) {
        Ok(event) => event,
        Err(error) => events::ignored_callback(channel, sequence, &error.to_string()),
    }
}

fn complete(
    storage: &mut dyn Storage,
    channel: &str,
    sequence: u64,
    arrived: bool,
) -> Result<Event, ContractError> {
    let ignored = |reason| Ok(events::ignored_callback(channel, sequence, reason));
    let Some(order_id) = PACKETS.may_load(storage, (channel, sequence))? else {
        return ignored("unknown packet");
    };
    let Some(mut purchase) = PURCHASES.may_load(storage, order_id)? else {
        return ignored("unknown order");
    };
    // Only the packet that is in transit counts; an earlier one of the same purchase has ended before.
    let in_transit = ReturnStatus::InTransit {
        channel: channel.to_owned(),
        sequence: sequence.into(),
    };
    if purchase.status != in_transit {
        return ignored("not in transit");
    }
    purchase.status = if arrived {
        ReturnStatus::Delivered {}
    } else {
        let held = HELD
            .may_load(storage, &purchase.eth_denom)?
            .unwrap_or_default()
            .checked_add(purchase.eth_out)?;
        HELD.save(storage, &purchase.eth_denom, &held)?;
        ReturnStatus::Held {}
    };
    PURCHASES.save(storage, order_id, &purchase)?;
    Ok(if arrived {
        events::delivered(order_id, &purchase)
    } else {
        events::held(order_id, &purchase)
    })
}
