//! Governance in the sample report.

use qerun_demo::report::{
    DecisionRow, Governance, HolderRow, PerkTerms, Raid, RateChange, TierRow, UnbondingRow,
};

use super::dec;

pub fn sample() -> Governance {
    let tier = |days, multiplier: &str| TierRow {
        days,
        multiplier: dec(multiplier),
    };
    Governance {
        tiers: vec![tier(14, "1"), tier(730, "4")],
        perk: PerkTerms {
            id: "low-contribution".to_owned(),
            min_power: dec("10000"),
            min_reputation: dec("1000"),
        },
        holders: vec![
            holder("Wim", ["60000", "300000"], "1260000", Some("2024-01-02")),
            holder("Mallory", ["500000", "0"], "500000", None),
        ],
        decisions: decisions(),
        rate_change: Some(RateChange {
            date: "2024-01-11".to_owned(),
            utilisation: dec("0.528"),
            slope_before: dec("0.04"),
            slope_after: dec("0.044"),
            borrow_before: dec("0.0364"),
            borrow_after: dec("0.03904"),
            supply_before: dec("0.01538"),
            supply_after: dec("0.01649"),
        }),
        unbonding: vec![UnbondingRow {
            holder: "Zeno".to_owned(),
            amount: dec("40000"),
            since: "2024-01-06".to_owned(),
            matures: "2024-01-20".to_owned(),
            claimed: None,
        }],
        raid: Some(Raid {
            aimed_at_eth: dec("0.848465"),
            forfeited: dec("50000"),
            tried: some("2024-01-24"),
            refusal: some("operation 2 is <vetoed>"),
            raider_eth: dec("0"),
            own_eth: dec("2.3"),
            reserve_kept: true,
        }),
        timelock_qer: dec("50000"),
        missed: vec!["a matured claim".to_owned()],
    }
}

fn decisions() -> Vec<DecisionRow> {
    vec![
        DecisionRow {
            what: "Higher interest".to_owned(),
            proposer: "Wim".to_owned(),
            proposed: "2024-01-07".to_owned(),
            yes: dec("2200000"),
            no: dec("60000"),
            turnout: dec("0.828"),
            queued: some("2024-01-08"),
            class: some("sensitive"),
            bond: dec("10000"),
            ready: some("2024-01-11"),
            outcome: "executed, bond returned".to_owned(),
            ended: some("2024-01-11"),
        },
        DecisionRow {
            what: "Seize the reserve".to_owned(),
            proposer: "Mallory".to_owned(),
            proposed: "2024-01-12".to_owned(),
            yes: dec("500000"),
            outcome: "proposal open".to_owned(),
            ..DecisionRow::default()
        },
    ]
}

fn holder(name: &str, stakes: [&str; 2], power: &str, since: Option<&str>) -> HolderRow {
    HolderRow {
        name: name.to_owned(),
        stakes: stakes.map(dec).to_vec(),
        staked: dec(stakes[0]) + dec(stakes[1]),
        power: dec(power),
        share: dec("0.3125"),
        reputation: dec("89428.4"),
        perk_since: since.map(str::to_owned),
    }
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}
