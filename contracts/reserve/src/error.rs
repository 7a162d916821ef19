//! Everything that can go wrong, each with what is needed to understand it. Amounts in smallest units, times in Unix
//! seconds.

use cosmwasm_std::{Addr, DivideByZeroError, OverflowError, StdError, Uint128};
use cw_ownable::OwnershipError;
use cw_utils::PaymentError;
use qerun_controls::{AccessError, MigrationError, ParameterError, PauseError};
use qerun_math::MathError;
use qerun_messages::ibc::IdentifierError;
use qerun_messages::oracle::PriceError;
use qerun_messages::reserve::{MissingForBuyback, OrderStatus};
use thiserror::Error;

/// Why the reserve refused.
#[derive(Error, Debug, PartialEq)]
#[allow(missing_docs)] // the messages say it
pub enum ContractError {
    #[error(transparent)]
    Std(#[from] StdError),
    #[error(transparent)]
    Ownership(#[from] OwnershipError),
    #[error(transparent)]
    Access(#[from] AccessError),
    #[error(transparent)]
    Payment(#[from] PaymentError),
    #[error(transparent)]
    Parameter(#[from] ParameterError),
    #[error(transparent)]
    Migration(#[from] MigrationError),
    #[error(transparent)]
    Identifier(#[from] IdentifierError),
    #[error(transparent)]
    Pause(#[from] PauseError),
    /// A price that a purchase or a sale needs is missing or not live: it waits.
    #[error(transparent)]
    Price(#[from] PriceError),
    #[error(transparent)]
    Math(#[from] MathError),
    #[error(transparent)]
    Overflow(#[from] OverflowError),
    #[error(transparent)]
    DivideByZero(#[from] DivideByZeroError),
    #[error("the counter {counter} is out of range")]
    Counter { counter: &'static str },
    #[error("the amount is zero")]
    ZeroAmount {},

    // Purchases, and orders that are sent.
    #[error("the users' part {user_in} is more than the funds {funds}")]
    UserPartTooLarge { user_in: Uint128, funds: Uint128 },
    #[error("batch {batch_id} was handed over before")]
    DuplicateBatch { batch_id: u64 },
    /// The batch stays with the market until it has grown.
    #[error("{funds} is less than the smallest order {min_order}")]
    BelowMinOrder { funds: Uint128, min_order: Uint128 },
    #[error("{max_open_batches} batches are open already")]
    BatchCapacity { max_open_batches: u32 },
    #[error("{max_open_orders} orders are open already")]
    OrderCapacity { max_open_orders: u32 },
    #[error("{capacity} is left of max_in_flight, too little for an order out of the {waiting} that wait")]
    InFlightCapacity { capacity: Uint128, waiting: Uint128 },
    #[error("nothing waits to be sent")]
    NothingWaiting {},
    #[error("purchases are paused until {until}")]
    Paused { until: u64 },
    #[error("purchases are not paused")]
    NotPaused {},

    // Records.
    #[error("there is no order {order_id}")]
    UnknownOrder { order_id: u64 },
    #[error("there is no batch {batch_id}")]
    UnknownBatch { batch_id: u64 },
    #[error("packet {sequence} of {channel} belongs to no order")]
    UnknownPacket { channel: String, sequence: u64 },
    #[error("there is no reply {id}")]
    UnknownReply { id: u64 },
    #[error("the reply to the transfer of order {order_id} has no sequence")]
    NoSequence { order_id: u64 },

    // The end of orders and batches.
    #[error("order {order_id} is not returning but {status:?}")]
    NotReturning { order_id: u64, status: OrderStatus },
    #[error("order {order_id} cannot be resolved in this way, it is {status:?}")]
    NotResolvable { order_id: u64, status: OrderStatus },
    #[error("order {order_id} is not open, it is {status:?}")]
    NotOpen { order_id: u64, status: OrderStatus },
    #[error("order {order_id} may not be resolved before {from}")]
    GraceNotOver { order_id: u64, from: u64 },
    #[error("{unaccounted} is unaccounted for, {needed} is needed")]
    NotCovered {
        unaccounted: Uint128,
        needed: Uint128,
    },
    #[error("{amount} is more than the {most} that the order was still expected to bring")]
    MakeGoodTooLarge { amount: Uint128, most: Uint128 },
    #[error("nothing of batch {batch_id} waits")]
    BatchNotWaiting { batch_id: u64 },
    #[error("{in_flight} of batch {batch_id} are in open orders")]
    OrdersUnderWay { batch_id: u64, in_flight: Uint128 },
    #[error("batch {batch_id} may not be wound down before {from}")]
    WaitedTooShort { batch_id: u64, from: u64 },

    // Paying and spending ETH.
    #[error("{amount} is more than the encumbered {encumbered}")]
    InsufficientEncumbered {
        amount: Uint128,
        encumbered: Uint128,
    },
    #[error("{amount} is more than the {free} of the protocol's own that are free, {earmarked} are earmarked")]
    InsufficientUnencumbered {
        amount: Uint128,
        free: Uint128,
        earmarked: Uint128,
    },
    #[error("the market {market} does not tell what it has earmarked: {reason}")]
    EarmarkUnreadable { market: Addr, reason: String },

    // Selling ETH.
    #[error("no ETH is for sale")]
    NothingForSale {},
    #[error("buyback has not been opened by governance")]
    BuybackNotOpen {},
    #[error("buyback is open since {opened_at}")]
    BuybackOpen { opened_at: u64 },
    #[error("buyback cannot be opened yet: {}", sentences(missing))]
    NotReady { missing: Vec<MissingForBuyback> },
    #[error("buyback is off")]
    BuybackOff {},
    #[error("{earmarked} ETH units are earmarked for a deficit and are sold first")]
    DeficitOpen { earmarked: Uint128 },
    #[error("{eth} is less than the {minimum} asked for")]
    BelowMinimumEth { eth: Uint128, minimum: Uint128 },

    // Configuration and route.
    #[error("two of stablecoin, ETH and QER are {name}")]
    SameAsset { name: String },
    #[error("{asset:?} is not an asset id of the oracle")]
    InvalidAsset { asset: String },
    #[error("the route goes over {channel}, the denoms derive from {expected}")]
    ChannelFixed { channel: String, expected: String },
    #[error("{path} is not the path of {denom}")]
    PathMismatch { denom: String, path: String },
    #[error("{denom} is not a voucher of a channel")]
    NotAVoucher { denom: String },
    #[error("{value} is not a valid {name} for Skip")]
    InvalidName { name: &'static str, value: String },
    #[error("a step gives {denom_out}, the next one takes {denom_in}")]
    BrokenPath { denom_out: String, denom_in: String },
    #[error("the route passes {denom} twice")]
    RepeatedDenom { denom: String },
}

fn sentences(missing: &[MissingForBuyback]) -> String {
    let each: Vec<_> = missing.iter().map(ToString::to_string).collect();
    each.join("; ")
}
