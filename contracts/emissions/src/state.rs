//! What emissions stores, besides its published records in `qerun_messages::emissions` and the owner.

use qerun_controls::Version;

/// Name under which the code is known on chain (cw2).
pub const CONTRACT_NAME: &str = "crate:qerun-emissions";
/// Version of the code (cw2).
pub const CONTRACT_VERSION: &str = env!("CARGO_PKG_VERSION");
/// The first version whose records have the present shape.
pub const OLDEST_RECORDS: Version = Version::new(0, 3, 0);
