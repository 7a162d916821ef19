//! zkLend 2025: an accumulator is inflated on an empty market, and burns that round down pay out more than was put in.
//! Burns round up, the index moves by interest alone, and what is given to the market moves nothing.

use cosmwasm_std::Uint128;
use qerun_messages::market::ExecuteMsg;
use qerun_testing::suite::{qer, usd, Setup};

use super::Attack;

#[test]
fn gifts_and_round_trips_move_no_index() {
    let mut t = Attack::on_empty_market("index_inflation", &Setup::default());
    let eve = t.fund("eve", "50000", "1000");
    t.begin();
    t.supply(&eve, Uint128::new(2)).unwrap();
    // To the insurance, the one account that takes gifts.
    let funds = [cosmwasm_std::coin(usd("10000").u128(), &t.stable)];
    t.market(&eve, &ExecuteMsg::FundInsurance {}, &funds)
        .unwrap();
    let state = t.state().unwrap();
    assert_eq!(state.debt_index, cosmwasm_std::Decimal::one());
    assert_eq!(state.supplied, Uint128::new(2));
    for amount in 1..60u128 {
        t.supply(&eve, Uint128::new(amount)).unwrap();
        // One unit more than was put in, by rounding: there is none.
        let owned = t.supplier(&eve).unwrap().assets;
        assert!(t.withdraw(&eve, Some(owned + Uint128::one())).is_err());
        t.withdraw(&eve, Some(Uint128::new(amount))).unwrap();
    }
    t.withdraw(&eve, None).unwrap();
    t.no_profit("10,000 USD given and 60 round trips");
}

#[test]
fn repaying_in_units_pays_no_less_than_was_borrowed() {
    let mut t = Attack::new("index_inflation");
    let eve = t.fund("eve", "10000", "20000");
    t.honest_borrower("bob", "90000", "40000");
    // The index is an odd number by then.
    t.hold(4_000_000).unwrap();
    t.deposit(&eve, qer("20000")).unwrap();
    t.begin();
    for amount in 1..40u128 {
        t.borrow(&eve, usd("60")).unwrap();
        t.net.relay_all().unwrap();
        // In three odd parts; each burns no more shares than it pays for.
        for part in [amount, 7 * amount + 1, 20_000_003] {
            t.repay(&eve, Uint128::new(part)).unwrap();
        }
        let debt = t.position(&eve).unwrap().debt;
        t.repay(&eve, debt).unwrap();
        t.check();
    }
    t.no_profit("40 loans repaid in units");
}
