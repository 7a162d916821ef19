//! Everything that can go wrong, each with what is needed to understand it. An error while a packet is received becomes
//! an error acknowledgement: the reserve gets its stablecoins back. Amounts in smallest units, times in Unix seconds.

use cosmwasm_std::{Addr, OverflowError, StdError, Uint128};
use cw_ownable::OwnershipError;
use cw_utils::PaymentError;
use qerun_controls::{MigrationError, ParameterError};
use qerun_messages::ibc::IdentifierError;
use qerun_messages::outpost::{ReturnStatus, Transport};
use thiserror::Error;

/// Why the outpost refused.
#[derive(Error, Debug, PartialEq)]
#[allow(missing_docs)] // the messages say it
pub enum ContractError {
    #[error(transparent)]
    Std(#[from] StdError),
    #[error(transparent)]
    Ownership(#[from] OwnershipError),
    #[error(transparent)]
    Payment(#[from] PaymentError),
    #[error(transparent)]
    Parameter(#[from] ParameterError),
    #[error(transparent)]
    Migration(#[from] MigrationError),
    #[error(transparent)]
    Identifier(#[from] IdentifierError),
    #[error(transparent)]
    Overflow(#[from] OverflowError),

    // Where an order comes from.
    #[error("packets are served on port transfer only, not {port}")]
    WrongPort { port: String },
    #[error("packets are served over {expected} only, not {channel}")]
    WrongChannel { channel: String, expected: String },
    #[error("the transfer was not received")]
    NotReceived {},
    #[error("the packet cannot be read: {reason}")]
    InvalidPacket { reason: String },
    #[error("packets of {expected} are served only, not of {sender}")]
    WrongSender { sender: String, expected: String },
    /// `expected` is the account that ibc-hooks derives from channel and reserve.
    #[error(
        "orders are taken from {expected}, the account of the reserve's packets, not from {sender}"
    )]
    NotTheReserve { sender: Addr, expected: Addr },
    #[error("the configured transport is {configured:?}")]
    WrongTransport { configured: Transport },
    #[error("the packet's receiver is {receiver}, not the outpost")]
    WrongReceiver { receiver: String },
    /// Both as this chain's bank knows them.
    #[error("the packet brought {denom}, not {expected}")]
    WrongDenom { denom: String, expected: String },
    #[error("the amount is zero")]
    ZeroAmount {},
    #[error("the memo is not an order: {reason}")]
    InvalidMemo { reason: String },

    // Serving it.
    #[error("the order's deadline {deadline} has passed, now is {now}")]
    DeadlinePassed { deadline: u64, now: u64 },
    #[error("order {order_id} was served before")]
    DuplicateOrder { order_id: u64 },
    /// A packet arrived within the swap of another one.
    #[error("the swap of order {order_id} is still running")]
    SwapRunning { order_id: u64 },
    #[error("no swap is running")]
    NoSwap {},
    #[error("the swap brought {received}, at least {min_out} is asked for")]
    BelowMinimum { received: Uint128, min_out: Uint128 },
    #[error("there is no reply {id}")]
    UnknownReply { id: u64 },
    #[error("the reply to the return transfer of order {order_id} has no sequence")]
    NoSequence { order_id: u64 },

    // Purchases.
    #[error("nothing was bought for order {order_id}")]
    UnknownOrder { order_id: u64 },
    #[error("the ETH of order {order_id} is not held here but {status:?}")]
    NotHeld { order_id: u64, status: ReturnStatus },

    // Configuration.
    #[error("the reserve is fixed: purchases for it are recorded")]
    ReserveFixed {},
    #[error("the route passes {denom} twice")]
    RepeatedDenom { denom: String },
    #[error("the last pool gives {denom}, not {expected}")]
    RouteEnd { denom: String, expected: String },
    #[error("the route goes through pool {pool_id} twice")]
    RepeatedPool { pool_id: u64 },
}
