//! Which contracts run and what they ask in every execute message and IBC callback of every contract:
//! exactly this, and on the home chain never another contract's query.

use crate::trace::{messages, Line, Trace, EXPECTED};
use qerun_messages::{market, oracle, outpost, reserve, token};

/// Holds the same table.
const DOC: &str = include_str!("../../../../docs/costs.md");

#[test]
fn contracts_and_queries_are_those_of_the_table() {
    let trace = Trace::run();
    println!("| operation | runs | asks |\n|---|---|---|");
    trace.lines.iter().for_each(|line| println!("{line}"));
    let expected: Vec<Line> = EXPECTED
        .into_iter()
        .map(|(name, ran, asked)| Line {
            name,
            ran: ran.to_owned(),
            asked: asked.to_owned(),
        })
        .collect();
    for (found, expected) in trace.lines.iter().zip(&expected) {
        assert_eq!(found, expected);
        let line = found.to_string();
        assert!(DOC.contains(&line), "docs/costs.md misses {line}");
    }
    assert_eq!(trace.lines.len(), expected.len());

    // No message is missing.
    let covered = trace.covered();
    for (contract, messages) in [
        ("market", messages::<market::ExecuteMsg>()),
        ("oracle", messages::<oracle::ExecuteMsg>()),
        ("outpost", messages::<outpost::ExecuteMsg>()),
        ("reserve", messages::<reserve::ExecuteMsg>()),
        ("token", messages::<token::ExecuteMsg>()),
    ] {
        for message in messages {
            // The market's word only: in `market.borrow, batch due` and `market.repay, ETH released`.
            let inside = contract == "reserve" && ["purchase", "pay_out"].contains(&&*message);
            // The reserve's word only, when governance winds a batch down and when it sells earmarked ETH.
            let reserves = ["return_batch", "settle_deficit"].contains(&&*message);
            let inside = inside || (contract == "market" && reserves);
            // What ibc-hooks executes in place of the callback, with the same calls.
            let hooks = contract == "outpost" && message == "buy";
            assert!(
                inside || hooks || covered[contract].contains(&message),
                "{contract}.{message}"
            );
        }
    }
}
