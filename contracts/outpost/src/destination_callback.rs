//! The transport of ADR-8 callbacks: the reserve's stablecoins arrived with an order. Every error here
//! becomes the packet's error acknowledgement, and ICS-20 refunds the reserve.

use cosmwasm_std::{
    from_json, Addr, DepsMut, Env, IbcBasicResponse, IbcDestinationCallbackMsg, IbcPacket,
};
use qerun_messages::ibc::{
    is_error_ack, local_denom, FungibleTokenPacketData, Memo, PurchaseOrder, TRANSFER_PORT,
};
use qerun_messages::outpost::{Config, Transport};

use crate::error::ContractError;
use crate::start_swap::{ensure_transport, start_swap};
use crate::state::CONFIG;

/// Checks that the packet is an order of the reserve and starts its swap. Errors: `WrongTransport`, `NotReceived`,
/// `InvalidMemo`, one for each part of the packet that is not as configured, and those of [`start_swap`].
pub fn destination_callback(
    deps: DepsMut,
    env: Env,
    msg: IbcDestinationCallbackMsg,
) -> Result<IbcBasicResponse, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    ensure_transport(&config, &Transport::Callbacks {})?;
    if is_error_ack(&msg.ack.data) {
        return Err(ContractError::NotReceived {});
    }
    let data = validate_packet(&config, &env, &msg.packet)?;
    let order = from_json::<Memo<PurchaseOrder>>(data.memo.as_bytes())
        .map_err(|error| ContractError::InvalidMemo {
            reason: error.to_string(),
        })?
        .qerun;
    let (event, swap) = start_swap(deps, &env, config, &order, data.amount)?;
    Ok(IbcBasicResponse::new()
        .add_event(event)
        .add_submessage(swap))
}

/// The data of a packet whose port, channel, sender, receiver and denom match the configuration, and whose amount is not
/// zero. The chain
/// does not check that the tokens were received by the contract that it calls back, so this does.
fn validate_packet(
    config: &Config<Addr>,
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
