//! The crowd's plan: seeded, within its parameters, and sensible in the order of things.

use std::collections::BTreeMap;

use cosmwasm_std::{Decimal, Uint128};
use qerun_demo::crowd::{Actor, CrowdParams, CrowdPlan};
use qerun_demo::person::{Action, Borrower, RiskProfile, Supplier};
use qerun_demo::prices::embedded::{path, DEMO};

#[test]
fn same_seed_same_plan() {
    let prices = path(&DEMO, 1);
    let plan = |seed| CrowdPlan::new(&CrowdParams::default(), &prices, seed);
    assert_eq!(plan(3), plan(3));
    assert_ne!(plan(3), plan(4));
}

#[test]
fn plans_are_sensible() {
    let params = CrowdParams::default();
    let prices = path(&DEMO, 1);
    for seed in 0..100 {
        let plan = CrowdPlan::new(&params, &prices, seed);
        assert_eq!((plan.suppliers.len(), plan.borrowers.len()), (4, 12));
        assert_eq!(plan.days.len(), prices.days.len());
        let mut supplied = [Uint128::zero(); 4];
        let mut deposited = [Uint128::zero(); 12];
        let mut closed: BTreeMap<usize, bool> = BTreeMap::new();
        for (day, steps) in plan.days.iter().enumerate() {
            assert!(steps.windows(2).all(|pair| pair[0].hour <= pair[1].hour));
            for step in steps {
                assert!(step.hour < 24);
                match (step.actor, &step.action) {
                    (Actor::Supplier(who), Action::Supply { amount }) => {
                        assert!(!amount.is_zero());
                        supplied[who] += amount;
                    }
                    (Actor::Supplier(_), Action::Withdraw { fraction }) => {
                        assert!(*fraction > Decimal::zero() && *fraction <= Decimal::one());
                    }
                    (Actor::Borrower(who), action) => match action {
                        Action::Deposit { amount } => {
                            assert!(!closed.contains_key(&who));
                            deposited[who] += amount;
                        }
                        Action::BorrowTo { share } => {
                            // Collateral first, and money in the market.
                            assert!(!deposited[who].is_zero() && !closed.contains_key(&who));
                            assert!(supplied.iter().all(|amount| !amount.is_zero()));
                            let (from, to) = plan.borrowers[who].risk.target_percent();
                            assert!(
                                *share >= Decimal::percent(from) && *share <= Decimal::percent(to)
                            );
                        }
                        Action::Repay { fraction } => {
                            assert!(!deposited[who].is_zero() && *fraction <= Decimal::percent(50));
                        }
                        Action::Close => {
                            assert!(day >= prices.days.len() / 2);
                            assert!(closed.insert(who, true).is_none());
                        }
                        Action::Collect => {}
                        other => panic!("{other:?}"),
                    },
                    other => panic!("{other:?}"),
                }
            }
        }
        for (sum, supplier) in supplied.iter().zip(&plan.suppliers) {
            assert_eq!(*sum, supplier.funds);
        }
        for (sum, borrower) in deposited.iter().zip(&plan.borrowers) {
            assert!(!sum.is_zero() && *sum <= borrower.qer);
            // 5,000 to 60,000 USD at 0.50 USD.
            let range = 10_000_000_000..=120_000_000_000u128;
            assert!(range.contains(&borrower.qer.u128()));
        }
        assert_eq!(closed.len(), 6);
        let worth = plan.collateral_usd(Decimal::percent(50)).u128();
        assert!((60_000..=720_000).contains(&worth), "{worth}");
    }
}

#[test]
fn short_paths_and_large_crowds_work() {
    let mut prices = path(&DEMO, 1);
    prices.days.truncate(2);
    let params = CrowdParams {
        suppliers: 8,
        borrowers: 40,
        ..CrowdParams::default()
    };
    let plan = CrowdPlan::new(&params, &prices, 1);
    assert_eq!(plan.days.len(), 2);
    let names: std::collections::BTreeSet<&str> = plan
        .borrowers
        .iter()
        .map(|one| one.name.as_str())
        .chain(plan.suppliers.iter().map(|one| one.name.as_str()))
        .collect();
    assert_eq!(names.len(), 48);
}

#[test]
fn borrowers_react_below_their_alarm() {
    for risk in [
        RiskProfile::Conservative,
        RiskProfile::Moderate,
        RiskProfile::Aggressive,
    ] {
        let borrower = Borrower {
            name: "x".to_owned(),
            qer: Uint128::one(),
            savings: Uint128::one(),
            risk,
        };
        let just_below = risk.repay_below() - Decimal::permille(1);
        assert_eq!(borrower.reaction(None), None);
        assert_eq!(borrower.reaction(Some(risk.repay_below())), None);
        assert_eq!(
            borrower.reaction(Some(just_below)),
            Some(Action::Repay {
                fraction: risk.repay_fraction()
            })
        );
        // Nobody is alarmed by the loan just taken: at the default thresholds (0.60 over 0.50) a share s of
        // capacity is health 1.2 / s.
        let (_, to) = risk.target_percent();
        assert!(Decimal::percent(120) / Decimal::percent(to) >= risk.repay_below());
    }
    let passive = Borrower {
        name: "x".to_owned(),
        qer: Uint128::one(),
        savings: Uint128::one(),
        risk: RiskProfile::Passive,
    };
    assert_eq!(passive.reaction(Some(Decimal::percent(1))), None);
}

#[test]
fn suppliers_bring_more_at_a_good_rate() {
    let supplier = Supplier {
        name: "x".to_owned(),
        funds: Uint128::new(1_000),
        standby: Uint128::new(2_000),
    };
    assert_eq!(supplier.reaction(Decimal::permille(79)), None);
    let brought = Action::Supply {
        amount: Uint128::new(100),
    };
    assert_eq!(supplier.reaction(Decimal::percent(8)), Some(brought));
}
