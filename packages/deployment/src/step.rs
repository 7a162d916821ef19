//! The steps, in their order.

use std::fmt;

use crate::plan::Plan;

/// One of the two chains.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// The protocol's chain.
    Home,
    /// The chain of the markets.
    Dex,
}

impl Side {
    /// Its name in plans and files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Side::Home => "home",
            Side::Dex => "dex",
        }
    }
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A contract that the deployer instantiates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// QER.
    Token,
    /// The DAO's core, with its three modules.
    Dao,
    /// The owner of everything.
    Timelock,
    /// Prices.
    Oracle,
    /// Lending.
    Market,
    /// ETH.
    Reserve,
    /// The DEX chain's side of the reserve.
    Outpost,
    /// A test pool's factory.
    PoolFactory,
}

impl Part {
    /// Its name in the state file and in salts.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Part::Token => "token",
            Part::Dao => "dao",
            Part::Timelock => "timelock",
            Part::Oracle => "oracle",
            Part::Market => "market",
            Part::Reserve => "reserve",
            Part::Outpost => "outpost",
            Part::PoolFactory => "pool_factory",
        }
    }

    /// The file of its code, without `.wasm`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Part::Token => "qerun_token",
            Part::Dao => "dao_dao_core",
            Part::Timelock => "qerun_timelock",
            Part::Oracle => "qerun_oracle",
            Part::Market => "qerun_market",
            Part::Reserve => "qerun_reserve",
            Part::Outpost => "qerun_outpost",
            Part::PoolFactory => "astroport_factory",
        }
    }

    /// Its chain.
    #[must_use]
    pub fn side(self) -> Side {
        match self {
            Part::Outpost | Part::PoolFactory => Side::Dex,
            _ => Side::Home,
        }
    }
}

/// Codes of the home chain.
pub const HOME_CODES: [&str; 9] = [
    "qerun_token",
    "qerun_voting",
    "qerun_timelock",
    "qerun_oracle",
    "qerun_market",
    "qerun_reserve",
    "dao_dao_core",
    "dao_proposal_single",
    "dao_pre_propose_single",
];

/// The DAO's modules, whose codes its core is told: voting, proposals, pre-propose.
pub const MODULE_CODES: [&str; 3] = [
    "qerun_voting",
    "dao_proposal_single",
    "dao_pre_propose_single",
];

/// A test pool's codes that its factory is told: pair, LP token.
pub const POOL_CODES: [&str; 2] = ["astroport_pair", "cw20_base"];

/// Something to do, and to ask the chain about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Store a code.
    Store {
        /// Where.
        side: Side,
        /// The file, without `.wasm`.
        code: &'static str,
    },
    /// Instantiate a contract.
    Create {
        /// Which.
        part: Part,
    },
    /// Create the test pool's pair.
    CreatePair,
    /// Put the first liquidity into it.
    Provide,
}

impl Step {
    /// All steps of a plan, in order.
    #[must_use]
    pub fn all(plan: &Plan) -> Vec<Step> {
        let store = |side| move |code: &&'static str| Step::Store { side, code };
        let create = |part| Step::Create { part };
        let mut steps: Vec<Step> = HOME_CODES.iter().map(store(Side::Home)).collect();
        steps.push(store(Side::Dex)(&"qerun_outpost"));
        if plan.dex_pool.is_some() {
            steps.extend(POOL_CODES.iter().map(store(Side::Dex)));
            steps.push(store(Side::Dex)(&"astroport_factory"));
            steps.push(create(Part::PoolFactory));
            steps.extend([Step::CreatePair, Step::Provide]);
        }
        steps.extend(
            [
                Part::Token,
                Part::Dao,
                Part::Timelock,
                Part::Oracle,
                Part::Market,
                Part::Reserve,
                Part::Outpost,
            ]
            .map(create),
        );
        steps
    }

    /// Its chain.
    #[must_use]
    pub fn side(self) -> Side {
        match self {
            Step::Store { side, .. } => side,
            Step::Create { part } => part.side(),
            Step::CreatePair | Step::Provide => Side::Dex,
        }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Step::Store { side, code } => write!(f, "store {code} on {side}"),
            Step::Create { part } => write!(f, "create {} on {}", part.name(), part.side()),
            Step::CreatePair => f.write_str("create pair on dex"),
            Step::Provide => f.write_str("provide liquidity on dex"),
        }
    }
}
