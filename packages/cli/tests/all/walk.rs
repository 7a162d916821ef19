//! Every field of the plan, found by walking the plan's own type, is read back from the chains: each is
//! mutated in a deployment of its own, and the audit against the right plan has a line of it. A field that
//! is in no row of the table fails.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::airdrop_deployed::give_airdrop;
use crate::onchain::{plan_file, whole_plan_file, World};
use crate::planned::{rows, source_rows, Row, Way};
use cosmwasm_std::{Binary, Decimal};
use qerun::deploy::State;
use qerun::verify::{audit, Facts};
use qerun_deployment::address::encode;
use qerun_deployment::plan::{GasPrices, KeySource, LogoPlan, PlanFile, StakePlan};
use qerun_deployment::Plan;
use qerun_messages::oracle::{PoolPrice, PriceSource};
use qerun_messages::outpost::Venue;
use qerun_messages::voting::ActiveThreshold;
use serde_json::Value;

/// The plans that are walked: the local net's without and with what comes out over time, and one with every other choice.
fn plans() -> [PlanFile; 3] {
    let mut other = plan_file();
    other.dex_pool = None;
    other.outpost.venue = Some(Venue::AstroportRouter {
        router: "dex15tw7lq994swyk2qmjnrrktaswnj6p96ksl5edx".into(),
        via: vec!["uosmo".into()],
    });
    other.key.home = KeySource::Env {
        name: "WORDS".into(),
    };
    other.voting.active_threshold = Some(ActiveThreshold::AbsoluteCount {
        count: 1_000_000_000u128.into(),
    });
    other.timelock.stewardship = None;
    other.market_perk = None;
    other.voting.perks.clear();
    other.timelock.spend_limits.clear();
    let fixed: Value = serde_json::json!({"fixed": {"price": "1", "depth": "1000"}});
    other.oracle[2].config.sources = vec![serde_json::from_value(fixed).unwrap()];
    other.token.max_yearly_mint_bps = 100;
    give_airdrop(&mut other);
    tell_everything(&mut other);
    other.reserve.buyback_above = Some(1_000_000_000_000_000_000u128.into());
    // Its pool is the first plan's: less of it is seen on the chain only, where it was tried.
    let mut whole = whole_plan_file();
    (whole.dex_pool, whole.outpost.venue) = (None, other.outpost.venue.clone());
    [plan_file(), other, whole]
}

/// What wallets and pages may be told.
fn tell_everything(plan: &mut PlanFile) {
    let wallet = plan.chain.home.wallet.as_mut().unwrap();
    wallet.registry_name = Some("home".into());
    wallet.rpc = Some("https://rpc.example".into());
    wallet.stake = Some(StakePlan {
        denom: "ustake".into(),
        symbol: "STAKE".into(),
        decimals: 6,
    });
    wallet.gas_prices = Some(GasPrices {
        low: Decimal::permille(1),
        average: Decimal::permille(2),
        high: Decimal::permille(3),
    });
    let brand = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../brand");
    let picture = |end: &str| Binary::from(std::fs::read(brand.join(end)).unwrap());
    let marketing = plan.token.marketing.as_mut().unwrap();
    marketing.logo = Some(LogoPlan::Svg {
        data: picture("qer.svg"),
    });
    marketing.list_logo = Some(LogoPlan::Png {
        data: picture("qer.png"),
    });
    plan.dao.image_url = Some("https://qerun.example/qer.png".into());
    plan.dao.dao_uri = Some("https://qerun.example/dao.json".into());
}

/// The local net's plan with every source that is a contract or a pool.
fn plan_of_every_source() -> PlanFile {
    let mut plan = plan_file();
    let contract = |n: u8| encode("home", &[n; 32]).unwrap();
    let pool = |window: u64| PoolPrice {
        base: "uqer".into(),
        base_decimals: 6,
        quote: "uusd".into(),
        quote_decimals: 6,
        quote_asset: "usdc".into(),
        window,
    };
    plan.oracle[0].config.sources.extend([
        PriceSource::OsmosisTwap {
            pool_id: 7u64.into(),
            pool: pool(3_600),
        },
        PriceSource::AstroportTwap {
            pair: contract(1),
            pool: pool(5_400),
            max_idle: 600,
        },
    ]);
    plan.oracle[1].config.sources.extend([
        PriceSource::Pyth {
            contract: contract(2),
            feed_id: "ab".repeat(32),
            max_age: 60,
            max_confidence: Decimal::percent(2),
        },
        PriceSource::External {
            contract: contract(3),
            asset: "ETH".into(),
            max_age: 60,
        },
    ]);
    plan
}

/// JSON pointers to everything that has no parts.
fn leaves(at: &str, value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(map) if !map.is_empty() => {
            for (name, value) in map {
                leaves(&format!("{at}/{name}"), value, found);
            }
        }
        Value::Array(list) if !list.is_empty() => {
            for (i, value) in list.iter().enumerate() {
                leaves(&format!("{at}/{i}"), value, found);
            }
        }
        _ => found.push(at.to_owned()),
    }
}

/// A pointer with `*` for the places in lists.
fn pattern(leaf: &str) -> String {
    let parts = leaf.split('/').map(|part| match part.parse::<usize>() {
        Ok(_) => "*",
        Err(_) => part,
    });
    parts.collect::<Vec<_>>().join("/")
}

/// A field as lines write it.
fn word(tree: &Value, leaf: &str) -> String {
    match tree.pointer(leaf) {
        Some(Value::String(text)) => text.clone(),
        other => other.cloned().unwrap_or_default().to_string(),
    }
}

fn deploy(name: &str, plan: Plan) -> (World, Facts) {
    let mut world = World::with(name, plan);
    let mut state = State::default();
    world.run(&mut state).unwrap();
    let facts = world.facts(&state.chain.home.contracts["timelock"]);
    (world, facts)
}

fn lines(facts: &Facts, plan: &PlanFile, world: &World) -> BTreeSet<String> {
    let audit = audit(facts, plan, &world.artifacts);
    audit.findings.iter().map(ToString::to_string).collect()
}

/// What is wrong about a field, if anything.
struct Walk {
    name: String,
    plan: PlanFile,
    tree: Value,
    world: World,
    facts: Facts,
    clean: BTreeSet<String>,
}

impl Walk {
    fn new(name: &str, plan: PlanFile) -> Self {
        let tree = serde_json::to_value(&plan).unwrap();
        let checked = Plan::check(plan.clone()).unwrap_or_else(|f| panic!("{name}: {f:#?}"));
        let (world, facts) = deploy(name, checked);
        let clean = lines(&facts, &plan, &world);
        Walk {
            name: name.to_owned(),
            plan,
            tree,
            world,
            facts,
            clean,
        }
    }

    fn mutate(&self, leaf: &str, mutate: fn(&mut Value, &str)) -> PlanFile {
        let mut tree = self.tree.clone();
        mutate(&mut tree, leaf);
        assert_ne!(tree, self.tree, "{leaf}");
        serde_json::from_value(tree).unwrap_or_else(|e| panic!("{leaf}: {e}"))
    }

    fn new_lines(&self, facts: &Facts, plan: &PlanFile) -> Vec<String> {
        let found = lines(facts, plan, &self.world);
        found.difference(&self.clean).cloned().collect()
    }

    /// On the chain stands something else than the plan says.
    fn one(&self, leaf: &str, row: &Row, whole: bool) -> Option<String> {
        let (found, wanted): (_, String) = match row.way {
            Way::Deploy(mutate, wanted) => {
                let mutated = self.mutate(leaf, mutate);
                if !whole {
                    // Another place of a list that was tried: the other way round, which is cheap.
                    let found = self.new_lines(&self.facts, &mutated);
                    return found.is_empty().then(|| format!("{leaf} is not compared"));
                }
                let plan = match Plan::check(mutated.clone()) {
                    Ok(plan) => plan,
                    Err(findings) => {
                        return Some(format!("{leaf} cannot be mutated so: {findings:?}"))
                    }
                };
                let (_, facts) = deploy(&format!("{}-mutated", self.name), plan);
                let now = serde_json::to_value(&mutated).unwrap();
                let wanted = wanted.replace("$now", &word(&now, leaf));
                let wanted = wanted.replace("$was", &word(&self.tree, leaf));
                (self.new_lines(&facts, &self.plan), wanted)
            }
            Way::Facts(mutate, wanted) => {
                let mut facts = self.facts.clone();
                mutate(&mut facts);
                (self.new_lines(&facts, &self.plan), wanted.to_owned())
            }
            Way::Never(mutate, why) => {
                let found = self.new_lines(&self.facts, &self.mutate(leaf, mutate));
                return (!found.is_empty())
                    .then(|| format!("{leaf} is said to be {why}, but is read back: {found:?}"));
            }
        };
        let told = found.iter().any(|line| line.contains(&wanted));
        (!told).then(|| format!("{leaf}: no `{wanted}` in {found:#?}"))
    }
}

#[test]
fn g1_every_field_of_the_plan_is_read_back() {
    read_back("walk", rows(), plans(), "");
}

/// The same of the sources that are contracts or pools.
#[test]
fn g1_every_source_is_read_back() {
    let part = "/sources/";
    let rows: Vec<Row> = rows().into_iter().chain(source_rows()).collect();
    let rows = rows.into_iter().filter(|row| row.field.contains(part));
    let fixed = |row: &Row| row.field.contains("/fixed/");
    let rows = rows.filter(|row| !fixed(row)).collect();
    read_back("walk-sources", rows, [plan_of_every_source()], part);
}

/// Every leaf of the plans whose path contains `part` has its row, and the audit has its line.
fn read_back<const N: usize>(name: &str, rows: Vec<Row>, plans: [PlanFile; N], part: &str) {
    let table: BTreeMap<&str, Row> = rows.iter().map(|row| (row.field, *row)).collect();
    assert_eq!(table.len(), rows.len(), "a field is in two rows");
    let (mut wrong, mut seen) = (Vec::new(), BTreeSet::new());
    for (i, plan) in plans.into_iter().enumerate() {
        let walk = Walk::new(&format!("{name}-{i}"), plan);
        let mut found = Vec::new();
        leaves("", &walk.tree, &mut found);
        for leaf in found.into_iter().filter(|leaf| leaf.contains(part)) {
            let pattern = pattern(&leaf);
            let Some(row) = table.get(pattern.as_str()) else {
                wrong.push(format!("{pattern} is in no row: is it read back?"));
                continue;
            };
            let first = seen.insert((
                pattern,
                walk.tree.pointer(&leaf).is_some_and(Value::is_null),
            ));
            wrong.extend(walk.one(&leaf, row, first));
        }
    }
    let unused: Vec<_> = table
        .keys()
        .filter(|field| !seen.iter().any(|(p, _)| p == *field))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(unused.is_empty(), "no plan has {unused:?}");
}

/// A deployment as it comes has nothing of these lines.
#[test]
fn g1_what_is_as_planned_is_clean() {
    for (i, plan) in plans().into_iter().enumerate() {
        let walk = Walk::new(&format!("walk-clean-{i}"), plan);
        let bad: Vec<_> = walk
            .clean
            .iter()
            .filter(|line| {
                // The second plan has a buyback, for which governance names the burner.
                let known = ["NOTE", "WARN floor: floors of delays", "WARN buyback: "];
                !known.iter().any(|begin| line.starts_with(begin))
            })
            .collect();
        assert!(bad.is_empty(), "{bad:#?}");
        assert!(
            !walk.clean.iter().any(|line| line.contains("drift")),
            "{:#?}",
            walk.clean
        );
    }
}
