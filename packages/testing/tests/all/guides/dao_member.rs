//! The member's page: stake, vote, propose, and the way of a decision.

use cosmwasm_std::{to_json_binary, Uint128};
use qerun_deployment::plan::Refund;
use qerun_messages::market::{ExecuteMsg as Market, Pausable};
use qerun_messages::timelock::Status;
use qerun_testing::suite::{call, qer, usd};
use serde_json::json;

use super::borrower::protocol;
use super::figures::{amount, cents, percent, places, whole, DAY};
use super::Guide;

pub fn follow(g: &mut Guide) {
    g.t = protocol("200000");
    stake(g);
    perk(g);
    propose(g);
    bond(g);
    unstake(g);
    terms(g);
}

fn stake(g: &mut Guide) {
    let you = g.user("$YOU");
    g.t.fund_qer(&you, qer("30000")).unwrap();
    let tiers = g.t.plan.voting.tiers.clone();
    for (tier, one) in tiers.iter().enumerate() {
        let power = qer("10000").mul_floor(one.multiplier);
        g.says(&format!(
            "| {tier} | {} days | {} | {} |",
            one.unbonding / DAY,
            places(one.multiplier, 1),
            whole(power)
        ));
    }
    g.says("power of 10,000 QER");
    assert_eq!(
        g.ask("voting", "tiers", "")["tiers"]
            .as_array()
            .unwrap()
            .len(),
        tiers.len()
    );
    g.send(&you, "token", Uint128::zero(), "send", "VOTING");
    let power = amount(&g.ask("voting", "account", "")["power"]);
    g.says(&format!(
        "10,000 QER in tier 2: a power of {}",
        whole(power)
    ));
    g.send(&you, "voting", Uint128::zero(), "raise_tier", "");
    let power = amount(&g.ask("voting", "account", "")["power"]);
    g.says(&format!("raised to tier 3: a power of {}", whole(power)));
}

/// When reputation is enough, and what that is worth.
fn perk(g: &mut Guide) {
    let you = g.t.user("$YOU");
    let perk = g.t.plan.voting.perks[0].clone();
    g.says(&format!(
        "a power of {} and a reputation of {}",
        whole(perk.min_power),
        whole(perk.min_reputation)
    ));
    let mut days = 0;
    while g.ask("voting", "has_access", "")["access"] == json!(false) {
        g.t.net.advance(DAY);
        days += 1;
    }
    g.says(&format!("after {days} days"));
    g.t.refresh().unwrap();
    g.t.fund_qer(&you, qer("1000")).unwrap();
    g.t.deposit(&you, qer("1000")).unwrap();
    let quote = |perk: bool| {
        let ask = json!({"quote_borrow": {"user": you, "amount": usd("500"), "use_perk": perk}});
        let market = g.t.at.market.clone();
        let answer: serde_json::Value = g.t.net.home.query(&market, &ask).unwrap();
        assert_eq!(answer["refused"], serde_json::Value::Null, "{answer}");
        amount(&answer["contribution"])
    };
    let saved = quote(false) - quote(true);
    g.says(&format!("saves {} USDC on a loan of 500", cents(saved)));
    // Half of the way after a half-life, from the day of staking on.
    let half_life = g.t.plan.voting.params.half_life;
    g.t.net.advance(half_life - days * DAY);
    let reputation = amount(&g.ask("voting", "account", "")["reputation"]);
    g.says(&format!(
        "of 10,000 QER after {} days it is {}",
        half_life / DAY,
        whole(reputation)
    ));
}

fn propose(g: &mut Guide) {
    let you = g.t.user("$YOU");
    let dao = g.t.plan.dao.clone();
    g.t.net.advance(5);
    g.name("1800000000", g.t.fortnight());
    let queue = g.json("queue", "");
    g.name("$QUEUE", to_json_binary(&queue).unwrap());
    let before = g.t.qer_of(&you).unwrap();
    g.send(&you, "token", Uint128::zero(), "increase_allowance", "");
    g.send(&you, "pre-propose module", Uint128::zero(), "propose", "");
    g.says(&format!("deposit of {} QER", whole(dao.deposit)));
    assert!(matches!(dao.refund, Refund::OnlyPassed));
    assert_eq!(g.t.qer_of(&you).unwrap(), before - dao.deposit);
    g.send(&you, "proposal module", Uint128::zero(), "vote", "");
    let proposal = g.ask("proposal module", "proposal", "");
    assert_eq!(proposal["proposal"]["votes"]["yes"], json!(qer("40000")));
    g.says(&format!("{} % of all power", percent(dao.quorum, 0)));
    g.says(&format!(
        "between {} and {} days",
        dao.min_voting_period / DAY,
        dao.voting_period / DAY
    ));
    g.t.net.advance(dao.min_voting_period);
    g.send(
        &you,
        "proposal module",
        Uint128::zero(),
        "execute",
        "proposal_id",
    );
    assert_eq!(g.t.proposal_status(1).unwrap(), "executed");
    assert_eq!(g.t.qer_of(&you).unwrap(), before);
    let operation = g.ask("timelock", "operation", "");
    assert_eq!(operation["status"], "waiting", "{operation}");
    g.t.net.advance(g.t.plan.timelock.params.routine.delay);
    g.send(&you, "timelock", Uint128::zero(), "execute", "\"id\"");
    // The decision was to remove the perk.
    let gone = g.json("has_access", "");
    let voting = g.t.at.voting.clone();
    g.t.net
        .home
        .query::<_, serde_json::Value>(&voting, &gone)
        .unwrap_err();
}

/// A sensitive decision waits for its bond.
fn bond(g: &mut Guide) {
    let you = g.t.user("$YOU");
    let actions = vec![Pausable::Borrow];
    let unpause = call(&g.t.at.market, &Market::Unpause { actions }).unwrap();
    let id = g.t.decide(&you, &[], "Go on", vec![unpause]).unwrap();
    assert_eq!(id, 2);
    assert_eq!(g.t.operation(id).unwrap().status, Status::AwaitingBond);
    let before = g.t.qer_of(&you).unwrap();
    g.send(&you, "token", Uint128::zero(), "send", "TIMELOCK");
    assert_eq!(g.t.operation(id).unwrap().status, Status::Waiting);
    assert_eq!(g.t.qer_of(&you).unwrap(), before - qer("10000"));
}

fn unstake(g: &mut Guide) {
    let you = g.t.user("$YOU");
    let before = g.t.qer_of(&you).unwrap();
    g.send(&you, "voting", Uint128::zero(), "unstake_from", "");
    g.t.net.advance(5);
    assert_eq!(
        amount(&g.ask("voting", "account", "")["power"]),
        Uint128::zero()
    );
    let claims = g.ask("voting", "claims", "");
    assert_eq!(amount(&claims["claims"][0]["amount"]), qer("10000"));
    let unbonding = g.t.plan.voting.tiers[3].unbonding;
    g.t.net.advance(unbonding - 10);
    g.refused(&you, "voting", "claim", "nothing to claim yet");
    g.t.net.advance(5);
    g.send(&you, "voting", Uint128::zero(), "claim", "");
    assert_eq!(g.t.qer_of(&you).unwrap(), before + qer("10000"));
}

fn terms(g: &mut Guide) {
    let p = g.t.plan.timelock.params;
    for (name, class) in [
        ("routine", p.routine),
        ("sensitive", p.sensitive),
        ("critical", p.critical),
    ] {
        let days = class.delay / DAY;
        let unit = if days == 1 { "day" } else { "days" };
        g.says(&format!(
            "| {name} | {days} {unit} | {} QER |",
            whole(class.bond)
        ));
    }
    g.gas("stake", "voting/stake");
    g.gas("raise a tier", "voting/raise_tier");
    g.gas("unstake", "voting/unstake_from");
    g.gas("claim", "same DAO/claim");
    g.gas(
        "propose, with allowance",
        "dao/propose, with allowance and deposit",
    );
    g.gas("vote", "dao/vote, decides");
    g.gas("execute the proposal", "dao/execute, queues an operation");
    g.gas(
        "execute the operation",
        "timelock/execute, one routine message",
    );
}
