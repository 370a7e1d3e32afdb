//! Every folder below `cases/js` is a case: what an action sees of JavaScript and Node, and what it gives back.

mod support;

use support::case::{cases, sandbox};
use support::differences;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_case_gives_what_it_expects() {
    let sandbox = sandbox().await;
    let mut wrong = Vec::new();
    let all = cases("js");
    for case in &all {
        let execution = serde_json::to_value(case.run(&sandbox, "cases").await).unwrap();
        let mut found = Vec::new();
        differences("", &case.expected, &execution, &mut found);
        if !found.is_empty() {
            wrong.push(format!(
                "{}\n  {}\n  {execution}",
                case.name,
                found.join("\n  ")
            ));
        }
    }
    println!("{} cases, {} wrong", all.len(), wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
