//! Many borrowers: really borrowing, or written as records, which is the same but quick.

use cosmwasm_std::{coins, Addr, BankMsg, Empty, Uint128};
use qerun_market::position::order;
use qerun_market::state::{Claim, Position, BY_HEALTH, COLLATERAL, POSITIONS, STATE};
use qerun_math::{debt_shares_ceil, split_borrow};
use qerun_testing::suite::{usd, Suite};

use super::{setup, CROWD_DEBT};

struct Member {
    user: Addr,
    collateral: Uint128,
    debt: Uint128,
}

/// `size` members with equal debts and loan-to-value from 24 to 45 %.
fn members(suite: &Suite, size: u128) -> Vec<Member> {
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

/// The same positions, index entries, totals and balances written directly.
/// `tests/cost.rs` compares both, byte by byte.
pub fn write(suite: &mut Suite, size: u128) {
    let params = setup().params;
    let members = members(suite, size);
    let (now, market) = (suite.net.home.now(), suite.at.market.clone());
    let mut storage = suite.net.home.app.contract_storage_mut(&market);
    let mut state = STATE.load(&*storage).unwrap();
    assert_eq!(state.accrued_at, now, "interest would be missing");
    let (mut pledged, mut paid) = (Uint128::zero(), Uint128::zero());
    for member in &members {
        let split =
            split_borrow(member.debt, params.cash_share, params.contribution_share).unwrap();
        let position = Position {
            collateral: member.collateral,
            debt_shares: debt_shares_ceil(member.debt, state.debt_index).unwrap(),
            claim: Claim {
                eth: Uint128::zero(),
                batches: vec![(state.batch.id, split.claim)],
                ..Claim::default()
            },
            ..Position::default()
        };
        let key = (order(&position).unwrap(), &member.user);
        POSITIONS
            .save(&mut *storage, &member.user, &position)
            .unwrap();
        BY_HEALTH.save(&mut *storage, key, &Empty {}).unwrap();
        state.cash -= member.debt;
        state.debt_shares = state.debt_shares.checked_add(position.debt_shares).unwrap();
        state.batch.user += split.claim;
        state.batch.protocol += split.contribution;
        pledged += member.collateral;
        paid += split.cash;
    }
    state.batch.opened_at = now;
    STATE.save(&mut *storage, &state).unwrap();
    COLLATERAL.save(&mut *storage, &pledged).unwrap();
    drop(storage);

    suite.fund_qer(&market, pledged).unwrap();
    let payment = BankMsg::Send {
        to_address: suite.at.treasury.to_string(),
        amount: coins(paid.u128(), &suite.stable),
    };
    suite.net.home.send_msg(&market, payment).unwrap();
}
