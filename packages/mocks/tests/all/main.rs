//! All integration tests of this crate, in one binary.

mod gas;
mod others;
mod published;
mod responses;
