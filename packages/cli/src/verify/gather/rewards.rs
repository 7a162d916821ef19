//! Emissions, their distributor, and the voting whose power is a weight of rewards only.

use cosmwasm_std::Addr;
use qerun_messages::emissions::{Config, QueryMsg, StreamsResponse};
use serde::Deserialize;
use serde_json::json;

use super::governance::voting_facts;
use super::qer_pair::qer_pair_facts;
use super::{Incomplete, PAGE};
use crate::verify::pages::read_all;
use crate::verify::{Distribution, EmissionsFacts, LiquidityFacts};
use qerun_chain::{ask, Chain, ChainError};
use qerun_deployment::plan::LIQUIDITY_STREAM;

#[derive(Deserialize)]
struct Distributions {
    distributions: Vec<Distribution>,
}

pub(super) fn emissions_facts(
    home: &dyn Chain,
    at: &str,
    incomplete: &mut Incomplete,
) -> Result<EmissionsFacts, ChainError> {
    let config: Config<Addr> = ask(home, at, &QueryMsg::Config {})?;
    let streams: StreamsResponse = ask(home, at, &QueryMsg::Streams {})?;
    let distributions = read_all(
        incomplete,
        "distributions",
        |last: Option<&Distribution>| {
            let start_after = last.map(|row| row.id);
            let question = json!({"distributions": {"start_after": start_after, "limit": PAGE}});
            let page: Distributions = ask(home, config.distributor.as_str(), &question)?;
            Ok(page.distributions)
        },
    )?;
    Ok(EmissionsFacts {
        config,
        streams: streams.streams,
        distributions,
    })
}

/// The voting contract of the stream for those who provide liquidity; none without one.
pub(super) fn liquidity_voting(emissions: Option<&EmissionsFacts>) -> Option<String> {
    let streams = emissions?.streams.iter();
    let mut found = streams.filter(|stream| stream.id == LIQUIDITY_STREAM);
    found.next().map(|stream| stream.voting.to_string())
}

pub(super) fn liquidity_facts(
    home: &dyn Chain,
    at: &str,
    incomplete: &mut Incomplete,
) -> Result<LiquidityFacts, ChainError> {
    let voting = voting_facts(home, at, incomplete)?;
    let held: cw20::BalanceResponse =
        ask(home, &voting.token, &json!({"balance": {"address": at}}))?;
    Ok(LiquidityFacts {
        held: held.balance,
        pair: qer_pair_facts(home, &voting.token)?,
        voting,
    })
}
