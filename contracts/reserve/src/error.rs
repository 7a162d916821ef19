//! Everything that can go wrong, each with what is needed to understand it.

use cosmwasm_std::{Decimal, DivideByZeroError, OverflowError, StdError, Uint128};
use cw_ownable::OwnershipError;
use cw_utils::PaymentError;
use qerun_controls::{AccessError, PauseError};
use qerun_math::MathError;
use qerun_messages::oracle::PriceError;
use qerun_messages::reserve::OrderStatus;
use thiserror::Error;

/// Why the reserve refused.
#[derive(Error, Debug, PartialEq)]
pub enum ContractError {
    /// Storage, serialization or a query failed.
    #[error(transparent)]
    Std(#[from] StdError),
    /// Not the owner, or a step of the ownership transfer out of order.
    #[error(transparent)]
    Ownership(#[from] OwnershipError),
    /// Wrong funds.
    #[error(transparent)]
    Payment(#[from] PaymentError),
    /// The price of ETH or of the stablecoin is missing, stale or not live: purchases wait.
    #[error(transparent)]
    Price(#[from] PriceError),
    /// Arithmetic on prices left its range.
    #[error(transparent)]
    Math(#[from] MathError),
    /// An amount left the range of its type.
    #[error(transparent)]
    Overflow(#[from] OverflowError),
    /// A division by zero.
    #[error(transparent)]
    DivideByZero(#[from] DivideByZeroError),
    /// A counter left its range.
    #[error("the counter {counter} left its range")]
    Counter {
        /// Which.
        counter: &'static str,
    },
    /// The sender may not do this.
    #[error("{sender} may not do this, only the {role} may")]
    Unauthorized {
        /// Who tried.
        sender: String,
        /// Who may.
        role: &'static str,
    },
    /// An amount of zero.
    #[error("the amount is zero")]
    ZeroAmount {},
    /// Not an address of this chain.
    #[error("{address} is not an address here: {reason}")]
    InvalidAddress {
        /// What was given.
        address: String,
        /// What the chain says.
        reason: String,
    },
    /// The borrowers' part is more than the funds.
    #[error("the users' part {user_in} is more than the funds {funds}")]
    UserPartTooLarge {
        /// The part.
        user_in: Uint128,
        /// The funds, smallest unit of the stablecoin.
        funds: Uint128,
    },
    /// The batch was handed in before.
    #[error("batch {batch_id} was handed in before")]
    DuplicateBatch {
        /// Its id.
        batch_id: u64,
    },
    /// The batch is smaller than the smallest order: it waits with the market.
    #[error("{funds} is less than the smallest order {min_order}")]
    BelowMinOrder {
        /// The funds, smallest unit of the stablecoin.
        funds: Uint128,
        /// The smallest order.
        min_order: Uint128,
    },
    /// Too many batches are open.
    #[error("{max_open_batches} batches are open already")]
    BatchCapacity {
        /// The bound.
        max_open_batches: u32,
    },
    /// Too many orders are under way.
    #[error("{max_open_orders} orders are under way already")]
    OrderCapacity {
        /// The bound.
        max_open_orders: u32,
    },
    /// Too much is in flight to send a whole order.
    #[error("{capacity} may still be put in flight, not enough for an order out of {waiting}")]
    InFlightCapacity {
        /// Capacity, smallest unit of the stablecoin.
        capacity: Uint128,
        /// What waits to be sent.
        waiting: Uint128,
    },
    /// Purchases are paused.
    #[error("purchases are paused until {until}")]
    Paused {
        /// Unix seconds.
        until: u64,
    },
    /// Purchases are not paused.
    #[error("purchases are not paused")]
    NotPaused {},
    /// A pause that cannot start: too long, or one runs or ended too short a time ago.
    #[error(transparent)]
    Pause(#[from] PauseError),
    /// Neither guardian nor owner.
    #[error(transparent)]
    Access(#[from] AccessError),
    /// Nothing waits to be sent.
    #[error("nothing waits to be sent")]
    NothingWaiting {},
    /// No such order.
    #[error("there is no order {order_id}")]
    UnknownOrder {
        /// The id.
        order_id: u64,
    },
    /// No such batch.
    #[error("there is no batch {batch_id}")]
    UnknownBatch {
        /// The id.
        batch_id: u64,
    },
    /// No order of ours is behind this packet.
    #[error("no order is behind packet {sequence} of {channel}")]
    UnknownPacket {
        /// This chain's end of the channel.
        channel: String,
        /// The sequence.
        sequence: u64,
    },
    /// Only an order whose success was acknowledged can be synced.
    #[error("order {order_id} is not returning but {status:?}")]
    NotReturning {
        /// The order.
        order_id: u64,
        /// Where it is.
        status: OrderStatus,
    },
    /// The order cannot be resolved so from where it is.
    #[error("order {order_id} cannot be resolved so, it is {status:?}")]
    NotResolvable {
        /// The order.
        order_id: u64,
        /// Where it is.
        status: OrderStatus,
    },
    /// The order has found its end already.
    #[error("order {order_id} is not under way, it is {status:?}")]
    NotOpen {
        /// The order.
        order_id: u64,
        /// Where it is.
        status: OrderStatus,
    },
    /// More would be made good than the order was still expected to bring.
    #[error("{amount} is more than the {most} that the order was still expected to bring")]
    MakeGoodTooLarge {
        /// Asked for, smallest unit of ETH.
        amount: Uint128,
        /// Most.
        most: Uint128,
    },
    /// Nothing of the batch waits.
    #[error("nothing of batch {batch_id} waits")]
    BatchNotWaiting {
        /// The batch.
        batch_id: u64,
    },
    /// A part of the batch is in an order under way.
    #[error("{in_flight} of batch {batch_id} are in orders under way")]
    OrdersUnderWay {
        /// The batch.
        batch_id: u64,
        /// Smallest unit of the stablecoin.
        in_flight: Uint128,
    },
    /// Too early to wind a batch down.
    #[error("batch {batch_id} may not be wound down before {from}")]
    WaitedTooShort {
        /// The batch.
        batch_id: u64,
        /// Unix seconds from which it may.
        from: u64,
    },
    /// Too early to resolve an order, or to close it as lost.
    #[error("order {order_id} may not be resolved before {from}")]
    GraceNotOver {
        /// The order.
        order_id: u64,
        /// Unix seconds after which it may.
        from: u64,
    },
    /// What is held beyond the accounts does not cover this.
    #[error("{unaccounted} is held beyond the accounts, {needed} is needed")]
    NotCovered {
        /// Held beyond the accounts, smallest unit.
        unaccounted: Uint128,
        /// Needed, smallest unit.
        needed: Uint128,
    },
    /// More than is encumbered.
    #[error("{amount} is more than the encumbered {encumbered}")]
    InsufficientEncumbered {
        /// Asked for, smallest unit of ETH.
        amount: Uint128,
        /// There.
        encumbered: Uint128,
    },
    /// More than the protocol's own.
    #[error("{amount} is more than the protocol's own {unencumbered}")]
    InsufficientUnencumbered {
        /// Asked for, smallest unit of ETH.
        amount: Uint128,
        /// There.
        unencumbered: Uint128,
    },
    /// A whole number out of its bounds.
    #[error("{name} is {value}, must be from {min} to {max}")]
    OutOfBounds {
        /// Which.
        name: &'static str,
        /// What was given.
        value: Uint128,
        /// At least.
        min: Uint128,
        /// At most.
        max: Uint128,
    },
    /// The slippage bound is out of its bounds.
    #[error("max_slippage is {value}, must be from {min} to {max}")]
    SlippageOutOfBounds {
        /// What was given.
        value: Decimal,
        /// At least.
        min: Decimal,
        /// At most.
        max: Decimal,
    },
    /// A share would move too far at once.
    #[error("{name} would be {value}, one step reaches {min} ..= {max}")]
    ParamStep {
        /// Which.
        name: &'static str,
        /// What was given.
        value: Decimal,
        /// At least.
        min: Decimal,
        /// At most.
        max: Decimal,
    },
    /// An amount, a number or a time would move too far at once.
    #[error("{name} would be {value}, one step reaches {min} ..= {max}")]
    AmountStep {
        /// Which.
        name: &'static str,
        /// What was given.
        value: Uint128,
        /// At least.
        min: Uint128,
        /// At most.
        max: Uint128,
    },
    /// The parameters were changed less than a day ago.
    #[error("parameters may change again from {ready_at}")]
    ParamsCoolDown {
        /// Unix seconds.
        ready_at: u64,
    },
    /// Not a denom of the bank module.
    #[error("{denom} is not a denom")]
    InvalidDenom {
        /// What was given.
        denom: String,
    },
    /// Stablecoin and ETH have the same denom or the same oracle id.
    #[error("stablecoin and ETH are both {name}")]
    SameAsset {
        /// The name that both have.
        name: String,
    },
    /// Not an id of the oracle.
    #[error("{asset:?} is not an asset id of the oracle")]
    InvalidAsset {
        /// What was given.
        asset: String,
    },
    /// Not a channel id.
    #[error("{channel} is not a channel id")]
    InvalidChannel {
        /// What was given.
        channel: String,
    },
    /// Not the channel that the denoms derive from.
    #[error("the route goes over {channel}, the denoms derive from {expected}")]
    ChannelFixed {
        /// What was given.
        channel: String,
        /// The only one that is possible.
        expected: String,
    },
    /// A path that does not make the denom.
    #[error("{path} is not the path of {denom}")]
    PathMismatch {
        /// The denom here.
        denom: String,
        /// What was given.
        path: String,
    },
    /// ETH that does not come over a channel.
    #[error("{denom} is not a voucher of a channel")]
    NotAVoucher {
        /// The denom here.
        denom: String,
    },
    /// Not an address of another chain.
    #[error("{address} cannot be an address on another chain")]
    InvalidForeignAddress {
        /// What was given.
        address: String,
    },
    /// Not a name of Skip's.
    #[error("{value} cannot be a {name} of Skip's")]
    InvalidName {
        /// Of what.
        name: &'static str,
        /// What was given.
        value: String,
    },
    /// A step does not take what the one before gives.
    #[error("a step gives {denom_out}, the next one takes {denom_in}")]
    BrokenPath {
        /// What comes out.
        denom_out: String,
        /// What should go in.
        denom_in: String,
    },
    /// The route passes a denom twice.
    #[error("the route passes {denom} twice")]
    RepeatedDenom {
        /// Which.
        denom: String,
    },
    /// A reply that was never asked for.
    #[error("there is no reply {id}")]
    UnknownReply {
        /// Its id.
        id: u64,
    },
    /// The chain did not tell the sequence of the packet.
    #[error("the transfer of order {order_id} told no sequence")]
    NoSequence {
        /// The order.
        order_id: u64,
    },
}
