//! Writes the JSON schema of the messages, see `scripts/schema`.

use cosmwasm_schema::write_api;
use qerun_messages::reserve::{ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg};

fn main() {
    write_api! {
        instantiate: InstantiateMsg,
        execute: ExecuteMsg,
        query: QueryMsg,
        migrate: MigrateMsg,
    }
}
