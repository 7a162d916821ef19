//! Each wrong input has its own error and changes nothing.

use crate::common::{addr, init_msg, Token, GENESIS};
use cosmwasm_std::{coins, Uint128};
use cw20::{Cw20Coin, Logo, MarketingInfoResponse};
use cw20_base::msg::InstantiateMarketingInfo;
use cw20_base::ContractError as Cw20Error;
use cw_ownable::{Action, OwnershipError};
use cw_utils::PaymentError;
use qerun_controls::{Figure, ParameterError};
use qerun_messages::token::ExecuteMsg::{self, *};
use qerun_messages::token::{InstantiateMsg, QueryMsg};
use qerun_token::ContractError::{self, *};

fn a(name: &str) -> String {
    addr(name).into()
}

fn bounds<T: Into<Figure> + Default>(name: &'static str, value: T, max: T) -> ContractError {
    Parameter(ParameterError::OutOfBounds {
        name,
        value: value.into(),
        min: T::default().into(),
        max: max.into(),
    })
}

#[test]
fn messages() {
    let max = Uint128::MAX;
    let one = Uint128::one();
    let not_owner = || Ownership(OwnershipError::NotOwner);
    type Check = fn(&ContractError) -> bool;
    let table: Vec<(&str, ExecuteMsg, ContractError)> = vec![
        (
            "alice",
            AddBurner {
                address: a("alice"),
            },
            not_owner(),
        ),
        (
            "alice",
            RemoveBurner {
                address: a("burner"),
            },
            not_owner(),
        ),
        (
            "alice",
            UpdateOwnership(Action::RenounceOwnership),
            not_owner(),
        ),
        (
            "alice",
            UpdateOwnership(Action::AcceptOwnership),
            Ownership(OwnershipError::TransferNotFound),
        ),
        (
            "timelock",
            AddBurner {
                address: a("burner"),
            },
            AlreadyBurner {
                address: addr("burner"),
            },
        ),
        (
            "timelock",
            RemoveBurner { address: a("bob") },
            NotBurner {
                address: addr("bob"),
            },
        ),
        (
            "alice",
            Burn { amount: one },
            NotBurner {
                address: addr("alice"),
            },
        ),
        (
            "alice",
            BurnFrom {
                owner: a("alice"),
                amount: one,
            },
            NotBurner {
                address: addr("alice"),
            },
        ),
        (
            "burner",
            BurnFrom {
                owner: a("alice"),
                amount: one,
            },
            Cw20(Cw20Error::NoAllowance {}),
        ),
        (
            "alice",
            Mint {
                recipient: a("alice"),
                amount: one,
            },
            Cw20(Cw20Error::Unauthorized {}),
        ),
        (
            "timelock",
            Mint {
                recipient: a("alice"),
                amount: max,
            },
            MintBoundExceeded {
                amount: max,
                left: (GENESIS / 100).into(),
                bps: 100,
            },
        ),
        (
            "timelock",
            UpdateMinter {
                new_minter: Some(a("bob")),
            },
            MinterNotOwner { minter: a("bob") },
        ),
        (
            "bob",
            UpdateMinter { new_minter: None },
            Cw20(Cw20Error::Unauthorized {}),
        ),
        (
            "alice",
            IncreaseAllowance {
                spender: a("dave"),
                amount: max,
                expires: None,
            },
            AllowanceOverflow {
                spender: a("dave"),
                current: one,
                added: max,
            },
        ),
        (
            "alice",
            IncreaseAllowance {
                spender: a("alice"),
                amount: one,
                expires: None,
            },
            Cw20(Cw20Error::CannotSetOwnAccount {}),
        ),
        (
            "alice",
            UpdateMarketing {
                project: None,
                description: None,
                marketing: None,
            },
            Cw20(Cw20Error::Unauthorized {}),
        ),
    ];
    // cw20-base wraps these in its standard error, whose text is not ours.
    let wrapped: Vec<(&str, ExecuteMsg, Check)> = vec![
        (
            "dave",
            Transfer {
                recipient: a("bob"),
                amount: one,
            },
            |e| {
                matches!(
                    e,
                    Cw20(Cw20Error::Std(cosmwasm_std::StdError::Overflow { .. }))
                )
            },
        ),
        (
            "alice",
            Transfer {
                recipient: "x".into(),
                amount: one,
            },
            |e| {
                matches!(
                    e,
                    Cw20(Cw20Error::Std(cosmwasm_std::StdError::GenericErr { .. }))
                )
            },
        ),
        (
            "timelock",
            AddBurner {
                address: "x".into(),
            },
            |e| matches!(e, Std(_)),
        ),
    ];

    let mut token = Token::new(100);
    token
        .execute(
            "timelock",
            AddBurner {
                address: a("burner"),
            },
        )
        .unwrap();
    token
        .execute(
            "alice",
            IncreaseAllowance {
                spender: a("dave"),
                amount: one,
                expires: None,
            },
        )
        .unwrap();
    let before = token.storage();
    for (sender, msg, expected) in table {
        let error = token.execute(sender, msg.clone()).unwrap_err();
        assert_eq!(error, expected, "{sender}: {msg:?}");
        assert_eq!(token.storage(), before, "{sender}: {msg:?}");
    }
    for (sender, msg, check) in wrapped {
        let error = token.execute(sender, msg.clone()).unwrap_err();
        assert!(check(&error), "{sender}: {msg:?}: {error:?}");
        assert_eq!(token.storage(), before, "{sender}: {msg:?}");
    }
    let funded = Transfer {
        recipient: a("bob"),
        amount: one,
    };
    let error = token
        .execute_with("alice", &coins(1, "utia"), funded)
        .unwrap_err();
    assert_eq!(error, Payment(PaymentError::NonPayable {}));
    assert_eq!(token.storage(), before);
}

#[test]
fn instantiation() {
    let coin = |name: &str, amount: Uint128| Cw20Coin {
        address: a(name),
        amount,
    };
    let with = |change: &dyn Fn(&mut InstantiateMsg)| {
        let mut msg = init_msg(0, true);
        change(&mut msg);
        Token::with(msg).err()
    };
    assert_eq!(
        with(&|msg| msg.max_yearly_mint_bps = 201),
        Some(bounds("max_yearly_mint_bps", 201u32, 200))
    );
    assert_eq!(with(&|msg| msg.max_yearly_mint_bps = 200), None);
    assert_eq!(
        with(&|msg| msg.minter = Some(a("alice"))),
        Some(MinterNotOwner { minter: a("alice") })
    );
    assert_eq!(
        with(&|msg| msg.initial_balances =
            vec![coin("alice", Uint128::MAX), coin("bob", Uint128::one())]),
        Some(SupplyOverflow {})
    );
    assert_eq!(
        with(&|msg| msg.initial_balances =
            vec![coin("alice", Uint128::one()), coin("alice", Uint128::one())]),
        Some(Cw20(Cw20Error::DuplicateInitialBalanceAddresses {}))
    );
    assert!(matches!(
        with(&|msg| msg.symbol = "Q".into()),
        Some(Cw20(Cw20Error::Std(_)))
    ));
    assert!(matches!(
        with(&|msg| msg.decimals = 19),
        Some(Cw20(Cw20Error::Std(_)))
    ));
    assert!(matches!(
        with(&|msg| {
            msg.owner = "x".into();
            msg.minter = None;
        }),
        Some(Std(_))
    ));
}

/// The bound defaults to never when it is left out.
#[test]
fn bound_defaults_to_zero() {
    let json = format!(
        r#"{{"owner":"{}","name":"Qerun","symbol":"QER","decimals":6,"initial_balances":[]}}"#,
        addr("timelock")
    );
    let msg: InstantiateMsg = cosmwasm_std::from_json(json).unwrap();
    let token = Token::with(msg).unwrap();
    assert_eq!(token.supply().max_yearly_mint_bps, 0);
    assert_eq!(token.supply().total, Uint128::zero());
}

/// G9: every message that sets a marketing text refuses one that is too long, and takes one of the greatest length.
#[test]
fn g9_marketing_texts_have_a_length() {
    let long = |length: usize| Some("x".repeat(length));
    let logo = |length: usize| Logo::Url("u".repeat(length));
    let too_long = |name, length: usize, max| bounds(name, length, max);
    let update =
        |project: Option<String>, description: Option<String>, marketing| UpdateMarketing {
            project,
            description,
            marketing,
        };
    let mut token = Token::new(0);
    let before = token.storage();
    for (msg, expected) in [
        (
            update(long(513), None, None),
            too_long("length of project", 513, 512),
        ),
        (
            update(None, long(1_025), None),
            too_long("length of description", 1_025, 1_024),
        ),
        // Two bytes a letter: bytes count, not letters.
        (
            update(None, Some("é".repeat(513)), None),
            too_long("length of description", 1_026, 1_024),
        ),
        (
            update(None, None, long(129)),
            too_long("length of marketing", 129, 128),
        ),
        (
            UploadLogo(logo(513)),
            too_long("length of logo url", 513, 512),
        ),
    ] {
        assert_eq!(token.execute("bob", msg), Err(expected));
        assert_eq!(token.storage(), before);
    }
    let at_limit = update(long(512), long(1_024), None);
    token.execute("bob", at_limit).unwrap();
    token.execute("bob", UploadLogo(logo(512))).unwrap();
    let info: MarketingInfoResponse = token.query(QueryMsg::MarketingInfo {});
    assert_eq!(info.project, long(512));
    assert_eq!(info.description, long(1_024));
    assert_eq!(info.logo, Some(cw20::LogoInfo::Url("u".repeat(512))));
    // Of the address the chain has the last word.
    let error = token.execute("bob", update(None, None, long(128)));
    assert!(matches!(error, Err(Cw20(Cw20Error::Std(_)))), "{error:?}");

    let born = |change: &dyn Fn(&mut InstantiateMarketingInfo)| {
        let mut msg = init_msg(0, true);
        change(msg.marketing.as_mut().unwrap());
        Token::with(msg).err()
    };
    assert_eq!(
        born(&|info| info.project = long(513)),
        Some(too_long("length of project", 513, 512))
    );
    assert_eq!(
        born(&|info| info.description = long(1_025)),
        Some(too_long("length of description", 1_025, 1_024))
    );
    assert_eq!(
        born(&|info| info.marketing = long(129)),
        Some(too_long("length of marketing", 129, 128))
    );
    assert_eq!(
        born(&|info| info.logo = Some(logo(513))),
        Some(too_long("length of logo url", 513, 512))
    );
    assert_eq!(
        born(&|info| {
            info.project = long(512);
            info.description = long(1_024);
            info.logo = Some(logo(512));
        }),
        None
    );
}
