//! The official contracts' messages, variant by variant: the compiler refuses a list that misses one.

use cw20_stake::msg as staking;
use cw_ownable::Action;
use dao_voting_cw20_staked::msg as voting;
use qerun_messages::voting::ActiveThreshold;

/// A function that names the variant of a value, and the list of all names, from one list of arms.
macro_rules! variants {
    ($of:ident, $all:ident, $message:ty, { $($pattern:pat => $name:literal),+ $(,)? }) => {
        pub const $all: &[&str] = &[$($name),+];
        pub fn $of(message: &$message) -> &'static str {
            match message { $($pattern => $name),+ }
        }
    };
}

variants!(staking_message, STAKING_MESSAGES, staking::ExecuteMsg, {
    staking::ExecuteMsg::Receive(_) => "receive",
    staking::ExecuteMsg::Unstake { .. } => "unstake",
    staking::ExecuteMsg::Claim {} => "claim",
    staking::ExecuteMsg::UpdateConfig { .. } => "update_config",
    staking::ExecuteMsg::AddHook { .. } => "add_hook",
    staking::ExecuteMsg::RemoveHook { .. } => "remove_hook",
    staking::ExecuteMsg::UpdateOwnership(_) => "update_ownership",
});

variants!(voting_message, VOTING_MESSAGES, voting::ExecuteMsg, {
    voting::ExecuteMsg::UpdateActiveThreshold { .. } => "update_active_threshold",
});

variants!(received_message, RECEIVED_MESSAGES, staking::ReceiveMsg, {
    staking::ReceiveMsg::Stake {} => "stake",
    staking::ReceiveMsg::Fund {} => "fund",
});

variants!(staking_query, STAKING_QUERIES, staking::QueryMsg, {
    staking::QueryMsg::StakedBalanceAtHeight { .. } => "staked_balance_at_height",
    staking::QueryMsg::TotalStakedAtHeight { .. } => "total_staked_at_height",
    staking::QueryMsg::StakedValue { .. } => "staked_value",
    staking::QueryMsg::TotalValue {} => "total_value",
    staking::QueryMsg::GetConfig {} => "get_config",
    staking::QueryMsg::Claims { .. } => "claims",
    staking::QueryMsg::GetHooks {} => "get_hooks",
    staking::QueryMsg::ListStakers { .. } => "list_stakers",
    staking::QueryMsg::Ownership {} => "ownership",
});

variants!(voting_query, VOTING_QUERIES, voting::QueryMsg, {
    voting::QueryMsg::StakingContract {} => "staking_contract",
    voting::QueryMsg::ActiveThreshold {} => "active_threshold",
    voting::QueryMsg::VotingPowerAtHeight { .. } => "voting_power_at_height",
    voting::QueryMsg::TotalPowerAtHeight { .. } => "total_power_at_height",
    voting::QueryMsg::Dao {} => "dao",
    voting::QueryMsg::Info {} => "info",
    voting::QueryMsg::TokenContract {} => "token_contract",
    voting::QueryMsg::IsActive {} => "is_active",
});

variants!(ownership_action, OWNERSHIP_ACTIONS, Action, {
    Action::TransferOwnership { .. } => "transfer_ownership",
    Action::AcceptOwnership => "accept_ownership",
    Action::RenounceOwnership => "renounce_ownership",
});

variants!(threshold, THRESHOLDS, ActiveThreshold, {
    ActiveThreshold::AbsoluteCount { .. } => "absolute_count",
    ActiveThreshold::Percentage { .. } => "percentage",
});
