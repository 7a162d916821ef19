use cosmwasm_std::Order;
use qerun_mocks::{storage_gas, OtherContracts};

/// Figures by hand: 33 bytes of prefix, then key and value.
#[test]
fn by_hand() {
    let mut deps = OtherContracts::default().deps();
    let (_, spent) = storage_gas(&mut deps, |deps| {
        deps.storage.set(b"key", b"value");
        deps.storage.set(b"other", b"x");
    });
    assert_eq!(spent.gas, 2_000 + 30 * 41 + 2_000 + 30 * 39);
    assert_eq!((spent.reads, spent.writes, spent.bytes_written), (0, 2, 14));

    let (found, spent) = storage_gas(&mut deps, |deps| {
        let found = deps.storage.get(b"key");
        assert_eq!(deps.storage.get(b"absent"), None);
        found
    });
    assert_eq!(found.unwrap(), b"value");
    assert_eq!(spent.gas, 1_000 + 3 * 41 + 1_000 + 3 * 39);
    assert_eq!((spent.reads, spent.writes), (2, 0));

    let (rows, spent) = storage_gas(&mut deps, |deps| {
        let rows = deps.storage.range(None, None, Order::Ascending).count();
        deps.storage.remove(b"key");
        rows
    });
    assert_eq!(rows, 2);
    assert_eq!(spent.gas, 2 * 30 + 1_000 + 3 * 41 + 1_000 + 3 * 39 + 1_000);
    assert_eq!(deps.as_ref().storage.get(b"key"), None);
}
