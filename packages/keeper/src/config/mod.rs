//! `keeper.toml` as it is written, and the bounds that it must keep. Times are seconds, amounts smallest units as text,
//! shares and dollars decimals as text.

mod check;
mod check_feed;
mod error;
mod feed;
mod file;
mod header;
mod key;
mod load;
mod problem;
mod tasks;

pub use self::check::problems;
pub use self::error::ConfigError;
pub use self::feed::*;
pub use self::file::*;
pub use self::header::{Header, HeaderValue};
pub use self::key::ensure_private;
pub use self::problem::Problem;
pub use self::tasks::*;
