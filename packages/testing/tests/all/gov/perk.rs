//! The perk of the market with the real voting contract: a staker with power and reputation
//! contributes less of the reserve part, and nobody else does.

use cosmwasm_std::{Addr, Uint128, WasmMsg};
use qerun_messages::market::ExecuteMsg as Market;
use qerun_messages::voting::ExecuteMsg as Voting;
use qerun_testing::suite::{qer, usd, PERK};

use super::stuck_token;
use super::world::{refused, World, DAY};

/// Borrows 2,000, of which 1,000 are the reserve part.
fn borrow(world: &mut World, user: &Addr, use_perk: Option<bool>) -> anyhow::Result<()> {
    let msg = Market::Borrow {
        amount: usd("2000"),
        min_received: None,
        use_perk,
    };
    world.market(user, &msg, &[]).map(|_| ())
}

/// What a user has a claim to in stablecoins, sent or not.
fn claim(world: &World, user: &Addr) -> Uint128 {
    let claim = world.position(user).unwrap().claim;
    assert!(claim.eth.is_zero());
    claim.unsent + claim.pending
}

fn prepared() -> World {
    let mut world = World::new();
    let sue = world.user("sue");
    world.fund_stable(&sue, usd("200000")).unwrap();
    world.supply(&sue, usd("200000")).unwrap();
    for user in [world.alice.clone(), world.eve.clone()] {
        world.deposit(&user, qer("100000")).unwrap();
    }
    world
}

#[test]
fn of_a_staker_with_power_and_reputation() {
    let mut world = prepared();
    let alice = world.alice.clone();
    // Power at once, reputation with time.
    let access = world.has_access(&alice, PERK).unwrap();
    assert_eq!((access.access, access.power), (false, qer("100000")));
    refused(
        borrow(&mut world, &alice, Some(true)),
        "no access to the perk",
    );
    assert!(claim(&world, &alice).is_zero());
    world.pass(3 * DAY).unwrap();
    let access = world.has_access(&alice, PERK).unwrap();
    assert!(access.access && access.reputation > qer("1000"));
    borrow(&mut world, &alice, Some(true)).unwrap();
    assert_eq!(claim(&world, &alice), usd("980"));
    assert_eq!(world.stable_of(&alice).unwrap(), usd("1000"));
    // Only when asked for.
    for plain in [None, Some(false)] {
        let before = claim(&world, &alice);
        borrow(&mut world, &alice, plain).unwrap();
        assert_eq!(claim(&world, &alice) - before, usd("950"));
    }
    assert!(world.position(&alice).unwrap().debt >= usd("6000"));

    // A pause of staking takes it from nobody.
    world.guardian_pause("staking").unwrap();
    refused(world.stake(&alice, qer("1"), None), "paused");
    let before = claim(&world, &alice);
    borrow(&mut world, &alice, Some(true)).unwrap();
    assert_eq!(claim(&world, &alice) - before, usd("980"));

    // Who unstakes below the power has it no more, in the same block.
    let amount = qer("90001");
    world.voting(&alice, &Voting::Unstake { amount }).unwrap();
    refused(
        borrow(&mut world, &alice, Some(true)),
        "no access to the perk",
    );
    borrow(&mut world, &alice, None).unwrap();
}

#[test]
fn not_of_anybody_else_nor_by_a_stake_of_the_same_block() {
    let mut world = prepared();
    let eve = world.eve.clone();
    refused(
        borrow(&mut world, &eve, Some(true)),
        "no access to the perk",
    );
    world.pass(300 * DAY).unwrap();
    world.stake(&eve, qer("300000"), Some(3)).unwrap();
    refused(
        borrow(&mut world, &eve, Some(true)),
        "no access to the perk",
    );
    world.net.advance(6);
    refused(
        borrow(&mut world, &eve, Some(true)),
        "no access to the perk",
    );
    assert!(claim(&world, &eve).is_zero());
    borrow(&mut world, &eve, None).unwrap();
    assert_eq!(claim(&world, &eve), usd("950"));
}

#[test]
fn does_not_stop_others_when_voting_fails() {
    let mut world = prepared();
    let (alice, eve) = (world.alice.clone(), world.eve.clone());
    world.pass(3 * DAY).unwrap();
    let code = world.net.home.store(stuck_token::code());
    let (voting, timelock) = (world.dao.voting.clone(), world.timelock.clone());
    let migrate = WasmMsg::Migrate {
        contract_addr: voting.to_string(),
        new_code_id: code,
        msg: cosmwasm_std::Binary::from(b"{}"),
    };
    world.net.home.send_msg(&timelock, migrate).unwrap();
    assert!(borrow(&mut world, &alice, Some(true)).is_err());
    assert!(claim(&world, &alice).is_zero());
    for user in [&alice, &eve] {
        borrow(&mut world, user, None).unwrap();
        assert_eq!(claim(&world, user), usd("950"));
    }
}
