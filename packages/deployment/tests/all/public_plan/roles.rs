//! Who may do what, who is given what, and how soon.

use super::refused;
use cosmwasm_std::Uint128;
use qerun_deployment::address::encode;
use qerun_deployment::plan::PlanFile;

#[test]
fn g7_roles() {
    refused(&[
        (
            |p| p.timelock.stewardship.as_mut().unwrap().steward = p.guardian.clone(),
            "timelock.stewardship.steward: is the same as guardian",
        ),
        (
            |p| p.team[0].address = p.guardian.clone(),
            "team[0].amount: 10000000000000 is more than 1111111110000: the guardian",
        ),
        (
            |p| {
                p.voting.perks[0].min_power = Uint128::zero();
                p.voting.perks[0].min_reputation = Uint128::zero();
            },
            "voting.perks[0]: needed on a public chain: a perk of some",
        ),
        (
            |p| p.voting.params.hook_gas = 599_999,
            "voting.params.hook_gas: 599999 is less than 600000",
        ),
        (
            |p| p.chain.dex.chain_id = p.chain.home.chain_id.clone(),
            "chain.dex.chain_id: is the same as",
        ),
    ]);
}

/// Who is given what, and how soon.
#[test]
fn g7_genesis() {
    fn account(plan: &mut PlanFile, row: usize) {
        plan.supply[row].to = encode("home", &[9; 20]).unwrap();
    }
    refused(&[
        (
            |p| account(p, 0),
            "supply[0].to: not on a public chain: the community's part is claimed, released",
        ),
        (
            |p| account(p, 1),
            "supply[1].to: not on a public chain: it is the DAO's or released by a schedule",
        ),
        (
            |p| account(p, 3),
            "supply[3].to: not on a public chain: it is the DAO's or released by a schedule",
        ),
        (
            |p| {
                let emissions = p.emissions.as_mut().unwrap();
                emissions.liquidity.as_mut().unwrap().points[3].after -= 1;
            },
            "emissions.liquidity.points: 126143999 s is less than 126144000 s: rewards",
        ),
        (
            |p| p.emissions.as_mut().unwrap().lock.points[0].released = 11_111_111_100_001u128.into(),
            "emissions.lock.points: 11111111100001 is more than 11111111100000: in the first year at most half",
        ),
        (
            |p| p.emissions.as_mut().unwrap().lock.min_power = 0u128.into(),
            "emissions.lock.min_power: 0 is less than 1: the first to stake would get all",
        ),
        (
            |p| p.emissions.as_mut().unwrap().lock.min_power = 1_111_111_110_001u128.into(),
            "emissions.lock.min_power: 1111111110001 is more than 1111111110000: with more than a hundredth",
        ),
        (
            |p| p.team[1].cliff -= 1,
            "team[1].cliff: 31535999 s is less than 31536000 s: who leaves within a year",
        ),
        (
            |p| p.team[0].duration -= 1,
            "team[0].duration: 126143999 s is less than 126144000 s: the team earns",
        ),
    ]);
}
