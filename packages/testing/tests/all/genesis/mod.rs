//! The team's part of the genesis, in the official cw-vesting: what a member has when, what the DAO can do about it, and what
//! nobody can.

mod cancelled;
mod schedule;
mod team;
mod unchangeable;
mod unstaked;
