//! A deployment in which every role is another account, and the figures of the sample messages.

use std::collections::BTreeMap;

use cosmwasm_std::{to_json_binary, Addr};
use cw20::MarketingInfoResponse;
use cw20_base::state::MARKETING_INFO;
use qerun_deployment::plan::{Allocation, EmissionsPlan, Part, PlanFile, StreamPlan, LOCK_REWARDS};
use qerun_messages::emissions::Point;
use qerun_messages::market::QueryMsg as Market;
use qerun_messages::timelock::ExecuteMsg as Timelock;
use qerun_testing::permissions::{Role, Row};
use qerun_testing::suite::{call, qer, usd, DEX_CHANNEL};
use qerun_testing::{Setup, Suite};
use serde_json::{json, Value};

/// Rewards for those who lock, from whoever has most of the community's part: something is due after a day.
fn give_lock_rewards(plan: &mut PlanFile) {
    let total = qer("1000000");
    let community = plan.supply.iter_mut();
    let community = community.filter(|row| row.part == Part::Community);
    community.max_by_key(|row| row.amount).unwrap().amount -= total;
    plan.supply.push(Allocation {
        to: LOCK_REWARDS.to_owned(),
        part: Part::Community,
        amount: total,
    });
    plan.emissions = Some(EmissionsPlan {
        lock: StreamPlan {
            start_after: 0,
            min_power: qer("1000"),
            points: vec![Point {
                after: 126_144_000,
                released: total,
            }],
        },
        liquidity: None,
    });
}

/// The deployment.
pub struct World {
    pub suite: Suite,
    names: BTreeMap<&'static str, Value>,
    pub user: Addr,
}

impl World {
    pub fn new() -> Self {
        let mut setup = Setup::default();
        let entitled = setup.home_account("user").unwrap();
        let list = setup
            .give_airdrop(vec![(entitled, qer("1"))], 90 * 86_400)
            .unwrap();
        give_lock_rewards(&mut setup.plan);
        let mut suite = setup.build().unwrap();
        let (user, debtor) = (suite.user("user"), suite.user("debtor"));
        let steward = suite.at.steward.clone().unwrap();
        for who in [&user, &debtor] {
            suite.fund_qer(who, qer("200000")).unwrap();
            suite.fund_stable(who, usd("50000")).unwrap();
            suite.deposit(who, qer("10000")).unwrap();
        }
        suite.supply(&user, usd("20000")).unwrap();
        suite.borrow(&debtor, usd("200")).unwrap();
        suite.stake(&user, qer("50000"), None).unwrap();
        // Past every daily cool-down of changes.
        suite.pass(2 * 86_400).unwrap();
        let mut world = World {
            suite,
            names: BTreeMap::new(),
            user,
        };
        world.separate_roles();
        let transfer = call(
            &world.at("token"),
            &json!({"mint": {"recipient": "a", "amount": "1"}}),
        );
        let queue = Timelock::Queue {
            messages: vec![transfer.unwrap()],
            text: "t".to_owned(),
            not_after: world.suite.fortnight(),
        };
        let dao = world.suite.dao.clone().core;
        world.suite.timelock(&dao, &queue).unwrap();
        world.suite.timelock(&steward, &queue).unwrap();
        world.suite.net.advance(1);
        world.name_figures(&debtor);
        let claim = json!(list.claim(0).unwrap())["claim"].clone();
        world.names.insert("$airdrop_claim", claim);
        world
    }

    /// Each contract's guardian, marketing account and next owner become accounts of their own.
    fn separate_roles(&mut self) {
        let owner = self.suite.at.timelock.clone();
        let (guardian, next_owner) = (self.home("contract-guardian"), self.home("next_owner"));
        let burner = self.home("burner");
        for contract in ["market", "reserve", "oracle", "voting"] {
            let msg = json!({"set_guardian": {"guardian": guardian}});
            self.as_owner(&owner, contract, msg);
        }
        self.as_owner(&owner, "token", json!({"add_burner": {"address": burner}}));
        // A deployment names no marketing account, and nobody can name one later; the contract knows the role.
        let marketing = MarketingInfoResponse {
            marketing: Some(self.home("marketing")),
            ..MarketingInfoResponse::default()
        };
        let token = self.at("token");
        let mut storage = self.suite.net.home.app.contract_storage_mut(&token);
        MARKETING_INFO.save(&mut *storage, &marketing).unwrap();
        drop(storage);
        for contract in [
            "token",
            "market",
            "reserve",
            "oracle",
            "voting",
            "emissions",
        ] {
            let action = json!({"transfer_ownership": {"new_owner": next_owner, "expiry": null}});
            self.as_owner(&owner, contract, json!({"update_ownership": action}));
        }
        let (dex_owner, outpost) = (self.suite.net.dex.addr("owner"), self.at("outpost"));
        let next_owner = self.suite.net.dex.addr("next_owner");
        let action = json!({"transfer_ownership": {"new_owner": next_owner, "expiry": null}});
        let msg = json!({"update_ownership": action});
        self.suite
            .net
            .dex
            .execute(&dex_owner, &outpost, &msg, &[])
            .unwrap();
        self.suite.fund_qer(&burner, qer("1")).unwrap();
    }

    fn as_owner(&mut self, owner: &Addr, contract: &str, msg: Value) {
        let at = self.at(contract);
        self.suite.net.home.execute(owner, &at, &msg, &[]).unwrap();
    }

    fn name_figures(&mut self, debtor: &Addr) {
        let ask = |contract: &str, msg: Value| -> Value {
            self.suite.net.home.query(&self.at(contract), &msg).unwrap()
        };
        let market: Value = {
            let home = &self.suite.net.home;
            home.query(&self.at("market"), &Market::Params {}).unwrap()
        };
        let tiers = ask("voting", json!({"tiers": {}}))["tiers"].clone();
        let voting = ask("voting", json!({"settings": {}}))["params"].clone();
        let timelock = ask("timelock", json!({"config": {}}))["params"].clone();
        let reserve = ask("reserve", json!({"config": {}}));
        let eth = ask("oracle", json!({"asset": {"asset": "eth"}}))["config"].clone();
        let outpost: Value = {
            let dex = &self.suite.net.dex;
            dex.query(&self.at("outpost"), &json!({"config": {}}))
                .unwrap()
        };
        self.names = BTreeMap::from([
            ("$user", json!(self.user)),
            ("$debtor", json!(debtor)),
            ("$burner", json!(self.home("burner"))),
            ("$market", json!(self.suite.at.market)),
            ("$now", json!(self.suite.net.home.now())),
            ("$soon", json!(self.suite.fortnight())),
            ("$market_params", market),
            ("$tiers", tiers),
            ("$voting_params", voting),
            ("$timelock_params", timelock),
            ("$reserve_params", reserve["params"].clone()),
            ("$route", reserve["route"].clone()),
            ("$eth_config", eth),
            ("$outpost_config", outpost),
        ]);
    }

    /// An account of the home chain.
    pub fn home(&self, name: &str) -> Addr {
        self.suite.net.home.addr(name)
    }

    /// A contract by its name in the table.
    pub fn at(&self, contract: &str) -> Addr {
        match contract {
            "timelock" => self.suite.at.timelock.clone(),
            "outpost" => self.suite.at.outpost.clone(),
            "airdrop" => self.suite.at.airdrop.clone(),
            "emissions" => self.suite.at.emissions.clone(),
            other => self.suite.at.contract(other).clone(),
        }
    }

    /// Who has a role of a contract.
    pub fn who(&self, contract: &str, role: Role) -> Addr {
        let at = &self.suite.at;
        match role {
            Role::Anyone | Role::Entitled => self.user.clone(),
            Role::Owner if contract == "outpost" => self.suite.net.dex.addr("owner"),
            Role::Owner | Role::Itself | Role::Minter => at.timelock.clone(),
            Role::PendingOwner if contract == "outpost" => self.suite.net.dex.addr("next_owner"),
            Role::PendingOwner => self.home("next_owner"),
            Role::Guardian if contract == "timelock" => at.guardian.clone(),
            Role::Guardian => self.home("contract-guardian"),
            Role::Dao => self.suite.dao.core.clone(),
            Role::Steward => at.steward.clone().unwrap(),
            Role::Feeder => self.home("feeder-0"),
            Role::Token => at.token.clone(),
            Role::Voting => at.voting.clone(),
            Role::Market => at.market.clone(),
            Role::Reserve => at.reserve.clone(),
            Role::ReservesPackets => {
                let dex = &self.suite.net.dex;
                dex.hook_account(DEX_CHANNEL, at.reserve.as_str()).unwrap()
            }
            Role::Burner => self.home("burner"),
            Role::Marketing => self.home("marketing"),
        }
    }

    /// Everybody on the contract's chain who could be somebody.
    pub fn everybody(&self, contract: &str) -> Vec<Addr> {
        if contract == "outpost" {
            let dex = &self.suite.net.dex;
            let names = [
                "stranger",
                "owner",
                "next_owner",
                "deployer",
                "anyone",
                "guardian",
            ];
            let mut all: Vec<_> = names.iter().map(|name| dex.addr(name)).collect();
            all.extend([self.at("outpost"), self.suite.pool.pair.clone()]);
            all.push(self.who(contract, Role::ReservesPackets));
            return all;
        }
        let dao = self.suite.dao.clone();
        let mut all = vec![dao.core, dao.proposals, dao.pre_propose];
        all.extend(self.suite.at.steward.clone());
        for name in [
            "stranger",
            "contract-guardian",
            "guardian",
            "next_owner",
            "burner",
            "marketing",
            "feeder-0",
            "deployer",
            "creator",
            "dao-creator",
            "treasury",
            "debtor",
        ] {
            all.push(self.home(name));
        }
        for contract in [
            "token",
            "voting",
            "timelock",
            "oracle",
            "market",
            "reserve",
            "emissions",
        ] {
            all.push(self.at(contract));
        }
        all.push(self.suite.at.distributor.clone());
        all.push(self.user.clone());
        all
    }

    /// The sample with the deployment's figures.
    pub fn sample(&mut self, row: &Row, sender: &Addr) -> Value {
        let by_steward = *sender == self.who("timelock", Role::Steward);
        let other = if by_steward { 1 } else { 2 };
        self.names.insert("$the_others_operation", json!(other));
        let next_owner = self.who(row.contract, Role::PendingOwner);
        self.names.insert("$next_owner", json!(next_owner));
        self.fill(&row.sample)
    }

    fn fill(&self, value: &Value) -> Value {
        match value {
            Value::String(text) if text.starts_with('$') => self.names[text.as_str()].clone(),
            Value::Array(items) => items.iter().map(|item| self.fill(item)).collect(),
            Value::Object(fields) => match fields.get("$base64") {
                Some(inner) => json!(to_json_binary(&self.fill(inner)).unwrap()),
                None => fields
                    .iter()
                    .map(|(key, value)| (key.clone(), self.fill(value)))
                    .collect(),
            },
            other => other.clone(),
        }
    }
}
