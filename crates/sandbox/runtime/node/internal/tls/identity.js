// Whether a certificate is for a host (RFC 6125), in Node's words.
const { URL } = internals;
const { isIP } = require('internal/net/address');

/** The names of `subjectaltname`, some of them quoted as JSON. */
const splitNames = (text) => {
  const names = [];
  let [current, at] = ['', 0];
  while (at !== text.length) {
    const [comma, quote] = [text.indexOf(', ', at), text.indexOf('"', at)];
    if (quote !== -1 && (comma === -1 || quote < comma)) {
      current += text.slice(at, quote);
      const [literal] = /^"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/.exec(text.slice(quote)) ?? [];
      if (literal === undefined) return [];
      current += JSON.parse(literal);
      at = quote + literal.length;
    } else if (comma !== -1) {
      names.push(current + text.slice(at, comma));
      [current, at] = ['', comma + 2];
    } else {
      current += text.slice(at);
      at = text.length;
    }
  }
  return [...names, current];
};
const partsOf = (host) => host.replace(/\.$/, '').split('.').map((part) => part.toLowerCase());
/** Whether a pattern, in which `*` may stand in the first label, is the host. */
const matches = (hostParts, pattern, withWildcards) => {
  if (!pattern) return false;
  const parts = partsOf(pattern);
  const isSound = (part) => part !== '' && !/[^\u0021-\u007F]/.test(part);
  if (parts.length !== hostParts.length || !parts.every(isSound)) return false;
  for (let at = parts.length - 1; at > 0; at--) if (parts[at] !== hostParts[at]) return false;
  const [host, own] = [hostParts[0], parts[0]];
  const pieces = own.split('*', 3);
  if (pieces.length === 1 || own.includes('xn--')) return host === own;
  if (!withWildcards || pieces.length > 2 || parts.length <= 2) return false;
  const [head, tail] = pieces;
  return head.length + tail.length <= host.length && host.startsWith(head) && host.endsWith(tail);
};
const canonicalAddress = (address) => {
  const { SocketAddress } = require('internal/net/address');
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  return family === 'ipv4' ? address : new URL(`http://[${new SocketAddress({ address, family }).address}]`).hostname;
};

const checkServerIdentity = function checkServerIdentity(hostname, cert) {
  const { subject, subjectaltname } = cert;
  const host = `${hostname}`;
  const [names, addresses] = [[], []];
  for (const name of subjectaltname ? splitNames(subjectaltname) : []) {
    if (name.startsWith('DNS:')) names.push(name.slice(4));
    else if (name.startsWith('IP Address:') && isIP(name.slice(11)) !== 0) addresses.push(canonicalAddress(name.slice(11)));
  }
  let [valid, reason] = [false, 'Unknown reason'];
  if (isIP(host) !== 0) {
    valid = addresses.includes(canonicalAddress(host));
    if (!valid) reason = `IP: ${host} is not in the cert's list: ${addresses.join(', ')}`;
  } else if (names.length > 0 || subject?.CN) {
    const hostParts = partsOf(host);
    if (names.length > 0) {
      valid = names.some((name) => matches(hostParts, name, true));
      if (!valid) reason = `Host: ${host.replace(/\.$/, '')}. is not in the cert's altnames: ${subjectaltname}`;
    } else {
      const common = [subject.CN].flat();
      valid = common.some((name) => matches(hostParts, name, true));
      if (!valid) reason = `Host: ${host.replace(/\.$/, '')}. is not cert's CN: ${subject.CN}`;
    }
  } else reason = 'Cert does not contain a DNS name';
  if (valid) return undefined;
  const error = new Error(`Hostname/IP does not match certificate's altnames: ${reason}`);
  return Object.assign(error, { code: 'ERR_TLS_CERT_ALTNAME_INVALID', reason, host, cert });
};

module.exports = { checkServerIdentity };
