//! Many borrowers.

use cosmwasm_std::{Addr, Uint128};
use qerun_testing::suite::{usd, Suite};

use super::CROWD_DEBT;

pub struct Member {
    pub user: Addr,
    pub collateral: Uint128,
    pub debt: Uint128,
}

/// `size` members with equal debts and loan-to-value from 24 to 45 %.
pub fn members(suite: &Suite, size: u128) -> Vec<Member> {
    let debt = usd(CROWD_DEBT).u128() / size;
    (0..size)
        .map(|i| Member {
            user: suite.net.home.addr(&format!("member-{i}")),
            collateral: Uint128::new(debt * (220 + 2 * (i * 37 % 101)) / 100),
            debt: Uint128::new(debt),
        })
        .collect()
}

/// Every member deposits and borrows: two transactions of the real contracts.
pub fn borrow(suite: &mut Suite, size: u128) {
    for member in members(suite, size) {
        suite.fund_qer(&member.user, member.collateral).unwrap();
        suite.deposit(&member.user, member.collateral).unwrap();
        suite.borrow(&member.user, member.debt).unwrap();
    }
}
