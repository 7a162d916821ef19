//! The reserve's stablecoins arrived with an order. Every error here refuses the packet.

use cosmwasm_std::{
    from_json, DepsMut, Env, IbcBasicResponse, IbcDestinationCallbackMsg, IbcPacket, SubMsg,
};
use qerun_messages::ibc::{
    is_error_ack, local_denom, FungibleTokenPacketData, Memo, PurchaseOrder, TRANSFER_PORT,
};
use qerun_messages::outpost::Config;

use crate::error::ContractError;
use crate::events;
use crate::reply::REPLY_SWAPPED;
use crate::state::{Swap, CONFIG, PURCHASES, SWAP};
use crate::venue;

/// Checks that the packet is an order of the reserve and starts its swap; the reply sends the ETH
/// back. Whatever fails on the way undoes all of it and refunds the reserve.
pub fn destination_callback(
    deps: DepsMut,
    env: Env,
    msg: IbcDestinationCallbackMsg,
) -> Result<IbcBasicResponse, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    if is_error_ack(&msg.ack.data) {
        return Err(ContractError::NotReceived {});
    }
    let data = check_packet(&config, &env, &msg.packet)?;
    let order = from_json::<Memo<PurchaseOrder>>(data.memo.as_bytes())
        .map_err(|error| ContractError::InvalidMemo {
            reason: error.to_string(),
        })?
        .qerun;
    let (order_id, deadline) = (order.order_id.u64(), order.deadline.u64());
    let now = env.block.time.seconds();
    if now > deadline {
        return Err(ContractError::DeadlinePassed { deadline, now });
    }
    if PURCHASES.has(deps.storage, order_id) {
        return Err(ContractError::DuplicateOrder { order_id });
    }
    if let Some(running) = SWAP.may_load(deps.storage)? {
        return Err(ContractError::SwapRunning {
            order_id: running.order_id,
        });
    }

    let held = deps
        .querier
        .query_balance(&env.contract.address, &config.eth_denom)?
        .amount;
    let swap = Swap {
        order_id,
        stable_in: data.amount,
        min_out: order.min_out,
        eth_denom: config.eth_denom.clone(),
        held_before: held,
        recipient: data.sender,
        channel: msg.packet.dest.channel_id,
    };
    SWAP.save(deps.storage, &swap)?;
    let message = venue::swap(&config, swap.stable_in, swap.min_out)?;
    Ok(IbcBasicResponse::new()
        .add_event(events::order(&swap))
        .add_submessage(SubMsg::reply_on_success(message, REPLY_SWAPPED)))
}

/// Port, channel, sender, receiver, denom and amount are those that are served. The chain does not
/// check that the callback's address received the tokens, so this does.
fn check_packet(
    config: &Config<cosmwasm_std::Addr>,
    env: &Env,
    packet: &IbcPacket,
) -> Result<FungibleTokenPacketData, ContractError> {
    if packet.dest.port_id != TRANSFER_PORT {
        return Err(ContractError::WrongPort {
            port: packet.dest.port_id.clone(),
        });
    }
    if packet.dest.channel_id != config.channel {
        let channel = packet.dest.channel_id.clone();
        return Err(ContractError::WrongChannel {
            channel,
            expected: config.channel.clone(),
        });
    }
    let data =
        FungibleTokenPacketData::of(packet).map_err(|error| ContractError::InvalidPacket {
            reason: error.to_string(),
        })?;
    if data.sender != config.reserve {
        let (sender, expected) = (data.sender, config.reserve.clone());
        return Err(ContractError::WrongSender { sender, expected });
    }
    if data.receiver != env.contract.address.as_str() {
        return Err(ContractError::WrongReceiver {
            receiver: data.receiver,
        });
    }
    let denom = local_denom(packet, &data.denom);
    if denom != config.stable_denom {
        return Err(ContractError::WrongDenom {
            denom,
            expected: config.stable_denom.clone(),
        });
    }
    if data.amount.is_zero() {
        return Err(ContractError::ZeroAmount {});
    }
    Ok(data)
}
