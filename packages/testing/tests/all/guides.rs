//! Tests every guide of docs/guides: the messages and queries that a page prints are sent as they stand there, and every figure
//! that it states is what the contracts gave.
//!
//! JSON that no test sends fails, and so does a number in the text that no test compared.

mod borrower;
mod dao_member;
mod feeder;
mod figures;
mod holder;
mod liquidator;
mod operator;
mod page;
mod supplier;

use page::Guide;

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
    dao_member => "dao-member.md",
    feeder => "feeder.md",
    operator => "operator.md",
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
