//! Tests every guide of docs/guides: the messages and queries that a page prints are sent as they stand there, and every figure
//! that it states is what the contracts gave.
//!
//! JSON that no test sends fails, and so does a number in the text that no test compared.

mod borrower;
mod dao_member;
mod example;
mod feeder;
mod figures;
mod holder;
mod liquidator;
mod liquidity_provider;
mod operator;
mod page;
mod rewards;
mod supplier;
mod text;

use page::Guide;
use qerun_messages::market::{ExecuteMsg, QueryMsg};

/// A test for each page.
macro_rules! guides {
    ($($name:ident => $file:literal,)*) => {
        /// The pages.
        const FILES: &[&str] = &[$($file),*];
        $(
            #[test]
            fn $name() {
                let mut guide = Guide::open($file);
                $name::follow(&mut guide);
                guide.done();
            }
        )*
    };
}

guides! {
    holder => "holder.md",
    borrower => "borrower.md",
    supplier => "supplier.md",
    liquidator => "liquidator.md",
    liquidity_provider => "liquidity-provider.md",
    dao_member => "dao-member.md",
    feeder => "feeder.md",
    operator => "operator.md",
}

/// The page that all others begin with prints commands, not steps.
#[test]
fn the_messages_of_the_first_page_are_the_markets() {
    let page = std::fs::read_to_string(format!("{}/README.md", page::FOLDER)).unwrap();
    let quoted = page.split('\'').chain(page.split('`'));
    let messages: Vec<_> = quoted.filter(|text| text.starts_with('{')).collect();
    let read = |text: &&str| {
        serde_json::from_str::<ExecuteMsg>(text).is_ok()
            || serde_json::from_str::<QueryMsg>(text).is_ok()
    };
    assert!(
        messages.len() == 3 && messages.iter().all(read),
        "{messages:?}"
    );
    for file in FILES {
        assert!(page.contains(&format!("({file})")), "{file}");
    }
}

#[test]
fn every_guide_has_its_test() {
    let folder = std::fs::read_dir(page::FOLDER).unwrap();
    let name = |entry: std::io::Result<std::fs::DirEntry>| {
        let name = entry.unwrap().file_name();
        name.into_string().unwrap()
    };
    let mut found: Vec<_> = folder.map(name).filter(|n| n != "README.md").collect();
    found.sort();
    let mut tested = FILES.to_vec();
    tested.sort_unstable();
    assert_eq!(found, tested);
}
