//! Each calculation against a figure that was worked out by hand, or against the guide of borrowers.

use qerun_math_wasm::answer;

#[test]
fn a_borrow_is_split_as_the_guide_says() {
    assert_eq!(
        answer("split 500000000 0.5 0.05"),
        "ok 250000000 237500000 12500000"
    );
    // What the halves leave goes against the user: paid out rounds down, the contribution up.
    assert_eq!(answer("split 3 0.5 0.05"), "ok 1 1 1");
}

#[test]
fn health_is_that_of_the_guide() {
    // 1,000 QER at 1.02 USD, 500 USDC, a threshold of 60 %.
    let guide = "health 1000000000 6 500000000 6 1 1.02 0.6";
    assert_eq!(answer(guide), "ok 1.224");
    let no_debt = "health 1000000000 6 0 6 1 1.02 0.6";
    assert_eq!(answer(no_debt), "ok none");
    // Other decimals: 2 tokens of 18 decimals at 3 USD against 1.5 of 8 decimals that count 1.25.
    let other = "health 2000000000000000000 18 150000000 8 1.25 3 0.5";
    assert_eq!(answer(other), "ok 1.6");
}

#[test]
fn repaying_a_third_releases_a_third() {
    assert_eq!(answer("release 100 1 3"), "ok 33");
    assert_eq!(answer("release 100 4 3"), "ok 100");
}

#[test]
fn rates_are_those_of_the_guide() {
    let rate = |debt, cash| answer(&format!("rate {debt} {cash} 0.01 0.04 0.75 0.8 0.2"));
    assert_eq!(rate(50, 50), "ok 0.5 0.035 0.014");
    assert_eq!(rate(80, 20), "ok 0.8 0.05 0.032");
    assert_eq!(rate(90, 10), "ok 0.9 0.425 0.306");
}

#[test]
fn a_payoff_adds_what_is_owned_and_takes_what_is_owed() {
    // 1,000 QER, 500 USDC owed, 0.1 ETH at 2,000, 30 claimed and 250 paid out in stablecoins, each counting one dollar.
    let line = "payoff 1000000000 6 500000000 6 1 100000000000000000 18 2000 30000000 250000000 0.6 1.02 0.5 0";
    // 1,020 + 200 + 280 - 500; 500 + 480 - 500; 480 - 500.
    assert_eq!(answer(line), "ok 1.224 1000 0.6 480 0 -20");
}
