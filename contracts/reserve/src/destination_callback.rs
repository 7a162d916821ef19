//! Tokens arrived over IBC whose memo names the reserve. Never errors: an error would send ETH back that was bought for
//! an order.

use cosmwasm_std::{
    from_json, DepsMut, Env, Event, IbcBasicResponse, IbcDestinationCallbackMsg, IbcPacket,
};
use qerun_messages::ibc::{
    is_error_ack, local_denom, FungibleTokenPacketData, OurMemo, PurchaseReturn, TRANSFER_PORT,
};
use qerun_messages::reserve::OrderStatus;

use crate::credit::Credit;
use crate::error::ContractError;
use crate::events;
use crate::records::may_load_order;
use crate::recovery::recover_eth;
use crate::state::CONFIG;

/// Credits what the outpost or Skip bought to its order, or to the protocol if the order was lost. Anything else is a
/// donation: an event, and nothing changes.
pub fn destination_callback(
    deps: DepsMut,
    env: Env,
    msg: IbcDestinationCallbackMsg,
) -> IbcBasicResponse {
    if is_error_ack(&msg.ack.data) {
        return IbcBasicResponse::new().add_event(events::donation(&msg.packet, "not received"));
    }
    let event = match credit(deps, &env, &msg.packet) {
        Ok(event) => event,
        Err(error) => events::donation(&msg.packet, &error.to_string()),
    };
    IbcBasicResponse::new().add_event(event)
}

/// Computes everything before the first write, so that an error leaves nothing half done.
fn credit(deps: DepsMut, env: &Env, packet: &IbcPacket) -> Result<Event, ContractError> {
    if packet.dest.port_id != TRANSFER_PORT {
        return Ok(events::donation(packet, "not a transfer"));
    }
    let Ok(data) = FungibleTokenPacketData::of(packet) else {
        return Ok(events::donation(packet, "unreadable packet"));
    };
    if data.receiver != env.contract.address.as_str() {
        return Ok(events::donation(packet, "another receiver"));
    }
    if local_denom(packet, &data.denom) != CONFIG.load(deps.storage)?.eth_denom {
        return Ok(events::donation(packet, "another denom"));
    }
    if data.amount.is_zero() {
        return Ok(events::donation(packet, "nothing"));
    }
    let Ok(memo) = from_json::<OurMemo<PurchaseReturn>>(data.memo.as_bytes()) else {
        return Ok(events::donation(packet, "no return memo"));
    };
    let order_id = memo.qerun.order_id.u64();
    let Some(order) = may_load_order(deps.storage, order_id)? else {
        return Ok(events::donation(packet, "unknown order"));
    };
    if packet.dest.channel_id != order.channel {
        return Ok(events::donation(packet, "another channel"));
    }
    if data.sender != order.returned_by() {
        return Ok(events::donation(packet, "another sender"));
    }
    let now = env.block.time.seconds();
    match order.status {
        OrderStatus::Settled | OrderStatus::Refunded => {
            return Ok(events::donation(packet, "closed order"));
        }
        OrderStatus::Lost => return recover_eth(deps, now, order_id, order, data.amount),
        OrderStatus::Pending | OrderStatus::Sent | OrderStatus::Returning => {}
    }
    let credit = Credit::prepare(deps.storage, order_id, order, data.amount, false)?;
    credit.save(deps, now)?;
    Ok(events::credited(&credit))
}
