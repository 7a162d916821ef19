//! DAOs with rules that no deployment of ours has: revoting, no deposit, another voting module.

use anyhow::Result;
use qerun_testing::dao::Dao;
pub use qerun_testing::dao::{Deposit, Module, Rules};
use qerun_testing::Chain;

/// Creates a DAO with the voting module, as DAO DAO's page does.
pub fn deploy(chain: &mut Chain, voting: &Module, rules: &Rules) -> Result<Dao> {
    Dao::deploy(chain, voting, rules)
}
