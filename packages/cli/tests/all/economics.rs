//! docs/economics.md and its picture say what the example for public chains says: figures, table and chart.

use std::path::{Path, PathBuf};

use cosmwasm_std::{Decimal, Uint128};
use qerun::chart_emission::{draw, table, Release};
use qerun_deployment::plan::{Holder, Part, PlanFile};
use qerun_deployment::Plan;
use qerun_display::{number, whole};

// The way in which the tests of the guides find figures that nothing was compared with.
#[allow(dead_code)]
#[path = "../../../testing/tests/all/guides/text.rs"]
mod text;

const DAY: u64 = 86_400;
const YEAR: u64 = 365 * DAY;

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(path)
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root(path)).unwrap()
}

fn example() -> PlanFile {
    Plan::read(&root("deploy/public.example.toml")).unwrap()
}

/// The page's text in one line, and what of it was compared.
struct Page {
    text: String,
    compared: Vec<bool>,
    missing: Vec<String>,
}

impl Page {
    fn new(page: &str) -> Self {
        let text = text::text_of(page);
        Page {
            compared: vec![false; text.len()],
            missing: vec![],
            text,
        }
    }

    fn says(&mut self, words: &str) {
        let found: Vec<usize> = self.text.match_indices(words).map(|(at, _)| at).collect();
        if found.is_empty() {
            self.missing.push(words.to_owned());
        }
        for at in found {
            self.compared[at..at + words.len()].fill(true);
        }
    }

    fn done(&self) {
        let left = text::numbers_left(&self.text, &self.compared);
        let missing = &self.missing;
        assert!(
            missing.is_empty() && left.is_empty(),
            "the plan says, and the page does not: {missing:#?}\nnumbers that nothing was compared with: {left:#?}"
        );
    }
}

fn percent(share: Decimal) -> String {
    number(share * Decimal::percent(10_000), 0)
}

fn qer(amount: Uint128) -> String {
    number(whole(amount, 6), 2)
}

#[test]
fn every_figure_is_the_plans() {
    let plan = example();
    let mut page = Page::new(&read("docs/economics.md"));
    page.says(&format!(
        "{} QER, all made",
        number(whole(plan.token.supply, 6), 0)
    ));
    page.says(&format!(
        "{} % a year",
        plan.token.max_yearly_mint_bps / 100
    ));
    for part in Part::ALL {
        let share = percent(plan.shares.of(part));
        let amount = qer(plan.given_to(part).unwrap());
        page.says(&format!("| {part} | {share} % | {amount} |"));
    }
    let rows = plan.supply.iter();
    let fund = rows.filter(|row| row.part == Part::Community && row.holder() == Holder::Treasury);
    page.says(&format!(
        "{} to claim, {} as lock rewards and {} in the treasury",
        qer(plan.given(Holder::Airdrop)),
        qer(plan.given(Holder::LockRewards)),
        qer(fund.map(|row| row.amount).sum())
    ));
    let airdrop = plan.airdrop.as_ref().unwrap();
    page.says(&format!("opens {} day after", airdrop.start_after / DAY));
    assert_eq!(airdrop.duration, 182 * DAY + DAY / 2);
    page.says("for 182 days and a half");
    rewards(&mut page, &plan);
    team(&mut page, &plan);
    lending(&mut page, &plan);
    // The table has a test of its own.
    for line in table(&Release::of(&plan)).lines() {
        page.says(line);
    }
    page.done();
}

fn rewards(page: &mut Page, plan: &PlanFile) {
    let tiers = &plan.voting.tiers;
    let (first, last) = (tiers.first().unwrap(), tiers.last().unwrap());
    assert_eq!(last.unbonding, 2 * YEAR);
    page.says(&format!("earns {} times as much", last.multiplier));
    page.says(&format!("for {} days", first.unbonding / DAY));
    page.says(&format!(
        "for {} to {} days",
        first.unbonding / DAY,
        last.unbonding / DAY
    ));
    let emissions = plan.emissions.as_ref().unwrap();
    let parts = |stream: &qerun_deployment::plan::StreamPlan| -> Vec<String> {
        let mut before = Uint128::zero();
        let points = stream.points.iter().zip(1..);
        points
            .map(|(point, year)| {
                assert_eq!(point.after, year * YEAR);
                let part = Decimal::from_ratio(point.released - before, stream.total());
                before = point.released;
                percent(part)
            })
            .collect()
    };
    let [a, b, c, d] = &parts(&emissions.lock)[..] else {
        panic!("not four years");
    };
    page.says(&format!(
        "{a} % come out in the first year, then {b} %, {c} % and {d} %"
    ));
    assert_eq!(
        parts(emissions.liquidity.as_ref().unwrap()),
        parts(&emissions.lock)
    );
}

fn team(page: &mut Page, plan: &PlanFile) {
    for member in &plan.team {
        assert_eq!((member.cliff, member.duration), (YEAR, 4 * YEAR));
    }
    page.says("Nothing for 1 year; then what a straight line over 4 years");
}

fn lending(page: &mut Page, plan: &PlanFile) {
    let m = &plan.market;
    let to_suppliers = Decimal::one() - m.insurance_share;
    page.says(&format!("{} % of the interest", percent(to_suppliers)));
    page.says(&format!(
        "{} % of the reserve part",
        percent(m.contribution_share)
    ));
    page.says(&format!(
        "({} % with the perk)",
        percent(m.perk_contribution_share)
    ));
    assert_eq!(m.cash_share, Decimal::percent(50));
    page.says(&format!(
        "bonus of {} to {} %",
        percent(m.liquidation.min_bonus),
        percent(m.max_liquidation_bonus)
    ));
    // The others stand in the picture alone.
    let labels = [
        m.insurance_share,
        to_suppliers,
        m.contribution_share,
        m.liquidation.claim_fee,
    ];
    let diagram = read("docs/economics.md");
    let diagram = diagram.split("```mermaid").nth(1).unwrap();
    let diagram = diagram.split("```").next().unwrap();
    for label in labels {
        assert!(
            diagram.contains(&format!("{} %", percent(label))),
            "{label}"
        );
    }
}

/// The page prints the table as the program does.
#[test]
fn the_table_is_the_programs() {
    let page = read("docs/economics.md");
    let begin = "<!-- qerun chart-emission -->\n";
    let part = page.split(begin).nth(1).unwrap();
    let part = part.split("<!-- end -->").next().unwrap();
    assert_eq!(part, table(&Release::of(&example())));
}

/// The committed picture is what the program draws.
#[test]
fn the_picture_is_the_programs() {
    let drawn = draw(&Release::of(&example())).unwrap();
    let same = drawn == read("docs/economics/emission.svg");
    assert!(
        same,
        "out of date: qerun chart-emission --plan deploy/public.example.toml --out docs/economics/emission.svg"
    );
}
