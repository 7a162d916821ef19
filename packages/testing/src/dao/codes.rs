//! The official contracts, unmodified, as contracts of this crate's chains.

use crate::bridge::V1Contract;
use crate::wrapper::Wrapper;

/// `dao-dao-core`: holds the DAO's modules and runs what passed.
pub fn core() -> Wrapper {
    use dao_dao_core::contract as c;
    let inner = V1Contract::new(c::execute, c::instantiate, c::query);
    let inner = inner.with_reply(c::reply).with_migrate(c::migrate);
    Wrapper::new("dao-dao-core", inner)
}

/// `dao-proposal-single`: yes, no, abstain.
pub fn proposal_single() -> Wrapper {
    use dao_proposal_single::contract as c;
    let inner = V1Contract::new(c::execute, c::instantiate, c::query);
    let inner = inner.with_reply(c::reply).with_migrate(c::migrate);
    Wrapper::new("dao-proposal-single", inner)
}

/// `dao-pre-propose-single`: takes and returns proposal deposits.
pub fn pre_propose_single() -> Wrapper {
    use dao_pre_propose_single::contract as c;
    let inner = V1Contract::new(c::execute, c::instantiate, c::query).with_migrate(c::migrate);
    Wrapper::new("dao-pre-propose-single", inner)
}

/// `dao-voting-cw20-staked`: the voting module whose interface ours answers.
pub fn voting_cw20_staked() -> Wrapper {
    use dao_voting_cw20_staked::contract as c;
    let inner = V1Contract::new(c::execute, c::instantiate, c::query);
    let inner = inner.with_reply(c::reply).with_migrate(c::migrate);
    Wrapper::new("dao-voting-cw20-staked", inner)
}

/// `cw20-stake`: the staking contract whose interface ours answers.
pub fn cw20_stake() -> Wrapper {
    use cw20_stake::contract as c;
    let inner = V1Contract::new(c::execute, c::instantiate, c::query).with_migrate(c::migrate);
    Wrapper::new("cw20-stake", inner)
}

/// `dao-rewards-distributor`: a receiver of stake-change hooks.
pub fn rewards_distributor() -> Wrapper {
    use dao_rewards_distributor::contract as c;
    let inner = V1Contract::new(c::execute, c::instantiate, c::query).with_migrate(c::migrate);
    Wrapper::new("dao-rewards-distributor", inner)
}

/// `cw-vesting`: pays a member of the team over time. Nobody can migrate it.
pub fn vesting() -> Wrapper {
    use cw_vesting::contract as c;
    let inner = V1Contract::new(c::execute, c::instantiate, c::query);
    Wrapper::new("cw-vesting", inner)
}
