//! What is on disk: nothing secret in the clear, nothing that opens under another name or key.

use contract::Trigger;
use std::collections::BTreeMap;
use store::*;
use tenant::Secret;

use crate::fixture::*;

#[tokio::test]
async fn no_secret_is_in_the_files() {
    let fixture = open().await;
    let secrets = BTreeMap::from([("KEY".to_owned(), Secret::new("hunter2-hunter2".into()))]);
    fixture
        .store
        .action_create(
            &action("a1", Trigger::PostLogin),
            &secrets,
            &audit("create"),
        )
        .await
        .unwrap();
    fixture
        .store
        .login_begin(&transaction("t1", 1), &origin())
        .await
        .unwrap();
    fixture.store.clone().close().await.unwrap();
    for entry in std::fs::read_dir(fixture.directory.path()).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        assert!(
            !bytes.windows(15).any(|window| window == b"hunter2-hunter2"),
            "{path:?}"
        );
    }
}

#[tokio::test]
async fn what_an_older_data_key_sealed_still_opens() {
    let fixture = open().await;
    fixture
        .store
        .login_begin(&transaction("t1", 1), &origin())
        .await
        .unwrap();
    fixture.store.data_key_rotate(&acme(), 2).await.unwrap();
    fixture
        .store
        .login_begin(&transaction("t2", 1), &origin())
        .await
        .unwrap();
    let fixture = fixture.restart().await;
    let store = &fixture.store;
    for id in ["t1", "t2"] {
        let id = account::TransactionId::new(id);
        assert!(store.login_find(&acme(), &id, 2).await.unwrap().is_some());
    }
}

#[tokio::test]
async fn another_key_file_is_refused_at_start() {
    let fixture = open().await;
    fixture.store.clone().close().await.unwrap();
    let key_file = fixture.directory.path().join("latchwork.key");
    let kept = std::fs::read(&key_file).unwrap();
    std::fs::remove_file(&key_file).unwrap();
    let settings = Settings::in_directory(fixture.directory.path());
    assert!(matches!(
        Store::open(&settings).await,
        Err(Error::KeyFileGone { .. })
    ));
    let other = Settings {
        keys: KeySource::Given {
            first: GivenKey {
                id: "other".into(),
                key: [1; 32],
            },
            former: vec![],
        },
        ..settings.clone()
    };
    assert!(matches!(
        Store::open(&other).await,
        Err(Error::KeyMissing { .. })
    ));
    std::fs::write(&key_file, kept).unwrap();
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(&key_file, std::fs::Permissions::from_mode(0o600)).unwrap();
    assert!(Store::open(&settings).await.is_ok());
}
