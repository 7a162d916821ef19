//! The nodes of a chain: what is asked of one, the live one, and several of which one is used until it fails.

mod clock;
mod endpoint;
mod error;
mod live;
mod pool;
mod verify;

pub use self::clock::now;
pub use self::endpoint::{Endpoint, Unsigned};
pub use self::error::NodeError;
pub use self::live::LiveNode;
pub use self::pool::Pool;
pub use self::verify::Limits;
