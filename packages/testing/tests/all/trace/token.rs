//! The token's own messages, on a second QER that may mint and has a marketing account.

use cosmwasm_std::{Addr, Binary, Uint128};
use cw20::{Cw20Coin, Logo};
use cw20_base::msg::InstantiateMarketingInfo;
use cw_multi_test::ContractWrapper;
use cw_ownable::Action;
use qerun_messages::token::{ExecuteMsg::*, InstantiateMsg};
use qerun_testing::Wrapper;
use qerun_token::contract as token;

use super::Trace;

impl Trace {
    pub(super) fn token(&mut self) {
        let home = &mut self.suite.net.home;
        let (owner, anyone) = (home.addr("owner"), home.addr("anyone"));
        let code = ContractWrapper::new(token::execute, token::instantiate, token::query);
        let code = home.store(Wrapper::new("token", code));
        let msg = InstantiateMsg {
            owner: owner.to_string(),
            name: "Qerun".to_owned(),
            symbol: "QER".to_owned(),
            decimals: 6,
            initial_balances: vec![Cw20Coin {
                address: owner.to_string(),
                amount: Uint128::new(1_000_000),
            }],
            marketing: Some(InstantiateMarketingInfo {
                project: None,
                description: None,
                marketing: Some(owner.to_string()),
                logo: None,
            }),
            minter: Some(owner.to_string()),
            max_yearly_mint_bps: 200,
        };
        let at = home
            .instantiate(code, &owner, &msg, &[], "token", None)
            .unwrap();
        let hook = self.hook();

        let (of, to, amount) = (owner.to_string(), anyone.to_string(), Uint128::new(10));
        let burner = AddBurner {
            address: of.clone(),
        };
        let allow = |spender: &Addr| IncreaseAllowance {
            spender: spender.to_string(),
            amount: Uint128::new(100),
            expires: None,
        };
        let transfer = Transfer {
            recipient: to.clone(),
            amount,
        };
        let deny = DecreaseAllowance {
            spender: of.clone(),
            amount: Uint128::one(),
            expires: None,
        };
        let transfer_from = TransferFrom {
            owner: to.clone(),
            recipient: of.clone(),
            amount: Uint128::one(),
        };
        let send = Send {
            contract: hook.to_string(),
            amount,
            msg: Binary::default(),
        };
        let send_from = SendFrom {
            owner: to.clone(),
            contract: hook.to_string(),
            amount: Uint128::one(),
            msg: Binary::default(),
        };
        let burn_from = BurnFrom {
            owner: to.clone(),
            amount: Uint128::one(),
        };
        let mint = Mint {
            recipient: to.clone(),
            amount,
        };
        let update_minter = UpdateMinter { new_minter: None };
        let update_marketing = UpdateMarketing {
            project: Some("https://qerun.org".to_owned()),
            description: None,
            marketing: None,
        };
        let logo = UploadLogo(Logo::Url("https://qerun.org/logo".to_owned()));
        let ownership = UpdateOwnership(Action::TransferOwnership {
            new_owner: to.clone(),
            expiry: None,
        });
        for (name, sender, msg) in [
            ("token.transfer", &owner, transfer),
            ("token.send, to a contract that does nothing", &owner, send),
            ("token.add_burner", &owner, burner),
            ("token.burn", &owner, Burn { amount }),
            ("token.increase_allowance", &anyone, allow(&owner)),
            ("token.decrease_allowance", &anyone, deny),
            ("token.transfer_from", &owner, transfer_from),
            ("token.send_from", &owner, send_from),
            ("token.burn_from", &owner, burn_from),
            ("token.remove_burner", &owner, RemoveBurner { address: of }),
            ("token.mint", &owner, mint),
            ("token.update_minter", &owner, update_minter),
            ("token.update_marketing", &owner, update_marketing),
            ("token.upload_logo", &owner, logo),
            ("token.update_ownership", &owner, ownership),
        ] {
            self.home(name, |s| s.net.home.execute(sender, &at, &msg, &[]));
        }
    }

    /// A contract whose `receive` does nothing.
    fn hook(&mut self) -> Addr {
        use cosmwasm_std::{Deps, DepsMut, Empty, Env, MessageInfo, Response, StdResult};
        fn execute(
            _: DepsMut,
            _: Env,
            _: MessageInfo,
            _: serde_json::Value,
        ) -> StdResult<Response> {
            Ok(Response::new())
        }
        fn instantiate(_: DepsMut, _: Env, _: MessageInfo, _: Empty) -> StdResult<Response> {
            Ok(Response::new())
        }
        fn query(_: Deps, _: Env, _: Empty) -> StdResult<Binary> {
            Ok(Binary::default())
        }
        let home = &mut self.suite.net.home;
        let code = ContractWrapper::new(execute, instantiate, query);
        let code = home.store(Wrapper::new("any contract", code));
        let anyone = home.addr("anyone");
        home.instantiate(code, &anyone, &Empty {}, &[], "hook", None)
            .unwrap()
    }
}
