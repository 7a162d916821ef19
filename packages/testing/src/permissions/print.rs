//! The table as a page.

use std::fmt::Write;

use super::{table, Role};

const HEAD: &str = "# Who may do what

Every execute message of every contract. Printed by `cargo run -p qerun-testing --example permissions`
from the table that `packages/testing/tests/all/permissions.rs` sends as everybody; do not edit.

Owner of every contract on the home chain is the timelock: *owner* means an executed operation. It is
also each contract's guardian, and passes on the pauses that its own guardian starts. *anyone* acts
on what is theirs. A message that is refused changes nothing.
";

impl Role {
    /// As the page says it.
    pub fn name(self) -> &'static str {
        match self {
            Role::Anyone => "anyone",
            Role::Owner => "owner",
            Role::PendingOwner => "pending owner",
            Role::Guardian => "guardian",
            Role::Itself => "the timelock itself",
            Role::Dao => "DAO",
            Role::Steward => "steward (early stages)",
            Role::Feeder => "feeder of the asset",
            Role::Token => "the QER token",
            Role::Voting => "voting",
            Role::Market => "the market",
            Role::Reserve => "the reserve",
            Role::ReservesPackets => "the reserve's packets (ibc-hooks)",
            Role::Minter => "minter (the owner or nobody)",
            Role::Entitled => "the account of the entry",
            Role::Burner => "named burner",
            Role::Marketing => "marketing account",
        }
    }
}

/// The page, Markdown.
pub fn print() -> String {
    let mut page = HEAD.to_owned();
    let mut contract = "";
    for row in table() {
        if row.contract != contract {
            contract = row.contract;
            let _ = write!(
                page,
                "\n## {contract}\n\n| message | who may | others get |\n|---|---|---|\n"
            );
        }
        let may: Vec<_> = row.may.iter().map(|role| role.name()).collect();
        let others = match row.refusal {
            "" => String::new(),
            words => format!("\"… {words} …\""),
        };
        let (message, may) = (row.message, may.join(", "));
        let _ = writeln!(page, "| `{message}` | {may} | {others} |");
    }
    page
}
