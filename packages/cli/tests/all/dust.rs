//! QER that a stranger sends: to the deployer it fails nothing, and to thousands of accounts it makes the audit neither
//! slow nor blind.

use cosmwasm_std::{Addr, Uint128, WasmMsg};
use qerun::deploy::State;
use qerun::verify::{audit, Facts, Severity};
use qerun_deployment::address::encode;
use qerun_deployment::Plan;
use serde_json::json;

use crate::onchain::{whole_plan_file, World};

struct Deployed {
    world: World,
    state: State,
    alice: Addr,
}

fn deployed(name: &str) -> Deployed {
    let mut world = World::with(name, Plan::check(whole_plan_file()).unwrap());
    let mut state = State::default();
    world.run(&mut state).unwrap();
    let alice = Addr::unchecked(&world.plan.supply[1].to);
    Deployed {
        world,
        state,
        alice,
    }
}

impl Deployed {
    fn at(&self, name: &str) -> Addr {
        Addr::unchecked(&self.state.chain.home.contracts[name])
    }

    /// A unit for each.
    fn send(&mut self, accounts: impl Iterator<Item = String>) {
        let token = self.at("token");
        let send = |to| {
            let message = json!({"transfer": {"recipient": to, "amount": "1"}});
            let message = WasmMsg::Execute {
                contract_addr: token.to_string(),
                msg: message.to_string().into_bytes().into(),
                funds: vec![],
            };
            message.into()
        };
        let home = &mut self.world.net.home;
        home.send_msgs(&self.alice, accounts.map(send).collect())
            .unwrap();
    }

    /// What the audit says, and how much was asked for it.
    fn audit(&mut self) -> (Facts, Vec<String>, usize) {
        self.world.registries.home.questions.set(0);
        let timelock = self.at("timelock");
        let facts = self.world.facts(timelock.as_str());
        let found = audit(&facts, &self.world.plan, &self.world.artifacts);
        assert_eq!(found.count(Severity::Fail), 0, "{:#?}", found.findings);
        // That of the test chain's floors.
        assert_eq!(found.count(Severity::Warn), 1, "{:#?}", found.findings);
        let lines = found.findings.iter().map(ToString::to_string).collect();
        (facts, lines, self.world.registries.home.questions.get())
    }
}

fn told(lines: &[String], wanted: &str) -> bool {
    lines.iter().any(|line| line.starts_with(wanted))
}

/// Addresses as long as a contract's, of which nobody can tell that there is none.
fn strangers(number: std::ops::Range<u32>) -> impl Iterator<Item = String> {
    number.map(|i| {
        let mut bytes = [7; 32];
        bytes[..4].copy_from_slice(&i.to_be_bytes());
        encode("home", &bytes).unwrap()
    })
}

#[test]
fn what_is_sent_to_the_deployer_fails_nothing() {
    let mut it = deployed("dust-deployer");
    let (facts, clean, _) = it.audit();
    assert!(!told(&clean, "NOTE deployer"), "{clean:#?}");
    let deployer = facts.deployer().to_owned();
    it.send([deployer.clone(), deployer].into_iter());
    let (_, lines, _) = it.audit();
    let wanted = "NOTE deployer: the deployer holds 2 units of QER that others sent it";
    assert!(told(&lines, wanted), "{lines:#?}");
}

#[test]
fn what_is_sent_to_many_makes_it_no_slower() {
    let mut it = deployed("dust-many");
    let (before, clean, asked) = it.audit();
    let too_many = [
        "NOTE supply: too many accounts have QER to add them up",
        "NOTE vesting: too many accounts have QER to look for vesting contracts",
    ];
    assert!(!too_many.iter().any(|line| told(&clean, line)));

    // Some: each balance is read, but not each account asked whether it is a contract.
    it.send(strangers(0..400));
    let (facts, lines, more) = it.audit();
    assert!(facts.token.all_balances && !told(&lines, too_many[0]));
    assert!(told(&lines, too_many[1]), "{lines:#?}");
    assert!(more - asked <= 400 + 300 + 14, "{asked} {more}");

    // Too many: none of them is looked at, whatever their number.
    let mut questions = [0; 2];
    for (round, number) in [(400..3_200), (3_200..5_000)].into_iter().enumerate() {
        it.send(strangers(number));
        let (facts, lines, now) = it.audit();
        assert!(too_many.iter().all(|line| told(&lines, line)), "{lines:#?}");
        // 3,000 and those of one page, by 30.
        assert!(now - asked <= 101, "{asked} {now}");
        assert!(!facts.token.all_balances && facts.token.balances.len() < 30);
        assert_eq!(facts.vesting, before.vesting);
        assert_eq!(facts.treasury[2], before.treasury[2]);
        questions[round] = now;
    }
    assert_eq!(questions[0], questions[1]);
}

/// The members' contracts are the deployer's, which nobody lengthens: they are found without the registry, too.
#[test]
fn members_are_found_among_many() {
    let mut it = deployed("dust-members");
    it.send(strangers(0..3_200));
    let timelock = it.at("timelock");
    let strict: Vec<_> = ["vesting-frank", "vesting-erin"]
        .map(|name| json!({"contract": it.at(name), "key": "cancel", "class": "critical"}))
        .into();
    let home = &mut it.world.net.home;
    let rules = json!({"set_classes": {"rules": strict}});
    home.execute(&timelock, &timelock, &rules, &[]).unwrap();
    let (facts, lines, _) = it.audit();
    assert_eq!(facts.vesting.len(), 2);
    assert!(!facts.token.all_balances);
    let wanted = "NOTE drift: the registry has cancel of vesting[0] Critical";
    assert!(told(&lines, wanted), "{lines:#?}");
    let held = it.world.plan.team.iter().map(|member| member.amount);
    let found = facts.vesting.iter().map(|found| facts.qer_of(found.role));
    assert_eq!(found.sum::<Uint128>(), held.sum::<Uint128>());
}
