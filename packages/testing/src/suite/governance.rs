//! The governance of a suite: its figures, and where its contracts are.

use anyhow::Result;
use cosmwasm_std::{Addr, Binary, Uint128};
use qerun_messages::timelock::{
    Asset, ClassRule, InstantiateMsg, NamedPause, Params, PauseRule, SpendLimit, Stewardship,
    Terms, RECOMMENDED_CLASSES, RECOMMENDED_PAUSES,
};
use qerun_messages::voting::{self, ActiveThreshold, Perk, Tier};

use super::defaults::{decimal, qer};
use super::Addresses;
use crate::chain::Chain;
use crate::codes;
use crate::dao::{Dao, Deposit, Module, Rules};

const DAY: u64 = 86_400;
/// The perk that the market asks for.
pub const PERK: &str = "low-contribution";

/// Where the governance of a suite is.
#[derive(Clone, Debug)]
pub struct Governance {
    /// The DAO with its modules; `dao.voting` is our voting contract.
    pub dao: Dao,
    /// Owns everything; also [`Addresses::owner`].
    pub timelock: Addr,
    /// May queue in the first stage.
    pub steward: Addr,
}

/// What governance is built from: design.md, tables of voting and timelock.
#[derive(Clone, Debug)]
pub struct GovernanceSetup {
    /// Tiers of stake.
    pub tiers: Vec<Tier>,
    /// Seconds below which no tier unbonds: longer than a vote and the longest delay.
    pub min_unbonding: u64,
    /// Half-life of reputation and gas of hooks.
    pub voting: voting::Params,
    /// Delays, bonds, windows.
    pub timelock: Params,
    /// No bond is ever higher.
    pub max_bond: Uint128,
    /// Seconds from the start to the stages `shared` and `community`; no steward if none.
    pub stewardship: Option<(u64, u64)>,
    /// How much must be staked before the DAO decides anything; a deployment should ask for some.
    pub active_threshold: Option<ActiveThreshold>,
    /// Part of all power that must vote.
    pub quorum: &'static str,
    /// Seconds in which votes are taken.
    pub voting_period: u64,
    /// Seconds before which nothing can pass.
    pub min_voting_period: u64,
    /// QER put down for a proposal.
    pub deposit: Uint128,
    /// When it comes back: `always`, `only_passed` or `never`.
    pub refund: &'static str,
}

impl Default for GovernanceSetup {
    fn default() -> Self {
        let tier = |days: u64, multiplier: &str| Tier {
            unbonding: days * DAY,
            multiplier: decimal(multiplier),
        };
        let terms = |floor: u64, delay: u64, bond: &str| Terms {
            floor,
            delay,
            bond: qer(bond),
        };
        GovernanceSetup {
            tiers: vec![
                tier(14, "1"),
                tier(90, "1.5"),
                tier(365, "2.5"),
                tier(730, "4"),
            ],
            min_unbonding: 14 * DAY,
            voting: voting::Params {
                half_life: 180 * DAY,
                hook_gas: 600_000,
            },
            timelock: Params {
                routine: terms(DAY / 2, DAY, "0"),
                sensitive: terms(2 * DAY, 3 * DAY, "10000"),
                critical: terms(5 * DAY, 7 * DAY, "50000"),
                bond_window: 7 * DAY,
                execution_window: 7 * DAY,
            },
            max_bond: qer("500000"),
            stewardship: Some((180 * DAY, 365 * DAY)),
            active_threshold: None,
            quorum: "0.1",
            voting_period: 5 * DAY,
            min_voting_period: DAY,
            deposit: qer("1000"),
            refund: "only_passed",
        }
    }
}

impl GovernanceSetup {
    /// Creates the DAO over our voting contract. The token exists; the timelock's address is known.
    pub(super) fn dao(&self, home: &mut Chain, token: &Addr, timelock: &Addr) -> Result<Dao> {
        let module = Module {
            code_id: home.store(codes::contract("qerun_token_voting")),
            msg: serde_json::to_value(self.voting(token, timelock))?,
            // Else what passed could migrate the modules without the timelock.
            admin: Some(timelock.clone()),
        };
        let rules = Rules {
            quorum: self.quorum,
            voting_period: self.voting_period,
            min_voting_period: Some(self.min_voting_period),
            revoting: false,
            deposit: (!self.deposit.is_zero()).then(|| Deposit {
                token: token.clone(),
                amount: self.deposit,
                refund: self.refund,
            }),
        };
        Dao::deploy(home, &module, &rules)
    }

    fn voting(&self, token: &Addr, timelock: &Addr) -> voting::InstantiateMsg {
        voting::InstantiateMsg {
            dao: None,
            owner: Some(timelock.to_string()),
            token: token.to_string(),
            tiers: self.tiers.clone(),
            min_unbonding: self.min_unbonding,
            active_threshold: self.active_threshold.clone(),
            params: self.voting.clone(),
            guardian: Some(timelock.to_string()),
            perks: vec![Perk {
                id: PERK.to_owned(),
                min_power: qer("10000"),
                min_reputation: qer("1000"),
                text: "A borrower contributes less of the reserve half.".to_owned(),
            }],
        }
    }

    /// The timelock's first message.
    pub(super) fn timelock(&self, home: &Chain, at: &Addresses, dao: &Dao) -> InstantiateMsg {
        let classes = RECOMMENDED_CLASSES
            .iter()
            .map(|(contract, key, class)| ClassRule {
                contract: at.contract(contract, dao).to_string(),
                key: (*key).to_owned(),
                class: *class,
            });
        let (token, start) = (at.token.to_string(), home.now());
        InstantiateMsg {
            dao: dao.core.to_string(),
            guardian: Some(at.guardian.to_string()),
            stewardship: self.stewardship.map(|(shared, community)| Stewardship {
                steward: home.addr("steward").to_string(),
                shared_at: start + shared,
                community_at: start + community,
            }),
            token: token.clone(),
            max_bond: self.max_bond,
            params: self.timelock,
            classes: classes.collect(),
            spend_limits: vec![SpendLimit {
                asset: Asset::Cw20 { address: token },
                routine: qer("10000"),
                sensitive: qer("100000"),
            }],
            pauses: pauses(at, dao),
        }
    }
}

/// The guardian's pauses as recommended.
fn pauses(at: &Addresses, dao: &Dao) -> Vec<NamedPause> {
    RECOMMENDED_PAUSES
        .iter()
        .map(|row| NamedPause {
            id: row.id.to_owned(),
            rule: PauseRule {
                contract: at.contract(row.contract, dao).to_string(),
                pause: Binary::from(row.pause.as_bytes()),
                end: row.end.map(|end| Binary::from(end.as_bytes())),
                duration: row.duration,
                cool_down: row.cool_down,
                effects: row.effects.iter().map(|id| (*id).to_owned()).collect(),
            },
        })
        .collect()
}
