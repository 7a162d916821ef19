//! Writes the JSON schema of every contract into the folder named as the argument, and what is published besides; run by
//! `scripts/schema`.

#[path = "schema/published.rs"]
mod published;

use cosmwasm_schema::{generate_api, Api};
use qerun_messages::{
    airdrop, emissions, market, oracle, outpost, reserve, timelock, token, voting,
};

macro_rules! api {
    ($name:literal, $messages:ident $(, sudo: $sudo:ident)?) => {
        generate_api! {
            name: $name,
            instantiate: $messages::InstantiateMsg,
            execute: $messages::ExecuteMsg,
            query: $messages::QueryMsg,
            migrate: $messages::MigrateMsg,
            $(sudo: $messages::$sudo,)?
        }
    };
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args_os().nth(1).ok_or("usage: schema FOLDER")?;
    let apis: [(&str, Api); 9] = [
        ("token", api!("qerun-token", token)),
        ("oracle", api!("qerun-oracle", oracle)),
        ("market", api!("qerun-market", market)),
        ("reserve", api!("qerun-reserve", reserve)),
        ("voting", api!("qerun-voting", voting)),
        ("outpost", api!("qerun-outpost", outpost, sudo: SudoMsg)),
        ("timelock", api!("qerun-timelock", timelock)),
        ("airdrop", api!("qerun-airdrop", airdrop)),
        ("emissions", api!("qerun-emissions", emissions)),
    ];
    for (name, api) in apis {
        let file = std::path::Path::new(&folder).join(format!("{name}.json"));
        std::fs::write(file, api.render().to_string()? + "\n")?;
    }
    published::write(std::path::Path::new(&folder))
}
