//! Numbers that make no sense are refused by name.

use qerun_simulate::{
    Account, Accounts, Attack, Base, Book, Bootstrap, Diffusion, Gaps, Intraday, Process, Replay,
    Row, Scenario,
};

use crate::common::{history, rules};

fn scenario() -> Scenario {
    let process = Process {
        base: Base::Diffusion(Diffusion::default()),
        gaps: Some(Gaps::default()),
    };
    Scenario::new(rules(), Book::at_limits(&rules(), 2e6, 0.7), process)
}

#[test]
fn the_defaults_are_accepted() {
    scenario().check().unwrap();
}

#[test]
fn each_number_has_its_bounds() {
    let bootstrap = |rows: Vec<Row>, block, intraday| {
        Base::Bootstrap(Bootstrap {
            rows,
            block,
            intraday,
        })
    };
    let replay = |qer: usize, eth: usize, stable: usize| {
        Base::Replay(Replay {
            qer: vec![1.0; qer],
            eth: vec![2_000.0; eth],
            stable: vec![1.0; stable],
        })
    };
    type Change = Box<dyn Fn(&mut Scenario)>;
    let with_row = |at: usize, qer: f64| {
        let mut rows = history(100);
        rows[at].qer = qer;
        rows
    };
    let cases: Vec<(&str, Change)> = vec![
        ("steps is 0", Box::new(|s| s.steps = 0)),
        ("oracle_delay is 145", Box::new(|s| s.oracle_delay = 145)),
        ("book.qer is NaN", Box::new(|s| s.book.qer = f64::NAN)),
        ("book.eth is 0", Box::new(|s| s.book.eth = 0.0)),
        ("book.depth is -1", Box::new(|s| s.book.depth = -1.0)),
        (
            "book.cash is inf",
            Box::new(|s| s.book.cash = f64::INFINITY),
        ),
        (
            "book.insurance is -1",
            Box::new(|s| s.book.insurance = -1.0),
        ),
        ("book.own_eth is -0.5", Box::new(|s| s.book.own_eth = -0.5)),
        (
            "book.accounts is 0",
            Box::new(|s| s.book.accounts = Accounts::Given(vec![])),
        ),
        (
            "account.debt is -1",
            Box::new(|s| {
                let debt = -1.0;
                let account = Account {
                    debt,
                    ..Account::default()
                };
                s.book.accounts = Accounts::Given(vec![account]);
            }),
        ),
        (
            "drawn.ltv.0 is 1.1",
            Box::new(|s| {
                if let Accounts::Drawn(drawn) = &mut s.book.accounts {
                    drawn.ltv.0 = 1.1;
                }
            }),
        ),
        (
            "drawn.count is 0",
            Box::new(|s| {
                if let Accounts::Drawn(drawn) = &mut s.book.accounts {
                    drawn.count = 0;
                }
            }),
        ),
        ("pool.fee is 0.6", Box::new(|s| s.pool.fee = 0.6)),
        ("pool.half_life is 0", Box::new(|s| s.pool.half_life = 0.0)),
        ("pool.flight is -1", Box::new(|s| s.pool.flight = -1.0)),
        (
            "liquidators.capital is -1",
            Box::new(|s| s.liquidators.capital = -1.0),
        ),
        (
            "liquidators.eth_cost is 1",
            Box::new(|s| s.liquidators.eth_cost = 1.0),
        ),
        (
            "attack.lasting is 2",
            Box::new(|s| {
                s.attack = Some(Attack {
                    holding: 1.0,
                    step: 0,
                    lasting: 2.0,
                })
            }),
        ),
        (
            "gaps.qer_fall.1 is 0.2",
            Box::new(|s| {
                s.process.gaps = Some(Gaps {
                    qer_fall: (0.3, 0.2),
                    ..Gaps::default()
                })
            }),
        ),
        (
            "bootstrap.rows is empty",
            Box::new(move |s| s.process.base = bootstrap(history(0), None, Intraday::Cliff)),
        ),
        (
            "bootstrap.qer, entry 50: 0 is no price",
            Box::new(move |s| {
                s.process.base = bootstrap(with_row(50, 0.0), Some(3), Intraday::Cliff)
            }),
        ),
        (
            "ends after 12816 steps, 12960 are asked for",
            Box::new(move |s| s.process.base = bootstrap(history(89), None, Intraday::Cliff)),
        ),
        (
            "intraday.bridge is -1",
            Box::new(move |s| {
                s.process.base = bootstrap(history(90), None, Intraday::Bridge(-1.0))
            }),
        ),
        (
            "bootstrap.block is 0",
            Box::new(move |s| s.process.base = bootstrap(history(90), Some(0), Intraday::Cliff)),
        ),
        (
            "ends after 100 steps, 12960 are asked for",
            Box::new(move |s| s.process.base = replay(100, 100, 0)),
        ),
        (
            "the prices of ETH have 12959 entries, those of QER 12960",
            Box::new(move |s| s.process.base = replay(12_960, 12_959, 0)),
        ),
        (
            "the prices of the stablecoin have 1 entries",
            Box::new(move |s| s.process.base = replay(12_960, 12_960, 1)),
        ),
    ];
    for (because, change) in cases {
        let mut scenario = scenario();
        change(&mut scenario);
        let text = scenario.check().unwrap_err().to_string();
        assert!(text.contains(because), "{because}: {text}");
    }
}

#[test]
fn a_replayed_price_must_be_one() {
    for bad in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        let mut scenario = scenario();
        scenario.steps = 2;
        scenario.process.base = Base::Replay(Replay {
            qer: vec![1.0, 1.0],
            eth: vec![2_000.0, bad],
            stable: vec![],
        });
        let text = scenario.check().unwrap_err().to_string();
        assert!(text.contains("replay.eth, entry 1"), "{text}");
    }
}
