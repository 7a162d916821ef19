//! Nodes, keys, and a test chain's conveniences.

use crate::plan::findings::Findings;
use crate::plan::KeySource;
use crate::plan::{ChainPlan, PlanFile, Problem};

pub fn check(f: &mut Findings, plan: &PlanFile) {
    f.require(plan.dex_pool.is_none(), "dex_pool", || {
        let why = "name the venue that is there";
        Problem::NotPublic { why }
    });
    let (chain, key) = (&plan.chain, &plan.key);
    one(f, "chain.home.rpc", "key.home", &chain.home, &key.home);
    one(f, "chain.dex.rpc", "key.dex", &chain.dex, &key.dex);
}

fn one(f: &mut Findings, rpc: &str, key_field: &str, chain: &ChainPlan, key: &KeySource) {
    if !chain.public {
        return;
    }
    f.require(chain.rpc.starts_with("https://"), rpc, || {
        let (url, wanted) = (chain.rpc.clone(), "https");
        Problem::Url { url, wanted }
    });
    let shared = matches!(key, KeySource::File { line: Some(_), .. });
    f.require(!shared, key_field, || {
        let why = "a file of several keys is the local net's, which everyone can read";
        Problem::NotPublic { why }
    });
}
