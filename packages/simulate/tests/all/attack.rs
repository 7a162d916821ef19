//! A holder who borrows at the cap and dumps the rest.

use qerun_simulate::{Accounts, Attack, Base, Book, Drawn, Outcome, Replay, Scenario, Worker};

use crate::common::rules;

fn run(holding: f64, lasting: f64) -> Outcome {
    let rules = rules();
    let mut book = Book::at_limits(&rules, 2e6, 0.7);
    book.accounts = Accounts::Drawn(Drawn {
        debt: 200_000.0,
        ..Drawn::default()
    });
    let steps = 144 * 3;
    let process = qerun_simulate::Process {
        base: Base::Replay(Replay {
            qer: vec![1.0; steps],
            eth: vec![2_000.0; steps],
            stable: vec![],
        }),
        gaps: None,
    };
    let mut scenario = Scenario::new(rules, book, process);
    scenario.steps = steps as u32;
    scenario.attack = Some(Attack {
        holding,
        step: 10,
        lasting,
    });
    let scenario = scenario.check().unwrap();
    Worker::new(&scenario).path(1, 0)
}

#[test]
fn the_loan_earns_at_most_its_cash_less_the_collateral_given() {
    let cash = 50_000.0 * 0.5;
    let mut last = f64::NEG_INFINITY;
    for holding in [0.1, 1.0, 4.0, 20.0] {
        let outcome = run(holding, 1.0);
        let price = 1.0 / (1.0f64 + holding).powi(2);
        // His 100,000 QER at what they would have brought with the rest.
        let most = cash - 100_000.0 * price;
        println!("{holding}: {} of at most {cash}", outcome.attacker_profit);
        // What is left of his position is his, too.
        assert!(outcome.attacker_profit >= most - 1.0, "{outcome:?}");
        assert!(outcome.attacker_profit <= cash);
        assert!(outcome.attacker_profit > last);
        last = outcome.attacker_profit;
    }
    assert!(last > 0.9 * cash, "{last}");
}

#[test]
fn without_a_fall_he_keeps_his_position_and_earns_nothing() {
    let outcome = run(0.0, 0.0);
    // Half in cash, half as a claim of which a twentieth went to the protocol, and interest.
    let paid = 50_000.0 * 0.025;
    assert!((outcome.attacker_profit + paid).abs() < 50.0, "{outcome:?}");
    assert_eq!(outcome.liquidations, 0);
}

#[test]
fn an_impact_that_heals_comes_back() {
    let (lasts, heals) = (run(4.0, 1.0), run(4.0, 0.0));
    assert!(lasts.lowest_price < 0.041 && heals.lowest_price > 0.039);
    println!("{lasts:?}\n{heals:?}");
    assert!(lasts.debt_after < heals.debt_after);
    assert!(heals.worst_health > lasts.worst_health);
}
