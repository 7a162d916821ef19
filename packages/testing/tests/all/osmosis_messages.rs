//! The outpost's message to Osmosis' pool manager against the types that Osmosis generates.

use cosmwasm_std::testing::{message_info, mock_dependencies, mock_env, MockApi};
use cosmwasm_std::{coins, AnyMsg, CosmosMsg};
use osmosis_std::types::cosmos::base::v1beta1::Coin;
use osmosis_std::types::osmosis::poolmanager::v1beta1::{MsgSwapExactAmountIn, SwapAmountInRoute};
use qerun_messages::ibc::{hook_sender, PurchaseOrder};
use qerun_messages::outpost::{Config, ExecuteMsg, InstantiateMsg, PoolStep, Transport, Venue};
use qerun_outpost::contract;

const ETH: &str = "ibc/EA1D43981D5C9A1C4AAEA9C23BB1D4FA126BA9BC7020A25E0AE4AA841EA25DC5";

/// What the outpost sends for these steps, amount and minimum.
fn asked(steps: &[(u64, &str)], amount: u128, min_out: u128) -> AnyMsg {
    let (mut deps, env, api) = (mock_dependencies(), mock_env(), MockApi::default());
    let step = |(pool_id, denom): &(u64, &str)| PoolStep {
        pool_id: (*pool_id).into(),
        token_out_denom: denom.to_string(),
    };
    let config = Config {
        channel: "channel-3".to_owned(),
        reserve: "qerun1reserve".to_owned(),
        stable_denom: "ibc/498A".to_owned(),
        eth_denom: ETH.to_owned(),
        venue: Venue::OsmosisPoolManager {
            routes: steps.iter().map(step).collect(),
        },
        return_timeout: 1_200,
        transport: Transport::IbcHooks {},
    };
    let owner = api.addr_make("owner");
    let msg = InstantiateMsg {
        owner: owner.to_string(),
        config,
    };
    let info = message_info(&owner, &[]);
    contract::instantiate(deps.as_mut(), env.clone(), info, msg).unwrap();
    let derived = hook_sender("channel-3", "qerun1reserve");
    let hooks = cosmwasm_std::Api::addr_humanize(&api, &derived.into()).unwrap();
    let order = PurchaseOrder {
        order_id: 1u64.into(),
        min_out: min_out.into(),
        deadline: env.block.time.seconds().into(),
    };
    let info = message_info(&hooks, &coins(amount, "ibc/498A"));
    let msg = ExecuteMsg::Buy { order };
    let mut response = contract::execute(deps.as_mut(), env, info, msg).unwrap();
    match response.messages.remove(0).msg {
        CosmosMsg::Any(any) => any,
        other => panic!("unexpected {other:?}"),
    }
}

#[test]
fn the_bytes_are_those_of_osmosis() {
    let long =
        "factory/osmo1z6r6qdknhgsc0zeracktgpcxf43j6sekq07nw8sxduc9lg0qjjlqfu25e3/alloyed/allETH";
    let routes: [&[(u64, &str)]; 3] = [
        &[(1, ETH)],
        &[(1_464, "uosmo"), (1_134, ETH)],
        &[(300, "uosmo"), (u64::MAX, "uion"), (127, long), (128, ETH)],
    ];
    for steps in routes {
        for (amount, min_out) in [
            (1, 1),
            (500_000_000, 241_293_532_338_308_457),
            (u128::MAX, u128::MAX),
        ] {
            let step = |(pool_id, denom): &(u64, &str)| SwapAmountInRoute {
                pool_id: *pool_id,
                token_out_denom: denom.to_string(),
            };
            let expected = MsgSwapExactAmountIn {
                sender: mock_env().contract.address.into_string(),
                routes: steps.iter().map(step).collect(),
                token_in: Some(Coin {
                    denom: "ibc/498A".to_owned(),
                    amount: amount.to_string(),
                }),
                token_out_min_amount: min_out.to_string(),
            };
            let any = asked(steps, amount, min_out);
            assert_eq!(any.type_url, MsgSwapExactAmountIn::TYPE_URL);
            assert_eq!(any.value.to_vec(), expected.to_proto_bytes());
        }
    }
}
