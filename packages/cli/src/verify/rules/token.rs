//! QER itself: its instantiate message, who may change its texts, and allowances of the treasury's QER.

use crate::verify::{Audit, Facts, Severity};
use qerun_deployment::{Contract, InstantiateMsgs};

use super::compare::{compare, GOVERNANCE};

pub fn check(audit: &mut Audit, facts: &Facts, messages: &InstantiateMsgs) {
    let (token, planned) = (&facts.token, messages.token());
    // `supply` checks the balances.
    compare(
        audit,
        ("token", "QER's instantiate message", GOVERNANCE),
        &token.instantiate_msg,
        &planned,
        |change| (!change.is("initial_balances")).then_some(Severity::Fail),
    );
    for (what, found, wanted) in [
        ("name", &token.info.name, &planned.name),
        ("symbol", &token.info.symbol, &planned.symbol),
        (
            "decimals",
            &token.info.decimals.to_string(),
            &planned.decimals.to_string(),
        ),
    ] {
        audit.must(found == wanted, "token", || {
            format!("QER's {what} is {found}, the plan says {wanted}")
        });
    }
    let timelock = facts.at(Contract::Timelock);
    let speaker = token.marketing.as_deref();
    let wanted = planned.marketing.and_then(|texts| texts.marketing);
    let ours = speaker == wanted.as_deref() || speaker == Some(timelock);
    audit.must(ours, "marketing", || {
        let found = speaker.unwrap_or("nobody");
        format!("{found} may change QER's texts, the plan names nobody")
    });
    for row in &token.allowances {
        audit.should(row.allowance.is_zero(), "allowance", || {
            let (spender, amount, expires) = (&row.spender, row.allowance, row.expires);
            format!("{spender} may take {amount} units of QER from the treasury, {expires}")
        });
    }
}
