use crate::common::{addr, init_msg, Token, GENESIS};
use cw20::MinterResponse;
use cw_ownable::Action;
use qerun_messages::token::{ExecuteMsg, QueryMsg, MINT_YEAR};
use qerun_token::ContractError;

const YEARLY: u128 = GENESIS / 50; // 2 %

fn minter(token: &Token) -> Option<MinterResponse> {
    token.query(QueryMsg::Minter {})
}

#[test]
fn mints_within_the_bound_of_a_year() {
    let mut token = Token::new(200);
    assert_eq!(token.supply().mint_allowance_left.u128(), YEARLY);
    token.mint("timelock", YEARLY - 1).unwrap();
    // The base stays what it was at the first mint: no compounding inside a year.
    assert_eq!(token.supply().mint_allowance_left.u128(), 1);
    assert_eq!(
        token.mint("timelock", 2).unwrap_err(),
        ContractError::MintBoundExceeded {
            amount: 2u128.into(),
            left: 1u128.into(),
            bps: 200
        }
    );
    token.mint("timelock", 1).unwrap();
    let supply = token.supply();
    assert_eq!(supply.total.u128(), GENESIS + YEARLY);
    assert_eq!(supply.genesis.u128(), GENESIS);
    assert_eq!(
        (supply.minted.u128(), supply.minted_this_year.u128()),
        (YEARLY, YEARLY)
    );
    assert_eq!(supply.mint_allowance_left.u128(), 0);
    assert_eq!(token.balance("carol").u128(), YEARLY);
}

#[test]
fn a_year_is_counted_from_instantiation_and_nothing_is_carried_over() {
    let mut token = Token::new(200);
    token.wait(MINT_YEAR - 1);
    token.mint("timelock", YEARLY).unwrap();
    assert!(token.mint("timelock", 1).is_err());
    token.wait(1);
    assert_eq!(token.supply().minted_this_year.u128(), 0);
    let left = token.supply().mint_allowance_left.u128();
    assert_eq!(left, (GENESIS + YEARLY) / 50);
    assert!(token.mint("timelock", left + 1).is_err());
    token.mint("timelock", left).unwrap();
    // Two idle years leave one year's bound.
    token.wait(3 * MINT_YEAR);
    assert_eq!(
        token.supply().mint_allowance_left.u128(),
        (GENESIS + YEARLY + left) / 50
    );
    assert_eq!(token.supply().minted.u128(), YEARLY + left);
}

#[test]
fn burning_gives_no_allowance_back() {
    let mut token = Token::new(100);
    token
        .execute(
            "timelock",
            ExecuteMsg::AddBurner {
                address: addr("carol").into(),
            },
        )
        .unwrap();
    token.mint("timelock", GENESIS / 100).unwrap();
    token
        .execute(
            "carol",
            ExecuteMsg::Burn {
                amount: (GENESIS / 100).into(),
            },
        )
        .unwrap();
    assert!(token.mint("timelock", 1).is_err());
    let supply = token.supply();
    assert_eq!(supply.total.u128(), GENESIS);
    assert_eq!(
        (supply.minted, supply.burned),
        (supply.burned, (GENESIS / 100).into())
    );
}

#[test]
fn no_bound_and_no_minter_mean_no_mint() {
    let mut token = Token::new(0);
    assert_eq!(
        token.mint("timelock", 1).unwrap_err(),
        ContractError::MintBoundExceeded {
            amount: 1u128.into(),
            left: 0u128.into(),
            bps: 0
        }
    );
    let mut token = Token::with(init_msg(200, false)).unwrap();
    assert_eq!(token.supply().mint_allowance_left.u128(), 0);
    let error = token.mint("timelock", 1).unwrap_err();
    assert_eq!(
        error,
        ContractError::Cw20(cw20_base::ContractError::Unauthorized {})
    );
}

#[test]
fn minting_follows_the_owner_and_nobody_else() {
    let mut token = Token::new(200);
    let to = |name: &str| ExecuteMsg::UpdateMinter {
        new_minter: Some(addr(name).into()),
    };
    assert_eq!(
        token.execute("timelock", to("alice")).unwrap_err(),
        ContractError::MinterNotOwner {
            minter: addr("alice").into()
        }
    );
    let transfer = Action::TransferOwnership {
        new_owner: addr("timelock2").into(),
        expiry: None,
    };
    token
        .execute("timelock", ExecuteMsg::UpdateOwnership(transfer))
        .unwrap();
    // Pending is not owner.
    assert!(token.execute("timelock", to("timelock2")).is_err());
    token
        .execute(
            "timelock2",
            ExecuteMsg::UpdateOwnership(Action::AcceptOwnership),
        )
        .unwrap();
    // The former owner is still the minter, but its right rests.
    assert_eq!(
        token.mint("timelock", 1).unwrap_err(),
        ContractError::MinterNotOwner {
            minter: addr("timelock").into()
        }
    );
    assert_eq!(token.supply().mint_allowance_left.u128(), 0);
    assert!(token.execute("timelock", to("timelock")).is_err());
    token.execute("timelock", to("timelock2")).unwrap();
    assert_eq!(
        minter(&token).unwrap().minter,
        addr("timelock2").to_string()
    );
    token.mint("timelock2", 1).unwrap();
    token
        .execute("timelock2", ExecuteMsg::UpdateMinter { new_minter: None })
        .unwrap();
    assert_eq!(minter(&token), None);
    assert!(token.mint("timelock2", 1).is_err());
    assert!(token.execute("timelock2", to("timelock2")).is_err());
}
