//! A token with holders, and our instantiate message.

use cosmwasm_std::Addr;
use cw20::Cw20Coin;
use cw_multi_test::ContractWrapper;
use qerun_messages::voting::{InstantiateMsg, Params, Tier};
use qerun_testing::{Chain, Wrapper};

pub const DAY: u64 = 86_400;
/// Tokens of each user at the start.
pub const INITIAL_BALANCE: u128 = 1_000_000_000_000;
pub const USERS: [&str; 5] = ["alice", "bob", "carol", "dave", "erin"];

/// The official cw20.
pub fn cw20() -> Wrapper {
    use cw20_base::contract as c;
    let inner = ContractWrapper::new(c::execute, c::instantiate, c::query);
    Wrapper::new("cw20-base", inner)
}

/// A token of whose supply each of these holds so much, with the minter `dao`.
pub fn token(chain: &mut Chain, holders: &[&str], amount: u128) -> Addr {
    let dao = chain.addr("dao");
    let code = chain.store(cw20());
    let holders = holders.iter().map(|name| Cw20Coin {
        address: chain.addr(name).into(),
        amount: amount.into(),
    });
    let msg = cw20_base::msg::InstantiateMsg {
        name: "Qerun".into(),
        symbol: "QER".into(),
        decimals: 6,
        initial_balances: holders.collect(),
        mint: Some(cw20::MinterResponse {
            minter: dao.to_string(),
            cap: None,
        }),
        marketing: None,
    };
    chain
        .instantiate(code, &dao, &msg, &[], "token", None)
        .unwrap()
}

/// Our instantiate message with these tiers (unbonding in seconds, multiplier) and no floor.
pub fn instantiate_msg(token: &Addr, tiers: &[(u64, &str)]) -> InstantiateMsg {
    let tiers = tiers.iter().map(|(unbonding, multiplier)| Tier {
        unbonding: *unbonding,
        multiplier: multiplier.parse().unwrap(),
    });
    InstantiateMsg {
        dao: None,
        owner: None,
        token: token.to_string(),
        tiers: tiers.collect(),
        min_unbonding: 0,
        active_threshold: None,
        params: Params {
            half_life: 90 * DAY,
            hook_gas: 1_000_000,
        },
        guardian: None,
        perks: vec![],
        hooks: vec![],
    }
}
