//! Cream 2021, Venus THE 2026: what is given to a contract moves a share price or gets around a cap. Balances enter no
//! formula.

use cosmwasm_std::{coin, BankMsg};
use qerun_messages::token;
use qerun_testing::suite::{qer, usd};

use super::{micro, Attack};

#[test]
fn what_is_given_is_lost() {
    let mut t = Attack::new("donation");
    let eve = t.fund("eve", "60000", "200000");
    t.supply(&eve, usd("10000")).unwrap();
    t.deposit(&eve, qer("50000")).unwrap();
    t.begin();
    let (market, reserve) = (t.at.market.clone(), t.at.reserve.clone());
    let (supplier, state) = (t.supplier(&eve).unwrap(), t.state().unwrap());
    let (most, backing) = (t.max_borrow(&eve).unwrap(), t.backing().unwrap());

    for recipient in [&market, &reserve] {
        let give = BankMsg::Send {
            to_address: recipient.to_string(),
            amount: vec![coin(usd("20000").u128(), &t.stable)],
        };
        t.net.home.send_msg(&eve, give).unwrap();
        let give = token::ExecuteMsg::Transfer {
            recipient: recipient.to_string(),
            amount: qer("50000"),
        };
        let token = t.at.token.clone();
        t.net.home.execute(&eve, &token, &give, &[]).unwrap();
    }

    // Neither the share nor the collateral nor a cap has moved.
    assert_eq!(t.supplier(&eve).unwrap(), supplier);
    assert_eq!(t.state().unwrap(), state);
    assert_eq!(t.max_borrow(&eve).unwrap(), most);
    assert_eq!(t.backing().unwrap(), backing);
    assert_eq!(t.position(&eve).unwrap().collateral, qer("50000"));
    t.borrow(&eve, most.amount).unwrap();
    assert!(t.borrow(&eve, usd("51")).is_err());
    t.withdraw(&eve, None).unwrap();
    t.net.relay_all().unwrap();
    let profit = t.no_profit("40,000 USD and 100,000 QER given away");
    assert!(profit <= -micro(140_000), "{profit}");
}
