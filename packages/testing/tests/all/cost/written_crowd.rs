//! The crowd of borrowers written as records, which is the same but quick.

use cosmwasm_std::{coins, BankMsg, Empty, Uint128};
use qerun_market::position::order;
use qerun_market::state::{Claim, Position, BY_HEALTH, COLLATERAL, POSITIONS, STATE};
use qerun_math::{debt_shares_ceil, split_borrow};
use qerun_testing::suite::Suite;

use crate::measure::crowd::members;
use crate::measure::setup;

/// The same positions, index entries, totals and balances written directly.
/// A test compares both, byte by byte.
pub fn write(suite: &mut Suite, size: u128) {
    let params = setup().plan.market;
    let members = members(suite, size);
    let (now, market) = (suite.net.home.now(), suite.at.market.clone());
    let height = suite.net.home.view().height;
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
            borrowed_at_height: height,
            ..Position::default()
        };
        let key = (order(&position).unwrap(), &member.user);
        POSITIONS
            .save(&mut *storage, &member.user, &position)
            .unwrap();
        BY_HEALTH.save(&mut *storage, key, &Empty {}).unwrap();
        state.cash -= member.debt;
        state.debt_shares = state.debt_shares.checked_add(position.debt_shares).unwrap();
        state.batch.user_in += split.claim;
        state.batch.protocol_in += split.contribution;
        pledged += member.collateral;
        paid += split.paid_out;
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
