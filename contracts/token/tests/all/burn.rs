use crate::common::{addr, Token, GENESIS};
use cosmwasm_std::Addr;
use qerun_messages::token::{BurnersResponse, ExecuteMsg, QueryMsg, MAX_BURNERS};
use qerun_token::ContractError;

fn burner(name: &str) -> ExecuteMsg {
    ExecuteMsg::AddBurner {
        address: addr(name).into(),
    }
}

fn page(token: &Token, start_after: Option<&Addr>, limit: Option<u32>) -> Vec<Addr> {
    let start_after = start_after.map(Addr::to_string);
    token
        .query::<BurnersResponse>(QueryMsg::Burners { start_after, limit })
        .burners
}

#[test]
fn only_named_burners_burn() {
    let mut token = Token::new(0);
    let burn = ExecuteMsg::Burn {
        amount: 100u128.into(),
    };
    let error = token.execute("alice", burn.clone()).unwrap_err();
    assert_eq!(
        error,
        ContractError::NotBurner {
            address: addr("alice")
        }
    );
    token.execute("timelock", burner("alice")).unwrap();
    token.execute("alice", burn.clone()).unwrap();
    assert_eq!(token.balance("alice").u128(), GENESIS - 100);
    let supply = token.supply();
    assert_eq!(
        (supply.total.u128(), supply.burned.u128()),
        (GENESIS - 100, 100)
    );
    token
        .execute(
            "timelock",
            ExecuteMsg::RemoveBurner {
                address: addr("alice").into(),
            },
        )
        .unwrap();
    assert!(token.execute("alice", burn).is_err());
}

#[test]
fn burn_from_needs_a_burner_and_an_allowance() {
    let mut token = Token::new(0);
    let burn = ExecuteMsg::BurnFrom {
        owner: addr("alice").into(),
        amount: 60u128.into(),
    };
    let allow = ExecuteMsg::IncreaseAllowance {
        spender: addr("dave").into(),
        amount: 100u128.into(),
        expires: None,
    };
    token.execute("alice", allow).unwrap();
    let error = token.execute("dave", burn.clone()).unwrap_err();
    assert_eq!(
        error,
        ContractError::NotBurner {
            address: addr("dave")
        }
    );
    token.execute("timelock", burner("dave")).unwrap();
    token.execute("dave", burn.clone()).unwrap();
    assert_eq!(token.supply().burned.u128(), 60);
    assert_eq!(token.balance("alice").u128(), GENESIS - 60);
    assert!(token.execute("dave", burn).is_err());
    assert_eq!(token.supply().burned.u128(), 60);
}

#[test]
fn burners_are_bounded_and_paginated() {
    let mut token = Token::new(0);
    for i in 0..MAX_BURNERS {
        token
            .execute("timelock", burner(&format!("burner{i}")))
            .unwrap();
    }
    assert_eq!(
        token.execute("timelock", burner("one-more")).unwrap_err(),
        ContractError::TooManyBurners { max: MAX_BURNERS }
    );
    // A page is never empty while there is an entry.
    assert_eq!(page(&token, None, Some(0)).len(), 1);
    let first = page(&token, None, None);
    assert_eq!(first.len(), 10);
    let second = page(&token, first.last(), Some(1_000));
    assert_eq!(second.len(), 10);
    let mut all = [first, second].concat();
    assert!(all.is_sorted());
    all.dedup();
    assert_eq!(all.len(), 20);
}
