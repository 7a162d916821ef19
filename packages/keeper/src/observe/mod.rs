//! What an operator sees: metrics, health, the page that serves them, logs.

mod health;
mod logs;
mod metrics;
mod page;

pub use self::health::Health;
pub use self::logs::start_logs;
pub use self::metrics::Metrics;
pub use self::page::{answer, serve, Answer};
