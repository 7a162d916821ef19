//! The members of the team. cw-vesting takes what these rules let through.

use std::collections::BTreeSet;

use qerun_messages::emissions::MAX_DURATION;

use crate::plan::findings::Findings;
use crate::plan::{MemberPlan, PlanFile, Problem, MAX_MEMBERS, MAX_MEMBER_NAME};

/// Least cliff, seconds: cw-vesting's first point is one second before it, and not at zero.
const LEAST_CLIFF: u64 = 2;

/// Members of distinct names and addresses, each with an amount, a cliff and an end after it.
pub fn check(f: &mut Findings, plan: &PlanFile) {
    let (found, most) = (plan.team.len(), MAX_MEMBERS);
    f.require(found <= most, "team", || {
        let why = "each is a contract to create, to fund and to prove";
        Problem::TooMany { found, most, why }
    });
    let (mut names, mut addresses) = (BTreeSet::new(), BTreeSet::new());
    for (i, member) in plan.team.iter().enumerate() {
        let at = format!("team[{i}]");
        named(f, &at, member);
        f.address(format!("{at}.address"), &member.address, &plan.chain.home);
        let address = member.address.to_ascii_lowercase();
        for (field, name, new) in [
            ("name", &member.name, names.insert(&member.name)),
            ("address", &member.address, addresses.insert(address)),
        ] {
            f.require(new, format!("{at}.{field}"), || Problem::Twice {
                name: name.clone(),
            });
        }
        f.require(!member.amount.is_zero(), format!("{at}.amount"), || {
            Problem::Zero
        });
        times(f, &at, member);
    }
}

fn named(f: &mut Findings, at: &str, member: &MemberPlan) {
    let (name, most) = (&member.name, MAX_MEMBER_NAME);
    let allowed = |c: u8| matches!(c, b'a'..=b'z' | b'0'..=b'9' | b'-');
    let good = (1..=most).contains(&name.len()) && name.bytes().all(allowed);
    f.require(good, format!("{at}.name"), || Problem::MemberName {
        name: name.clone(),
        most,
    });
}

fn times(f: &mut Findings, at: &str, member: &MemberPlan) {
    let (seconds, least) = (member.cliff, LEAST_CLIFF);
    f.require(seconds >= least, format!("{at}.cliff"), || {
        let why = "nothing vests before it";
        Problem::TooShort {
            seconds,
            least,
            why,
        }
    });
    let (length, most) = (member.duration, MAX_DURATION);
    f.require(length <= most, format!("{at}.duration"), || {
        let why = "it would hardly ever vest, and nothing changes it";
        Problem::TooLong {
            seconds: length,
            most,
            why,
        }
    });
    let most = member.duration;
    f.require(seconds <= most, format!("{at}.cliff"), || {
        let why = "it is part of the duration";
        Problem::TooLong { seconds, most, why }
    });
}
