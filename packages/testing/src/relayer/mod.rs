//! Two chains and a relayer under the test's control.
//!
//! Nothing is relayed unless asked for, so any interleaving can be made: deliver in any
//! order, twice, late or never.

mod conserve;
mod network;
mod packet;
mod run;

pub use network::Network;
pub use packet::{LogEntry, PacketId, Pending, Relayed, Side, Stage};
pub use run::Faults;
