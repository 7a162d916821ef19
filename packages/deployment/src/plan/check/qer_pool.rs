//! The pair of QER and the stablecoin, and the rewards for it: one is not without the other.

use crate::plan::findings::Findings;
use crate::plan::{PlanFile, Problem};

/// A factory of the home chain or the fee of a new one, and a stream for those who stake.
pub fn check(f: &mut Findings, plan: &PlanFile) {
    let emissions = plan.emissions.as_ref();
    let stream = emissions.and_then(|emissions| emissions.liquidity.as_ref());
    let Some(pool) = &plan.qer_pool else {
        f.require(stream.is_none(), "emissions.liquidity", || Problem::Needs {
            other: "a [qer_pool]",
            why: "its LP token is what is staked",
        });
        return;
    };
    f.require(stream.is_some(), "qer_pool", || Problem::Needs {
        other: "an [emissions.liquidity]",
        why: "its LP token is staked for those rewards",
    });
    match (&pool.factory, pool.fee_bps) {
        (Some(factory), None) => f.address("qer_pool.factory", factory, &plan.chain.home),
        (None, Some(_)) => {}
        _ => f.add("qer_pool", Problem::FactoryOrFee),
    }
}
