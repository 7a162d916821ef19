//! A request that makes no sense gets a reason and never a figure.

use qerun_math_wasm::answer;

#[test]
fn bad_requests_are_refused_by_name() {
    for (request, reason) in [
        ("", "calculation is missing"),
        ("spilt 1 0.5 0.5", "unknown calculation spilt"),
        ("split 1 0.5", "contribution share is missing"),
        ("split 1 0.5 0.5 0.5", "0.5 was not expected"),
        ("split -1 0.5 0.5", "amount cannot be -1"),
        ("split 1.5 0.5 0.5", "amount cannot be 1.5"),
        ("split 1e3 0.5 0.5", "amount cannot be 1e3"),
        ("split 1 1.5 0.5", "cash_share must be from 0 to 1, not 1.5"),
        (
            "split 340282366920938463463374607431768211456 0.5 0.5",
            "amount cannot be 340282366920938463463374607431768211456",
        ),
        (
            "health 1 39 1 6 1 1 0.6",
            "decimals must be from 0 to 38, not 39",
        ),
        (
            "health 1 256 1 6 1 1 0.6",
            "collateral decimals cannot be 256",
        ),
        (
            "health 1 6 1 6 0 1 0.6",
            "health_floor would divide by zero",
        ),
        ("payoff 1 6 1 6 1 1 18 1 1 1 0.6 1 x", "price cannot be x"),
    ] {
        assert_eq!(answer(request), format!("error {reason}"), "{request}");
    }
}
