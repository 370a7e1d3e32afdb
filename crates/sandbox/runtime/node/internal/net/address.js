// Addresses as texts, and lists of those that are blocked.
const { nodeError, invalidArgument, outOfRange } = internals;

const byte = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]\\d|\\d)';
const v4 = `(?:${byte}\\.){3}${byte}`;
const v4Pattern = new RegExp(`^${v4}$`);
const group = '[0-9a-fA-F]{1,4}';
const zonePattern = /^(.+)%([0-9a-zA-Z._~-]+)$/;

function isIPv4(text) { return v4Pattern.test(`${text}`); }

/** The eight groups of an IPv6 address, or nothing. */
const groupsOf = (text) => {
  const sides = text.split('::');
  if (sides.length > 2) return undefined;
  const read = (side) => {
    if (side === '') return [];
    const groups = [];
    const parts = side.split(':');
    for (const [at, part] of parts.entries()) {
      if (new RegExp(`^${group}$`).test(part)) groups.push(parseInt(part, 16));
      else if (at === parts.length - 1 && isIPv4(part)) {
        const [a, b, c, d] = part.split('.').map(Number);
        groups.push(a * 256 + b, c * 256 + d);
      } else return undefined;
    }
    return groups;
  };
  const [head, tail] = [read(sides[0]), read(sides[1] ?? '')];
  if (head === undefined || tail === undefined) return undefined;
  // An address in decimals stands at the very end.
  if (sides.length === 2 && sides[0].includes('.')) return undefined;
  const missing = 8 - head.length - tail.length;
  if (sides.length === 1) return missing === 0 ? head : undefined;
  return missing >= 1 ? [...head, ...new Array(missing).fill(0), ...tail] : undefined;
};
function isIPv6(text) {
  const zoned = zonePattern.exec(`${text}`);
  return groupsOf(zoned === null ? `${text}` : zoned[1]) !== undefined;
}
function isIP(text) {
  if (isIPv4(text)) return 4;
  return isIPv6(text) ? 6 : 0;
}

/** An address as a number, so that ranges can be compared. */
const numberOf = (address, family) => (family === 'ipv4'
  ? address.split('.').reduce((number, part) => number * 256n + BigInt(part), 0n)
  : groupsOf(address.replace(/%.*$/, '')).reduce((number, part) => number * 65536n + BigInt(part), 0n));
const bitsOf = (family) => (family === 'ipv4' ? 32 : 128);

const familyOf = (family, name = 'family') => {
  const lower = typeof family === 'string' ? family.toLowerCase() : family;
  if (lower !== 'ipv4' && lower !== 'ipv6') {
    const kind = name.includes('.') ? 'property' : 'argument';
    throw nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', `The ${kind} '${name}' is invalid. Received ${internals.inspect(family)}`);
  }
  return lower;
};
const checkPort = (port, name = 'Port', allowZero = true) => {
  const number = typeof port === 'string' && port.trim() === '' ? NaN : +port;
  const sound = (typeof port === 'number' || typeof port === 'string') && number >>> 0 === number && number <= 0xFFFF && (number !== 0 || allowZero);
  if (!sound) {
    throw nodeError(RangeError, 'ERR_SOCKET_BAD_PORT', `${name} should be ${allowZero ? '>=' : '>'} 0 and < 65536. Received ${internals.received(port)}.`);
  }
  return number;
};

class SocketAddress {
  #address; #port; #family; #flowlabel;
  constructor(options = {}) {
    if (typeof options !== 'object' || options === null) throw invalidArgument('options', 'of type object', options);
    const family = familyOf(options.family ?? 'ipv4', 'options.family');
    const { address = family === 'ipv4' ? '127.0.0.1' : '::', port = 0, flowlabel = 0 } = options;
    if (typeof address !== 'string') throw invalidArgument('options.address', 'of type string', address);
    if (typeof flowlabel !== 'number') throw invalidArgument('options.flowlabel', 'of type number', flowlabel);
    this.#port = checkPort(port, 'options.port');
    if (!(family === 'ipv4' ? isIPv4 : isIPv6)(address)) throw nodeError(Error, 'ERR_INVALID_ADDRESS', 'Invalid socket address');
    this.#address = address;
    this.#family = family;
    this.#flowlabel = flowlabel;
  }
  get address() { return this.#address; }
  get port() { return this.#port; }
  get family() { return this.#family; }
  get flowlabel() { return this.#family === 'ipv6' ? this.#flowlabel : 0; }
  toJSON() { return { address: this.address, port: this.port, family: this.family, flowlabel: this.flowlabel }; }
  static isSocketAddress(value) { return typeof value === 'object' && value !== null && #address in value; }
}

const addressOf = (value, family, name = 'address') => {
  if (SocketAddress.isSocketAddress(value)) return [value.address, value.family];
  if (typeof value !== 'string') throw invalidArgument(name, 'of type string', value);
  const known = familyOf(family);
  if (!(known === 'ipv4' ? isIPv4 : isIPv6)(value)) throw nodeError(Error, 'ERR_INVALID_ADDRESS', 'Invalid socket address');
  return [value, known];
};
const shown = (family) => (family === 'ipv4' ? 'IPv4' : 'IPv6');

class BlockList {
  #rules = [];
  addAddress(address, family = 'ipv4') {
    const [text, known] = addressOf(address, family);
    const at = numberOf(text, known);
    this.#rules.unshift({ family: known, from: at, to: at, text: `Address: ${shown(known)} ${text}` });
  }
  addRange(start, end, family = 'ipv4') {
    const [first, known] = addressOf(start, family, 'start');
    const [last, other] = addressOf(end, family, 'end');
    const [from, to] = [numberOf(first, known), numberOf(last, other)];
    if (known !== other || from > to) throw nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', `The argument 'start' must come before end. Received ${internals.inspect(start)}`);
    this.#rules.unshift({ family: known, from, to, text: `Range: ${shown(known)} ${first}-${last}` });
  }
  addSubnet(network, prefix, family = 'ipv4') {
    const [text, known] = addressOf(network, family, 'network');
    const most = bitsOf(known);
    if (typeof prefix !== 'number') throw invalidArgument('prefix', 'of type number', prefix);
    if (!(Number.isInteger(prefix) && prefix >= 0 && prefix <= most)) throw outOfRange('prefix', `>= 0 && <= ${most}`, prefix);
    const host = BigInt(most - prefix);
    const from = (numberOf(text, known) >> host) << host;
    this.#rules.unshift({ family: known, from, to: from + (1n << host) - 1n, text: `Subnet: ${shown(known)} ${text}/${prefix}` });
  }
  check(address, family = 'ipv4') {
    const [text, known] = addressOf(address, family);
    const seen = [[numberOf(text, known), known]];
    // An IPv4 address may be written as an IPv6 one.
    if (known === 'ipv6' && seen[0][0] >> 32n === 0xFFFFn) seen.push([seen[0][0] & 0xFFFFFFFFn, 'ipv4']);
    return this.#rules.some((rule) => seen.some(([at, of]) => of === rule.family && rule.from <= at && at <= rule.to));
  }
  get rules() { return this.#rules.map((rule) => rule.text); }
  toJSON() { return this.rules; }
  static isBlockList(value) { return typeof value === 'object' && value !== null && #rules in value; }
}

module.exports = { isIP, isIPv4, isIPv6, checkPort, SocketAddress, BlockList };
