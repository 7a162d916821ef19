//! Number and sequence of accounts of every type: they are those of the base account inside.

use cosmrs::proto::cosmos::auth::v1beta1::BaseAccount;
use cosmrs::Any;
use prost::Message;

use super::{Account, ChainError};

/// How deep a base account may be nested: a vesting account holds a base vesting account, which holds the base account.
const DEPTH: usize = 4;
/// Accounts for which nobody has a key.
const KEYLESS: [(&str, &str); 2] = [
    ("ModuleAccount", "a module of the chain"),
    ("InterchainAccount", "an account of another chain"),
];

/// The first field of a message, whatever it is.
#[derive(Clone, PartialEq, prost::Message)]
struct First {
    #[prost(bytes = "vec", tag = "1")]
    field: Vec<u8>,
}

/// Number and sequence of an account as the chain's auth module answers it. A base account begins with its address;
/// all others that can sign (vesting of every kind, Ethermint's, and types yet to come) hold one in their first field.
///
/// # Errors
/// [`ChainError::Keyless`]; [`ChainError::UnknownAccount`] if there is no base account of this address in it.
pub fn read_account(address: &str, account: &Any) -> Result<Account, ChainError> {
    let kind = account.type_url.trim_start_matches('/').to_owned();
    let name = kind.rsplit('.').next().unwrap_or_default();
    if let Some((_, what)) = KEYLESS.iter().find(|(keyless, _)| *keyless == name) {
        return Err(ChainError::Keyless {
            address: address.to_owned(),
            what,
        });
    }
    let mut bytes = account.value.clone();
    for _ in 0..DEPTH {
        let Ok(First { field }) = First::decode(bytes.as_slice()) else {
            break;
        };
        if field == address.as_bytes() {
            let base = BaseAccount::decode(bytes.as_slice());
            return base
                .map_err(|_| unknown(address, &kind))
                .map(|base| Account {
                    number: base.account_number,
                    sequence: base.sequence,
                });
        }
        bytes = field;
    }
    Err(unknown(address, &kind))
}

fn unknown(address: &str, kind: &str) -> ChainError {
    ChainError::UnknownAccount {
        address: address.to_owned(),
        kind: kind.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use cosmrs::proto::cosmos::auth::v1beta1::ModuleAccount;
    use cosmrs::proto::cosmos::base::v1beta1::Coin;
    use cosmrs::proto::cosmos::vesting::v1beta1::{
        BaseVestingAccount, ContinuousVestingAccount, DelayedVestingAccount, Period,
        PeriodicVestingAccount, PermanentLockedAccount,
    };
    use prost::Name;

    use super::*;
    use crate::pack;

    const ADDRESS: &str = "home1rtwdgerzddgzny2mzvjfwyw9l7est4tcyh2fc9";

    fn base() -> BaseAccount {
        BaseAccount {
            address: ADDRESS.to_owned(),
            pub_key: Some(Any {
                type_url: "/cosmos.crypto.secp256k1.PubKey".to_owned(),
                value: vec![10, 33, 2],
            }),
            account_number: 7,
            sequence: 11,
        }
    }

    fn vesting() -> BaseVestingAccount {
        let coin = Coin {
            denom: "stake".to_owned(),
            amount: "1000".to_owned(),
        };
        BaseVestingAccount {
            base_account: Some(base()),
            original_vesting: vec![coin.clone()],
            delegated_free: vec![coin.clone()],
            delegated_vesting: vec![coin],
            end_time: 1_900_000_000,
        }
    }

    fn reads<M: Message + Name>(message: &M) {
        let found = read_account(ADDRESS, &pack(message)).unwrap();
        assert_eq!(
            (found.number, found.sequence),
            (7, 11),
            "{}",
            M::full_name()
        );
    }

    /// C2: whatever can sign, signs.
    #[test]
    fn c2_every_account_that_signs_is_read() {
        let base_vesting_account = || Some(vesting());
        reads(&base());
        reads(&vesting());
        reads(&ContinuousVestingAccount {
            base_vesting_account: base_vesting_account(),
            start_time: 1_800_000_000,
        });
        reads(&DelayedVestingAccount {
            base_vesting_account: base_vesting_account(),
        });
        reads(&PermanentLockedAccount {
            base_vesting_account: base_vesting_account(),
        });
        let period = Period {
            length: 5,
            amount: vec![],
        };
        reads(&PeriodicVestingAccount {
            base_vesting_account: base_vesting_account(),
            start_time: 3,
            vesting_periods: vec![period],
        });
    }

    /// A new account has number and sequence of nothing but its address.
    #[test]
    fn c2_a_fresh_account_is_read() {
        let fresh = BaseAccount {
            address: ADDRESS.to_owned(),
            ..BaseAccount::default()
        };
        assert_eq!(
            read_account(ADDRESS, &pack(&fresh)).unwrap(),
            Account::default()
        );
    }

    /// Types that are not known hold a base account in their first field, at whatever depth up to four.
    #[test]
    fn c2_unknown_types_are_read_by_what_they_hold() {
        let mut value = base().encode_to_vec();
        for depth in 0..5 {
            let any = Any {
                type_url: "/ethermint.types.v1.EthAccount".to_owned(),
                value: value.clone(),
            };
            let found = read_account(ADDRESS, &any);
            match depth {
                0..=3 => assert_eq!(found.unwrap().sequence, 11),
                _ => assert!(matches!(found, Err(ChainError::UnknownAccount { .. }))),
            }
            value = First { field: value }.encode_to_vec();
        }
    }

    #[test]
    fn c2_modules_and_strangers_are_refused() {
        let module = ModuleAccount {
            base_account: Some(base()),
            name: "gov".to_owned(),
            permissions: vec![],
        };
        let error = read_account(ADDRESS, &pack(&module)).unwrap_err();
        let wanted = format!("{ADDRESS} is a module of the chain: nobody has a key for it");
        assert_eq!(error.to_string(), wanted);
        // The base account of somebody else, and bytes that are no message.
        let error = read_account("home1x", &pack(&vesting())).unwrap_err();
        assert_eq!(
            error.to_string(),
            "home1x has an account of a type in which no base account of it is found: \
             cosmos.vesting.v1beta1.BaseVestingAccount"
        );
        let other = ADDRESS.replace('9', "8");
        let error = read_account(&other, &pack(&base())).unwrap_err();
        assert!(matches!(error, ChainError::UnknownAccount { .. }));
        for value in [vec![], vec![0xff; 9]] {
            let type_url = String::new();
            let error = read_account(ADDRESS, &Any { type_url, value }).unwrap_err();
            assert!(matches!(error, ChainError::UnknownAccount { .. }));
        }
    }
}
