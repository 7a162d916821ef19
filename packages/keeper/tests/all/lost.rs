//! The words by which a lost race is recognised are those of the contracts.

use cosmwasm_std::{Addr, Decimal, Uint128};
use qerun_keeper::task::TaskName;
use qerun_keeper::tasks::lost_words;

fn ensure_lost(task: TaskName, error: &str) {
    let words = lost_words(task);
    assert!(
        words.iter().any(|words| error.contains(words)),
        "{task}: {error}"
    );
}

#[test]
fn liquidate() {
    use qerun_market::error::ContractError as E;
    let (one, two) = (Uint128::one(), Uint128::new(2));
    let borrower = Addr::unchecked("al");
    for error in [
        E::NoDebt { user: borrower },
        E::Healthy {
            health: Decimal::one(),
        },
        E::BelowMinimumCollateral {
            received: one,
            minimum: two,
        },
        E::BelowMinimumEth {
            received: one,
            minimum: two,
        },
        E::WouldLeaveDust {
            debt: Decimal::one(),
            minimum: Decimal::percent(200),
        },
        E::NothingSeizableNow {
            capacity_at: 0,
            unpriced_eth: one,
        },
    ] {
        ensure_lost(TaskName::Liquidate, &error.to_string());
    }
    let spread = astroport_pair::error::ContractError::MaxSpreadAssertion {};
    ensure_lost(TaskName::Liquidate, &spread.to_string());
}

#[test]
fn the_others() {
    let user = Addr::unchecked("al");
    let error = qerun_market::error::ContractError::NothingToCollect { user };
    ensure_lost(TaskName::Collect, &error.to_string());
    let error = qerun_market::error::ContractError::BatchNotDue {
        batch_id: 1,
        amount: Uint128::one(),
        min_size: Uint128::one(),
        due_at: 0,
    };
    ensure_lost(TaskName::Flush, &error.to_string());
    let error = qerun_reserve::error::ContractError::NothingWaiting {};
    ensure_lost(TaskName::Flush, &error.to_string());
    let error = qerun_reserve::error::ContractError::NotReturning {
        order_id: 1,
        status: qerun_messages::reserve::OrderStatus::Settled,
    };
    ensure_lost(TaskName::Sync, &error.to_string());
    let error = qerun_reserve::error::ContractError::NothingForSale {};
    ensure_lost(TaskName::Storefront, &error.to_string());
    let error = qerun_reserve::error::ContractError::BelowMinimumEth {
        eth: Uint128::one(),
        minimum: Uint128::new(2),
    };
    ensure_lost(TaskName::Storefront, &error.to_string());
    let error = qerun_reserve::error::ContractError::DeficitOpen {
        earmarked: Uint128::one(),
    };
    ensure_lost(TaskName::Storefront, &error.to_string());
    let error = qerun_outpost::error::ContractError::NotHeld {
        order_id: 1,
        status: qerun_messages::outpost::ReturnStatus::Delivered {},
    };
    ensure_lost(TaskName::Retry, &error.to_string());
    let error = qerun_emissions::ContractError::NothingDue { id: "lock".into() };
    ensure_lost(TaskName::Release, &error.to_string());
    for phase in [
        qerun_messages::timelock::Phase::Executed,
        qerun_messages::timelock::Phase::Cancelled,
        qerun_messages::timelock::Phase::Vetoed,
    ] {
        let error = qerun_timelock::error::ContractError::WrongPhase { id: 1, phase };
        ensure_lost(TaskName::Execute, &error.to_string());
    }
}
