//! The tasks that anyone may do, against contracts that answer as told.

mod collect;
mod execute;
mod flush;
mod orders;
mod poke;
mod release;
mod storefront;

use qerun_keeper::task::{Round, Task};
use serde_json::Value;

use crate::fake::*;

fn keeper(chain: &FakeChain) -> Someone {
    Someone::new(vec![FakeNode::of(chain, "a", KEEPER)])
}

fn round(task: &mut dyn Task, who: &Someone) -> Round {
    task.round(&who.context).unwrap()
}

fn done(chain: &FakeChain, contract: &str, key: &str) -> Vec<Value> {
    let world = chain.world();
    let done = world.protocol.done(contract, key);
    done.iter()
        .map(|executed| executed.msg[key].clone())
        .collect()
}

const DONE: Round = Round {
    done: 1,
    lost: 0,
    refused: 0,
};

const LOST: Round = Round {
    done: 0,
    lost: 1,
    refused: 0,
};

const REFUSED: Round = Round {
    done: 0,
    lost: 0,
    refused: 1,
};
