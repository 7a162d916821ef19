//! The contract as its authors published it, with its entry points.
pub use astroport_factory::contract::*;
