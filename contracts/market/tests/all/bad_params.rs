//! Parameters and configurations that are refused: by birth, and by the owner later.

use crate::common::*;
use cosmwasm_std::{Decimal, Uint128};
use qerun_controls::ParameterError;
use qerun_market::ContractError as E;
use qerun_math::MathError;
use qerun_messages::market::{Config, ExecuteMsg, LiquidationRule, Params};

/// `name` of the error, and what breaks it.
type BadParam = (&'static str, fn(&mut Params));

type BadConfig = fn(&mut Config<String>);

const RANGES: [BadParam; 36] = [
    ("max_ltv", |p| p.max_ltv = dec("0.009")),
    ("max_ltv", |p| p.max_ltv = dec("0.500000000000000001")),
    ("max_ltv", |p| p.max_ltv = Decimal::MAX),
    ("liquidation_threshold", |p| {
        p.liquidation_threshold = dec("0.549999999999999999")
    }),
    ("liquidation_threshold", |p| {
        p.liquidation_threshold = dec("0.700000000000000001")
    }),
    ("max_liquidation_bonus", |p| {
        p.max_liquidation_bonus = dec("0.150000000000000001")
    }),
    ("max_liquidation_bonus", |p| {
        p.max_liquidation_bonus = dec("0.009")
    }),
    ("liquidation.min_bonus", |p| {
        p.liquidation.min_bonus = dec("0.009")
    }),
    ("liquidation.min_bonus", |p| {
        p.liquidation.min_bonus = dec("0.100000000000000001")
    }),
    ("liquidation.min_bonus", |p| {
        p.max_liquidation_bonus = dec("0.049")
    }),
    ("liquidation.claim_bonus", |p| {
        p.liquidation.claim_bonus = dec("0.009")
    }),
    ("liquidation.claim_bonus", |p| {
        p.liquidation.claim_bonus = dec("0.051")
    }),
    ("liquidation.target_health", |p| {
        p.liquidation.target_health = dec("1.019")
    }),
    ("liquidation.target_health", |p| {
        p.liquidation.target_health = dec("1.501")
    }),
    ("liquidation.full_below", |p| {
        p.liquidation.full_below = dec("0.799")
    }),
    ("liquidation.full_below", |p| {
        p.liquidation.full_below = dec("1.000000000000000001")
    }),
    ("liquidation.seizure_cap", |p| {
        p.liquidation.seizure_cap = dec("0.019")
    }),
    ("liquidation.seizure_cap", |p| {
        p.liquidation.seizure_cap = dec("0.201")
    }),
    ("liquidation.claim_fee", |p| {
        p.liquidation.claim_fee = dec("0.051")
    }),
    ("cash_share", |p| p.cash_share = dec("0.249")),
    ("cash_share", |p| p.cash_share = dec("0.751")),
    ("contribution_share", |p| {
        p.contribution_share = dec("0.100000000000000001")
    }),
    ("perk_contribution_share", |p| {
        p.perk_contribution_share = dec("0.050000000000000001")
    }),
    ("insurance_share", |p| p.insurance_share = dec("0.049")),
    ("insurance_share", |p| p.insurance_share = dec("0.501")),
    ("min_debt", |p| p.min_debt = dec("0.999")),
    ("min_debt", |p| p.min_debt = dec("1000.001")),
    ("debt_cap", |p| p.debt_cap = dec("0.250000000000000001")),
    ("account_cap", |p| p.account_cap = dec("0.101")),
    ("min_insurance", |p| p.min_insurance = dec("0.009")),
    ("min_insurance", |p| p.min_insurance = dec("1.001")),
    // 0.03 / 1.03, rounded up, is the least.
    ("stress.encumbered_discount", |p| {
        p.stress.encumbered_discount = dec("0.029126213592233009")
    }),
    ("stress.encumbered_discount", |p| {
        p.liquidation.claim_bonus = dec("0.05");
        p.stress.encumbered_discount = dec("0.047619047619047619");
    }),
    ("batch.max_age", |p| p.batch.max_age = 59),
    ("batch.max_age", |p| p.batch.max_age = 604_801),
    ("batch.min_size", |p| p.batch.min_size = int(0)),
];

const MATH: [BadParam; 12] = [
    ("kink", |p| p.rates.kink = dec("0")),
    ("kink", |p| p.rates.kink = dec("1")),
    ("rates.base", |p| p.rates.base = dec("0.501")),
    ("rates.slope_low", |p| p.rates.slope_low = dec("1.001")),
    ("slope_high", |p| p.rates.slope_high = dec("3.921")),
    ("slope_high", |p| p.rates.slope_high = dec("0.019")),
    ("stress.collateral_fall", |p| {
        p.stress.collateral_fall = dec("0.599")
    }),
    ("stress.collateral_fall", |p| {
        p.stress.collateral_fall = dec("0.991")
    }),
    ("stress.eth_fall", |p| p.stress.eth_fall = dec("0.399")),
    ("stress.eth_fall", |p| p.stress.eth_fall = dec("0.991")),
    ("stress.own_discount", |p| {
        p.stress.own_discount = dec("0.501")
    }),
    ("stress.encumbered_discount", |p| {
        p.stress.encumbered_discount = dec("0.501")
    }),
];

fn blamed(error: &E) -> &'static str {
    match error {
        E::Parameter(ParameterError::OutOfBounds { name, .. })
        | E::Empty { name }
        | E::Math(MathError::OutOfRange { name, .. }) => name,
        other => panic!("no range error: {other}"),
    }
}

#[test]
fn params_out_of_range_are_refused_at_birth_and_later() {
    for (name, change) in RANGES.iter().chain(&MATH) {
        let mut params = params();
        change(&mut params);
        let error = Market::try_new(config(), params.clone()).err().unwrap();
        assert_eq!(blamed(&error), *name, "{error}");
        let msg = ExecuteMsg::UpdateParams { params };
        let error = Market::new().refused("owner", &[], msg);
        assert_eq!(blamed(&error), *name, "{error}");
    }
}

#[test]
fn params_at_their_bounds_are_accepted() {
    let lowest = |p: &mut Params| {
        p.max_ltv = dec("0.01");
        p.liquidation_threshold = dec("0.06");
        p.max_liquidation_bonus = dec("0.01");
        p.liquidation = LiquidationRule {
            min_bonus: dec("0.01"),
            claim_bonus: dec("0.01"),
            target_health: dec("1.02"),
            full_below: dec("0.8"),
            seizure_cap: dec("0.02"),
            claim_fee: dec("0"),
        };
        p.cash_share = dec("0.25");
        p.contribution_share = dec("0");
        p.perk_contribution_share = dec("0");
        p.insurance_share = dec("0.05");
        p.min_debt = dec("1");
        p.debt_cap = dec("0");
        p.account_cap = dec("0");
        p.min_insurance = dec("0.01");
        p.debt_ceiling = int(0);
        // 0.01 / 1.01
        p.stress.encumbered_discount = dec("0.009900990099009901");
        p.batch.max_age = 60;
        p.batch.min_size = int(1);
    };
    let highest = |p: &mut Params| {
        p.max_ltv = dec("0.5");
        p.liquidation_threshold = dec("0.55");
        p.max_liquidation_bonus = dec("0.15");
        p.liquidation = LiquidationRule {
            min_bonus: dec("0.1"),
            claim_bonus: dec("0.05"),
            target_health: dec("1.5"),
            full_below: dec("1"),
            seizure_cap: dec("0.2"),
            claim_fee: dec("0.05"),
        };
        p.cash_share = dec("0.75");
        p.contribution_share = dec("0.1");
        p.perk_contribution_share = dec("0.1");
        p.insurance_share = dec("0.5");
        p.min_debt = dec("1000");
        p.debt_cap = dec("0.25");
        p.account_cap = dec("0.1");
        p.min_insurance = dec("1");
        p.debt_ceiling = Uint128::MAX;
        // 0.05 / 1.05
        p.stress.encumbered_discount = dec("0.04761904761904762");
        p.batch.max_age = 604_800;
        p.batch.min_size = Uint128::MAX;
    };
    for change in [&lowest as &dyn Fn(&mut Params), &highest] {
        let mut params = params();
        change(&mut params);
        Market::try_new(config(), params).unwrap();
    }
}

#[test]
fn a_debt_cap_that_lets_liquidations_spiral_is_refused() {
    // sqrt(0.5 / 0.6) x cap <= (1 / (0.6 x 1.15) - 1) / 2 = 0.2246..., so cap <= 0.24608...
    let mut market = Market::new();
    market.force_params(|p| p.debt_cap = dec("0.246"));
    let debt_cap = dec("0.247");
    let error = market.set_params(|p| p.debt_cap = debt_cap).unwrap_err();
    assert_eq!(error, E::PriceImpact { debt_cap });
    // The threshold narrows it: 1 / (0.7 x 1.15) - 1 = 0.2422, half of it over sqrt(0.5 / 0.7).
    let error = market
        .set_params(|p| p.liquidation_threshold = dec("0.7"))
        .unwrap_err();
    let debt_cap = dec("0.246");
    assert_eq!(error, E::PriceImpact { debt_cap });
    market.force_params(|p| {
        p.liquidation_threshold = dec("0.7");
        p.debt_cap = dec("0.143");
    });
}

#[test]
fn configurations_that_make_no_market() {
    let changes: [(&str, BadConfig); 9] = [
        ("stable_decimals", |c| {
            // The order of health would saturate.
            c.stable_decimals = 13;
            c.collateral_decimals = 6;
        }),
        ("stable_denom", |c| c.stable_denom.clear()),
        ("stable_asset", |c| c.stable_asset.clear()),
        ("collateral_asset", |c| c.collateral_asset.clear()),
        ("eth_asset", |c| c.eth_asset.clear()),
        ("stable_decimals", |c| c.stable_decimals = 19),
        ("collateral_decimals", |c| c.collateral_decimals = 19),
        ("eth_decimals", |c| c.eth_decimals = 255),
        ("eth_decimals", |c| c.eth_decimals = 19),
    ];
    for (name, change) in changes {
        let mut config = config();
        change(&mut config);
        let error = Market::try_new(config, params()).err().unwrap();
        assert_eq!(blamed(&error), name);
    }
    let changes: [BadConfig; 3] = [
        |c| c.stable_asset = c.collateral_asset.clone(),
        |c| c.eth_asset = c.collateral_asset.clone(),
        |c| c.eth_asset = c.stable_asset.clone(),
    ];
    for change in changes {
        let mut config = config();
        change(&mut config);
        let error = Market::try_new(config, params()).err().unwrap();
        assert_eq!(error, E::SameAsset {});
    }
    for id in ["", "123456789012345678901234567890123"] {
        let mut config = config();
        config.perk.as_mut().unwrap().id = id.into();
        let error = Market::try_new(config, params()).err().unwrap();
        let id = id.to_string();
        assert_eq!(error, E::PerkId { id, max: 32 });
    }
    let changes: [BadConfig; 5] = [
        |c| c.perk.as_mut().unwrap().voting = "".into(),
        |c| c.token = "Nobody".into(),
        |c| c.oracle = "".into(),
        |c| c.reserve = "cosmwasm1".into(),
        |c| c.guardian = Some("".into()),
    ];
    for change in changes {
        let mut config = config();
        change(&mut config);
        let error = Market::try_new(config, params()).err().unwrap();
        assert!(matches!(error, E::Std(_)), "{error}");
    }
}
