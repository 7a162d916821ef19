//! What wallets show of the token. The token itself refuses too long a text and what is no picture.

use crate::plan::findings::Findings;
use crate::plan::{LogoPlan, PlanFile, Problem};

use super::wallet::link;

/// A page, and pictures that were read and differ in their format.
pub fn check(f: &mut Findings, plan: &PlanFile) {
    let Some(marketing) = &plan.token.marketing else {
        return;
    };
    link(f, "token.marketing.project", marketing.project.as_deref());
    let ends = |logo: &LogoPlan| logo.content().map(|(end, _)| end);
    for (field, logo) in [
        ("token.marketing.logo", &marketing.logo),
        ("token.marketing.list_logo", &marketing.list_logo),
    ] {
        let unread = matches!(logo, Some(LogoPlan::File { .. }));
        f.require(!unread, field, || Problem::Unread);
    }
    if let (Some(logo), Some(other)) = (&marketing.logo, &marketing.list_logo) {
        f.require(
            ends(logo) != ends(other),
            "token.marketing.list_logo",
            || {
                let (other, why) = ("token.marketing.logo", "it is for the other format");
                Problem::Same { other, why }
            },
        );
    }
    // The token never sees it, so its rules are asked here.
    if let Some(Err(reason)) = marketing.list_logo.as_ref().map(LogoPlan::ensure_picture) {
        f.add("token.marketing.list_logo", Problem::Refused { reason });
    }
}
