//! The page.

use std::fmt::Write;
use std::path::Path;

use anyhow::{Context, Result};

use super::distributions::ROWS;
use super::report::Snapshot;

/// Goals in thousands: operation, goal, whose figure is beside it. A number is Mars' red-bank 2.3.3 with
/// fixed prices, measured elsewhere on the same version of the chain; a name is a row of the same run.
const GOALS: [(&str, u64, Peer); 19] = [
    ("token/transfer", 115, Peer::Row("cw20-base/transfer")),
    ("market/supply", 150, Peer::Mars(391)),
    ("market/deposit_collateral", 215, Peer::None),
    ("market/borrow", 195, Peer::Mars(488)),
    ("market/borrow, hands over a batch", 420, Peer::None),
    ("market/repay, claim unsent", 190, Peer::Mars(302)),
    ("market/repay, ETH paid out", 290, Peer::Mars(302)),
    (
        "market/withdraw_collateral, under debt",
        220,
        Peer::Mars(471),
    ),
    ("market/liquidate", 280, Peer::Mars(575)),
    ("market/liquidate, with ETH", 370, Peer::None),
    ("market/liquidate, write-off", 330, Peer::None),
    ("oracle/submit_prices (3 assets)", 180, Peer::None),
    ("oracle/poke (a pair)", 230, Peer::None),
    ("same DAO/stake", 180, Peer::Row("dao-dao/stake")),
    (
        "same DAO/stake, rewards as hook",
        300,
        Peer::Row("dao-dao/stake, rewards as hook"),
    ),
    ("same DAO/unstake", 160, Peer::Row("dao-dao/unstake")),
    (
        "same DAO/unstake, rewards as hook",
        240,
        Peer::Row("dao-dao/unstake, rewards as hook"),
    ),
    ("same DAO/vote", 265, Peer::Row("dao-dao/vote")),
    ("same DAO/propose", 275, Peer::Row("dao-dao/propose")),
];

/// Changes of power in the deployment, whose hooks are emissions and the distributor, and the same with the distributor
/// alone.
const HOOKED: [(&str, &str); 3] = [
    ("voting/stake", "rewards/stake, 1 distribution"),
    ("voting/raise_tier", "rewards/raise_tier, 1 distribution"),
    ("voting/unstake_from", "rewards/unstake, 1 distribution"),
];

enum Peer {
    None,
    Mars(u64),
    Row(&'static str),
}

pub fn write(snapshot: &Snapshot, path: &Path) -> Result<()> {
    let text = std::fs::write(path, render(snapshot)?);
    text.with_context(|| path.display().to_string())
}

fn render(snapshot: &Snapshot) -> Result<String> {
    let mut text = String::from(HEAD);
    let thousands = |gas: u64| format!("{}.{}", gas / 1_000, gas % 1_000 / 100);
    for (name, goal, peer) in &GOALS {
        let Some(gas) = snapshot.0.get(*name) else {
            continue;
        };
        let goal_text = if *goal == 0 {
            String::new()
        } else {
            goal.to_string()
        };
        let missed = *goal > 0 && *gas > goal * 1_000;
        let peer = match peer {
            Peer::None => String::new(),
            Peer::Mars(gas) => format!("{gas} (Mars)"),
            Peer::Row(row) => snapshot
                .0
                .get(*row)
                .map(|gas| thousands(*gas))
                .unwrap_or_default(),
        };
        let mark = if missed { " (missed)" } else { "" };
        writeln!(
            text,
            "| {name} | {} | {goal_text}{mark} | {peer} |",
            thousands(*gas)
        )?;
    }
    text.push_str(MISSED);
    text.push_str(DISTRIBUTIONS);
    for (count, names) in &ROWS {
        let gas = names.map(|name| snapshot.0.get(name).copied().unwrap_or_default());
        let [stake, raise, unstake] = gas.map(thousands);
        writeln!(text, "| {count} | {stake} | {raise} | {unstake} |")?;
    }
    text.push_str(HOOK_OUT_OF_GAS_TEXT);
    text.push_str(REWARDS);
    for (name, alone) in &HOOKED {
        let gas = |name: &str| snapshot.0.get(name).copied().unwrap_or_default();
        let (both, alone) = (gas(name), gas(alone));
        let emissions = both.saturating_sub(alone);
        let [both, alone, emissions] = [both, alone, emissions].map(thousands);
        writeln!(text, "| {name} | {alone} | {emissions} | {both} |")?;
    }
    text.push_str(ALL);
    for (name, gas) in &snapshot.0 {
        writeln!(text, "| {name} | {gas} |")?;
    }
    Ok(text)
}

const HEAD: &str = "# Gas

Printed from `ci/gas.json` by `ci/gas --update`; do not edit. SDK gas used by whole transactions on the
local net (wasmd 0.61.14, nothing pinned), median of three after a warm-up; a second run agrees within a
few hundred. `ci/gas` fails when one of ours has grown by more than 2 %.

All contracts, the official ones too, are built for size ([ADR 17](adr/0017-contracts-are-built-for-size.md)): how fast
they compute moves few figures by more than 1 % (the oracle's messages, which compute most, by 0.95 %). What counts is
what is read and written, and 60 thousand for each code that a transaction loads. Token and voting are one code
([ADR 18](adr/0018-token-and-voting-are-one-code.md)), so what runs both pays that once, and whatever asks one of them
pays 1.4 for finding out which of the two it is.

In thousands. \"same DAO\" is the official core and proposal module without deposits, over our voting
instead of DAO DAO's staking, so that both columns do the same work.

| operation | gas | goal | best peer |
|---|---|---|---|
";

const MISSED: &str = "
## Where staking's gas goes, and the goal that is missed

A stake takes 42 thousand less than DAO DAO's, because it loads one code where DAO DAO's loads two. An unstake runs
voting alone and takes 14 more. With the hook they take 112 and 57 less than DAO DAO's, but the unstake 43 more than
its goal: the distributor's own code (66), its queries to voting and its writes come to 125; DAO DAO's hook takes 195,
because it asks three contracts. By the chain's prices (a read 1,000 and 3 a byte, a write 2,000 and 30 a byte):

| of a stake | thousand |
|---|---|
| the token's `send` to an instance of the same code that does nothing | 124 |
| what DAO DAO's staking does as well: power of the address and of all, both with history, in the raw keys and shapes that its indexer reads as stake | 37 |
| stake by tier and reputation of the address: a write and a read | 9 |
| tiers, count of half-lives, pause, total power less total stake: reads | 4 |

";

const DISTRIBUTIONS: &str = "## Many reward distributions

The official distributor as hook of our staking, with so many running distributions, and as much gas for the hook as the
contract allows (2,000,000), in thousands. With 24 that is not enough: a stake
took 2,088 in all, and the next one, by an account that had more rewards by then, was refused; its unstake went on. The
distributor takes more for each the more there are, so whoever runs many gives them to several distributors:

| distributions | stake | raise a tier | unstake |
|--:|--:|--:|--:|
";

const HOOK_OUT_OF_GAS_TEXT: &str = "
The plan's 600,000 for the hook are enough for eight distributions, of which the hook takes some 594,000: whoever runs
eight should raise `hook_gas` first. From the ninth on a stake and a raise are refused
with `HookRefused`, which names the distributor (`codespace: sdk, code: 11`: out of that gas), until governance raises
`hook_gas` or removes the hook; an unstake goes on, and pays for the hook's whole gas although the hook fails
(`rewards/unstake, 9 distributions, hook out of gas`).

";

const REWARDS: &str = "## Rewards, airdrop, vesting

Voting tells emissions of each change of power before the distributor, and emissions sends what is due. The rows of `voting/` and
`liquidity_voting/` release each time, as on a chain whose blocks take a second or more; in thousands:

| operation | the distributor as only hook | emissions' hook, which releases | both |
|---|--:|--:|--:|
";

const ALL: &str = "
## Everything

| operation | gas |
|---|---|
";

#[cfg(test)]
mod tests {
    use super::*;

    fn snapshot() -> Snapshot {
        let json = include_str!("../../../../ci/gas.json");
        Snapshot(serde_json::from_str(json).unwrap_or_default())
    }

    #[test]
    fn the_page_is_that_of_the_snapshot() -> Result<()> {
        let page = include_str!("../../../../docs/gas.md");
        assert_eq!(page, render(&snapshot())?);
        Ok(())
    }

    #[test]
    fn every_goal_and_peer_is_measured() {
        let snapshot = snapshot();
        for name in HOOKED.iter().flat_map(|(both, alone)| [both, alone]) {
            assert!(snapshot.0.contains_key(*name), "{name}");
        }
        for (name, _, peer) in &GOALS {
            assert!(snapshot.0.contains_key(*name), "{name}");
            if let Peer::Row(row) = peer {
                assert!(snapshot.0.contains_key(*row), "{row}");
            }
        }
    }
}
