use qerun_controls::is_id;

#[test]
fn letters_and_length() {
    for id in ["a", "z", "0", "9", ".", "_", "-", "lock", "v1.2_b-c"] {
        assert!(is_id(id, 8), "{id}");
    }
    let (eight, nine) = ("x".repeat(8), "x".repeat(9));
    assert!(is_id(&eight, 8));
    for id in [
        "", "A", " ", "a b", "`", "{", "/", ":", "é", "\n", "\u{0}", &nine,
    ] {
        assert!(!is_id(id, 8), "{id:?}");
    }
    assert!(!is_id("a", 0));
}
