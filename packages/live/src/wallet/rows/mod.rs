//! Every message of every contract, sent by someone who may send it, or refused by the contract.

pub mod coins;
pub mod dao;
pub mod edges;
pub mod lending;
pub mod losses;
pub mod oracle;
pub mod outpost;
pub mod reserve;
pub mod rewards;
pub mod timelock;
pub mod token;
pub mod voting;

/// cw-ownable's error for a sender who is not the owner.
pub const NOT_OWNER: &str = "Caller is not the contract's current owner";

/// A whole token of 6 decimals.
pub const ONE: u128 = 1_000_000;

/// A transfer of ownership, which only the owner may start.
pub fn offer(to: &str) -> cw_ownable::Action {
    cw_ownable::Action::TransferOwnership {
        new_owner: to.to_owned(),
        expiry: Some(cw_utils::Expiration::AtTime(
            cosmwasm_std::Timestamp::from_seconds(1_900_000_000),
        )),
    }
}
