//! Who receives the supply.

use std::collections::BTreeSet;

use cosmwasm_std::Uint128;

use crate::plan::findings::Findings;
use crate::plan::{Holder, PlanFile, Problem};

/// Parts that add up, each of somebody else.
pub fn check(f: &mut Findings, plan: &PlanFile) {
    let mut seen = BTreeSet::new();
    let mut parts = Uint128::zero();
    let mut overflow = false;
    for (i, row) in plan.supply.iter().enumerate() {
        let at = format!("supply[{i}]");
        if let Holder::Account(account) = row.holder() {
            f.address(format!("{at}.to"), account, &plan.chain.home);
        }
        f.require(
            seen.insert(row.to.to_ascii_lowercase()),
            format!("{at}.to"),
            || Problem::Twice {
                name: row.to.clone(),
            },
        );
        f.require(!row.amount.is_zero(), format!("{at}.amount"), || {
            Problem::Zero
        });
        match parts.checked_add(row.amount) {
            Ok(sum) => parts = sum,
            Err(_) => overflow = true,
        }
    }
    let fits = !overflow && parts == plan.token.supply;
    f.require(fits, "supply", || Problem::Sum {
        parts: if overflow {
            "more than can be counted".to_owned()
        } else {
            parts.to_string()
        },
        supply: plan.token.supply,
    });
}
