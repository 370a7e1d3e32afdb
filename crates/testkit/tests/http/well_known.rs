//! `/.well-known/*`: metadata, keys and their rotation.

use testkit::TestHost;

use crate::journey::{login, redeem, verified};

#[tokio::test]
async fn both_documents_are_one_and_name_the_issuer_of_the_tenant() {
    let host = TestHost::start().await;
    let openid = host
        .browser()
        .get("/.well-known/openid-configuration")
        .await;
    let oauth = host
        .browser()
        .get("/.well-known/oauth-authorization-server")
        .await;
    assert_eq!(openid.body, oauth.body);
    assert_eq!(openid.json()["issuer"], host.demo.issuer);
    assert_eq!(openid.json()["token_endpoint"], host.url("/oauth/token"));
    // The issuer is a setting: another name of the same host changes nothing.
    let by_address = host.demo.issuer.replace("localhost", "127.0.0.1");
    let other = host
        .browser()
        .get(&format!("{by_address}.well-known/openid-configuration"))
        .await;
    assert_eq!(other.json()["issuer"], host.demo.issuer);
}

#[tokio::test]
async fn a_page_of_any_origin_may_read_the_keys() {
    let host = TestHost::start().await;
    let headers = [("origin", "https://anywhere.example")];
    let answer = host
        .browser()
        .call("GET", "/.well-known/jwks.json", &headers, None)
        .await;
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    assert_eq!(answer.header("cache-control"), "public, max-age=60");
    let keys = answer.json();
    let keys = keys["keys"].as_array().unwrap().clone();
    assert_eq!(keys.len(), 2, "the key that signs and the next one");
    assert!(
        keys.iter()
            .all(|key| key["kty"] == "RSA" && key.get("d").is_none())
    );
}

#[tokio::test]
async fn after_a_rotation_the_next_key_signs_and_old_tokens_still_verify() {
    let host = TestHost::start().await;
    let mut browser = host.browser();
    let code = login(&host, &mut browser, &[])
        .await
        .parameter("code")
        .unwrap();
    let before = redeem(&host, &code).await.text("id_token");
    let published = host.admin("GET", "/signing-keys", None).await.json();
    let next = published["keys"]
        .as_array()
        .unwrap()
        .iter()
        .find(|key| key["state"] == "next")
        .unwrap()
        .clone();

    let early = host.admin("POST", "/signing-keys/rotate", None).await;
    assert_eq!(early.status, 409, "{}", early.body);
    host.pass_ms(65_000);
    let rotated = host.admin("POST", "/signing-keys/rotate", None).await;
    assert_eq!(rotated.status, 200, "{}", rotated.body);
    assert_eq!(rotated.json()["keys"].as_array().unwrap().len(), 3);

    let code = browser
        .get(&crate::journey::request(&host, &[]))
        .await
        .parameter("code")
        .unwrap();
    let after = redeem(&host, &code).await.text("id_token");
    assert_eq!(
        jsonwebtoken::decode_header(&after).unwrap().kid.unwrap(),
        next["kid"].as_str().unwrap()
    );
    for token in [before, after] {
        let claims = verified(&host, &token, &host.demo.spa_client_id).await;
        assert_eq!(claims["email"], host.demo.user);
    }
    withdrawn(&host, &rotated.json()).await;
}

/// A previous key goes at once when it is withdrawn, the one that signs does not.
async fn withdrawn(host: &TestHost, keys: &serde_json::Value) {
    let force = serde_json::json!({"force": true});
    let forced = host
        .admin("POST", "/signing-keys/rotate", Some(force))
        .await;
    assert_eq!(forced.status, 200, "{}", forced.body);
    for (state, status) in [("previous", 200), ("next", 404)] {
        let all = keys["keys"].as_array().unwrap();
        let key = all.iter().find(|key| key["state"] == state).unwrap();
        let path = format!("/signing-keys/{}/withdraw", key["kid"].as_str().unwrap());
        assert_eq!(host.admin("POST", &path, None).await.status, status);
        let published = host.browser().get("/.well-known/jwks.json").await;
        let kid = key["kid"].as_str().unwrap();
        assert_eq!(published.body.contains(kid), status == 404, "{state}");
    }
}
