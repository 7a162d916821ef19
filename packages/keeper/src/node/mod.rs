//! The nodes of a chain: what is asked of one, the live one, and several of which one is used until it fails.

mod clock;
mod endpoint;
mod error;
mod limits;
mod live;
mod pool;
mod second;

pub use self::clock::now;
pub use self::endpoint::{Endpoint, Unsigned};
pub use self::error::NodeError;
pub use self::limits::Limits;
pub use self::live::LiveNode;
pub use self::pool::Pool;
