//! `cargo bench -p qerun-testing --bench positions`: what each operation reads and writes with 10,
//! 1,000 and 20,000 open positions, all of them really borrowed. Fails if the counts differ. Wall times are
//! those of the model and tell nothing about a chain.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::arithmetic_side_effects,
    missing_docs
)]

#[path = "../tests/all/measure/mod.rs"]
mod measure;

use std::time::Instant;

use measure::row::{head, Counts};
use measure::{crowd, open, operations::measure};

fn main() {
    let mut first: Option<Vec<Counts>> = None;
    for size in [10, 1_000, 20_000] {
        let start = Instant::now();
        let mut suite = open();
        crowd::borrow(&mut suite, size);
        let borrowed = start.elapsed();
        let (rows, _) = measure(suite);
        println!(
            "\n{size} open positions (borrowed in {:.1} s)\n{}",
            borrowed.as_secs_f64(),
            head()
        );
        rows.iter().for_each(|row| println!("{row}"));
        let counts: Vec<_> = rows.into_iter().map(|row| row.counts).collect();
        match &first {
            Some(first) => assert_eq!(first, &counts, "costs grow with the positions"),
            None => first = Some(counts),
        }
    }
    println!("\nThe counts are the same at every size.");
}
