//! D4: `qerun propose` makes what the timelock takes and what DAO DAO's page reads, and says class, delay and bond.

mod accepted;
mod classes;
mod command;
mod limits;
mod list;
mod proposal;
mod words;

use std::path::Path;

use crate::onchain::{whole_plan_file, World};
use cosmwasm_std::Binary;
use qerun::deploy::State;
use qerun::propose::{Deployed, ProposeArgs, PAGE};
use qerun_deployment::Plan;

fn deployed(name: &str) -> (World, Deployed) {
    let mut world = World::new(name);
    let mut state = State::default();
    world.run(&mut state).unwrap();
    let at = Deployed::from_state(&state, Path::new("x")).unwrap();
    (world, at)
}

fn args(messages: &[&str]) -> ProposeArgs {
    ProposeArgs {
        deployment: Default::default(),
        offline: true,
        list: false,
        message: messages.iter().map(|text| (*text).to_owned()).collect(),
        title: Some("Hook for rewards".to_owned()),
        description: None,
        text: None,
        allowance: None,
        page: PAGE.to_owned(),
    }
}

fn base64(text: &str) -> Vec<u8> {
    Binary::from_base64(text).unwrap().to_vec()
}

/// The plan with team, rewards and a pair of QER.
fn whole(name: &str) -> (World, State, Deployed) {
    let mut world = World::with(name, Plan::check(whole_plan_file()).unwrap());
    let mut state = State::default();
    world.run(&mut state).unwrap();
    let at = Deployed::from_state(&state, Path::new("x")).unwrap();
    (world, state, at)
}
