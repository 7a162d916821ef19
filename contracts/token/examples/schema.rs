//! Writes the JSON schema of this contract into ./schema; run by `scripts/schema`.

use cosmwasm_schema::write_api;
use qerun_messages::token::{ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg};

fn main() {
    write_api! {
        instantiate: InstantiateMsg,
        execute: ExecuteMsg,
        query: QueryMsg,
        migrate: MigrateMsg,
    }
}
