//! G4: stake that is gone before what it decided is queued.

use qerun_messages::timelock::Status;
use qerun_messages::voting::ExecuteMsg as Voting;
use qerun_testing::dao::Vote;
use qerun_testing::suite::qer;

use super::world::{World, DAY};

/// A passed proposal does not expire. It queues nothing after the last second that its proposer named and that
/// everybody could see when voting.
#[test]
fn g4_a_decision_is_queued_in_time_or_never() {
    let mut world = World::new();
    let eve = world.eve.clone();
    world.stake(&eve, qer("450000"), None).unwrap();
    world.wait(6);
    let seize = world.pay_qer(&eve, "1000000");
    let queue = world.queue("Nothing to see.", vec![seize]).unwrap();
    let late = world
        .propose(&eve, "Nothing to see.", &[queue], Some(Vote::Yes))
        .unwrap();
    // At once: the power of the proposal's first block counts, whatever comes after.
    let amount = qer("450000");
    world.voting(&eve, &Voting::Unstake { amount }).unwrap();
    world.wait(14 * DAY);
    world.voting(&eve, &Voting::Claim {}).unwrap();
    assert!(world.account(&eve).unwrap().staked.is_zero());
    assert_eq!(world.qer_balance(&eve), qer("499000"));
    world.wait(1);
    world.execute_proposal(late).unwrap();
    assert_eq!(world.proposal_status(late).unwrap(), "execution_failed");
    assert!(world.last_operation().is_err());
    world.wait(30 * DAY);
    assert!(world.execute_proposal(late).is_err());

    // Within its time it is queued as ever, up to the last second.
    let (alice, bob) = (world.alice.clone(), world.bob.clone());
    let nothing = world.pay_qer(&eve, "1");
    let queue = world.queue("One QER.", vec![nothing]).unwrap();
    let id = world
        .propose(&alice, "One QER.", &[queue], Some(Vote::Yes))
        .unwrap();
    world.vote(&bob, id, Vote::Yes).unwrap();
    world.wait(14 * DAY);
    world.execute_proposal(id).unwrap();
    let filed = world.last_operation().unwrap();
    assert_eq!(world.status(filed), Status::Waiting);
}
