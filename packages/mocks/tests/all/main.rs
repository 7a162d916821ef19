//! All integration tests of this crate, in one binary.

mod others;
mod published;
mod responses;
