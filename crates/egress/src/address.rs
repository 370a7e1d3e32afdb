//! Which IP addresses are special, by the IANA special-purpose registries (RFC 6890 and its successors).

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Why an address is not an ordinary public one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddressClass {
    /// Leads back to this machine: `127.0.0.0/8`, `::1`.
    Loopback,
    /// Means "this host" or "any address": `0.0.0.0/8`, `::`.
    Unspecified,
    /// A private network: RFC 1918, `fc00::/7`, `fec0::/10`.
    Private,
    /// Carrier-grade address space, `100.64.0.0/10`.
    Shared,
    /// Reaches the local link only: `169.254.0.0/16`, `fe80::/10`.
    LinkLocal,
    /// A cloud's metadata or control service on an otherwise public address.
    Metadata,
    /// Documentation and benchmarking, routed nowhere.
    Documentation,
    /// Multicast and broadcast.
    Multicast,
    /// An IPv6 address that carries an IPv4 address inside: mapped, compatible, NAT64, 6to4, Teredo.
    Embedded,
    /// Set aside by IANA for protocols or for the future.
    Reserved,
}

impl fmt::Display for AddressClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Loopback => "a loopback address",
            Self::Unspecified => "an unspecified address",
            Self::Private => "a private address",
            Self::Shared => "a shared carrier address",
            Self::LinkLocal => "a link-local address",
            Self::Metadata => "a metadata address",
            Self::Documentation => "a documentation or benchmarking address",
            Self::Multicast => "a multicast address",
            Self::Embedded => "an IPv6 address with an IPv4 address inside",
            Self::Reserved => "a reserved address",
        })
    }
}

/// What is special about `address`; `None` for a public address.
#[must_use]
pub fn classify(address: IpAddr) -> Option<AddressClass> {
    match address {
        IpAddr::V4(v4) => classify_v4(v4),
        IpAddr::V6(v6) => classify_v6(v6),
    }
}

use AddressClass as C;

const fn v4(a: u8, b: u8, c: u8, d: u8) -> Ipv4Addr {
    Ipv4Addr::new(a, b, c, d)
}

/// Network, prefix length, class. The first match wins.
const BLOCKS_V4: &[(Ipv4Addr, u32, C)] = &[
    (v4(0, 0, 0, 0), 8, C::Unspecified),
    (v4(10, 0, 0, 0), 8, C::Private),
    (v4(100, 64, 0, 0), 10, C::Shared),
    (v4(127, 0, 0, 0), 8, C::Loopback),
    (v4(168, 63, 129, 16), 32, C::Metadata),
    (v4(169, 254, 0, 0), 16, C::LinkLocal),
    (v4(172, 16, 0, 0), 12, C::Private),
    (v4(192, 0, 0, 0), 24, C::Reserved),
    (v4(192, 0, 2, 0), 24, C::Documentation),
    (v4(192, 88, 99, 0), 24, C::Reserved),
    (v4(192, 168, 0, 0), 16, C::Private),
    (v4(198, 18, 0, 0), 15, C::Documentation),
    (v4(198, 51, 100, 0), 24, C::Documentation),
    (v4(203, 0, 113, 0), 24, C::Documentation),
    (v4(224, 0, 0, 0), 4, C::Multicast),
    (v4(255, 255, 255, 255), 32, C::Multicast),
    (v4(240, 0, 0, 0), 4, C::Reserved),
];

const fn v6(a: u16, b: u16, c: u16) -> Ipv6Addr {
    Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 0)
}

/// Network, prefix length, class. The first match wins.
const BLOCKS_V6: &[(Ipv6Addr, u32, C)] = &[
    (Ipv6Addr::UNSPECIFIED, 128, C::Unspecified),
    (Ipv6Addr::LOCALHOST, 128, C::Loopback),
    // Mapped (::ffff:0:0/96), compatible (::/96) and translated (::ffff:0:0:0/96) addresses, all below ::/64.
    (Ipv6Addr::UNSPECIFIED, 64, C::Embedded),
    (v6(0x64, 0xff9b, 0), 96, C::Embedded),
    (v6(0x64, 0xff9b, 1), 48, C::Embedded),
    (v6(0x100, 0, 0), 64, C::Reserved),
    (v6(0x2001, 0, 0), 32, C::Embedded),
    (v6(0x2001, 0, 0), 23, C::Reserved),
    (v6(0x2001, 0xdb8, 0), 32, C::Documentation),
    (v6(0x2002, 0, 0), 16, C::Embedded),
    (v6(0x3fff, 0, 0), 20, C::Documentation),
    (v6(0xfc00, 0, 0), 7, C::Private),
    (v6(0xfe80, 0, 0), 10, C::LinkLocal),
    (v6(0xfec0, 0, 0), 10, C::Private),
    (v6(0xff00, 0, 0), 8, C::Multicast),
];

/// The only block IANA has given out as global unicast; everything outside it is refused unseen (RFC 4291, 2.4).
const GLOBAL_UNICAST: (Ipv6Addr, u32) = (v6(0x2000, 0, 0), 3);

fn classify_v4(address: Ipv4Addr) -> Option<AddressClass> {
    BLOCKS_V4
        .iter()
        .find(|(network, prefix, _)| within_v4(address, *network, *prefix))
        .map(|(_, _, class)| *class)
}

fn classify_v6(address: Ipv6Addr) -> Option<AddressClass> {
    let named = BLOCKS_V6
        .iter()
        .find(|(network, prefix, _)| within_v6(address, *network, *prefix))
        .map(|(_, _, class)| *class);
    // ISATAP hides an IPv4 address in the interface part of any prefix (RFC 5214, 6.1).
    let isatap = matches!(address.segments(), [_, _, _, _, 0 | 0x200, 0x5efe, _, _]);
    match named {
        Some(class) => Some(class),
        None if isatap => Some(C::Embedded),
        None if !within_v6(address, GLOBAL_UNICAST.0, GLOBAL_UNICAST.1) => Some(C::Reserved),
        None => None,
    }
}

fn within_v4(address: Ipv4Addr, network: Ipv4Addr, prefix: u32) -> bool {
    (address.to_bits() ^ network.to_bits()).leading_zeros() >= prefix
}

fn within_v6(address: Ipv6Addr, network: Ipv6Addr, prefix: u32) -> bool {
    (address.to_bits() ^ network.to_bits()).leading_zeros() >= prefix
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(address: &str, expected: Option<AddressClass>) {
        assert_eq!(classify(address.parse().unwrap()), expected, "{address}");
    }

    #[test]
    fn every_block_is_refused_from_its_first_to_its_last_address() {
        for (network, prefix, class) in BLOCKS_V4 {
            let host_bits = u32::MAX.checked_shr(*prefix).unwrap_or(0);
            let last = Ipv4Addr::from_bits(network.to_bits() | host_bits);
            assert_eq!(classify_v4(*network), Some(*class), "{network}");
            assert!(classify_v4(last).is_some(), "{last}");
        }
        for (network, prefix, class) in BLOCKS_V6 {
            let host_bits = u128::MAX.checked_shr(*prefix).unwrap_or(0);
            let last = Ipv6Addr::from_bits(network.to_bits() | host_bits);
            // `::` and `2001::` open two blocks each; the narrower one names them.
            assert!(classify_v6(*network).is_some(), "{network} {class}");
            assert!(classify_v6(last).is_some(), "{last}");
        }
    }

    #[test]
    fn neighbours_of_the_blocks_are_public() {
        for address in [
            "1.0.0.0",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "126.255.255.255",
            "128.0.0.0",
            "168.63.129.15",
            "168.63.129.17",
            "169.253.255.255",
            "169.255.0.0",
            "172.15.255.255",
            "172.32.0.0",
            "192.0.1.0",
            "192.88.98.255",
            "192.88.100.0",
            "192.167.255.255",
            "192.169.0.0",
            "198.17.255.255",
            "198.20.0.0",
            "203.0.112.255",
            "203.0.114.0",
            "223.255.255.255",
            "8.8.8.8",
            "2000::1",
            "2001:200::",
            "2001:4860:4860::8888",
            "2003::",
            "2606:4700::1111",
            "3fff:1000::",
        ] {
            check(address, None);
        }
    }

    #[test]
    fn ipv4_inside_ipv6_is_refused_whatever_it_embeds() {
        for address in [
            "::ffff:127.0.0.1",
            "::ffff:8.8.8.8",
            "::127.0.0.1",
            "::ffff:0:127.0.0.1",
            "64:ff9b::127.0.0.1",
            "64:ff9b:1::1",
            "2002:7f00:1::",
            "2001:0:4136:e378::1",
            "2606:4700::5efe:127.0.0.1",
            "2606:4700::200:5efe:a00:1",
        ] {
            check(address, Some(AddressClass::Embedded));
        }
        check("::", Some(AddressClass::Unspecified));
        check("::1", Some(AddressClass::Loopback));
    }

    #[test]
    fn what_is_not_global_unicast_is_refused() {
        check("4000::1", Some(AddressClass::Reserved));
        check("1fff::1", Some(AddressClass::Reserved));
        check("5f00::1", Some(AddressClass::Reserved));
    }
}
