//! What people do, as transactions of their wallets.

mod astroport;
mod dao;
mod lend;
mod prices;

pub use self::astroport::{Asset, Pair, Pool};
pub use self::dao::{wasm, yes, Vote};
pub use self::prices::Prices;
