//! The contracts of a deployment and the codes that they run.

use std::borrow::Cow;
use std::fmt;

use crate::plan::{MemberPlan, PlanFile, Side};

/// A contract that the deployer instantiates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)] // the contracts' own names
pub enum Contract {
    /// The QER token.
    Token,
    /// The DAO's core, with its three modules.
    Dao,
    /// Owner of the home chain's contracts.
    Timelock,
    Oracle,
    Market,
    Reserve,
    /// On the DEX chain.
    Outpost,
    /// Only with a plan that has one.
    Airdrop,
    /// A test pool's factory, on the DEX chain.
    PoolFactory,
    /// The official rewards distributor of emissions, only with a plan that has them.
    Distributor,
    /// Only with a plan that has them.
    Emissions,
    /// A second instance of voting, over the LP token of the pair of QER. Only with a plan that has such a pair.
    LiquidityVoting,
    /// Astroport's factory on the home chain, only for a pair of QER whose plan names none.
    QerPoolFactory,
    /// The vesting contract of the member at this place of the plan's team.
    Vesting(u8),
}

impl Contract {
    /// Its name in the state file, in labels and in salts.
    #[must_use]
    pub fn name(self, plan: &PlanFile) -> Cow<'static, str> {
        match self {
            Contract::Vesting(place) => {
                let member = plan.team.get(usize::from(place));
                Cow::Owned(member.map(MemberPlan::contract_name).unwrap_or_default())
            }
            other => Cow::Borrowed(other.kind()),
        }
    }

    /// Its name, the same for all vesting contracts.
    #[must_use]
    pub fn kind(self) -> &'static str {
        match self {
            Contract::Token => "token",
            Contract::Dao => "dao",
            Contract::Timelock => "timelock",
            Contract::Oracle => "oracle",
            Contract::Market => "market",
            Contract::Reserve => "reserve",
            Contract::Outpost => "outpost",
            Contract::Airdrop => "airdrop",
            Contract::PoolFactory => "pool_factory",
            Contract::Distributor => "distributor",
            Contract::Emissions => "emissions",
            Contract::LiquidityVoting => "liquidity_voting",
            Contract::QerPoolFactory => "qer_factory",
            Contract::Vesting(_) => "vesting",
        }
    }

    /// The file of its code, without `.wasm`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Contract::Token | Contract::LiquidityVoting => "qerun_token_voting",
            Contract::Dao => "dao_dao_core",
            Contract::Timelock => "qerun_timelock",
            Contract::Oracle => "qerun_oracle",
            Contract::Market => "qerun_market",
            Contract::Reserve => "qerun_reserve",
            Contract::Outpost => "qerun_outpost",
            Contract::Airdrop => AIRDROP_CODE,
            Contract::PoolFactory | Contract::QerPoolFactory => FACTORY_CODE,
            Contract::Distributor => DISTRIBUTOR_CODE,
            Contract::Emissions => EMISSIONS_CODE,
            Contract::Vesting(_) => VESTING_CODE,
        }
    }

    /// The chain that it is on.
    #[must_use]
    pub fn side(self) -> Side {
        match self {
            Contract::Outpost | Contract::PoolFactory => Side::Dex,
            _ => Side::Home,
        }
    }

    /// The vesting contracts of a plan's team, in its order.
    pub fn vesting(plan: &PlanFile) -> impl Iterator<Item = Contract> {
        // A plan has at most 32 members.
        let members = u8::try_from(plan.team.len()).unwrap_or(u8::MAX);
        (0..members).map(Contract::Vesting)
    }
}

impl fmt::Display for Contract {
    /// As the steps name it: a member by its place in the plan.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Contract::Vesting(place) => write!(f, "vesting of team[{place}]"),
            other => f.write_str(other.kind()),
        }
    }
}

/// The code of an airdrop, which the home chain stores if the plan has one.
pub const AIRDROP_CODE: &str = "qerun_airdrop";

/// Codes of the home chain.
pub const HOME_CODES: [&str; 8] = [
    "qerun_token_voting",
    "qerun_timelock",
    "qerun_oracle",
    "qerun_market",
    "qerun_reserve",
    "dao_dao_core",
    "dao_proposal_single",
    "dao_pre_propose_single",
];

/// A contract that the DAO's core instantiates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Module {
    /// Stake and power.
    Voting,
    /// Proposals and votes.
    Proposals,
    /// Deposits, and who may propose.
    PrePropose,
}

impl Module {
    /// Its name in labels.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Module::Voting => "voting",
            Module::Proposals => "proposals",
            Module::PrePropose => "pre-propose",
        }
    }

    /// The file of its code, without `.wasm`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Module::Voting => "qerun_token_voting",
            Module::Proposals => "dao_proposal_single",
            Module::PrePropose => "dao_pre_propose_single",
        }
    }
}

/// Codes that the DAO's core instantiates: voting, proposals, pre-propose.
pub const MODULE_CODES: [&str; 3] = [
    Module::Voting.code(),
    Module::Proposals.code(),
    Module::PrePropose.code(),
];

/// Codes that Astroport's factory instantiates: pair, LP token.
pub const POOL_CODES: [&str; 2] = ["astroport_pair", "cw20_base"];

/// The code of Astroport's factory, for a pair whose plan names no factory.
pub const FACTORY_CODE: &str = "astroport_factory";

/// The code of the official rewards distributor, which the home chain stores if the plan has emissions.
pub const DISTRIBUTOR_CODE: &str = "dao_rewards_distributor";

/// The code of emissions, which the home chain stores if the plan has them.
pub const EMISSIONS_CODE: &str = "qerun_emissions";

/// The code of the members' vesting contracts, which the home chain stores if the plan has members.
pub const VESTING_CODE: &str = "cw_vesting";
