//! The contracts of a deployment and the steps that make them, in their order.

use std::fmt;

use crate::plan::{PlanFile, Side};

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
    /// A test pool's factory.
    PoolFactory,
}

impl Contract {
    /// Its name in the state file and in salts.
    #[must_use]
    pub fn name(self) -> &'static str {
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
        }
    }

    /// The file of its code, without `.wasm`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Contract::Token => "qerun_token_voting",
            Contract::Dao => "dao_dao_core",
            Contract::Timelock => "qerun_timelock",
            Contract::Oracle => "qerun_oracle",
            Contract::Market => "qerun_market",
            Contract::Reserve => "qerun_reserve",
            Contract::Outpost => "qerun_outpost",
            Contract::Airdrop => AIRDROP_CODE,
            Contract::PoolFactory => "astroport_factory",
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

/// Codes that the DAO's core instantiates: voting, proposals, pre-propose.
pub const MODULE_CODES: [&str; 3] = [
    "qerun_token_voting",
    "dao_proposal_single",
    "dao_pre_propose_single",
];

/// Codes that a test pool's factory instantiates: pair, LP token.
pub const POOL_CODES: [&str; 2] = ["astroport_pair", "cw20_base"];

/// One transaction of a deployment, whose effect can be asked of the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Stores a wasm file and gets its code id.
    Store {
        /// The chain that stores it.
        side: Side,
        /// The file, without `.wasm`.
        code: &'static str,
    },
    /// Instantiates a contract at the predicted address.
    Instantiate {
        /// Decides chain, code, message and salt.
        contract: Contract,
    },
    /// Create the test pool's pair.
    CreatePair,
    /// Put the first liquidity into it.
    ProvideLiquidity,
}

impl Step {
    /// All steps of a plan, in order.
    #[must_use]
    pub fn all(plan: &PlanFile) -> Vec<Step> {
        let store = |side| move |code: &&'static str| Step::Store { side, code };
        let instantiate = |contract| Step::Instantiate { contract };
        let mut steps: Vec<Step> = HOME_CODES.iter().map(store(Side::Home)).collect();
        if plan.airdrop.is_some() {
            steps.push(store(Side::Home)(&AIRDROP_CODE));
        }
        steps.push(store(Side::Dex)(&"qerun_outpost"));
        if plan.dex_pool.is_some() {
            steps.extend(POOL_CODES.iter().map(store(Side::Dex)));
            steps.push(store(Side::Dex)(&"astroport_factory"));
            steps.push(instantiate(Contract::PoolFactory));
            steps.extend([Step::CreatePair, Step::ProvideLiquidity]);
        }
        steps.extend(
            [
                Contract::Token,
                Contract::Dao,
                Contract::Timelock,
                Contract::Oracle,
                Contract::Market,
                Contract::Reserve,
                Contract::Outpost,
            ]
            .map(instantiate),
        );
        if plan.airdrop.is_some() {
            steps.push(instantiate(Contract::Airdrop));
        }
        steps
    }

    /// The chain that it is on.
    #[must_use]
    pub fn side(self) -> Side {
        match self {
            Step::Store { side, .. } => side,
            Step::Instantiate { contract } => contract.side(),
            Step::CreatePair | Step::ProvideLiquidity => Side::Dex,
        }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Step::Store { side, code } => write!(f, "store {code} on {side}"),
            Step::Instantiate { contract } => {
                write!(f, "create {} on {}", contract.name(), contract.side())
            }
            Step::CreatePair => f.write_str("create pair on dex"),
            Step::ProvideLiquidity => f.write_str("provide liquidity on dex"),
        }
    }
}
