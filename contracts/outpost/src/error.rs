//! Everything that can go wrong, each with what is needed to understand it. An error while a
//! packet is received becomes an error acknowledgement: the reserve gets its stablecoins back.

use cosmwasm_std::{OverflowError, StdError, Uint128};
use cw_ownable::OwnershipError;
use cw_utils::PaymentError;
use qerun_messages::outpost::{ReturnStatus, Transport};
use thiserror::Error;

/// Why the outpost refused.
#[derive(Error, Debug, PartialEq)]
pub enum ContractError {
    /// Storage, serialization or a query failed.
    #[error(transparent)]
    Std(#[from] StdError),
    /// Not the owner, or a step of the ownership transfer out of order.
    #[error(transparent)]
    Ownership(#[from] OwnershipError),
    /// Funds where none are taken.
    #[error(transparent)]
    Payment(#[from] PaymentError),
    /// An amount left the range of its type.
    #[error(transparent)]
    Overflow(#[from] OverflowError),
    /// The packet did not come through a transfer channel.
    #[error("packets are served on port transfer only, not {port}")]
    WrongPort {
        /// Its port here.
        port: String,
    },
    /// The packet came over another channel.
    #[error("packets are served over {expected} only, not {channel}")]
    WrongChannel {
        /// Its channel here.
        channel: String,
        /// The one that is served.
        expected: String,
    },
    /// The packet's transfer failed.
    #[error("the transfer was not received")]
    NotReceived {},
    /// The packet is not an ICS-20 packet.
    #[error("the packet cannot be read: {reason}")]
    InvalidPacket {
        /// Why.
        reason: String,
    },
    /// The packet was sent by another account.
    #[error("packets of {expected} are served only, not of {sender}")]
    WrongSender {
        /// Who sent it.
        sender: String,
        /// The reserve.
        expected: String,
    },
    /// The order did not come in a packet of the reserve over the configured channel.
    #[error(
        "orders are taken from {expected}, the account of the reserve's packets, not from {sender}"
    )]
    NotTheReserve {
        /// Who tried.
        sender: String,
        /// What ibc-hooks derives from channel and reserve.
        expected: String,
    },
    /// The order came by the other transport.
    #[error("the configured transport is {configured:?}")]
    WrongTransport {
        /// The one that is served.
        configured: Transport,
    },
    /// The packet's tokens went to another account.
    #[error("the packet's receiver is {receiver}, not the outpost")]
    WrongReceiver {
        /// Who got them.
        receiver: String,
    },
    /// The packet brought another token.
    #[error("the packet brought {denom}, not {expected}")]
    WrongDenom {
        /// What it brought, as this chain knows it.
        denom: String,
        /// The stablecoin.
        expected: String,
    },
    /// The packet brought nothing.
    #[error("the amount is zero")]
    ZeroAmount {},
    /// The memo is not an order.
    #[error("the memo is not an order: {reason}")]
    InvalidMemo {
        /// Why.
        reason: String,
    },
    /// The order came too late.
    #[error("the order's deadline {deadline} has passed, now is {now}")]
    DeadlinePassed {
        /// Unix seconds.
        deadline: u64,
        /// Unix seconds.
        now: u64,
    },
    /// The order was served before.
    #[error("order {order_id} was served before")]
    DuplicateOrder {
        /// The reserve's order.
        order_id: u64,
    },
    /// A packet arrived within the swap of another one.
    #[error("the swap of order {order_id} is still running")]
    SwapRunning {
        /// The reserve's order that is being served.
        order_id: u64,
    },
    /// A reply to a swap that does not run.
    #[error("no swap is running")]
    NoSwap {},
    /// The swap brought too little.
    #[error("the swap brought {received}, at least {min_out} is asked for")]
    BelowMinimum {
        /// ETH received, smallest unit.
        received: Uint128,
        /// ETH asked for.
        min_out: Uint128,
    },
    /// No such purchase.
    #[error("nothing was bought for order {order_id}")]
    UnknownOrder {
        /// The reserve's order.
        order_id: u64,
    },
    /// Only a purchase that is held can be sent again.
    #[error("the ETH of order {order_id} is not held here but {status:?}")]
    NotHeld {
        /// The reserve's order.
        order_id: u64,
        /// Where it is.
        status: ReturnStatus,
    },
    /// The reserve is fixed once something was bought for it.
    #[error("the reserve is fixed: purchases for it are on the books")]
    ReserveFixed {},
    /// A whole number out of its bounds.
    #[error("{name} is {value}, must be from {min} to {max}")]
    OutOfBounds {
        /// Which.
        name: &'static str,
        /// What was given.
        value: u64,
        /// At least.
        min: u64,
        /// At most.
        max: u64,
    },
    /// The timeout of returns would move too far at once.
    #[error("return_timeout would be {value}, one step reaches {min} ..= {max}")]
    TimeoutStep {
        /// What was given, seconds.
        value: u64,
        /// At least.
        min: u64,
        /// At most.
        max: u64,
    },
    /// The timeout of returns was changed less than a day ago.
    #[error("return_timeout may change again from {ready_at}")]
    TimeoutCoolDown {
        /// Unix seconds.
        ready_at: u64,
    },
    /// Not an address of this chain.
    #[error("{address} is not an address here: {reason}")]
    InvalidAddress {
        /// What was given.
        address: String,
        /// What the chain says.
        reason: String,
    },
    /// Not an address of another chain.
    #[error("{address} cannot be an address on another chain")]
    InvalidForeignAddress {
        /// What was given.
        address: String,
    },
    /// Not a denom of the bank module.
    #[error("{denom} is not a denom")]
    InvalidDenom {
        /// What was given.
        denom: String,
    },
    /// The route passes a denom twice.
    #[error("the route passes {denom} twice")]
    RepeatedDenom {
        /// Which.
        denom: String,
    },
    /// The steps through pools do not end in the ETH.
    #[error("the last pool gives {denom}, not {expected}")]
    RouteEnd {
        /// What comes out.
        denom: String,
        /// The ETH.
        expected: String,
    },
    /// The steps go through a pool twice.
    #[error("the route goes through pool {pool_id} twice")]
    RepeatedPool {
        /// Which.
        pool_id: u64,
    },
    /// Not a channel id.
    #[error("{channel} is not a channel id")]
    InvalidChannel {
        /// What was given.
        channel: String,
    },
    /// A reply that was never asked for.
    #[error("there is no reply {id}")]
    UnknownReply {
        /// Its id.
        id: u64,
    },
    /// The chain did not tell the sequence of the packet.
    #[error("the return transfer of order {order_id} told no sequence")]
    NoSequence {
        /// The reserve's order.
        order_id: u64,
    },
}
