//! The other entry points. What a message may be depends on the role, so they choose before it is read: hence
//! pointers, as in what `#[entry_point]` makes of a function (only in the package that cargo is told to build).
#![allow(unsafe_code)] // rustc counts an exported symbol as unsafe

use cosmwasm_std::{do_execute, do_migrate, do_query, do_reply, ExternalStorage};
use qerun_token::contract as token;
use qerun_voting::contract as voting;

fn is_voting() -> bool {
    crate::is_voting(&ExternalStorage::new())
}

#[no_mangle]
extern "C" fn execute(env: u32, info: u32, msg: u32) -> u32 {
    match is_voting() {
        true => do_execute(&voting::execute, env, info, msg),
        false => do_execute(&token::execute, env, info, msg),
    }
}

#[no_mangle]
extern "C" fn query(env: u32, msg: u32) -> u32 {
    match is_voting() {
        true => do_query(&voting::query, env, msg),
        false => do_query(&token::query, env, msg),
    }
}

/// Only voting asks for replies.
#[no_mangle]
extern "C" fn reply(env: u32, reply: u32) -> u32 {
    do_reply(&voting::reply, env, reply)
}

#[no_mangle]
extern "C" fn migrate(env: u32, msg: u32) -> u32 {
    match is_voting() {
        true => do_migrate(&voting::migrate, env, msg),
        false => do_migrate(&token::migrate, env, msg),
    }
}
