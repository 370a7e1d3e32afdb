//! Records as the resolver reads them, told as Node shows them.

use std::net::IpAddr;

use contract::socket::{NameRecord, QueryKind};
use hickory_resolver::net::{DnsError, NetError};
use hickory_resolver::proto::op::ResponseCode;
use hickory_resolver::proto::rr::{Name, RData, Record, RecordType};

use crate::query::QueryFailure;

/// The type of record that a query asks for.
pub(crate) fn record_type(kind: QueryKind) -> RecordType {
    match kind {
        QueryKind::A | QueryKind::Lookup => RecordType::A,
        QueryKind::Aaaa => RecordType::AAAA,
        QueryKind::Caa => RecordType::CAA,
        QueryKind::Cname => RecordType::CNAME,
        QueryKind::Mx => RecordType::MX,
        QueryKind::Naptr => RecordType::NAPTR,
        QueryKind::Ns => RecordType::NS,
        QueryKind::Ptr | QueryKind::Reverse => RecordType::PTR,
        QueryKind::Soa => RecordType::SOA,
        QueryKind::Srv => RecordType::SRV,
        QueryKind::Txt => RecordType::TXT,
    }
}

/// A record of the kind that was asked for; what leads to it on the way is left out.
pub(crate) fn told(kind: QueryKind, record: &Record) -> Option<NameRecord> {
    if record.record_type() != record_type(kind) {
        return None;
    }
    Some(match &record.data {
        RData::A(address) => NameRecord::Address {
            address: IpAddr::V4(address.0),
            ttl: record.ttl,
        },
        RData::AAAA(address) => NameRecord::Address {
            address: IpAddr::V6(address.0),
            ttl: record.ttl,
        },
        RData::CAA(caa) => NameRecord::Caa {
            critical: if caa.issuer_critical { 128 } else { 0 },
            tag: caa.tag.clone(),
            value: latin1(&caa.value),
        },
        RData::CNAME(name) => NameRecord::Name {
            value: plain(&name.0),
        },
        RData::NS(name) => NameRecord::Name {
            value: plain(&name.0),
        },
        RData::PTR(name) => NameRecord::Name {
            value: plain(&name.0),
        },
        RData::MX(mx) => NameRecord::Mx {
            exchange: plain(&mx.exchange),
            priority: mx.preference,
        },
        RData::NAPTR(naptr) => NameRecord::Naptr {
            flags: latin1(&naptr.flags),
            service: latin1(&naptr.services),
            regexp: latin1(&naptr.regexp),
            replacement: plain(&naptr.replacement),
            order: naptr.order,
            preference: naptr.preference,
        },
        RData::SOA(soa) => NameRecord::Soa {
            nsname: plain(&soa.mname),
            hostmaster: plain(&soa.rname),
            serial: soa.serial,
            refresh: soa.refresh,
            retry: soa.retry,
            expire: soa.expire,
            minttl: soa.minimum,
        },
        RData::SRV(srv) => NameRecord::Srv {
            name: plain(&srv.target),
            port: srv.port,
            priority: srv.priority,
            weight: srv.weight,
        },
        RData::TXT(txt) => NameRecord::Txt {
            entries: txt.txt_data.iter().map(|text| latin1(text)).collect(),
        },
        _ => return None,
    })
}

/// Why there is no answer.
pub(crate) fn failure(error: NetError) -> QueryFailure {
    match error {
        NetError::Timeout => QueryFailure::Timeout,
        NetError::Dns(DnsError::NoRecordsFound(none)) => match none.response_code {
            ResponseCode::NXDomain => QueryFailure::NoName,
            ResponseCode::NoError => QueryFailure::NoRecord,
            code => QueryFailure::Server(code_name(code)),
        },
        NetError::Dns(DnsError::ResponseCode(code)) => QueryFailure::Server(code_name(code)),
        other => QueryFailure::Other(std::io::Error::other(other)),
    }
}

fn code_name(code: ResponseCode) -> &'static str {
    match code {
        ResponseCode::FormErr => "EFORMERR",
        ResponseCode::NotImp => "ENOTIMP",
        ResponseCode::Refused => "EREFUSED",
        ResponseCode::NXDomain => "ENOTFOUND",
        _ => "ESERVFAIL",
    }
}

/// A name without the dot of the root.
fn plain(name: &Name) -> String {
    let text = name.to_ascii();
    text.strip_suffix('.').unwrap_or(&text).to_owned()
}

/// Bytes as Node makes text of them.
fn latin1(bytes: &[u8]) -> String {
    bytes.iter().map(|&byte| char::from(byte)).collect()
}
