//! What people do, as transactions of their wallets.

mod airdrop;
mod astroport;
mod dao;
mod lend;
mod newcomers;
mod phases;
mod prices;
mod qer_pair;

pub use self::airdrop::List;
pub use self::astroport::{dex_pair, Asset, Pair, Pool};
pub use self::dao::{wasm, yes, Vote};
pub use self::prices::Prices;
pub use self::qer_pair::QerPair;
