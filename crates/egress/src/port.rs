//! Ports on which something other than HTTP is expected to answer.

/// The "bad ports" of the fetch standard (section 2.9), sorted.
const BAD_PORTS: &[u16] = &[
    0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101,
    102, 103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427,
    465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990,
    993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667,
    6668, 6669, 6679, 6697, 10080,
];

/// True if the fetch standard blocks this port, so that no request can be smuggled to a mail or file server.
pub(crate) fn is_bad(port: u16) -> bool {
    BAD_PORTS.binary_search(&port).is_ok()
}

/// Ports no plain connection goes to, sorted. What answers there administers machines or trusts whoever connects by address
/// (SSH, Telnet, SMB, the r-services, NFS, X11, Docker, RDP, kubelet), repeats what it hears (echo, chargen), or answers
/// names past the policy (DNS, also over TLS). Databases, caches and mail stay open, for actions speak to them.
const CLOSED_TO_SOCKETS: &[u16] = &[
    0, 7, 9, 11, 13, 15, 17, 19, 22, 23, 53, 111, 135, 137, 138, 139, 179, 445, 512, 513, 514, 853,
    2049, 2375, 2376, 3389, 5985, 5986, 6000, 10250,
];

/// True if a connection to this port is refused unless an allowance names it.
pub(crate) fn is_closed_to_sockets(port: u16) -> bool {
    CLOSED_TO_SOCKETS.binary_search(&port).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_and_spares_http() {
        assert!(BAD_PORTS.is_sorted());
        assert!([0, 22, 25, 6667, 10080].into_iter().all(is_bad));
        assert!(![80, 443, 3000, 8080, 8443, 65535].into_iter().any(is_bad));
    }

    #[test]
    fn databases_caches_and_mail_stay_open_to_sockets() {
        assert!(CLOSED_TO_SOCKETS.is_sorted());
        for port in [25, 443, 465, 587, 3306, 5432, 6379, 27017] {
            assert!(!is_closed_to_sockets(port), "{port}");
        }
        for port in [0, 22, 53, 445, 2049, 2375, 10250] {
            assert!(is_closed_to_sockets(port), "{port}");
        }
    }
}
