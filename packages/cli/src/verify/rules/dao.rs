//! The DAO: when a proposal passes, who may propose, and receivers of hooks.

use serde_json::{json, Value};

use super::compare::{compare, value, Change, GOVERNANCE};
use crate::verify::{Audit, Facts, Role, Severity};
use qerun_deployment::{Contract, InstantiateMsgs, Module};

pub fn check(audit: &mut Audit, facts: &Facts, messages: &InstantiateMsgs) {
    modules(audit, facts);
    let planned = messages.dao([0; 3]).unwrap_or_default();
    let rules = nested(&planned, "/proposal_modules_instantiate_info/0/msg");
    let deposits = nested(&rules, "/pre_propose_info/module_may_propose/info/msg");
    core(audit, facts, &planned);
    terms(audit, facts, &rules);
    proposers(audit, facts, &deposits);
    hooks(audit, facts);
}

/// A message inside a message.
fn nested(message: &Value, at: &str) -> Value {
    let encoded = message.pointer(at).and_then(Value::as_str);
    let bytes = encoded.and_then(|text| cosmwasm_std::Binary::from_base64(text).ok());
    serde_json::from_slice(&bytes.unwrap_or_default()).unwrap_or_default()
}

/// The fields of the plan that the chain answers, too.
fn as_far_as(found: &Value, planned: &Value) -> Value {
    let names = found.as_object().into_iter().flatten();
    let pick =
        |(name, _): (&String, _)| (name.clone(), planned.get(name).cloned().unwrap_or_default());
    Value::Object(names.map(pick).collect())
}

fn modules(audit: &mut Audit, facts: &Facts) {
    audit.must(facts.dao.modules == 1, "dao", || {
        format!(
            "the DAO has {} active proposal modules, not one",
            facts.dao.modules
        )
    });
    audit.must(facts.contract(Module::PrePropose).is_some(), "dao", || {
        format!("anyone may propose without a deposit: {}", facts.dao.policy)
    });
    let Some([dao, proposals]) = &facts.dao.pre_propose else {
        return;
    };
    for (what, found, role) in [
        ("DAO", dao, Role::from(Contract::Dao)),
        ("module", proposals, Module::Proposals.into()),
    ] {
        let wanted = facts.at(role);
        audit.must(found == wanted, "link", || {
            format!("pre-propose knows {found} as its {what}, which is {wanted}")
        });
    }
}

fn core(audit: &mut Audit, facts: &Facts, planned: &Value) {
    let found = &facts.dao.core;
    compare(
        audit,
        ("dao", "the DAO", GOVERNANCE),
        found,
        &as_far_as(found, planned),
        |_| Some(Severity::Note),
    );
}

/// The proposal module has no bounds in its code, so whatever is less strict than planned fails.
fn terms(audit: &mut Audit, facts: &Facts, planned: &Value) {
    let rules = &facts.dao.rules;
    audit.must(rules.veto.is_none(), "dao", || {
        "the DAO's proposals have a veto of their own, besides the timelock's".to_owned()
    });
    let found = value(rules);
    compare(
        audit,
        ("vote", "the DAO", GOVERNANCE),
        &found,
        &as_far_as(&found, planned),
        |change| match change.field.as_str() {
            "dao" | "veto" => None,
            "threshold.threshold_quorum.quorum.percent"
            | "max_voting_period.time"
            | "min_voting_period.time" => Some(stricter(change)),
            // Not for a time before, or not at all.
            "min_voting_period" if change.planned.is_null() => Some(Severity::Note),
            _ => Some(Severity::Fail),
        },
    );
}

fn stricter(change: &Change) -> Severity {
    match change.is_raised() {
        true => Severity::Note,
        false => Severity::Fail,
    }
}

fn proposers(audit: &mut Audit, facts: &Facts, planned: &Value) {
    let (dao, token) = (&facts.dao, facts.at(Contract::Token));
    let supply = facts.token.supply.total;
    if let Some(deposit) = &dao.deposit {
        let cw20 = deposit.denom.get("cw20").and_then(|token| token.as_str());
        audit.must(cw20 == Some(token), "dao", || {
            format!("the deposit is in {}, not in QER", deposit.denom)
        });
        audit.must(deposit.amount <= supply, "vote", || {
            format!(
                "a proposal takes {} units of QER, there are {supply}",
                deposit.amount
            )
        });
    }
    let deposit = |amount: Value, refund: Value| match amount {
        // The module takes none of nothing, and then refunds nothing.
        Value::Null => json!({"deposit": "0"}),
        amount => json!({"deposit": amount, "refund": refund}),
    };
    let at = |name: &str| {
        let field = planned.pointer(&format!("/deposit_info/{name}"));
        field.cloned().unwrap_or_default()
    };
    let found = match &dao.deposit {
        Some(found) => deposit(json!(found.amount), found.refund_policy.clone()),
        None => deposit(Value::Null, Value::Null),
    };
    compare(
        audit,
        ("vote", "the DAO", GOVERNANCE),
        &found,
        &deposit(at("amount"), at("refund_policy")),
        |change| match change.field.as_str() {
            "deposit" => Some(stricter(change)),
            // There is nothing to give back, which the amount says.
            "refund" if change.found.is_null() || change.planned.is_null() => None,
            _ => Some(Severity::Fail),
        },
    );
    if dao.pre_propose.is_some() {
        let policy = planned.get("submission_policy");
        compare(
            audit,
            ("vote", "who may propose", GOVERNANCE),
            &json!({ "policy": dao.submission }),
            &json!({ "policy": policy }),
            |_| Some(Severity::Fail),
        );
    }
}

fn hooks(audit: &mut Audit, facts: &Facts) {
    for hook in &facts.dao.hooks {
        audit.should(false, "hook", || {
            format!("{hook} is told of proposals or votes; the plan names nobody")
        });
    }
}
