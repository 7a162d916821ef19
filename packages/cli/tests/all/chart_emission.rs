//! `qerun chart-emission`: what is out when, and what the program says of bad input.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use cosmwasm_std::Uint128;
use qerun::chart_emission::{draw, table, Part, Release, MONTH};
use qerun_deployment::plan::PlanFile;
use qerun_deployment::Plan;

fn plan(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../deploy")
        .join(name)
}

fn release(name: &str) -> (PlanFile, Release) {
    let plan = Plan::read(&plan(name)).unwrap();
    let release = Release::of(&plan);
    (plan, release)
}

fn out(release: &Release, name: &str, after: u64) -> u128 {
    let part = release.parts.iter().find(|part| part.name == name);
    part.unwrap().out(after).u128()
}

/// To the second, at each bend and between.
#[test]
fn each_part_comes_out_as_planned() {
    let (plan, release) = release("public.example.toml");
    let year = 12 * MONTH;
    assert_eq!(year, 31_536_000);
    let names: Vec<&str> = release
        .parts
        .iter()
        .map(|part| part.name.as_str())
        .collect();
    assert_eq!(
        names,
        [
            "airdrop",
            "lock rewards",
            "liquidity rewards",
            "team",
            "treasury, for community",
            "treasury"
        ]
    );
    let airdrop = plan.airdrop.as_ref().unwrap();
    assert_eq!(out(&release, "airdrop", airdrop.start_after - 1), 0);
    assert_eq!(
        out(&release, "airdrop", airdrop.start_after),
        airdrop.total.u128()
    );
    // Half a year: half of the first year's 40 %.
    let lock = plan.emissions.as_ref().unwrap().lock.total().u128();
    assert_eq!(out(&release, "lock rewards", year / 2), lock / 5);
    assert_eq!(out(&release, "lock rewards", 4 * year), lock);
    assert_eq!(out(&release, "lock rewards", 40 * year), lock);
    // The team: nothing before the cliff, a quarter at it, 20 of 48 months after 20.
    let team = plan.team_total().u128();
    assert_eq!(out(&release, "team", year - 1), 0);
    assert_eq!(out(&release, "team", year), team / 4);
    let vested = out(&release, "team", 20 * MONTH);
    assert!(
        team * 20 / 48 - vested <= plan.team.len() as u128,
        "{vested}"
    );
    assert_eq!(out(&release, "treasury", 0), 16_666_666_650_000);
    // All of it at the end, nothing more before, and never less than before.
    assert_eq!(release.months, 48);
    assert_eq!(release.out(4 * year), plan.token.supply);
    let mut before = Uint128::zero();
    for day in 0..=4 * 365 {
        let now = release.out(day * 86_400);
        assert!(before <= now && now <= plan.token.supply);
        before = now;
    }
    for areas in release.stacked().windows(2) {
        for ((_, below), (_, above)) in areas[0].iter().zip(&areas[1]) {
            assert!(below <= above);
        }
    }
}

/// The local net's plan is over within a day: a year is shown all the same, accounts included.
#[test]
fn a_short_plan_is_shown_for_a_year() {
    let (plan, release) = release("localnet.toml");
    assert_eq!(release.months, 12);
    assert_eq!(release.out(12 * MONTH), plan.token.supply);
    assert_eq!(out(&release, "accounts", 0), 10_000_000_000_000);
    let table = table(&release);
    assert!(
        table.starts_with("| out after | the deployment | a year |\n|---|--:|--:|\n"),
        "{table}"
    );
    assert!(table.ends_with("| 100.0 % |\n"), "{table}");
    assert!(draw(&release).unwrap().starts_with("<svg "));
}

/// A plan of tokens that come out at once has no line to draw, and is drawn.
#[test]
fn a_plan_without_schedules_is_drawn() {
    let (mut plan, _) = release("localnet.toml");
    plan.emissions = None;
    plan.team.clear();
    let release = Release::of(&plan);
    assert!(release.parts.iter().all(|part| part.points.len() == 1));
    assert!(draw(&release).unwrap().contains("treasury, for community"));
    let empty = Part {
        name: String::new(),
        points: vec![],
    };
    assert_eq!(
        (empty.out(5), empty.total()),
        (Uint128::zero(), Uint128::zero())
    );
}

fn qerun(folder: &Path, plan: &Path, out: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_qerun"))
        .args([
            "chart-emission",
            "--plan",
            plan.to_str().unwrap(),
            "--out",
            out,
        ])
        .current_dir(folder)
        .output()
        .unwrap()
}

#[test]
fn the_program_draws_and_refuses() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("chart-emission");
    std::fs::create_dir_all(&folder).unwrap();
    let (example, localnet) = (plan("public.example.toml"), plan("localnet.toml"));
    for _ in 0..2 {
        let output = qerun(&folder, &example, "a.svg");
        let shown = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(0));
        assert!(
            shown.contains("| lock rewards |") && shown.ends_with("written: a.svg\n"),
            "{shown}"
        );
        let svg = std::fs::read_to_string(folder.join("a.svg")).unwrap();
        assert!(svg.starts_with("<svg ") && svg.trim_end().ends_with("</svg>"));
    }
    let text = std::fs::read_to_string(&localnet).unwrap();
    let bad = text.replace("community = \"0.55\"", "community = \"0.54\"");
    std::fs::write(folder.join("bad.toml"), bad).unwrap();
    for (plan, out, wanted) in [
        (folder.join("none.toml"), "b.svg", "cannot read the plan "),
        (folder.join("bad.toml"), "b.svg", "the plan "),
        (localnet, "none/b.svg", "cannot write none/b.svg: "),
    ] {
        let output = qerun(&folder, &plan, out);
        let shown = String::from_utf8(output.stderr).unwrap();
        assert!(shown.starts_with(&format!("error: {wanted}")), "{shown}");
        assert_eq!(output.status.code(), Some(2));
        assert!(output.stdout.is_empty() && !folder.join("b.svg").exists());
    }
}
