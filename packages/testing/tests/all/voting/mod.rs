//! Our voting contract under DAO DAO's official core, proposal and pre-propose modules and its rewards distributor
//! ([`attacks`] to [`vetoes`]), and beside the official dao-voting-cw20-staked and cw20-stake 2.6.0: the same messages,
//! the same answers, the same records ([`compare`]); what differs on purpose is listed in [`exceptions`].

mod attacks;
mod checklist;
mod compare;
mod deploy;
mod distributions;
mod exceptions;
mod governed;
mod hook_receiver;
mod metered;
mod modules;
mod pair;
mod proposals;
mod random;
mod raw;
mod reentrant;
mod rewards;
pub mod setup;
mod side;
mod storage_cost;
mod table;
mod test_dao;
mod variants;
mod vetoes;
