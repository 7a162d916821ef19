//! The memo of an order's packet, by the transport of its route.

use cosmwasm_std::{to_json_string, Addr, Coin};
use qerun_messages::ibc::{
    CallbackAddress, HookCall, HookMemo, Memo, PurchaseOrder, PurchaseReturn, SkipAction,
    SkipAsset, SkipIbcInfo, SkipMsg, SkipReturnMemo, SkipSwap,
};
use qerun_messages::outpost;
use qerun_messages::reserve::{Order, SkipRoute, Transport};

use crate::error::ContractError;
use crate::route::denom_bought;

const NANOS: u64 = 1_000_000_000;

/// The memo. The callback on this chain is ADR-8's in each case; what the other chain is asked for depends on the
/// transport.
pub fn memo(
    this: &Addr,
    transport: &Transport,
    id: u64,
    order: &Order,
) -> Result<String, ContractError> {
    let src_callback = CallbackAddress {
        address: this.to_string(),
    };
    let purchase_order = PurchaseOrder {
        order_id: id.into(),
        min_out: order.min_out,
        deadline: order.deadline.into(),
    };
    let contract = order.receiver.clone();
    Ok(match transport {
        Transport::Callbacks {} => to_json_string(&Memo {
            src_callback,
            dest_callback: CallbackAddress { address: contract },
            qerun: purchase_order,
        })?,
        Transport::IbcHooks {} => to_json_string(&HookMemo {
            src_callback,
            wasm: HookCall {
                contract,
                msg: outpost::ExecuteMsg::Buy {
                    order: purchase_order,
                },
            },
        })?,
        Transport::Skip(route) => to_json_string(&HookMemo {
            src_callback,
            wasm: HookCall {
                contract,
                msg: swap_and_action(this, route, id, order)?,
            },
        })?,
    })
}

/// What Skip's entry point is asked for. The order's deadline needs no field, because the packet's own timeout is the
/// same. The returned packet may take `return_timeout` longer, so that a swap in the last second does not send its ETH
/// to the recover address.
fn swap_and_action(
    this: &Addr,
    route: &SkipRoute,
    id: u64,
    order: &Order,
) -> Result<SkipMsg, ContractError> {
    let memo = to_json_string(&SkipReturnMemo {
        dest_callback: CallbackAddress {
            address: this.to_string(),
        },
        qerun: PurchaseReturn {
            order_id: id.into(),
        },
    })?;
    let until = order.deadline.saturating_add(route.return_timeout);
    Ok(SkipMsg::SwapAndAction {
        user_swap: SkipSwap::SwapExactAssetIn {
            swap_venue_name: route.venue.clone(),
            operations: route.operations.clone(),
        },
        min_asset: SkipAsset::Native(Coin {
            denom: denom_bought(route)?.to_owned(),
            amount: order.min_out,
        }),
        timeout_timestamp: until.saturating_mul(NANOS),
        post_swap_action: SkipAction::IbcTransfer {
            ibc_info: SkipIbcInfo {
                source_channel: route.return_channel.clone(),
                receiver: this.to_string(),
                memo,
                recover_address: route.recover_address.clone(),
            },
        },
        affiliates: vec![],
    })
}
