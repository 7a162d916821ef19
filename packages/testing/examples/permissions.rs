//! Prints `docs/permissions.md`.
fn main() {
    print!("{}", qerun_testing::permissions::print());
}
