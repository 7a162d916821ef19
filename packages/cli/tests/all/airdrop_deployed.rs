//! A deployment with an airdrop: deployed by the steps of the plan, audited, seen in the status, claimed with the
//! program's proofs.

use cosmwasm_std::{Addr, HexBinary, Uint128};
use qerun::airdrop::{make, Proof};
use qerun::deploy::{DeployError, State, Step};
use qerun::status::render;
use qerun::verify::{audit, Facts, Severity};
use qerun_deployment::address::encode;
use qerun_deployment::plan::{AirdropPlan, Allocation, Part, PlanFile, AIRDROP};
use qerun_deployment::{Contract, Plan};
use qerun_messages::airdrop::{ExecuteMsg, MIN_DURATION};
use serde_json::json;

use crate::onchain::{plan_file, Kill, World};

const TOTAL: u128 = 11_000_000_000_000;

/// An airdrop from the treasury, of a tree that nobody can prove.
pub fn give_airdrop(plan: &mut PlanFile) {
    give(
        plan,
        HexBinary::from([0xab; 32]),
        1_000,
        Uint128::new(TOTAL),
    );
}

fn give(plan: &mut PlanFile, root: HexBinary, count: u32, total: Uint128) {
    plan.supply[0].amount -= total;
    plan.supply.push(Allocation {
        to: AIRDROP.to_owned(),
        part: Part::Community,
        amount: total,
    });
    plan.airdrop = Some(AirdropPlan {
        root,
        count,
        total,
        start_after: 3_600,
        duration: 86_400,
    });
}

fn holder(i: u32) -> String {
    let mut bytes = [0; 20];
    bytes[..4].copy_from_slice(&i.to_be_bytes());
    encode("home", &bytes).unwrap()
}

/// The local net's plan with an airdrop to so many accounts, who get a QER more each; and its proofs.
fn plan_for(count: u32) -> (Plan, Vec<Proof>) {
    let mut plan = plan_file();
    let row = |i: u32| (holder(i), Uint128::new((u128::from(i) + 1) * 1_000_000));
    let mut rows: Vec<_> = (0..count).map(row).collect();
    rows.sort();
    // The chains of the tests have the plan's ids.
    let (summary, proofs) = make(&plan.chain.home.chain_id, &plan.name, &rows);
    give(&mut plan, summary.root, summary.count, summary.total);
    (Plan::check(plan).unwrap(), proofs)
}

fn deployed(name: &str, plan: Plan) -> (World, State) {
    let mut world = World::with(name, plan);
    let mut state = State::default();
    world.run(&mut state).unwrap();
    (world, state)
}

fn facts(world: &mut World, state: &State) -> Facts {
    world.facts(&state.chain.home.contracts["timelock"])
}

fn lines(world: &World, facts: &Facts) -> Vec<String> {
    let audit = audit(facts, &world.plan, &world.artifacts);
    audit.findings.iter().map(ToString::to_string).collect()
}

fn row(facts: &Facts) -> String {
    let text = render(facts);
    let row = text.lines().find(|line| line.starts_with("airdrop"));
    row.unwrap_or_default().to_owned()
}

fn claim(proof: &Proof) -> ExecuteMsg {
    ExecuteMsg::Claim {
        index: proof.index,
        amount: proof.amount,
        proof: proof.proof.clone(),
    }
}

/// 1,000 lines, of which ten are claimed; then the rest goes to the treasury.
#[test]
fn from_the_list_to_the_treasury() {
    let (plan, proofs) = plan_for(1_000);
    let total = plan.airdrop.as_ref().unwrap().total;
    let (mut world, state) = deployed("airdrop-claimed", plan);
    let steps = Step::all(&world.plan).len();
    assert_eq!(world.sent as usize, steps);
    assert_eq!(state.chain.home.contracts.len(), 10);
    let at = Addr::unchecked(&state.chain.home.contracts["airdrop"]);
    let token = Addr::unchecked(&state.chain.home.contracts["token"]);
    let timelock = Addr::unchecked(&state.chain.home.contracts["timelock"]);
    let balance = |world: &World, who: &str| -> Uint128 {
        let answer: cw20::BalanceResponse = world
            .net
            .home
            .query(&token, &json!({"balance": {"address": who}}))
            .unwrap();
        answer.balance
    };
    assert_eq!(balance(&world, at.as_str()), total);
    let treasury = balance(&world, timelock.as_str());

    // As it comes it is clean.
    let before = facts(&mut world, &state);
    let clean = audit(&before, &world.plan, &world.artifacts);
    assert_eq!(
        (clean.count(Severity::Fail), clean.count(Severity::Warn)),
        (0, 1),
        "{:#?}",
        clean.findings
    );
    assert!(lines(&world, &before)
        .iter()
        .all(|line| !line.contains(" airdrop: ")));
    let start = before.airdrop.as_ref().unwrap().config.start;
    let opens = start - before.home.time;
    assert_eq!(
        row(&before),
        format!("airdrop    0 of 1,000 accounts have claimed 0 of 500,500 QER; claims begin in {opens} s")
    );
    let first = Addr::unchecked(&proofs[0].account);
    let early = world
        .net
        .home
        .execute(&first, &at, &claim(&proofs[0]), &[])
        .unwrap_err();
    assert!(
        format!("{early:#}").contains("claims begin at"),
        "{early:#}"
    );

    world.net.home.advance(opens);
    let mut claimed = Uint128::zero();
    for proof in proofs.iter().step_by(111) {
        let account = Addr::unchecked(&proof.account);
        assert_eq!(balance(&world, &proof.account), Uint128::zero());
        world
            .net
            .home
            .execute(&account, &at, &claim(proof), &[])
            .unwrap();
        assert_eq!(balance(&world, &proof.account), proof.amount);
        claimed += proof.amount;
        let again = world.net.home.execute(&account, &at, &claim(proof), &[]);
        assert!(again.is_err());
    }
    assert_eq!(balance(&world, at.as_str()), total - claimed);
    let half = facts(&mut world, &state);
    assert_eq!(half.airdrop.as_ref().unwrap().totals.claims, 10);
    assert!(lines(&world, &half)
        .iter()
        .all(|line| !line.contains(" airdrop: ")));
    let (whole, left) = (
        claimed.u128() / 1_000_000,
        (total - claimed).u128() / 1_000_000,
    );
    let left = format!("{},{:03}", left / 1_000, left % 1_000);
    let begun = format!("airdrop    10 of 1,000 accounts have claimed {},{:03} of 500,500 QER; {left} QER are left, to be claimed for 86400 s", whole / 1_000, whole % 1_000);
    assert_eq!(row(&half), begun);

    world.net.home.advance(86_400);
    let over = facts(&mut world, &state);
    assert!(
        row(&over).ends_with(&format!("; ended, {left} QER wait for `return_rest`")),
        "{}",
        row(&over)
    );
    let waits = format!(
        "WARN airdrop: claims have ended: {} units of QER wait for `return_rest`",
        total - claimed
    );
    assert!(
        lines(&world, &over).contains(&waits),
        "{:#?}",
        lines(&world, &over)
    );
    let anyone = world.net.home.addr("anyone");
    world
        .net
        .home
        .execute(&anyone, &at, &ExecuteMsg::ReturnRest {}, &[])
        .unwrap();
    assert_eq!(
        balance(&world, timelock.as_str()),
        treasury + total - claimed
    );
    assert_eq!(balance(&world, at.as_str()), Uint128::zero());
    let done = facts(&mut world, &state);
    assert!(
        row(&done).ends_with(&format!("; ended, {left} QER went to the treasury")),
        "{}",
        row(&done)
    );
    assert!(lines(&world, &done)
        .iter()
        .all(|line| !line.contains(" airdrop: ")));
}

#[test]
fn each_rule_speaks() {
    type Break = fn(&mut Facts);
    let (plan, _) = plan_for(3);
    let (mut world, state) = deployed("airdrop-rules", plan);
    let right = facts(&mut world, &state);
    fn shift(f: &mut Facts, change: i128) {
        let at = f.at(Contract::Airdrop).to_owned();
        let held = f.token.balances.get_mut(&at).unwrap();
        *held = Uint128::new(held.u128().checked_add_signed(change).unwrap());
    }
    fn found(f: &mut Facts) -> &mut qerun::verify::AirdropFacts {
        f.airdrop.as_mut().unwrap()
    }
    let table: Vec<(Break, &str)> = vec![
        (|f| f.airdrop = None, "FAIL airdrop: the plan has an airdrop, QER's genesis gave to none"),
        (|f| found(f).config.root = [7; 32].into(), "FAIL airdrop: the airdrop has root 0707"),
        (|f| found(f).config.count = 4, "FAIL airdrop: the airdrop has count 4 instead of 3"),
        (|f| found(f).config.total += Uint128::one(), "FAIL airdrop: the airdrop has total 6000001 instead of 6000000"),
        (|f| found(f).config.name = "x".into(), "FAIL airdrop: the airdrop has name x instead of localnet"),
        (|f| found(f).config.token = Addr::unchecked("x"), "FAIL airdrop: the airdrop has token x instead of home1"),
        (|f| found(f).config.treasury = Addr::unchecked("x"), "FAIL airdrop: the airdrop has treasury x instead of home1"),
        (|f| found(f).config.end += 1, "FAIL airdrop: the airdrop can be claimed for 86401 s, the plan says 86400 s"),
        (
            |f| { let c = &mut found(f).config; (c.start, c.end) = (c.start + 3_700, c.end + 3_700) },
            "s after the deployment, the plan says 3600 s",
        ),
        (
            |f| { let c = &mut found(f).config; (c.start, c.end) = (c.start - 7_300, c.end - 7_300) },
            "s after the deployment, the plan says 3600 s",
        ),
        (
            |f| f.contracts.get_mut(&Contract::Airdrop.into()).unwrap().created_at = None,
            "WARN airdrop: the node no longer knows when the airdrop was made",
        ),
        (|f| found(f).totals.claimed += Uint128::one(), "FAIL airdrop: 1 claimed, 0 returned and 6000000 left are not the total, 6000000"),
        (|f| found(f).totals.left = Uint128::MAX, "FAIL airdrop: 0 claimed, 0 returned and"),
        (|f| shift(f, -1), "FAIL airdrop: 6000000 units of QER are still to be claimed or returned, the airdrop holds 5999999"),
        (|f| shift(f, 5), "NOTE airdrop: the airdrop holds 5 units of QER that somebody sent it"),
        (|f| f.home.time += 200_000, "WARN airdrop: claims have ended: 6000000 units of QER wait for `return_rest`"),
        (|f| f.contracts.get_mut(&Contract::Airdrop.into()).unwrap().info.admin = None, "FAIL admin: airdrop can be migrated by nobody"),
        (|f| f.contracts.get_mut(&Contract::Airdrop.into()).unwrap().code.checksum = "00".into(), "FAIL code: airdrop runs 00"),
        (|f| f.contracts.get_mut(&Contract::Airdrop.into()).unwrap().info.creator = "x".into(), "WARN creator: airdrop was created by x"),
        (
            |f| f.token.instantiate_msg.initial_balances[6].amount -= Uint128::one(),
            "received 5999999 at genesis, the plan gave it 6000000",
        ),
    ];
    for (mutate, wanted) in table {
        let mut facts = right.clone();
        mutate(&mut facts);
        let found = lines(&world, &facts);
        let told = found.iter().any(|line| line.contains(wanted));
        assert!(told, "{wanted}: {found:#?}");
    }
    // An airdrop that the plan does not know.
    let mut other = PlanFile::clone(&world.plan);
    other.airdrop = None;
    let row = other.supply.pop().unwrap();
    other.supply[0].amount += row.amount;
    let findings = audit(&right, &other, &world.artifacts).findings;
    let found: Vec<String> = findings.iter().map(ToString::to_string).collect();
    assert!(
        found
            .iter()
            .any(|line| line.ends_with("is an airdrop, the plan has none")),
        "{found:#?}"
    );
}

/// Killed before and after each of its steps, and found again without a memory.
#[test]
fn resumes_at_every_step() {
    let (plan, _) = plan_for(3);
    let steps = Step::all(&plan).len();
    for (after, included) in
        (0..u32::try_from(steps).unwrap()).flat_map(|n| [(n, false), (n, true)])
    {
        // Those around the airdrop's own two, and the last.
        if ![7, 8, 9, 22, 23].contains(&after) {
            continue;
        }
        let mut world = World::with("airdrop-resumed", plan.clone());
        let mut state = State::default();
        world.kill = Some(Kill { after, included });
        assert!(world.run(&mut state).is_err());
        world.kill = None;
        world.net.home.advance(1_000);
        let mut state = if included { State::default() } else { state };
        world.run(&mut state).unwrap();
        assert!(state.complete && state.chain.home.contracts.contains_key("airdrop"));
        assert_eq!(world.sent as usize, steps, "{after} {included}");
        let again = world.run(&mut state).unwrap();
        assert_eq!(again.sent, 0);
    }
}

/// Another root, or other dates, is another plan.
#[test]
fn an_edited_plan_is_refused() {
    let (plan, _) = plan_for(3);
    let (mut world, state) = deployed("airdrop-edited", plan.clone());
    type Edit = fn(&mut AirdropPlan);
    let table: [(Edit, &str); 4] = [
        (|a| a.root = [7; 32].into(), "airdrop.config.root"),
        (|a| a.count = 4, "airdrop.config.count"),
        (|a| a.duration = MIN_DURATION, "airdrop.config.end"),
        // Counted from later than now.
        (|a| a.start_after = 0, "airdrop.config.start"),
    ];
    for (edit, wanted) in table {
        let mut file = PlanFile::clone(&plan);
        edit(file.airdrop.as_mut().unwrap());
        world.plan = Plan::check(file).unwrap();
        // With its memory, and without.
        let told = world.run(&mut state.clone()).unwrap_err().to_string();
        let field = wanted.strip_prefix("airdrop.").unwrap();
        assert!(
            told.contains("the plan has changed") && told.contains(field),
            "{wanted}: {told}"
        );
        match world.run(&mut State::default()) {
            Err(DeployError::OtherPlan { differences }) => {
                assert!(
                    differences.iter().any(|one| one.field == wanted),
                    "{wanted}: {differences:?}"
                );
            }
            other => panic!("{wanted}: {other:?}"),
        }
    }
}
