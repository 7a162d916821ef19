//! The genesis of a plan: each mistake has its line, and every unit of the supply is somebody's.

mod shares;
mod steps;
mod streams;
mod team;
mod wiring;

use crate::plan::{file, lines};
use cosmwasm_std::{from_json, Decimal, Uint128, WasmMsg};
use qerun_deployment::address::{encode, AddressError};
use qerun_deployment::plan::{Both, MemberPlan, PlanFile};
use qerun_deployment::{Contract, Deployment, Known, Step, StepMessage};
use sha2::{Digest, Sha256};

type Break = fn(&mut PlanFile);

fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn member(i: u8) -> MemberPlan {
    MemberPlan {
        name: format!("m{i}"),
        address: encode("home", &[i; 20]).unwrap(),
        amount: Uint128::one(),
        cliff: 60,
        duration: 240,
    }
}

#[track_caller]
fn refused(table: &[(Break, &str)]) {
    for (mutate, wanted) in table {
        let mut plan = file();
        mutate(&mut plan);
        let found = lines(plan);
        let told = found.iter().any(|line| line.starts_with(wanted));
        assert!(told, "{wanted}: {found:#?}");
    }
}

const DEPLOYER: &str = "home1rtwdgerzddgzny2mzvjfwyw9l7est4tcyh2fc9";

/// The plan by one deployer, with a checksum for each code.
pub fn deployment(plan: &PlanFile) -> Deployment<'_> {
    let deployers = Both {
        home: DEPLOYER.to_owned(),
        dex: "dex15tw7lq994swyk2qmjnrrktaswnj6p96ksl5edx".to_owned(),
    };
    let checksum = |code: &'static str| Ok::<_, AddressError>(hex::encode(Sha256::digest(code)));
    Deployment::new(plan, &deployers, checksum).unwrap()
}

fn sent(plan: &PlanFile, step: Step) -> WasmMsg {
    let sent = deployment(plan).message(step, &Known::default(), 1_700_000_000);
    match sent.unwrap() {
        StepMessage::Wasm(message) => message,
        StepMessage::Store { code } => panic!("{code}"),
    }
}

fn instantiated<T: serde::de::DeserializeOwned>(
    plan: &PlanFile,
    known: &Known,
    contract: Contract,
) -> T {
    let msg = deployment(plan).instantiate_msg(contract, known, 1_700_000_000);
    from_json(msg.unwrap()).unwrap()
}
