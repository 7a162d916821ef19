//! Buys ETH over IBC, keeps it, pays it out on the market's order, and sells what is the protocol's own.
//!
//! It knows no users. Every ETH it accounts for is encumbered (it covers the market's claims) or the protocol's own.
//! Every stablecoin it took is in an order in flight, waits to be sent, has become ETH, was lost, or was wound down to
//! the market. The states of an order and the rules that keep it safe are in the README.

pub mod backing;
pub mod batch;
pub mod buy_back;
pub mod buy_eth;
pub mod buyback_clock;
pub mod close_lost;
pub mod contract;
pub mod credit;
pub mod destination_callback;
pub mod due;
pub mod error;
pub mod events;
pub mod flush;
pub mod instantiate;
pub mod memo;
pub mod migrate;
pub mod milestones;
pub mod open_buyback;
pub mod order_builder;
pub mod order_size;
pub mod own_eth;
pub mod params;
pub mod pause;
pub mod pay_out;
pub mod price;
pub mod purchase;
pub mod query;
pub mod records;
pub mod recovery;
pub mod refund;
pub mod reply;
pub mod resolve;
pub mod route;
pub mod sale;
pub mod set_guardian;
pub mod source_callback;
pub mod spend;
pub mod state;
mod stored_order;
pub mod sync;
pub mod update_ownership;
pub mod update_params;
pub mod update_route;
pub mod validate;
pub mod wind_down;

pub use error::ContractError;
