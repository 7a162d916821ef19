//! Our voting contract under DAO DAO's official core, proposal and pre-propose modules and with its rewards distributor.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    missing_docs,
    dead_code
)]

mod voting {
    pub mod attacks;
    pub mod burden;
    pub mod checklist;
    pub mod distributions;
    pub mod governed;
    pub mod house;
    pub mod metered;
    pub mod modules;
    pub mod proposals;
    pub mod reentrant;
    pub mod rewards;
    pub mod setup;
    pub mod vetoes;
}
