//! The end of a return packet's journey, by whichever transport it is heard. Never errors.

use cosmwasm_std::{Event, Storage};
use qerun_messages::outpost::ReturnStatus;

use crate::error::ContractError;
use crate::events;
use crate::state::{HELD, PACKETS, PURCHASES};

/// Marks the purchase behind the packet as delivered or, when its ETH came back here, as held.
/// Anything else is an event and changes nothing.
pub fn end_journey(
    storage: &mut dyn Storage,
    channel: &str,
    sequence: u64,
    arrived: bool,
) -> Event {
    match advance(storage, channel, sequence, arrived) {
        Ok(event) => event,
        Err(error) => events::ignored_callback(channel, sequence, &error.to_string()),
    }
}

fn advance(
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
    // Only the packet that is under way can end the journey; one before it has had its say.
    let under_way = ReturnStatus::InTransit {
        channel: channel.to_owned(),
        sequence: sequence.into(),
    };
    if purchase.status != under_way {
        return ignored("not under way");
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
