//! Funding the insurance.

use crate::common::*;
use qerun_messages::market::ExecuteMsg;

#[test]
fn adds_to_the_insurance_and_to_nothing_else() {
    let mut market = Market::new();
    let mut expected = market.state();
    let response = market
        .run("donor", &usdc(5), ExecuteMsg::FundInsurance {})
        .unwrap();
    expected.insurance += int(5);
    assert_eq!(market.state(), expected);
    assert!(response.messages.is_empty());
    let donor = addr("donor").to_string();
    assert_event(
        &response,
        "fund_insurance",
        &[
            ("payer", &donor),
            ("amount", "5"),
            ("insurance", "70000000005"),
        ],
    );
}

#[test]
fn interest_due_is_swept_into_it_as_soon_as_there_is_cash() {
    let mut market = Market::new();
    market.borrow("alice", 1_000 * ONE).unwrap();
    market.withdraw("sam", Some(99_000 * ONE)).unwrap();
    market.wait(31_536_000);
    // All is lent: 0.08 + 1 = 108 % a year, but one accrual charges 100 % at most: index 2.66..., interest 1,666.666667
    // rounded up, of which a fifth is 333.3333334: what is no whole unit is kept for the next accrual.
    market.supply("sam", 100 * ONE).unwrap();
    let state = market.state();
    assert_eq!(state.debt().unwrap(), int(2_666_666_667));
    assert_eq!(state.insurance, int(70_000 * ONE));
    assert_eq!(state.insurance_due, int(333_333_333));
    assert_eq!(state.insurance_rest, dec("0.4"));
    assert_eq!(state.cash, int(100 * ONE));
    let supplied = state.supplied().unwrap();
    // The next accrual takes what there is; suppliers own the same but for the new interest.
    market.wait(1);
    market
        .run("donor", &usdc(1), ExecuteMsg::FundInsurance {})
        .unwrap();
    market.supply("sam", ONE).unwrap();
    let state = market.state();
    assert_eq!(state.cash, int(ONE));
    assert_eq!(state.insurance, int(70_100 * ONE + 1));
    assert!(state.insurance_due > int(233_333_334));
    assert!(state.supplied().unwrap() >= supplied + int(ONE));
}
