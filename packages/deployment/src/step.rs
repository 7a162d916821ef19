//! The steps that make a deployment, in their order.

use std::fmt;

use crate::contract::{
    Contract, AIRDROP_CODE, DISTRIBUTOR_CODE, EMISSIONS_CODE, FACTORY_CODE, HOME_CODES, POOL_CODES,
    VESTING_CODE,
};
use crate::plan::{PlanFile, Side};

/// One message of a deployment, whose effect can be asked of the chain.
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
    /// Create the pair of QER and the stablecoin on the home chain, empty.
    CreateQerPair,
    /// Send a vesting contract what it vests.
    FundVesting {
        /// The member's place in the plan.
        place: u8,
    },
}

impl Step {
    /// All steps of a plan, in order.
    #[must_use]
    pub fn all(plan: &PlanFile) -> Vec<Step> {
        Self::transactions(plan).concat()
    }

    /// The same by transactions, none of which is empty. Most have one step. Those of one transaction happen all or not at
    /// all, on one chain, so that nobody acts between them; none needs what the chain tells of another.
    #[must_use]
    pub fn transactions(plan: &PlanFile) -> Vec<Vec<Step>> {
        let instantiate = |contract| Step::Instantiate { contract };
        let mut steps = stored(plan);
        if plan.dex_pool.is_some() {
            steps.push(instantiate(Contract::PoolFactory));
            steps.extend([Step::CreatePair, Step::ProvideLiquidity]);
        }
        let pool = plan.qer_pool.as_ref();
        if pool.is_some_and(|pool| pool.factory.is_none()) {
            steps.push(instantiate(Contract::QerPoolFactory));
        }
        let mut transactions: Vec<Vec<Step>> = steps.into_iter().map(|step| vec![step]).collect();
        // From the token on anybody could create its pair, and of whatever curve: a factory has one pair of two assets.
        let pair = pool.map(|_| Step::CreateQerPair);
        let token = instantiate(Contract::Token);
        transactions.push(std::iter::once(token).chain(pair).collect());
        // Right after the token, so that the deployer holds the team's part for as short a time as can be. Anybody who has as
        // much QER could fund a contract that waits for it, and that part would stay with the deployer.
        for contract in Contract::vesting(plan) {
            let mut together = vec![instantiate(contract)];
            if let Contract::Vesting(place) = contract {
                together.push(Step::FundVesting { place });
            }
            transactions.push(together);
        }
        let rest = last(plan).into_iter().map(|step| vec![step]);
        transactions.extend(rest);
        transactions
    }

    /// The chain that it is on.
    #[must_use]
    pub fn side(self) -> Side {
        match self {
            Step::Store { side, .. } => side,
            Step::Instantiate { contract } => contract.side(),
            Step::CreatePair | Step::ProvideLiquidity => Side::Dex,
            Step::CreateQerPair | Step::FundVesting { .. } => Side::Home,
        }
    }
}

/// What comes after the token, its pair and the team: governance, rewards and lending.
fn last(plan: &PlanFile) -> Vec<Step> {
    let mut contracts = Vec::new();
    // Voting announces each change of power to distributor and emissions, and emissions asks all three.
    if plan.emissions.is_some() {
        contracts.push(Contract::Distributor);
    }
    contracts.push(Contract::Dao);
    if plan.qer_pool.is_some() {
        contracts.push(Contract::LiquidityVoting);
    }
    if plan.emissions.is_some() {
        contracts.push(Contract::Emissions);
    }
    contracts.extend([
        Contract::Timelock,
        Contract::Oracle,
        Contract::Market,
        Contract::Reserve,
        Contract::Outpost,
    ]);
    if plan.airdrop.is_some() {
        contracts.push(Contract::Airdrop);
    }
    let instantiate = |contract| Step::Instantiate { contract };
    contracts.into_iter().map(instantiate).collect()
}

/// The codes that a plan needs, each once a chain.
fn stored(plan: &PlanFile) -> Vec<Step> {
    let store = |side| move |code: &&'static str| Step::Store { side, code };
    let mut home = HOME_CODES.to_vec();
    if plan.airdrop.is_some() {
        home.push(AIRDROP_CODE);
    }
    if !plan.team.is_empty() {
        home.push(VESTING_CODE);
    }
    if plan.emissions.is_some() {
        home.extend([DISTRIBUTOR_CODE, EMISSIONS_CODE]);
    }
    if plan
        .qer_pool
        .as_ref()
        .is_some_and(|pool| pool.factory.is_none())
    {
        home.extend(POOL_CODES);
        home.push(FACTORY_CODE);
    }
    let mut dex = vec!["qerun_outpost"];
    if plan.dex_pool.is_some() {
        dex.extend(POOL_CODES);
        dex.push(FACTORY_CODE);
    }
    let home = home.iter().map(store(Side::Home));
    home.chain(dex.iter().map(store(Side::Dex))).collect()
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Step::Store { side, code } => write!(f, "store {code} on {side}"),
            Step::Instantiate { contract } => {
                write!(f, "create {contract} on {}", contract.side())
            }
            Step::CreatePair => f.write_str("create pair on dex"),
            Step::ProvideLiquidity => f.write_str("provide liquidity on dex"),
            Step::CreateQerPair => f.write_str("create pair of QER on home"),
            Step::FundVesting { place } => {
                write!(f, "fund {} on home", Contract::Vesting(*place))
            }
        }
    }
}
