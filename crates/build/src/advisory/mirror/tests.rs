//! A mirror that answers when it is told to, over loopback.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;

use super::*;

struct Slow {
    url: String,
    answers: Arc<Semaphore>,
    asked: Arc<AtomicUsize>,
}

impl Slow {
    async fn start(status: u16, body: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let slow = Self {
            url: format!("http://{}/all.zip", listener.local_addr().unwrap()),
            answers: Arc::new(Semaphore::new(0)),
            asked: Arc::default(),
        };
        let (answers, asked) = (Arc::clone(&slow.answers), Arc::clone(&slow.asked));
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let (answers, asked) = (Arc::clone(&answers), Arc::clone(&asked));
                tokio::spawn(async move {
                    read_head(&mut stream).await;
                    asked.fetch_add(1, Ordering::SeqCst);
                    answers.acquire().await.unwrap().forget();
                    let length = body.len();
                    let head = format!("HTTP/1.1 {status} x\r\nconnection: close\r\n");
                    let text = format!("{head}content-length: {length}\r\n\r\n{body}");
                    stream.write_all(text.as_bytes()).await.unwrap();
                });
            }
        });
        slow
    }

    fn mirror(&self, folder: &Path) -> Mirror {
        Mirror::open(&self.url, None, folder.to_owned()).unwrap()
    }

    fn answer(&self) {
        self.answers.add_permits(1);
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

async fn read_head(stream: &mut TcpStream) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.unwrap());
    }
}

/// Waits until the mirror is asked no more.
async fn asked(mirror: &Mirror) {
    drop(mirror.turn.lock().await);
}

#[tokio::test]
async fn what_is_kept_is_there_at_once_and_asked_for_again_beside() {
    let slow = Slow::start(200, "new").await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(ARCHIVE);
    fs::write(&path, "old").unwrap();
    let mirror = slow.mirror(folder.path());
    for _ in 0..3 {
        let (had, failed) = mirror.archive_within(Duration::ZERO).await;
        assert!(had == path && failed.is_none(), "{failed:?}");
        assert_eq!(fs::read_to_string(&had).unwrap(), "old");
    }
    slow.answer();
    asked(&mirror).await;
    assert_eq!(fs::read_to_string(&path).unwrap(), "new");
    assert!(mirror.archive().await.1.is_none());
    asked(&mirror).await;
    assert_eq!(slow.asked(), 1, "it is new enough");
}

#[tokio::test]
async fn the_first_archive_comes_though_whoever_wanted_it_waits_no_more() {
    let slow = Slow::start(200, "new").await;
    let folder = tempfile::tempdir().unwrap();
    let mirror = slow.mirror(folder.path());
    for _ in 0..2 {
        let (path, pending) = mirror.archive_within(Duration::from_millis(20)).await;
        assert!(
            matches!(pending, Some(AdvisoryError::Pending { .. })),
            "{pending:?}"
        );
        assert!(!path.exists());
    }
    slow.answer();
    let (path, failed) = mirror.archive().await;
    assert!(failed.is_none(), "{failed:?}");
    assert_eq!(fs::read_to_string(path).unwrap(), "new");
    assert_eq!(slow.asked(), 1);
}

#[tokio::test]
async fn while_there_is_no_archive_each_is_told_why() {
    let slow = Slow::start(503, "").await;
    slow.answer();
    let folder = tempfile::tempdir().unwrap();
    let mirror = slow.mirror(folder.path());
    for _ in 0..3 {
        let told = mirror.archive().await.1.unwrap().to_string();
        assert!(told.ends_with("it answers 503"), "{told}");
    }
    assert_eq!(slow.asked(), 1, "a mirror that failed is left alone");
}

#[tokio::test]
async fn an_archive_that_cannot_be_kept_says_where() {
    let slow = Slow::start(200, "new").await;
    slow.answer();
    let folder = tempfile::tempdir().unwrap();
    let taken = folder.path().join("taken");
    fs::write(&taken, "").unwrap();
    let told = slow.mirror(&taken).archive().await.1.unwrap().to_string();
    assert!(told.contains("cannot be kept in"), "{told}");
}

#[tokio::test]
async fn why_a_mirror_gave_nothing_is_told_once_where_an_archive_is_kept() {
    let slow = Slow::start(503, "").await;
    slow.answer();
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(ARCHIVE), "old").unwrap();
    let mirror = slow.mirror(folder.path());
    assert!(mirror.archive().await.1.is_none());
    asked(&mirror).await;
    let told = mirror.archive().await.1.unwrap().to_string();
    assert!(told.ends_with("it answers 503"), "{told}");
    assert!(mirror.archive().await.1.is_none());
    assert_eq!(slow.asked(), 1, "a mirror that failed is left alone");
}
