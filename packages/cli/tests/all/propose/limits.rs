//! What is refused: messages that no contract takes, and texts and sizes that timelock and DAO do not.

use super::{args, deployed};
use qerun::propose::{read, write_proposal, Proposal, ProposeArgs, ProposeError, Queue, LARGEST};

#[test]
fn d4_bad_messages_have_clear_errors() {
    let (world, at) = deployed("d4-bad");
    let stranger = "dex15tw7lq994swyk2qmjnrrktaswnj6p96ksl5edx";
    let capitals = at.contracts.dao.to_uppercase();
    for (message, wanted) in [
        (
            "market",
            "--message market: write CONTRACT=JSON or CONTRACT=@FILE".to_owned(),
        ),
        ("=1", "--message =1: write CONTRACT=JSON".to_owned()),
        (
            "market=",
            "--message market=: write CONTRACT=JSON".to_owned(),
        ),
        (
            "bank={}",
            "--message bank: `bank` is none of this deployment's contracts (token, voting, timelock, oracle, market, reserve), and"
                .to_owned(),
        ),
        (
            &format!("{stranger}={{}}"),
            format!("--message {stranger}: `{stranger}` is none of"),
        ),
        (
            &format!("{capitals}={{\"x\":{{}}}}"),
            format!("`{capitals}` is none of"),
        ),
        (
            "market+5={}",
            "--message market+5: `5` is no coin".to_owned(),
        ),
        ("market+stable={}", "`stable` is no coin".to_owned()),
        ("market+0stable={}", "`0stable` is no coin".to_owned()),
        ("market+5!={}", "`5!` is no coin".to_owned()),
        (
            "market=@none.json",
            "--message market: cannot read none.json: No such file".to_owned(),
        ),
        ("market={", "--message market: no JSON: EOF".to_owned()),
        (
            "market=[]",
            "--message market: a message is a JSON object with one key".to_owned(),
        ),
        (
            r#"market={"flush":{},"pause":{}}"#,
            "a message is a JSON object with one key".to_owned(),
        ),
        (
            r#"market={"fluhs":{}}"#,
            "--message market: market does not know it".to_owned(),
        ),
        (
            r#"market={"flush":{"x":1}}"#,
            "market does not know it".to_owned(),
        ),
    ] {
        let error = read(message, &world.plan, &at).unwrap_err().to_string();
        assert!(error.contains(&wanted), "{message}: {error}");
    }
}

/// Texts, number of messages and sizes as timelock and proposal module have them.
#[test]
fn d4_limits() {
    let (world, at) = deployed("d4-limits");
    let plan = &world.plan;
    let flush = r#"market={"flush":{}}"#;
    let text_of = |change: &dyn Fn(&mut ProposeArgs)| {
        let mut args = args(&[flush]);
        change(&mut args);
        write_proposal(&args, plan, &at, None).map_err(|error| error.to_string())
    };
    assert!(text_of(&|_| {}).is_ok());
    assert!(text_of(&|a| a.message = vec![flush.to_owned(); 10]).is_ok());
    let error = text_of(&|a| a.message = vec![flush.to_owned(); 11]).unwrap_err();
    assert!(
        error.starts_with("the timelock would refuse it: "),
        "{error}"
    );
    assert!(text_of(&|a| a.message.clear()).is_err());
    assert!(text_of(&|a| a.text = Some("x".repeat(1_000))).is_ok());
    assert!(text_of(&|a| a.text = Some("x".repeat(1_001)))
        .unwrap_err()
        .starts_with("the timelock would refuse it"));
    assert!(text_of(&|a| a.text = Some(String::new()))
        .unwrap_err()
        .starts_with("the timelock would refuse it"));
    assert_eq!(
        text_of(&|a| a.title = Some(" ".into())).unwrap_err(),
        "--title is empty"
    );
    assert_eq!(
        text_of(&|a| a.description = Some(String::new())).unwrap_err(),
        "--description is empty"
    );
    let error = text_of(&|a| a.description = Some("x".repeat(LARGEST))).unwrap_err();
    assert!(
        error.contains("bytes, the DAO takes 28500: shorten it"),
        "{error}"
    );
    // The timelock's own limit.
    let long = format!(
        r#"token={{"update_marketing":{{"description":"{}"}}}}"#,
        "x".repeat(30_000)
    );
    let error = text_of(&|a| a.message = vec![long.clone()]).unwrap_err();
    assert!(
        error.starts_with("the timelock would refuse it: "),
        "{error}"
    );
    assert_eq!(
        text_of(&|a| a.page = "daodao.zone".into()).unwrap_err(),
        "--page daodao.zone: an address begins with https:// or http://"
    );
    let text = text_of(&|a| a.page = "http://localhost:3000/".into()).unwrap();
    assert!(text.contains("\nhttp://localhost:3000/dao/home1"), "{text}");
}

#[test]
fn d4_the_largest_proposal() {
    let (world, at) = deployed("d4-largest");
    let call = read(r#"market={"flush":{}}"#, &world.plan, &at).unwrap();
    let mut proposal = Proposal {
        title: "t".into(),
        description: "x".into(),
        queue: Queue {
            messages: vec![call.message],
            text: "t".into(),
            not_after: u64::MAX,
        },
    };
    let size = |proposal: &Proposal| {
        proposal.json(&at).unwrap()["propose"]["msg"]["propose"]
            .to_string()
            .len()
    };
    proposal.description = "x".repeat(1 + LARGEST - size(&proposal));
    assert_eq!(size(&proposal), LARGEST);
    proposal.ensure_accepted(&at).unwrap();
    proposal.description.push('x');
    assert!(
        matches!(proposal.ensure_accepted(&at), Err(ProposeError::TooLarge { size, most: LARGEST }) if size == LARGEST + 1)
    );
}
