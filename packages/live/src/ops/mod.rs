//! What people do, as the transactions that their wallets would send.

mod astroport;
mod dao;
mod lend;
mod prices;

pub use self::astroport::{Asset, Pair, Pool};
pub use self::dao::{wasm, yes, Vote};
pub use self::prices::Prices;
