//! What the tests of every contract share: values with their decimals, a clock, dependencies whose queries are
//! answered from memory, and records as oracle and reserve publish them.
//!
//! A dev-dependency of the contracts, below them: it knows their messages and no contract. Tests of several real
//! contracts on a chain are in `packages/testing`.
//!
//! ```
//! use qerun_messages::oracle::{read_live_price, PriceError, PRICES};
//! use qerun_mocks::{addr, price_record, OtherContracts, START};
//! # #[derive(Debug)] enum E { Std(cosmwasm_std::StdError), Price(PriceError) }
//! # impl From<cosmwasm_std::StdError> for E { fn from(e: cosmwasm_std::StdError) -> Self { E::Std(e) } }
//! # impl From<PriceError> for E { fn from(e: PriceError) -> Self { E::Price(e) } }
//! # fn main() -> Result<(), E> {
//! let others = OtherContracts::default();
//! let oracle = addr("oracle");
//! let eth = price_record("2000", START);
//! others.records(&oracle, |storage| PRICES.save(storage, "eth", &eth))?;
//!
//! let deps = others.deps();
//! let read = read_live_price::<E>(&deps.as_ref().querier, &oracle, "eth", START)?;
//! assert_eq!(read, eth);
//! # Ok(()) }
//! ```

mod clock;
mod gas;
#[cfg(feature = "ibc")]
pub mod ibc;
mod others;
mod published;
mod querier;
mod responses;
mod storage;
mod values;

pub use self::clock::{env_at, now, wait, DAY, HOUR, START};
pub use self::gas::{storage_gas, StorageGas};
pub use self::others::{MockDeps, OtherContracts};
pub use self::published::{backing, batch_in_flight, price_record, settled, wound_down};
pub use self::querier::ChainQuerier;
pub use self::responses::{assert_event, attribute, event, event_kinds, messages};
pub use self::storage::{dump, restore, Dump};
pub use self::values::{addr, dec, eth, micro_eth, qer, uint, usd};
