//! Queries for names against a name server of this test: every kind of record, and nothing that is private.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;

use contract::outbound::OutboundErrorKind as Kind;
use contract::permission::{Capabilities, HostPermission, Permissions};
use contract::socket::{NameQuery, QueryKind, SocketError};
use egress::{Allowances, Egress, Policy, SystemResolver};
use hickory_resolver::proto::op::{Message, ResponseCode};
use hickory_resolver::proto::rr::rdata::{CAA, CNAME, MX, NAPTR, NS, PTR, SOA, SRV, TXT};
use hickory_resolver::proto::rr::{Name, RData, Record, RecordType};
use serde_json::{Value, json};
use tokio::net::UdpSocket;

fn name(text: &str) -> Name {
    Name::from_ascii(text).unwrap()
}

/// What the name server knows of a name.
fn known(asked: &str, kind: RecordType) -> Option<Vec<RData>> {
    let host = name("mail.partner.example.");
    Some(match (asked, kind) {
        ("partner.example.", RecordType::A) => vec![RData::A("8.8.8.8".parse().unwrap())],
        ("partner.example.", RecordType::AAAA) => {
            vec![RData::AAAA("2606:4700::1111".parse().unwrap())]
        }
        ("private.example.", RecordType::A) => ["8.8.8.8", "10.0.0.7"]
            .map(|text| RData::A(text.parse().unwrap()))
            .into(),
        ("partner.example.", RecordType::MX) => vec![RData::MX(MX::new(10, host))],
        ("partner.example.", RecordType::NS) => vec![RData::NS(NS(host))],
        ("www.partner.example.", RecordType::CNAME) => vec![RData::CNAME(CNAME(host))],
        ("partner.example.", RecordType::TXT) => vec![
            RData::TXT(TXT::new(vec!["v=spf1".to_owned(), " -all".to_owned()])),
            RData::TXT(TXT::from_bytes(vec![b"\xe9"])),
        ],
        ("_db._tcp.partner.example.", RecordType::SRV) => {
            vec![RData::SRV(SRV::new(1, 2, 27017, host))]
        }
        ("partner.example.", RecordType::SOA) => {
            let hostmaster = name("hostmaster.partner.example.");
            vec![RData::SOA(SOA::new(host, hostmaster, 7, 1, 2, 3, 4))]
        }
        ("partner.example.", RecordType::CAA) => vec![RData::CAA(CAA::new_issue(
            false,
            Some(name("ca.example.")),
            Vec::new(),
        ))],
        ("partner.example.", RecordType::NAPTR) => vec![RData::NAPTR(NAPTR::new(
            1,
            2,
            b"s".to_vec().into(),
            b"SIP+D2U".to_vec().into(),
            b"".to_vec().into(),
            host,
        ))],
        ("8.8.8.8.in-addr.arpa.", RecordType::PTR) => vec![RData::PTR(PTR(host))],
        ("empty.example.", _) | ("partner.example.", _) => Vec::new(),
        _ => return None,
    })
}

async fn name_server() -> SocketAddr {
    let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    let address = socket.local_addr().unwrap();
    tokio::spawn(async move {
        let mut buffer = [0; 1500];
        while let Ok((length, from)) = socket.recv_from(&mut buffer).await {
            let asked = Message::from_vec(&buffer[..length]).unwrap();
            let query = asked.queries[0].clone();
            let mut answer = Message::response(asked.metadata.id, asked.metadata.op_code);
            match known(&query.name().to_ascii().to_lowercase(), query.query_type()) {
                Some(records) => {
                    let records = records.into_iter();
                    let owner = query.name().clone();
                    answer.add_answers(
                        records.map(|data| Record::from_rdata(owner.clone(), 60, data)),
                    );
                }
                None if query.name().to_ascii().starts_with("broken") => {
                    answer.metadata.response_code = ResponseCode::ServFail;
                }
                None => answer.metadata.response_code = ResponseCode::NXDomain,
            }
            answer.add_query(query);
            socket
                .send_to(&answer.to_vec().unwrap(), from)
                .await
                .unwrap();
        }
    });
    address
}

async fn egress() -> Egress {
    let resolver = SystemResolver::of_server(name_server().await).unwrap();
    Egress::with_resolver(Policy::default(), Arc::new(resolver)).unwrap()
}

async fn ask(
    egress: &Egress,
    capabilities: &Capabilities,
    name: &str,
    kind: QueryKind,
) -> Result<Value, SocketError> {
    let query = NameQuery {
        name: name.to_owned(),
        kind,
        capabilities: capabilities.clone(),
    };
    let records = egress.query(&Allowances::none(), &query).await?;
    Ok(serde_json::to_value(records).unwrap())
}

#[tokio::test]
async fn records_are_told_as_node_shows_them() {
    let egress = egress().await;
    let host = "mail.partner.example";
    for (asked, kind, expected) in [
        (
            "partner.example",
            QueryKind::A,
            json!([{"address": "8.8.8.8", "ttl": 60}]),
        ),
        (
            "Partner.Example.",
            QueryKind::Aaaa,
            json!([{"address": "2606:4700::1111", "ttl": 60}]),
        ),
        (
            "partner.example",
            QueryKind::Mx,
            json!([{"exchange": host, "priority": 10}]),
        ),
        ("partner.example", QueryKind::Ns, json!([{"value": host}])),
        (
            "www.partner.example",
            QueryKind::Cname,
            json!([{"value": host}]),
        ),
        (
            "partner.example",
            QueryKind::Txt,
            json!([{"entries": ["v=spf1", " -all"]}, {"entries": ["é"]}]),
        ),
        (
            "_db._tcp.partner.example",
            QueryKind::Srv,
            json!([{"name": host, "port": 27017, "priority": 1, "weight": 2}]),
        ),
        (
            "partner.example",
            QueryKind::Soa,
            json!([{"nsname": host, "hostmaster": "hostmaster.partner.example", "serial": 7, "refresh": 1, "retry": 2, "expire": 3, "minttl": 4}]),
        ),
        (
            "partner.example",
            QueryKind::Caa,
            json!([{"critical": 0, "tag": "issue", "value": "ca.example."}]),
        ),
        (
            "partner.example",
            QueryKind::Naptr,
            json!([{"flags": "s", "service": "SIP+D2U", "regexp": "", "replacement": host, "order": 1, "preference": 2}]),
        ),
        ("8.8.8.8", QueryKind::Reverse, json!([{"value": host}])),
    ] {
        let found = ask(&egress, &Capabilities::All, asked, kind).await;
        assert_eq!(found.expect(asked), expected, "{asked} {kind:?}");
    }
    let looked_up = ask(
        &egress,
        &Capabilities::All,
        "partner.example",
        QueryKind::Lookup,
    )
    .await;
    let looked_up = looked_up.unwrap().to_string();
    assert!(
        looked_up.contains("8.8.8.8") && looked_up.contains("2606:4700::1111"),
        "{looked_up}"
    );
}

#[tokio::test]
async fn what_has_no_answer_says_why() {
    let egress = egress().await;
    for (asked, kind, expected) in [
        ("nobody.example", QueryKind::Mx, "ENOTFOUND"),
        ("nobody.example", QueryKind::Lookup, "ENOTFOUND"),
        ("empty.example", QueryKind::Mx, "ENODATA"),
        ("broken.example", QueryKind::Txt, "ESERVFAIL"),
        ("a b.example", QueryKind::A, "EBADNAME"),
        ("", QueryKind::A, "EBADNAME"),
        ("no address", QueryKind::Reverse, "EBADNAME"),
    ] {
        let error = ask(&egress, &Capabilities::All, asked, kind)
            .await
            .unwrap_err();
        assert_eq!(error.code, expected, "{asked} {kind:?}: {error}");
    }
}

#[tokio::test]
async fn private_answers_and_local_names_are_withheld() {
    let egress = egress().await;
    for (asked, kind) in [
        ("private.example", QueryKind::A),
        ("private.example", QueryKind::Lookup),
        ("localhost", QueryKind::Lookup),
        ("db", QueryKind::A),
        ("metadata.google.internal", QueryKind::Txt),
        ("_db._tcp.cluster.local", QueryKind::Srv),
        ("10.0.0.7", QueryKind::Reverse),
        ("::1", QueryKind::Reverse),
    ] {
        let error = ask(&egress, &Capabilities::All, asked, kind)
            .await
            .unwrap_err();
        assert_eq!(
            error.kind,
            Kind::RefusedByPolicy,
            "{asked} {kind:?}: {error}"
        );
        assert!(
            !error.message.contains("10.0.0.7") || asked == "10.0.0.7",
            "{error}"
        );
    }
}

#[tokio::test]
async fn an_installation_asks_for_what_it_declared() {
    let egress = egress().await;
    let permissions = Permissions {
        hosts: vec![HostPermission {
            host: "partner.example:27017".parse().unwrap(),
            reason: String::new(),
        }],
        ..Permissions::default()
    };
    let granted = Capabilities::Only(Arc::new(permissions.grant(&BTreeMap::new()).unwrap()));
    for (asked, kind) in [
        ("partner.example", QueryKind::A),
        ("_db._tcp.partner.example", QueryKind::Srv),
    ] {
        assert!(ask(&egress, &granted, asked, kind).await.is_ok(), "{asked}");
    }
    for (asked, kind) in [
        ("www.partner.example", QueryKind::Cname),
        ("data.attacker.example", QueryKind::Txt),
        ("8.8.8.8", QueryKind::Reverse),
    ] {
        let error = ask(&egress, &granted, asked, kind).await.unwrap_err();
        assert_eq!(error.kind, Kind::Capability, "{asked}: {error}");
    }
}
