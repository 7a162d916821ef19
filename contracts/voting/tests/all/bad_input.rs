//! Each wrong input has its own error and changes nothing.

use crate::common::*;
use cosmwasm_std::{coins, Decimal, Uint128};
use cw_ownable::{Action, OwnershipError};
use cw_utils::{Duration, PaymentError};
use qerun_controls::PauseError;
use qerun_messages::voting::ExecuteMsg::{self, Pause, *};
use qerun_messages::voting::{
    ActiveThreshold, InstantiateMsg, Params, Perk, ReceiveMsg, Tier, MAX_HOOKS, MAX_MULTIPLIER,
    MAX_PERKS, MAX_UNBONDING,
};
use qerun_voting::ContractError::{self, *};

fn check(voting: &mut Voting, table: Vec<(&str, ExecuteMsg, ContractError)>) {
    let before = voting.storage();
    for (sender, msg, expected) in table {
        let error = voting.execute(sender, msg.clone()).unwrap_err();
        assert_eq!(error, expected, "{sender}: {msg:?}");
        assert_eq!(voting.storage(), before, "{sender}: {msg:?}");
        let paid = voting.execute_with(sender, &coins(1, "uatom"), msg.clone());
        assert_eq!(
            paid,
            Err(Payment(PaymentError::NonPayable {})),
            "{sender}: {msg:?}"
        );
        assert_eq!(voting.storage(), before, "{sender}: {msg:?}");
    }
}

fn stake(tier: u32, amount: u128) -> ExecuteMsg {
    receive("alice", amount, &ReceiveMsg::Stake { tier: Some(tier) })
}

fn not_enough(tier: u32, staked: u128, amount: u128) -> ContractError {
    NotEnoughStaked {
        tier,
        staked: uint(staked),
        amount: uint(amount),
    }
}

#[test]
fn stakes() {
    let mut voting = Voting::default();
    voting.stake("alice", 100);
    voting.unstake("alice", 10).unwrap();
    let one = uint(1);
    let amount = Uint128::zero();
    let table = vec![
        (
            "alice",
            stake(0, 1),
            WrongToken {
                received: addr("alice"),
                expected: addr("token"),
            },
        ),
        ("token", stake(0, 0), ZeroAmount {}),
        ("token", stake(4, 1), UnknownTier { tier: 4, last: 3 }),
        (
            "token",
            stake(u32::MAX, 1),
            UnknownTier {
                tier: u32::MAX,
                last: 3,
            },
        ),
        (
            "token",
            receive("alice", 1, &ReceiveMsg::Fund {}),
            FundRefused {},
        ),
        ("alice", Unstake { amount }, ZeroAmount {}),
        ("alice", Unstake { amount: uint(91) }, not_enough(0, 90, 91)),
        ("bob", Unstake { amount: one }, not_enough(0, 0, 1)),
        (
            "alice",
            Unstake {
                amount: Uint128::MAX,
            },
            not_enough(0, 90, u128::MAX),
        ),
        ("alice", UnstakeFrom { tier: 0, amount }, ZeroAmount {}),
        (
            "alice",
            UnstakeFrom {
                tier: 3,
                amount: one,
            },
            not_enough(3, 0, 1),
        ),
        (
            "alice",
            UnstakeFrom {
                tier: 9,
                amount: one,
            },
            UnknownTier { tier: 9, last: 3 },
        ),
        (
            "alice",
            RaiseTier {
                from: 0,
                to: 1,
                amount,
            },
            ZeroAmount {},
        ),
        (
            "alice",
            RaiseTier {
                from: 1,
                to: 1,
                amount: one,
            },
            NotHigherTier { from: 1, to: 1 },
        ),
        (
            "alice",
            RaiseTier {
                from: 0,
                to: 4,
                amount: one,
            },
            UnknownTier { tier: 4, last: 3 },
        ),
        (
            "alice",
            RaiseTier {
                from: 0,
                to: 1,
                amount: uint(91),
            },
            not_enough(0, 90, 91),
        ),
        ("alice", Claim {}, NothingToClaim {}),
        ("bob", Claim {}, NothingToClaim {}),
    ];
    check(&mut voting, table);
}

#[test]
fn senders() {
    let mut voting = Voting::default();
    let not_owner = || Ownership(OwnershipError::NotOwner);
    let update = UpdateActiveThreshold {
        new_threshold: None,
    };
    let hook = || addr("hook").to_string();
    let transfer = UpdateOwnership(Action::TransferOwnership {
        new_owner: addr("alice").into(),
        expiry: None,
    });
    let mut table = vec![];
    for sender in ["alice", "guardian", "token"] {
        table.push((sender, update.clone(), unauthorized(sender, "DAO")));
        for msg in [
            UpdateConfig {
                duration: Some(Duration::Time(20 * DAY)),
            },
            AddHook { addr: hook() },
            RemoveHook { addr: hook() },
            UpdateTiers { tiers: tiers() },
            UpdateParams { params: params() },
            SetPerk {
                perk: perk("a", 1, 1),
            },
            RemovePerk { id: "a".into() },
            SetGuardian { guardian: None },
            Unpause {},
            transfer.clone(),
            UpdateOwnership(Action::RenounceOwnership),
        ] {
            table.push((sender, msg, not_owner()));
        }
    }
    for sender in ["alice", "token"] {
        let error = unauthorized(sender, "guardian or owner");
        table.push((sender, Pause { duration: 1 }, error));
    }
    check(&mut voting, table);
}

#[test]
fn governed_values() {
    let mut voting = Voting::default();
    let text = "x".repeat(281);
    let long = "a".repeat(33);
    let mut table = vec![
        (
            "dao",
            UpdateConfig {
                duration: Some(Duration::Time(0)),
            },
            ZeroDuration {},
        ),
        (
            "dao",
            UpdateConfig {
                duration: Some(Duration::Height(0)),
            },
            ZeroDuration {},
        ),
        (
            "dao",
            UpdateConfig {
                duration: Some(Duration::Height(100)),
            },
            HeightDuration { blocks: 100 },
        ),
        (
            "dao",
            RemoveHook {
                addr: addr("hook").into(),
            },
            UnknownHook {
                hook: addr("hook").into(),
            },
        ),
        (
            "dao",
            RemovePerk { id: "none".into() },
            UnknownPerk { id: "none".into() },
        ),
        (
            "dao",
            SetPerk {
                perk: Perk {
                    text,
                    ..perk("a", 1, 1)
                },
            },
            out_of_bounds("text", 281, 0, 280),
        ),
        ("dao", Unpause {}, NotPaused {}),
        (
            "dao",
            Pause { duration: 0 },
            PauseError::Duration {
                duration: 0,
                max: 14 * DAY,
            }
            .into(),
        ),
        (
            "dao",
            UpdateActiveThreshold {
                new_threshold: Some(ActiveThreshold::AbsoluteCount {
                    count: Uint128::zero(),
                }),
            },
            ActiveCount {
                count: Uint128::zero(),
                supply: uint(SUPPLY),
            },
        ),
        (
            "dao",
            UpdateActiveThreshold {
                new_threshold: Some(ActiveThreshold::Percentage {
                    percent: Decimal::percent(101),
                }),
            },
            ActivePercentage {
                percent: Decimal::percent(101),
            },
        ),
        (
            "dao",
            UpdateParams {
                params: Params {
                    half_life: 0,
                    hook_gas: 1_000_000,
                },
            },
            out_of_bounds("half_life", 0, DAY, 730 * DAY),
        ),
    ];
    for id in ["", "A", "a b", "é", long.as_str()] {
        let perk = perk(id, 1, 1);
        let id = id.to_owned();
        table.push(("dao", SetPerk { perk }, PerkId { id, max: 32 }));
    }
    check(&mut voting, table);
    for msg in [
        AddHook { addr: "x".into() },
        RemoveHook { addr: "x".into() },
        SetGuardian {
            guardian: Some("x".into()),
        },
    ] {
        assert!(matches!(voting.execute("dao", msg), Err(Std(_))));
    }
}

#[test]
fn too_many_perks() {
    let mut voting = Voting::default();
    for i in 0..MAX_PERKS {
        let perk = perk(&format!("perk{i}"), 1, 1);
        voting.dao(SetPerk { perk });
    }
    let new = SetPerk {
        perk: perk("new", 1, 1),
    };
    let table = vec![("dao", new.clone(), TooManyPerks { max: MAX_PERKS })];
    check(&mut voting, table);
    let again = perk("perk7", 2, 2);
    voting.dao(SetPerk { perk: again });
    voting.dao(RemovePerk { id: "perk7".into() });
    voting.dao(new);
}

#[test]
fn lists_of_tiers() {
    let tiers = |list: &[(u64, &str)]| -> Vec<Tier> {
        list.iter().map(|(days, m)| tier(*days, m)).collect()
    };
    let length = |tier, days: u64, min: u64| TierUnbonding {
        tier,
        unbonding: days * DAY,
        min,
        max: MAX_UNBONDING,
    };
    let weight = |tier, multiplier: &str, min: &str, max| TierMultiplier {
        tier,
        multiplier: dec(multiplier),
        min: dec(min),
        max,
    };
    let count = |count| out_of_bounds("tiers", count, 1, 8);
    let nine: Vec<(u64, &str)> = (14..23).map(|days| (days, "1")).collect();
    let one = Decimal::one();
    let table: Vec<(Vec<Tier>, ContractError)> = vec![
        (vec![], count(0)),
        (tiers(&nine), count(9)),
        (tiers(&[(0, "1")]), length(0, 0, 7 * DAY)),
        (tiers(&[(6, "1")]), length(0, 6, 7 * DAY)),
        (tiers(&[(1_462, "1")]), length(0, 1_462, 7 * DAY)),
        (tiers(&[(14, "1"), (14, "2")]), length(1, 14, 14 * DAY + 1)),
        (tiers(&[(14, "1"), (9, "2")]), length(1, 9, 14 * DAY + 1)),
        (tiers(&[(14, "2")]), weight(0, "2", "1", one)),
        (tiers(&[(14, "0.5")]), weight(0, "0.5", "1", one)),
        (
            tiers(&[(14, "1"), (20, "0.9")]),
            weight(1, "0.9", "1", MAX_MULTIPLIER),
        ),
        (
            tiers(&[(14, "1"), (20, "3"), (30, "2")]),
            weight(2, "2", "3", MAX_MULTIPLIER),
        ),
        (
            tiers(&[(14, "1"), (20, "10.1")]),
            weight(1, "10.1", "1", MAX_MULTIPLIER),
        ),
    ];
    for (tiers, expected) in table {
        let error = Voting::with(InstantiateMsg { tiers, ..init() }).err();
        assert_eq!(error, Some(expected));
    }
}

#[test]
fn hooks_at_the_beginning() {
    let with = |hooks: &[&str]| {
        let hooks = hooks.iter().map(|name| addr(name).to_string());
        Voting::with(InstantiateMsg {
            hooks: hooks.collect(),
            ..init()
        })
    };
    let names = ["a", "b", "c", "d", "e", "f", "g", "h", "i"];
    assert!(with(&names[..MAX_HOOKS]).is_ok());
    let max = MAX_HOOKS;
    assert_eq!(with(&names).err(), Some(TooManyHooks { max }));
    let hook = addr("a");
    assert_eq!(with(&["a", "b", "a"]).err(), Some(DuplicateHook { hook }));
}

#[test]
fn instantiations() {
    let error = |msg| Voting::with(msg).err().unwrap();
    let token = addr("no token");
    let wrong = InstantiateMsg {
        token: token.to_string(),
        ..init()
    };
    assert_eq!(error(wrong), NotCw20 { token });
    let floor = MAX_UNBONDING + 1;
    let wrong = InstantiateMsg {
        min_unbonding: floor,
        ..init()
    };
    let max = MAX_UNBONDING;
    assert_eq!(error(wrong), out_of_bounds("min_unbonding", floor, 0, max));
    let wrong = InstantiateMsg {
        params: Params {
            half_life: 90 * DAY,
            hook_gas: 0,
        },
        ..init()
    };
    assert_eq!(
        error(wrong),
        out_of_bounds("hook_gas", 0, 200_000, 2_000_000)
    );
    for wrong in [
        InstantiateMsg {
            dao: Some("x".into()),
            ..init()
        },
        InstantiateMsg {
            owner: Some("x".into()),
            ..init()
        },
        InstantiateMsg {
            token: "x".into(),
            ..init()
        },
        InstantiateMsg {
            guardian: Some("x".into()),
            ..init()
        },
        InstantiateMsg {
            hooks: vec![addr("a").into(), "x".into()],
            ..init()
        },
    ] {
        assert!(matches!(error(wrong), Std(_)));
    }
}
