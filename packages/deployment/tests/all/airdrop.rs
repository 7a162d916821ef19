//! The airdrop of a plan: each mistake has its line, it is funded from the genesis, and a plan without one is deployed as
//! if there were no airdrops.

use cosmwasm_std::{from_json, HexBinary, Uint128, WasmMsg};
use qerun_deployment::address::AddressError;
use qerun_deployment::plan::{AirdropPlan, Allocation, Both, Part, PlanFile, AIRDROP};
use qerun_deployment::{Contract, Deployment, Known, Plan, Step, StepMessage};
use qerun_messages::{airdrop, token};
use sha2::{Digest, Sha256};

use crate::plan::{file, lines};
use crate::public_plan::sound;

const TOTAL: u128 = 11_000_000_000_000;
/// Where the airdrop's row comes after those of the plan.
const ROW: usize = 9;
const NOW: u64 = 1_700_000_000;

/// The plan, of which the treasury gives some for an airdrop of 90 days that begins after an hour.
pub fn with_airdrop(mut plan: PlanFile) -> PlanFile {
    let total = Uint128::new(TOTAL);
    plan.supply[0].amount -= total;
    plan.supply.push(Allocation {
        to: AIRDROP.to_owned(),
        part: Part::Community,
        amount: total,
    });
    plan.airdrop = Some(AirdropPlan {
        root: HexBinary::from([0xab; 32]),
        count: 1_000,
        total,
        start_after: 3_600,
        duration: 7_776_000,
    });
    plan
}

fn of(plan: &mut PlanFile) -> &mut AirdropPlan {
    plan.airdrop.as_mut().unwrap()
}

/// Gives the airdrop another amount, from the treasury or to it.
fn give(plan: &mut PlanFile, total: u128) {
    let total = Uint128::new(total);
    plan.supply[0].amount = plan.supply[0].amount + plan.supply[ROW].amount - total;
    plan.supply[ROW].amount = total;
    of(plan).total = total;
}

#[test]
fn every_mistake_has_its_line() {
    type Break = fn(&mut PlanFile);
    assert_eq!(lines(with_airdrop(file())), Vec::<String>::new());
    let table: Vec<(Break, &str)> = vec![
        (|p| p.airdrop = None, "supply[9].to: is the airdrop, which the plan does not describe"),
        (
            |p| {
                let row = p.supply.pop().unwrap();
                p.supply[0].amount += row.amount;
            },
            "airdrop.total: 11000000000000 is not what the rows of supply give to `airdrop`, 0",
        ),
        (
            |p| of(p).total += Uint128::one(),
            "airdrop.total: 11000000000001 is not what the rows of supply give to `airdrop`, 11000000000000",
        ),
        (
            |p| p.supply.push(p.supply[ROW].clone()),
            "supply[10].to: `airdrop` is there twice",
        ),
        (|p| p.supply[ROW].to = "Airdrop".into(), "supply[9].to: `Airdrop` is no address"),
        (|p| of(p).root = [7; 31].into(), "airdrop.root: has 31 bytes, not 32"),
        (|p| of(p).root = HexBinary::default(), "airdrop.root: has 0 bytes, not 32"),
        // 55 % of the supply is the community's, and a unit more is another part's.
        (
            |p| p.supply[ROW].part = Part::Treasury,
            "supply[9].part: is treasury, not community: the airdrop is the community's",
        ),
        (
            |p| {
                give(p, 28_888_888_849_000);
                p.supply[ROW].amount += Uint128::one();
            },
            "shares.community: its rows of supply add up to 61111111050001, not to its share of the supply, 61111111050000",
        ),
        // What only the contract knows.
        (|p| give(p, 0), "supply[9].amount: must not be zero"),
        (|p| of(p).count = 0, "airdrop: the contract refuses it: count is 0"),
        (|p| of(p).duration = 59, "airdrop: the contract refuses it: end, seconds after the start, is 59, must be 60"),
        (|p| of(p).duration = 94_608_001, "airdrop: the contract refuses it: end, seconds after the start, is 94608001"),
        (
            |p| of(p).start_after = 31_536_001,
            "airdrop: the contract refuses it: start, seconds from now, is 31536001, must be 0 to 31536000",
        ),
        (|p| of(p).duration = u64::MAX, "airdrop: the contract refuses it"),
    ];
    for (mutate, wanted) in table {
        let mut plan = with_airdrop(file());
        mutate(&mut plan);
        let found = lines(plan);
        let told = found.iter().any(|line| line.contains(wanted));
        assert!(told, "{wanted}: {found:#?}");
    }
    // All of the treasury's row but a unit.
    let mut most = with_airdrop(file());
    give(&mut most, 28_888_888_849_999);
    assert_eq!(lines(most), Vec::<String>::new());
}

/// On a public chain there is time to claim, but not for ever. The airdrop is no holder who could decide alone.
#[test]
fn floors_on_a_public_chain() {
    let least = sound();
    assert_eq!(lines(least.clone()), Vec::<String>::new());
    for (duration, wanted) in [
        (
            7_775_999,
            Some("airdrop.duration: 7775999 s is less than 7776000 s"),
        ),
        (63_072_000, None),
        (
            63_072_001,
            Some("airdrop.duration: 63072001 s is more than 63072000 s"),
        ),
    ] {
        let mut plan = least.clone();
        of(&mut plan).duration = duration;
        let found = lines(plan);
        match wanted {
            Some(wanted) => assert!(found[0].starts_with(wanted), "{found:?}"),
            None => assert_eq!(found, Vec::<String>::new()),
        }
    }
}

/// A plan that names the fields wrongly is not read.
#[test]
fn unknown_and_missing_fields() {
    let good = "root = \"00\"\ncount = 1\ntotal = \"1\"\nduration = 60\n";
    let read = |text: &str| toml::from_str::<AirdropPlan>(text);
    assert_eq!(read(good).unwrap().start_after, 0);
    for (from, to, wanted) in [
        ("duration = 60\n", "", "missing field `duration`"),
        ("count", "leaves", "unknown field `leaves`"),
        ("\"00\"", "\"zz\"", "invalid hex"),
        ("\"00\"", "\"0\"", "invalid hex"),
        ("\"1\"", "\"-1\"", "invalid digit"),
        ("count = 1", "count = -1", "invalid value"),
    ] {
        let error = read(&good.replace(from, to)).unwrap_err().to_string();
        assert!(error.to_lowercase().contains(wanted), "{error}");
    }
}

/// The plan by one deployer, with a checksum for each code.
fn deployment(plan: &PlanFile) -> Deployment<'_> {
    let deployers = Both {
        home: "home1rtwdgerzddgzny2mzvjfwyw9l7est4tcyh2fc9".to_owned(),
        dex: "dex15tw7lq994swyk2qmjnrrktaswnj6p96ksl5edx".to_owned(),
    };
    let checksum = |code: &'static str| Ok::<_, AddressError>(hex::encode(Sha256::digest(code)));
    Deployment::new(plan, &deployers, checksum).unwrap()
}

/// Every step and its message.
fn sent(plan: &PlanFile) -> Vec<(Step, StepMessage)> {
    let (deployment, known) = (deployment(plan), Known::default());
    let send = |step| (step, deployment.message(step, &known, NOW).unwrap());
    Step::all(plan).into_iter().map(send).collect()
}

fn instantiated(sent: &[(Step, StepMessage)], contract: Contract) -> Option<&WasmMsg> {
    let step = Step::Instantiate { contract };
    let (_, transaction) = sent.iter().find(|(at, _)| *at == step)?;
    match transaction {
        StepMessage::Wasm(message) => Some(message),
        StepMessage::Store { .. } => None,
    }
}

fn message<T: serde::de::DeserializeOwned>(message: &WasmMsg) -> T {
    match message {
        WasmMsg::Instantiate2 { msg, .. } => from_json(msg).unwrap(),
        other => panic!("{other:?}"),
    }
}

/// The token gives the predicted address exactly the total; the contract comes last, with the deployment's admin.
#[test]
fn the_contract_holds_its_total_from_the_genesis() {
    let plan = with_airdrop(file());
    let sent = sent(&plan);
    let made = instantiated(&sent, Contract::Airdrop).unwrap();
    assert_eq!(
        sent.last().unwrap().0,
        Step::Instantiate {
            contract: Contract::Airdrop
        }
    );
    let WasmMsg::Instantiate2 {
        admin,
        label,
        funds,
        ..
    } = made
    else {
        panic!("{made:?}");
    };
    assert_eq!((label.as_str(), funds.len()), ("localnet airdrop", 0));
    let airdrop::InstantiateMsg { config } = message(made);
    assert_eq!(admin.as_ref(), Some(&config.treasury));
    let genesis: token::InstantiateMsg = message(instantiated(&sent, Contract::Token).unwrap());
    assert_eq!(genesis.owner, config.treasury);
    let given = &genesis.initial_balances[7];
    assert_eq!(given.amount, config.total);
    assert_eq!(config.total, Uint128::new(TOTAL));
    assert_eq!(
        given.address,
        deployment(&plan).predicted(Contract::Airdrop)
    );
    assert!(given.address.starts_with("home1"));
    assert_eq!((config.name.as_str(), config.count), ("localnet", 1_000));
    assert_eq!(config.root, HexBinary::from([0xab; 32]));
    assert_eq!(
        (config.start, config.end),
        (NOW + 3_600, NOW + 3_600 + 7_776_000)
    );
}

/// Step by step and byte by byte: an airdrop adds a code, a contract and a row of balances, and changes nothing else.
#[test]
fn a_plan_without_an_airdrop_is_deployed_as_before() {
    let plain = file();
    let (before, after) = (sent(&plain), sent(&with_airdrop(plain.clone())));
    let names: Vec<String> = before.iter().map(|(step, _)| step.to_string()).collect();
    let wanted = [
        "store qerun_token_voting on home",
        "store qerun_timelock on home",
        "store qerun_oracle on home",
        "store qerun_market on home",
        "store qerun_reserve on home",
        "store dao_dao_core on home",
        "store dao_proposal_single on home",
        "store dao_pre_propose_single on home",
        "store cw_vesting on home",
        "store dao_rewards_distributor on home",
        "store qerun_emissions on home",
        "store astroport_pair on home",
        "store cw20_base on home",
        "store astroport_factory on home",
        "store qerun_outpost on dex",
        "store astroport_pair on dex",
        "store cw20_base on dex",
        "store astroport_factory on dex",
        "create pool_factory on dex",
        "create pair on dex",
        "provide liquidity on dex",
        "create qer_factory on home",
        "create token on home",
        "create pair of QER on home",
        "create vesting of team[0] on home",
        "fund vesting of team[0] on home",
        "create vesting of team[1] on home",
        "fund vesting of team[1] on home",
        "create distributor on home",
        "create dao on home",
        "create liquidity_voting on home",
        "create emissions on home",
        "create timelock on home",
        "create oracle on home",
        "create market on home",
        "create reserve on home",
        "create outpost on dex",
    ];
    assert_eq!(names, wanted);
    let texts = |sent: &[(Step, StepMessage)]| {
        sent.iter()
            .map(|one| format!("{one:?}"))
            .collect::<Vec<_>>()
    };
    let added: Vec<String> = after
        .iter()
        .map(|(step, _)| step.to_string())
        .filter(|name| !names.contains(name))
        .collect();
    assert_eq!(
        added,
        ["store qerun_airdrop on home", "create airdrop on home"]
    );
    let token = Step::Instantiate {
        contract: Contract::Token,
    };
    let rest = |sent: &[(Step, StepMessage)]| -> Vec<(Step, StepMessage)> {
        let old = sent
            .iter()
            .filter(|(step, _)| names.contains(&step.to_string()) && *step != token);
        old.cloned().collect()
    };
    assert_eq!(texts(&rest(&before)), texts(&rest(&after)));
    // The genesis, but for the row and what the treasury gave for it.
    let mut genesis: token::InstantiateMsg =
        message(instantiated(&after, Contract::Token).unwrap());
    let row = genesis.initial_balances.remove(7);
    genesis.initial_balances[0].amount += row.amount;
    let plain: token::InstantiateMsg = message(instantiated(&before, Contract::Token).unwrap());
    assert_eq!(genesis, plain);
    // Nothing of it is in the bytes.
    assert!(!texts(&before).concat().contains("airdrop"));
}

#[test]
fn the_deployers_own_airdrop_is_nobodys() {
    let plan = Plan::check(with_airdrop(file())).unwrap();
    assert!(plan.left_with("home1x", "dex1x").is_empty());
}
