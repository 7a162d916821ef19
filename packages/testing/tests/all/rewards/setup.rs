//! Voting, distributor and emissions, each at an address that the others knew before: as a deployment makes them.

use anyhow::{Context, Result};
use cosmwasm_std::{instantiate2_address, to_json_binary, Addr, Api, Uint128, WasmMsg};
use cw20::{BalanceResponse, Cw20QueryMsg};
use cw_multi_test::AppResponse;
use qerun_messages::emissions::{
    Config, ExecuteMsg, InstantiateMsg, Point, QueryMsg, Schedule, Stream, StreamResponse,
};
use qerun_messages::voting::{ExecuteMsg as VotingMsg, InstantiateMsg as VotingInit};
use qerun_testing::codes::{checksum, contract};
use qerun_testing::Chain;
use serde::Serialize;
use serde_json::{json, Value};

use crate::voting::setup::{instantiate_msg, token, DAY, INITIAL_BALANCE, USERS};

/// Unbonding and multiplier of each tier.
const TIERS: [(u64, &str); 3] = [(14 * DAY, "1"), (90 * DAY, "1.5"), (730 * DAY, "4")];
/// Owner of voting and emissions, and the treasury.
pub const TIMELOCK: &str = "dao";

/// The contracts, with users who have [`INITIAL_BALANCE`] each, and emissions with the tokens of its streams.
pub struct Rewards {
    pub chain: Chain,
    pub token: Addr,
    pub voting: Addr,
    pub distributor: Addr,
    pub emissions: Addr,
    /// Emissions' time counts from here.
    pub start: u64,
}

/// The order in which voting notifies.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Hooks {
    /// As it must be.
    EmissionsFirst,
    /// The wrong way.
    DistributorFirst,
}

/// `points` in days.
pub fn days(points: &[(u64, u128)]) -> Vec<(u64, u128)> {
    points
        .iter()
        .map(|(day, amount)| (day * DAY, *amount))
        .collect()
}

impl Rewards {
    /// Voting alone, which knows where the others will be.
    pub fn begin(hooks: Hooks) -> Self {
        let mut chain = Chain::new("qerun");
        let token = token(&mut chain, &USERS, INITIAL_BALANCE);
        let start = chain.now() + DAY;
        let [voting, distributor, emissions] = addresses(&chain).unwrap();
        let mut receivers = [&emissions, &distributor].map(Addr::to_string);
        if hooks == Hooks::DistributorFirst {
            receivers.reverse();
        }
        let msg = VotingInit {
            owner: Some(chain.addr(TIMELOCK).to_string()),
            hooks: receivers.to_vec(),
            ..instantiate_msg(&token, &TIERS)
        };
        let made = make(&mut chain, "qerun_token_voting", &msg).unwrap();
        assert_eq!(made, voting);
        Rewards {
            chain,
            token,
            voting,
            distributor,
            emissions,
            start,
        }
    }

    /// One stream, `lock`, over our voting, which starts in a day. `points` are in seconds.
    pub fn new(points: &[(u64, u128)], min_power: u128, hooks: Hooks) -> Self {
        let mut rewards = Rewards::begin(hooks);
        let lock = Stream {
            min_power: min_power.into(),
            ..rewards.stream_over("lock", &rewards.voting, points)
        };
        rewards.make_emissions(vec![lock]).unwrap();
        rewards
    }

    /// Two streams alike, `ours` over our voting and `theirs` over the official one, whose hooks go the same way.
    pub fn beside_official(points: &[(u64, u128)]) -> (Self, Official) {
        let mut rewards = Rewards::begin(Hooks::EmissionsFirst);
        let token = rewards.token.clone();
        let official = Official::new(&mut rewards.chain, &token);
        let ours = rewards.stream_over("ours", &rewards.voting, points);
        let theirs = Stream {
            hook_caller: Some(official.staking.to_string()),
            ..rewards.stream_over("theirs", &official.voting, points)
        };
        rewards.make_emissions(vec![ours, theirs]).unwrap();
        for addr in [rewards.emissions.clone(), rewards.distributor.clone()] {
            let add = json!({"add_hook": {"addr": addr}});
            rewards.send(TIMELOCK, &official.staking, &add).unwrap();
        }
        (rewards, official)
    }

    /// A stream without a least power.
    pub fn stream_over(&self, id: &str, voting: &Addr, points: &[(u64, u128)]) -> Stream<String> {
        let point = |(after, released): &(u64, u128)| Point {
            after: *after,
            released: Uint128::new(*released),
        };
        Stream {
            id: id.into(),
            voting: voting.to_string(),
            hook_caller: None,
            schedule: Schedule {
                start: self.start,
                points: points.iter().map(point).collect(),
            },
            min_power: Uint128::zero(),
        }
    }

    /// The distributor, emissions, and the tokens of their streams.
    pub fn make_emissions(&mut self, streams: Vec<Stream<String>>) -> Result<()> {
        let init = json!({"owner": self.emissions});
        let made = make(&mut self.chain, "dao_rewards_distributor", &init)?;
        assert_eq!(made, self.distributor);
        let owner = self.chain.addr(TIMELOCK);
        let total: Uint128 = streams.iter().map(|s| s.schedule.total()).sum();
        let msg = InstantiateMsg {
            owner: owner.to_string(),
            config: Config {
                token: self.token.to_string(),
                treasury: owner.to_string(),
                distributor: self.distributor.to_string(),
            },
            streams,
        };
        let made = make(&mut self.chain, "qerun_emissions", &msg)?;
        assert_eq!(made, self.emissions);
        let mint = json!({"mint": {"recipient": self.emissions, "amount": total}});
        let token = self.token.clone();
        self.chain.execute(&owner, &token, &mint, &[])?;
        Ok(())
    }

    /// Moves to a time in seconds after the start of the streams.
    pub fn at(&mut self, after: u64) {
        let wait = self.start + after - self.chain.now();
        self.chain.advance(wait);
    }

    /// Seconds after the start; 0 before.
    pub fn elapsed(&self) -> u64 {
        self.chain.now().saturating_sub(self.start)
    }

    pub fn send(
        &mut self,
        who: &str,
        contract: &Addr,
        msg: &impl Serialize,
    ) -> Result<AppResponse> {
        let sender = self.chain.addr(who);
        self.chain.execute(&sender, contract, msg, &[])
    }

    pub fn try_stake(&mut self, who: &str, tier: u32, amount: u128) -> Result<AppResponse> {
        let voting = self.voting.clone();
        self.send_tokens(who, &voting, amount, &json!({"stake": {"tier": tier}}))
    }

    pub fn stake(&mut self, who: &str, tier: u32, amount: u128) {
        self.try_stake(who, tier, amount).unwrap();
    }

    /// The token's `send` with a message.
    pub fn send_tokens(
        &mut self,
        who: &str,
        contract: &Addr,
        amount: u128,
        msg: &Value,
    ) -> Result<AppResponse> {
        let msg = to_json_binary(msg)?;
        let send =
            json!({"send": {"contract": contract, "amount": amount.to_string(), "msg": msg}});
        let token = self.token.clone();
        self.send(who, &token, &send)
    }

    pub fn raise(&mut self, who: &str, from: u32, to: u32, amount: u128) -> Result<AppResponse> {
        let amount = amount.into();
        let voting = self.voting.clone();
        self.send(who, &voting, &VotingMsg::RaiseTier { from, to, amount })
    }

    pub fn unstake(&mut self, who: &str, tier: u32, amount: u128) -> Result<AppResponse> {
        let amount = amount.into();
        let voting = self.voting.clone();
        self.send(who, &voting, &VotingMsg::UnstakeFrom { tier, amount })
    }

    pub fn try_release(&mut self, stream: &str) -> Result<AppResponse> {
        let stream = stream.to_owned();
        let emissions = self.emissions.clone();
        self.send("anyone", &emissions, &ExecuteMsg::Release { stream })
    }

    pub fn release(&mut self) {
        self.try_release("lock").unwrap();
    }

    pub fn stream(&self, id: &str) -> StreamResponse {
        let id = id.to_owned();
        self.chain
            .query(&self.emissions, &QueryMsg::Stream { id })
            .unwrap()
    }

    pub fn balance(&self, of: &Addr) -> u128 {
        let address = of.to_string();
        let answer: BalanceResponse = self
            .chain
            .query(&self.token, &Cw20QueryMsg::Balance { address })
            .unwrap();
        answer.balance.u128()
    }

    pub fn try_claim(&mut self, who: &str, id: u64) -> Result<u128> {
        let of = self.chain.addr(who);
        let before = self.balance(&of);
        let distributor = self.distributor.clone();
        self.send(who, &distributor, &json!({"claim": {"id": id}}))?;
        Ok(self.balance(&of) - before)
    }

    /// What a claim from the first distribution pays; 0 if there is nothing.
    pub fn claim(&mut self, who: &str) -> u128 {
        match self.pending(who, 1) {
            0 => 0,
            pending => {
                let paid = self.try_claim(who, 1).unwrap();
                assert_eq!(paid, pending, "as announced");
                paid
            }
        }
    }

    /// What an account could claim from a distribution.
    pub fn pending(&self, who: &str, id: u64) -> u128 {
        let query = json!({"pending_rewards": {"address": self.chain.addr(who)}});
        let answer: Value = self.chain.query(&self.distributor, &query).unwrap();
        let rows = answer["pending_rewards"].as_array().unwrap();
        let row = rows.iter().find(|row| row["id"] == id).unwrap();
        row["pending_rewards"].as_str().unwrap().parse().unwrap()
    }
}

/// The official voting module over the official staking contract.
pub struct Official {
    pub voting: Addr,
    pub staking: Addr,
}

impl Official {
    pub fn new(chain: &mut Chain, token: &Addr) -> Self {
        use qerun_testing::dao::codes;
        let owner = chain.addr(TIMELOCK);
        let code = chain.store(codes::cw20_stake());
        let msg = json!({
            "owner": owner, "token_address": token, "unstaking_duration": {"time": 14 * DAY},
        });
        let staking = chain.instantiate(code, &owner, &msg, &[], "staking", None);
        let staking = staking.unwrap();
        let code = chain.store(codes::voting_cw20_staked());
        let existing = json!({"existing": {"staking_contract_address": staking}});
        let msg = json!({
            "token_info": {"existing": {"address": token, "staking_contract": existing}},
            "active_threshold": null,
        });
        let voting = chain.instantiate(code, &owner, &msg, &[], "voting", None);
        let voting = voting.unwrap();
        Official { voting, staking }
    }
}

/// Voting, distributor and emissions, by their codes.
fn addresses(chain: &Chain) -> Result<[Addr; 3]> {
    let at = |file: &str| -> Result<Addr> {
        let api = chain.app.api();
        let creator = api.addr_canonicalize(chain.addr("deployer").as_str())?;
        let address = instantiate2_address(&checksum(file), &creator, SALT)?;
        Ok(api.addr_humanize(&address)?)
    };
    Ok([
        at("qerun_token_voting")?,
        at("dao_rewards_distributor")?,
        at("qerun_emissions")?,
    ])
}

const SALT: &[u8] = b"rewards";

/// Instantiates at the address that [`addresses`] names.
fn make(chain: &mut Chain, file: &'static str, msg: &impl Serialize) -> Result<Addr> {
    let deployer = chain.addr("deployer");
    let code_id = chain.store(contract(file));
    let msg = WasmMsg::Instantiate2 {
        admin: None,
        code_id,
        label: file.to_owned(),
        msg: to_json_binary(msg)?,
        funds: vec![],
        salt: SALT.into(),
    };
    let response = chain.send_msg(&deployer, msg)?;
    let mut events = response.events.iter();
    let event = events.find(|event| event.ty == "instantiate");
    let attributes = &event.context("not instantiated")?.attributes;
    let address = attributes.iter().find(|a| a.key == "_contract_address");
    Ok(Addr::unchecked(&address.context("no address")?.value))
}
