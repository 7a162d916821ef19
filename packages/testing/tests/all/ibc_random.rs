//! Random interleavings: no coin is made or lost, every packet ends.

use crate::probe::{deploy, network, probe, Behaviour, Exec, DEX, HOME};
use cosmwasm_std::{coin, Uint128};
use proptest::prelude::*;
use qerun_testing::ibc::voucher_denom;
use qerun_testing::{Faults, Side};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

/// What a test does next.
#[derive(Clone, Debug)]
enum Act {
    /// A user sends uusdc (or what came of it) from a side over the first or second channel.
    Send(bool, bool, u128, u64),
    /// The home probe sends with both callbacks.
    Call(u128),
    /// The probes' callbacks fail from now on, or not; dex's bounces or not.
    Behave(bool, bool, bool),
    /// Relays some steps with faults.
    Relay(usize),
    /// Closes or opens the first channel.
    Channel(bool),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => (any::<bool>(), any::<bool>(), 1u128..400, 1u64..2_000)
            .prop_map(|(home, first, amount, timeout)| Act::Send(home, first, amount, timeout)),
        3 => (1u128..400).prop_map(Act::Call),
        1 => (any::<bool>(), any::<bool>(), any::<bool>())
            .prop_map(|(source, destination, bounce)| Act::Behave(source, destination, bounce)),
        6 => (1usize..6).prop_map(Act::Relay),
        1 => any::<bool>().prop_map(Act::Channel),
    ]
}

const SECOND: (&str, &str) = ("channel-8", "channel-9");

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn conserves_every_denom(acts in prop::collection::vec(act(), 1..50), seed: u64) {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let mut net = network();
        net.open_channel(SECOND.0, SECOND.1).unwrap();
        let (alice, bob) = (net.home.addr("alice"), net.dex.addr("bob"));
        net.home.mint(&alice, 9_000, "uusdc").unwrap();
        net.dex.mint(&bob, 10_000, "weth-wei").unwrap();
        let voucher = voucher_denom(DEX, "uusdc");
        let home = deploy(&mut net.home, probe(), "uusdc");
        let dex = deploy(&mut net.dex, probe(), &voucher);
        net.home.mint(&home, 10_000, "uusdc").unwrap();
        for act in acts {
            match act {
                Act::Send(from_home, first, amount, timeout) => {
                    let (here, there, channel) = match (from_home, first) {
                        (true, true) => (&alice, &bob, HOME),
                        (true, false) => (&alice, &bob, SECOND.0),
                        (false, true) => (&bob, &alice, DEX),
                        (false, false) => (&bob, &alice, SECOND.1),
                    };
                    let side = if from_home { Side::Home } else { Side::Dex };
                    let chain = net.chain_mut(side);
                    // the denom of which the sender has most, so that vouchers travel on
                    #[allow(deprecated)]
                    let mut coins = chain.app.wrap().query_all_balances(here).unwrap();
                    coins.sort_by_key(|coin| (coin.denom == "uusdc", coin.amount));
                    if let Some(denom) = coins.first().map(|coin| coin.denom.clone()) {
                        // may be too much, or the channel closed
                        let _ = chain.transfer(here, channel, there.as_str(), coin(amount, denom), timeout, "");
                    }
                }
                Act::Call(amount) => {
                    let memo = format!(r#"{{"src_callback":{{"address":"{home}"}},"dest_callback":{{"address":"{dex}"}}}}"#);
                    let msg = Exec::Transfer {
                        channel: HOME.to_owned(),
                        to: dex.to_string(),
                        coin: coin(amount, "uusdc"),
                        timeout: 600,
                        memo,
                        then_fail: amount % 7 == 0,
                    };
                    let _ = net.home.execute(&alice, &home, &msg, &[]);
                }
                Act::Behave(source_fails, destination_fails, bounces) => {
                    let behaviour = Behaviour {
                        source_fails,
                        source_message_fails: source_fails != bounces,
                        destination_fails,
                        bounce: bounces.then(|| (DEX.to_owned(), voucher.clone())),
                        denom: "uusdc".to_owned(),
                    };
                    net.home.execute(&alice, &home, &Exec::Behave(behaviour.clone()), &[]).unwrap();
                    net.dex.execute(&bob, &dex, &Exec::Behave(behaviour), &[]).unwrap();
                }
                Act::Relay(steps) => {
                    net.relay_random(&mut rng, steps, &Faults::default()).unwrap();
                }
                Act::Channel(true) => net.open_channel(HOME, DEX).unwrap(),
                Act::Channel(false) => net.close_channel(HOME, DEX).unwrap(),
            }
            net.ensure_conservation().unwrap();
            prop_assert_eq!(net.home.supply("uusdc").unwrap(), Uint128::new(20_000));
            prop_assert_eq!(net.dex.supply("weth-wei").unwrap(), Uint128::new(10_000));
        }
        // in the end every packet is completed
        net.open_channel(HOME, DEX).unwrap();
        net.relay_all().unwrap();
        prop_assert!(net.pending().unwrap().is_empty());
        net.ensure_conservation().unwrap();
    }
}

#[test]
fn the_same_seed_gives_the_same_run() {
    let run = |seed| {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let mut net = network();
        let (alice, bob) = (net.home.addr("alice"), net.dex.addr("bob"));
        for _ in 0..20 {
            net.home
                .transfer(&alice, HOME, bob.as_str(), coin(1, "uusdc"), 900, "")
                .unwrap();
            net.relay_random(&mut rng, 3, &Faults::default()).unwrap();
        }
        net.log().cloned().collect::<Vec<_>>()
    };
    assert_eq!(run(1), run(1));
    assert_ne!(run(1), run(2));
}
