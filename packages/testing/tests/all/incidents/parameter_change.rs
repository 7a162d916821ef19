//! Fortress 2022: bought votes raise the collateral factor at once. Parameters move by a tenth, within bounds in code, and
//! days after the vote; nothing but the timelock can move them.

use cosmwasm_std::Decimal;
use qerun_messages::market::{ExecuteMsg, Params, QueryMsg};
use qerun_testing::dao::Vote;
use qerun_testing::suite::{call, decimal, qer, usd};

use super::{refused, Attack};

const DAY: u64 = 86_400;

fn params(t: &Attack) -> Params {
    t.net
        .home
        .query(&t.at.market, &QueryMsg::Params {})
        .unwrap()
}

#[test]
fn a_majority_cannot_raise_the_ltv_at_once() {
    let mut t = Attack::new("parameter_change");
    let eve = t.fund("eve", "0", "40000000");
    t.begin();
    t.stake(&eve, qer("30000000"), None).unwrap();
    t.net.advance(6);
    t.refresh().unwrap();
    t.deposit(&eve, qer("100000")).unwrap();
    let before = params(&t);
    let most = t.max_borrow(&eve).unwrap().amount;

    // By herself, and by the core without the timelock: nobody but the owner may.
    let wish = Params {
        max_ltv: decimal("0.95"),
        liquidation_threshold: decimal("0.99"),
        account_cap: Decimal::one(),
        debt_cap: Decimal::one(),
        ..before.clone()
    };
    let msg = ExecuteMsg::UpdateParams {
        params: wish.clone(),
    };
    refused(t.market(&eve, &msg, &[]), "owner");
    let core = call(&t.at.market, &msg).unwrap();
    let id = t
        .propose(&eve, "At once.", &[core], Some(Vote::Yes))
        .unwrap();
    t.net.advance(DAY);
    t.execute_proposal(id).unwrap();
    assert_eq!(t.proposal_status(id).unwrap(), "execution_failed");
    assert_eq!(params(&t), before);

    // Through the timelock the wish waits for days, and breaks the bounds in code when it is executed.
    let update = call(&t.at.market, &msg).unwrap();
    let id = t.decide(&eve, &[], "Raise it.", vec![update]).unwrap();
    t.post_bond(&eve, id).unwrap();
    refused(t.execute_operation(id), "");
    t.net.advance(3 * DAY);
    refused(t.execute_operation(id), "max_ltv");
    assert_eq!(params(&t), before);

    // What the bounds let pass is a tenth a day, and the caps of depth stay.
    let step = Params {
        account_cap: before.account_cap * decimal("1.1"),
        ..before.clone()
    };
    let update = ExecuteMsg::UpdateParams {
        params: step.clone(),
    };
    let update = call(&t.at.market, &update).unwrap();
    let id = t
        .decide(&eve, &[], "Raise it a little.", vec![update])
        .unwrap();
    t.post_bond(&eve, id).unwrap();
    t.net.advance(3 * DAY);
    t.execute_operation(id).unwrap();
    assert_eq!(params(&t), step);
    t.refresh().unwrap();
    let now = t.max_borrow(&eve).unwrap().amount;
    assert!(now <= most.mul_floor(decimal("1.11")), "{now} after {most}");
    t.borrow(&eve, now).unwrap();
    refused(t.borrow(&eve, usd("60")), "");
    t.net.relay_all().unwrap();
    // Her stake counts as hers; deposits and the bond of the operation that failed do not.
    t.no_profit("a majority of votes");
}
