//! Packets and transfers, written and read.

use cosmwasm_std::{
    from_json, to_json_binary, to_json_string, CosmosMsg, IbcMsg, IbcPacket, Response, SubMsg,
};
use qerun_messages::ibc::{
    timeout_at, CallbackAddress, FungibleTokenPacketData, Memo, PurchaseOrder, PurchaseReturn,
    SkipReturnMemo,
};
use qerun_mocks::ibc::endpoint;

use super::*;

/// A return packet, changed at will.
pub fn return_packet(
    reserve: &str,
    order_id: u64,
    wei: u128,
    change: impl FnOnce(&mut FungibleTokenPacketData),
) -> IbcPacket {
    let memo = Memo {
        src_callback: CallbackAddress {
            address: OUTPOST.into(),
        },
        dest_callback: CallbackAddress {
            address: reserve.into(),
        },
        qerun: PurchaseReturn {
            order_id: order_id.into(),
        },
    };
    let mut data = FungibleTokenPacketData {
        denom: ETH_PATH_ON_DEX_CHAIN.into(),
        amount: wei.into(),
        sender: OUTPOST.into(),
        receiver: reserve.into(),
        memo: to_json_string(&memo).unwrap(),
    };
    change(&mut data);
    IbcPacket::new(
        to_json_binary(&data).unwrap(),
        endpoint(OUTPOST_CHANNEL),
        endpoint(CHANNEL),
        1,
        timeout_at(2_000_000_000),
    )
}

/// The memo of a return packet from a chain with ibc-hooks, when it arrives.
pub fn hooks_memo(reserve: &str, order_id: u64) -> String {
    to_json_string(&SkipReturnMemo {
        dest_callback: CallbackAddress {
            address: reserve.into(),
        },
        qerun: PurchaseReturn {
            order_id: order_id.into(),
        },
    })
    .unwrap()
}

/// The memo of the n-th transfer of a response.
pub fn memo_of(response: &Response, n: usize) -> (String, Memo<PurchaseOrder>) {
    match &response.messages[n].msg {
        CosmosMsg::Ibc(IbcMsg::Transfer {
            memo: Some(memo), ..
        }) => (memo.clone(), from_json(memo).unwrap()),
        other => panic!("unexpected {other:?}"),
    }
}

/// The amount of a transfer.
pub fn amount_of_transfer(sub: &SubMsg) -> u128 {
    match &sub.msg {
        CosmosMsg::Ibc(IbcMsg::Transfer { amount, .. }) => amount.amount.u128(),
        other => panic!("unexpected {other:?}"),
    }
}

/// Amounts of the transfers of a response.
pub fn amounts(response: &Response) -> Vec<u128> {
    response.messages.iter().map(amount_of_transfer).collect()
}
