//! An order as it is stored: without the 115 bytes of its fields' names, since sending it writes it twice, at 30 gas a byte.
//! The order of the fields is the format, so a change of it is a change of the records.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Uint128, Uint64};
use qerun_messages::reserve::{Order, OrderStatus};

/// See [`ORDERS`](crate::state::ORDERS).
#[cw_serde]
#[serde(from = "Fields", into = "Fields")]
pub struct StoredOrder(pub Order);

/// Batch, then amounts, deadline and addresses, sequence and status, and whether a lost one was recovered.
type Fields = (
    Uint64,
    Amounts,
    u64,
    Addresses,
    Option<Uint64>,
    OrderStatus,
    bool,
);
/// Stablecoins sent, least and expected ETH, ETH credited.
type Amounts = (Uint128, Uint128, Uint128, Uint128);
/// Channel, receiver, adapter.
type Addresses = (String, String, Option<String>);

impl From<StoredOrder> for Fields {
    fn from(StoredOrder(order): StoredOrder) -> Self {
        (
            order.batch_id,
            (
                order.amount,
                order.min_out,
                order.expected_out,
                order.eth_out,
            ),
            order.deadline,
            (order.channel, order.receiver, order.adapter),
            order.sequence,
            order.status,
            order.recovered,
        )
    }
}

impl From<Fields> for StoredOrder {
    fn from(fields: Fields) -> Self {
        let (batch_id, amounts, deadline, addresses, sequence, status, recovered) = fields;
        let (amount, min_out, expected_out, eth_out) = amounts;
        let (channel, receiver, adapter) = addresses;
        StoredOrder(Order {
            batch_id,
            amount,
            min_out,
            expected_out,
            eth_out,
            deadline,
            channel,
            receiver,
            adapter,
            sequence,
            status,
            recovered,
        })
    }
}
