//! What the owner may change, and the two steps of a change of owner.

use crate::common::*;
use cosmwasm_std::Addr;
use cw_ownable::{Action, Expiration, Ownership, OwnershipError};
use qerun_market::assets::Assets;
use qerun_market::state::{COMPACT_CONFIG, CONFIG, RULES};
use qerun_market::ContractError;
use qerun_messages::market::{Config, ExecuteMsg, Params, PerkGate, QueryMsg};

fn not_owner() -> ContractError {
    ContractError::Ownership(OwnershipError::NotOwner)
}

#[test]
fn interest_until_new_params_runs_at_the_old_rates() {
    let mut market = Market::new();
    market.borrow("alice", 5_000 * ONE).unwrap();
    market.wait(31_536_000);
    let response = market.set_params(|p| p.rates.base = dec("0.005")).unwrap();
    let state = market.state();
    // Utilisation 0.05: 0.5 % a year, as in borrow.rs.
    assert_eq!(state.debt_index, dec("1.005012520833333334"));
    assert_eq!(state.accrued_at, market.now());
    assert_eq!(event(&response, "accrue").attributes[0].value, "25062605");
    assert_event(
        &response,
        "update_params",
        &[
            ("max_ltv", "0.5"),
            ("liquidation_threshold", "0.6"),
            ("max_liquidation_bonus", "0.15"),
            ("min_bonus", "0.05"),
            ("claim_bonus", "0.03"),
            ("target_health", "1.1"),
            ("full_below", "0.95"),
            ("seizure_cap", "0.05"),
            ("claim_fee", "0.03"),
            ("cash_share", "0.5"),
            ("contribution_share", "0.05"),
            ("perk_contribution_share", "0.02"),
            ("insurance_share", "0.2"),
            ("rate_base", "0.005"),
            ("rate_slope_low", "0.08"),
            ("rate_slope_high", "1"),
            ("rate_kink", "0.8"),
            ("min_debt", "50"),
            ("debt_cap", "0.2"),
            ("account_cap", "0.05"),
            ("min_insurance", "0.07"),
            ("debt_ceiling", "1000000000000"),
            ("batch_min_size", "1000000000"),
            ("batch_max_age", "3600"),
            ("effective_threshold", "0.6"),
        ],
    );
    let params: Params = market.query(QueryMsg::Params {});
    assert_eq!(params.rates.base, dec("0.005"));
}

#[test]
fn params_are_the_owners_alone() {
    let mut market = Market::new();
    let params = params();
    let msg = ExecuteMsg::UpdateParams { params };
    for sender in ["eve", "guardian"] {
        assert_eq!(market.refused(sender, &[], msg.clone()), not_owner());
    }
}

#[test]
fn the_guardian_can_be_replaced_and_removed_by_the_owner_alone() {
    let mut market = Market::new();
    let guardian = Some(addr("gus").to_string());
    let msg = ExecuteMsg::SetGuardian { guardian };
    for sender in ["eve", "guardian"] {
        assert_eq!(market.refused(sender, &[], msg.clone()), not_owner());
    }
    let response = market.run("owner", &[], msg).unwrap();
    let gus = addr("gus").to_string();
    assert_event(&response, "set_guardian", &[("guardian", &gus)]);
    let config: Config<Addr> = market.query(QueryMsg::Config {});
    assert_eq!(config.guardian, Some(addr("gus")));
    let msg = ExecuteMsg::SetGuardian { guardian: None };
    let response = market.run("owner", &[], msg).unwrap();
    assert_event(&response, "set_guardian", &[("guardian", "none")]);
    let guardian = Some("not an address".to_string());
    let msg = ExecuteMsg::SetGuardian { guardian };
    let error = market.refused("owner", &[], msg);
    assert!(matches!(error, ContractError::Std(_)), "{error}");
}

#[test]
fn the_perk_can_be_replaced_and_removed_by_the_owner_alone() {
    let mut market = Market::new();
    let gate = PerkGate {
        voting: addr("lp-voting").into(),
        id: "other".into(),
    };
    let set = |perk| ExecuteMsg::SetPerk { perk };
    for sender in ["eve", "guardian"] {
        let msg = set(Some(gate.clone()));
        assert_eq!(market.refused(sender, &[], msg), not_owner());
    }
    let response = market.run("owner", &[], set(Some(gate.clone()))).unwrap();
    let attributes = [("voting", gate.voting.as_str()), ("perk", "other")];
    assert_event(&response, "set_perk", &attributes);
    let config: Config<String> = market.query(QueryMsg::Config {});
    assert_eq!(config.perk, Some(gate.clone()));
    for id in [String::new(), "x".repeat(33)] {
        let (id, voting) = (id.clone(), gate.voting.clone());
        let bad = PerkGate {
            voting,
            id: id.clone(),
        };
        let error = market.refused("owner", &[], set(Some(bad)));
        assert_eq!(error, ContractError::PerkId { id, max: 32 });
    }
    let nowhere = PerkGate {
        voting: "not an address".into(),
        ..gate
    };
    let error = market.refused("owner", &[], set(Some(nowhere)));
    assert!(matches!(error, ContractError::Std(_)), "{error}");
    let response = market.run("owner", &[], set(None)).unwrap();
    let attributes = [("voting", "none"), ("perk", "")];
    assert_event(&response, "set_perk", &attributes);
    let config: Config<String> = market.query(QueryMsg::Config {});
    assert_eq!(config.perk, None);
}

#[test]
fn ownership_moves_in_two_steps() {
    let mut market = Market::new();
    let transfer = ExecuteMsg::UpdateOwnership(Action::TransferOwnership {
        new_owner: addr("dao").into(),
        expiry: Some(Expiration::AtHeight(market.env.block.height + 10)),
    });
    let accept = ExecuteMsg::UpdateOwnership(Action::AcceptOwnership);
    assert_eq!(market.refused("eve", &[], transfer.clone()), not_owner());
    let response = market.run("owner", &[], transfer).unwrap();
    event(&response, "update_ownership");
    let told: Ownership<Addr> = market.query(QueryMsg::Ownership {});
    assert_eq!(told.owner, Some(addr("owner")));
    assert_eq!(told.pending_owner, Some(addr("dao")));
    // Still the old one's.
    market.set_params(|_| ()).unwrap();
    let error = market.refused("eve", &[], accept.clone());
    let expected = ContractError::Ownership(OwnershipError::NotPendingOwner);
    assert_eq!(error, expected);
    market.run("dao", &[], accept).unwrap();
    let error = market.set_params(|_| ()).unwrap_err();
    assert_eq!(error, not_owner());
    let told: Ownership<Addr> = market.query(QueryMsg::Ownership {});
    assert_eq!(told.owner, Some(addr("dao")));
}

/// Verbs read copies of the configuration and of the parameters in its place: whatever the owner or a pause changes, they stay
/// what they are copies of.
#[test]
fn copies_follow_whatever_is_changed() {
    fn ensure_equal(market: &Market, after: &str) {
        let storage = &market.deps.storage;
        let assets = Assets::from(CONFIG.load(storage).unwrap());
        let (rules, compact) = (
            RULES.load(storage).unwrap(),
            COMPACT_CONFIG.load(storage).unwrap(),
        );
        assert_eq!(rules.assets, assets, "{after}");
        assert_eq!(compact.assets, assets, "{after}");
        assert_eq!(compact.interest, rules.params.set().into(), "{after}");
    }
    let mut market = Market::uneven();
    ensure_equal(&market, "instantiation");
    let day = 86_400;
    let raise = market.set_params(|p| p.rates.kink = dec("0.7"));
    raise.unwrap();
    ensure_equal(&market, "other rates");
    market.wait(day);
    market
        .set_params(|p| {
            p.liquidation_threshold = dec("0.56");
            p.insurance_share = dec("0.18");
        })
        .unwrap();
    ensure_equal(&market, "the begin of a ramp");
    market.wait(8 * day);
    ensure_equal(&market, "the end of a ramp");
    market
        .set_params(|p| p.rates.slope_high = dec("0.8"))
        .unwrap();
    ensure_equal(&market, "rates after a ramp");
    let guardian = Some(addr("other").into());
    let perk = Some(PerkGate {
        voting: addr("lp-voting").into(),
        id: "other".into(),
    });
    let (new_owner, expiry) = (addr("heir").to_string(), None);
    let transfer = Action::TransferOwnership { new_owner, expiry };
    for (sender, msg) in [
        ("owner", ExecuteMsg::SetGuardian { guardian }),
        ("owner", ExecuteMsg::SetPerk { perk }),
        ("owner", ExecuteMsg::UpdateOwnership(transfer)),
        ("heir", ExecuteMsg::UpdateOwnership(Action::AcceptOwnership)),
    ] {
        let told = format!("{msg:?}");
        market.run(sender, &[], msg).unwrap();
        ensure_equal(&market, &told);
    }
    assert_eq!(
        CONFIG.load(&market.deps.storage).unwrap().guardian,
        Some(addr("other"))
    );
}
