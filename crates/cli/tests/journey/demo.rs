//! At the demo, each command takes the token of whoever it is for.

use serde_json::json;

use crate::hand::Hand;
use crate::market::Market;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_command_takes_its_own_token_from_the_demos_file() {
    let market = Market::open().await;
    let hand = Hand::at(&market.host, "lat_wrong");
    let api = format!("{}api/v1", hand.url);
    let mut file = json!({
        "api": api,
        "admin_token": market.host.demo.admin_token,
        "partner_key": market.partner_key,
        "reviewer_token": market.reviewer.token,
        "second_reviewer_token": market.second.token,
        "operator_token": market.operator.token,
    });
    hand.write(".latchwork/demo.json", &file.to_string());
    let account = hand.says("login --demo").done();
    assert_eq!(account["partner"]["slug"], "acme");
    for line in [
        "installations list",
        "catalogue search",
        "notices",
        "reviews list",
        "reviews list --second",
        "partners list",
        "staff list",
        "check-policy show",
        "audit",
    ] {
        hand.admin(&format!("--demo {line}")).done();
    }
    hand.admin("--demo --second staff list")
        .ended(2, "--second");
    hand.admin("--second reviews list").ended(2, "--second");
    let shop = market.host.another_tenant("shop").await;
    file["shop_issuer"] = json!(hand.url.replace("localhost", "shop.localhost"));
    file["shop_admin_token"] = json!(shop);
    hand.write(".latchwork/demo.json", &file.to_string());
    hand.admin("--demo --tenant shop actions list").done();
    hand.admin("--demo --tenant shop audit")
        .ended(2, "--tenant");
    hand.admin("--demo --tenant none actions list")
        .ended(2, "no tenant `none`; pass --tenant with one of demo, shop");
    hand.admin("--demo --tenant demo actions list").done();
    let elsewhere = Hand::at(&market.host, "");
    elsewhere
        .admin("--demo actions list")
        .ended(2, "run it in the folder where the demo was started");
    file["operator_token"] = json!(null);
    hand.write(".latchwork/demo.json", &file.to_string());
    hand.admin("--demo audit").ended(2, "no `operator_token`");
    hand.admin("audit").refused(401);
}

/// The second reviewer is another one: the two decide apart.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_second_reviewer_is_another_one() {
    let market = Market::open().await;
    market.begin();
    let id = market.submit();
    let hand = Hand::at(&market.host, "");
    let file = json!({
        "api": hand.url,
        "reviewer_token": market.reviewer.token,
        "second_reviewer_token": market.second.token,
    });
    hand.write(".latchwork/demo.json", &file.to_string());
    hand.admin(&format!("--demo reviews approve {id}")).done();
    let twice = hand.admin(&format!("--demo reviews approve {id}"));
    assert_eq!(twice.exit, 1, "{}", twice.out);
    let second = hand.admin(&format!("--demo --second reviews approve {id}"));
    assert_eq!(second.done()["state"], "approved");
}
