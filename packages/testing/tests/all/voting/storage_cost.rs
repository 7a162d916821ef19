//! What a stake and an unstake read and write, and what that costs beside the official contracts.

use qerun_messages::voting::ExecuteMsg;
use qerun_testing::record::StorageStats;

use crate::voting::test_dao::TestDao;

/// Of the voting contract, in a dao whose members all have staked before and where it is another block.
fn of(dao: &mut TestDao, action: impl FnOnce(&mut TestDao)) -> StorageStats {
    dao.chain.advance(5);
    let recorder = dao.chain.recorder.clone();
    let (transaction, ()) = recorder.of(|| action(dao));
    let mut sum = StorageStats::default();
    for call in transaction.unwrap().calls {
        if call.code == "voting" {
            sum.add(&call.storage);
        }
    }
    sum
}

/// By the chain's prices of storage, with the contract's own prefix of 33 bytes to each key.
fn gas(of: &StorageStats) -> u64 {
    let read = 1_000 * of.reads + 3 * (of.bytes_read + 33 * of.reads);
    read + 2_000 * of.writes + 30 * (of.bytes_written + 33 * of.writes)
}

/// Amounts as of a chain in use.
const MUCH: u128 = 900_000;

/// Account, power with its history, all power with its history, and its copy; what tiers add only where that changes.
#[test]
fn d2_a_stake_writes_one_history() {
    let mut dao = TestDao::new();
    for (who, tier) in [("alice", 0), ("bob", 2)] {
        dao.stake(who, tier, MUCH);
    }
    let amount = 1_000u128.into();
    let plain = of(&mut dao, |dao| dao.stake("alice", 0, 1_000));
    let unstake = of(&mut dao, |dao| {
        dao.voting("alice", &ExecuteMsg::Unstake { amount })
            .unwrap();
    });
    let boosted = of(&mut dao, |dao| dao.stake("bob", 2, 1_000));
    let raise = of(&mut dao, |dao| {
        let (from, to) = (0, 1);
        dao.voting("alice", &ExecuteMsg::RaiseTier { from, to, amount })
            .unwrap();
    });
    let found = [plain, unstake, boosted, raise].map(|stats| {
        assert_eq!((stats.removes, stats.iterated), (0, 0));
        println!("{stats:?}, {} gas", gas(&stats));
        (stats.reads, stats.writes)
    });
    assert_eq!(found, [(15, 6), (16, 7), (15, 7), (14, 7)]);
    // What DAO DAO's own staking takes, 12,000 for tiers and reputation, the claim of an unstake aside, and 1,300 for
    // the role (ADR 18).
    assert!(gas(&plain) < 51_300, "{}", gas(&plain));
}
