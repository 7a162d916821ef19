//! Two in-process chains joined by an IBC model with faults, and the protocol on them.
//!
//! - [`Chain`]: a cw-multi-test app with an ICS-20 transfer module and ADR-8 callbacks.
//! - [`Network`]: two chains and a relayer under the test's control, fault by fault.
//! - [`Wrapper`]: a contract with callback entry points, recorded on demand ([`Recorder`]).
//! - [`V1Contract`]: a contract of the cosmwasm-std 1.x line in the same app.
//! - [`AstroPool`]: an Astroport XYK pool deployed from its official contracts.
//! - [`QerPair`]: the same of QER and the stablecoin on the home chain.
//! - [`Dao`]: DAO DAO's official core, proposal and pre-propose modules over a voting module.

mod cache;

pub mod astroport;
pub mod bank;
pub mod bridge;
pub mod chain;
pub mod codes;
pub mod dao;
pub mod ibc;
pub mod permissions;
pub mod qer_pair;
pub mod record;
pub mod relayer;
pub mod suite;
pub mod token_voting;
mod wrapper;

pub use crate::astroport::{AstroPool, PoolAsset};
pub use crate::bank::RestrictedBank;
pub use crate::bridge::V1Contract;
pub use crate::chain::{Chain, ChainApp};
pub use crate::dao::Dao;
pub use crate::qer_pair::QerPair;
pub use crate::record::{Entry, Recorder};
pub use crate::relayer::{Faults, Network, PacketId, Pending, Relayed, Side, Stage};
pub use crate::suite::{Setup, Suite};
pub use crate::wrapper::Wrapper;
