// A certificate (RFC 5280) as Node shows it. It comes from whoever answers, and is read here, where it can harm nobody else.
const { Buffer } = internals;
const { createHash } = require('crypto');

/** The elements of a structure in DER: tag, content, and all of each. */
const elements = (bytes) => {
  const found = [];
  for (let at = 0; at < bytes.length;) {
    const tag = bytes[at];
    let [length, start] = [bytes[at + 1], at + 2];
    if (length >= 0x80) {
      const width = length & 0x7f;
      if (width === 0 || width > 4) throw new RangeError('The certificate cannot be read');
      length = bytes.readUIntBE(start, width);
      start += width;
    }
    const end = start + length;
    if (!(end <= bytes.length)) throw new RangeError('The certificate cannot be read');
    found.push({ tag, content: bytes.subarray(start, end), whole: bytes.subarray(at, end) });
    at = end;
  }
  return found;
};
const within = (element) => elements(element.content);

const oidOf = (bytes) => {
  const numbers = [];
  let number = 0;
  for (const byte of bytes) {
    number = number * 128 + (byte & 0x7f);
    if ((byte & 0x80) === 0) {
      numbers.push(number);
      number = 0;
    }
  }
  const [first, ...rest] = numbers;
  const root = Math.min(Math.floor(first / 40), 2);
  return [root, first - root * 40, ...rest].join('.');
};
const ATTRIBUTES = {
  '2.5.4.3': 'CN', '2.5.4.4': 'SN', '2.5.4.5': 'serialNumber', '2.5.4.6': 'C', '2.5.4.7': 'L', '2.5.4.8': 'ST', '2.5.4.9': 'street',
  '2.5.4.10': 'O', '2.5.4.11': 'OU', '2.5.4.12': 'title', '2.5.4.15': 'businessCategory', '2.5.4.17': 'postalCode', '2.5.4.42': 'GN',
  '2.5.4.97': 'organizationIdentifier', '1.2.840.113549.1.9.1': 'emailAddress', '0.9.2342.19200300.100.1.25': 'DC',
  '0.9.2342.19200300.100.1.1': 'UID', '1.3.6.1.4.1.311.60.2.1.3': 'jurisdictionC', '1.3.6.1.4.1.311.60.2.1.2': 'jurisdictionST',
};
const textOf = ({ tag, content }) => {
  if (tag === 0x1e) return Buffer.from(content).swap16().toString('utf16le');
  return content.toString(tag === 0x0c ? 'utf8' : 'latin1');
};
const nameOf = (element) => {
  const name = Object.create(null);
  for (const set of within(element)) {
    for (const attribute of within(set)) {
      const [type, value] = within(attribute);
      const oid = oidOf(type.content);
      const key = ATTRIBUTES[oid] ?? oid;
      name[key] = key in name ? [name[key], textOf(value)].flat() : textOf(value);
    }
  }
  return name;
};

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const timeOf = ({ tag, content }) => {
  const text = content.toString('latin1');
  const short = tag === 0x17;
  const year = short ? (Number(text.slice(0, 2)) < 50 ? 2000 : 1900) + Number(text.slice(0, 2)) : Number(text.slice(0, 4));
  const [month, day, hour, minute, second] = text.slice(short ? 2 : 4).match(/\d\d/g);
  return `${MONTHS[month - 1]} ${String(Number(day)).padStart(2)} ${hour}:${minute}:${second} ${year} GMT`;
};

const addressOf = (bytes) => {
  if (bytes.length === 4) return bytes.join('.');
  const groups = [];
  for (let at = 0; at + 1 < bytes.length; at += 2) groups.push(bytes.readUInt16BE(at).toString(16).toUpperCase());
  return groups.join(':');
};
/** One name, quoted as JSON where it could be taken for several. */
const printed = (prefix, text) => `${prefix}:${/[",\\\u0000-\u001f]/.test(text) ? JSON.stringify(text) : text}`;
const generalName = (element) => {
  const { tag, content } = element;
  const text = () => content.toString('latin1');
  if (tag === 0x82) return printed('DNS', text());
  if (tag === 0x87) return `IP Address:${addressOf(content)}`;
  if (tag === 0x86) return printed('URI', text());
  if (tag === 0x81) return printed('email', text());
  if (tag === 0xa4) return printed('DirName', Object.entries(nameOf(within(element)[0])).map(([key, value]) => `${key} = ${value}`).join(', '));
  if (tag === 0x88) return `Registered ID:${oidOf(content)}`;
  return 'othername:<unsupported>';
};

const extensionsOf = (rest) => {
  const found = {};
  const tagged = rest.find(({ tag }) => tag === 0xa3);
  if (tagged === undefined) return found;
  for (const extension of within(within(tagged)[0])) {
    const parts = within(extension);
    found[oidOf(parts[0].content)] = elements(parts.at(-1).content)[0];
  }
  return found;
};

const CURVES = {
  '1.2.840.10045.3.1.7': ['prime256v1', 'P-256', 256], '1.3.132.0.34': ['secp384r1', 'P-384', 384], '1.3.132.0.35': ['secp521r1', 'P-521', 521],
  '1.3.132.0.10': ['secp256k1', undefined, 256],
};
const hex = (bytes) => bytes.toString('hex').toUpperCase();
const withoutZeros = (bytes) => (bytes[0] === 0 ? bytes.subarray(1) : bytes);
const keyOf = (spki) => {
  const [algorithm, key] = within(spki);
  const [type, parameters] = within(algorithm);
  const bits = Buffer.from(key.content.subarray(1));
  const oid = oidOf(type.content);
  if (oid === '1.2.840.113549.1.1.1') {
    const [modulus, exponent] = within(elements(bits)[0]).map(({ content }) => withoutZeros(content));
    return {
      modulus: hex(modulus), bits: modulus.length * 8 - Math.clz32(modulus[0]) + 24, exponent: `0x${exponent.toString('hex').replace(/^0+/, '')}`,
      pubkey: Buffer.from(spki.whole),
    };
  }
  if (oid !== '1.2.840.10045.2.1') return {};
  const [asn1Curve, nistCurve, size] = CURVES[oidOf(parameters.content)] ?? [];
  const named = nistCurve === undefined ? { asn1Curve } : { asn1Curve, nistCurve };
  return { bits: size, pubkey: bits, ...named };
};

const fingerprint = (raw, algorithm) => createHash(algorithm).update(raw).digest('hex').toUpperCase().match(/../g).join(':');
/** The certificate with these bytes as `getPeerCertificate` gives it. */
const certificateOf = (raw) => {
  const parts = within(within(elements(raw)[0])[0]);
  const [serial, , issuer, validity, subject, spki, ...rest] = parts[0].tag === 0xa0 ? parts.slice(1) : parts;
  const extensions = extensionsOf(rest);
  const names = extensions['2.5.29.17'];
  const usages = extensions['2.5.29.37'];
  const [from, to] = within(validity);
  const constraints = extensions['2.5.29.19'];
  const certificate = { subject: nameOf(subject), issuer: nameOf(issuer) };
  if (names !== undefined) certificate.subjectaltname = within(names).map(generalName).join(', ');
  const access = extensions['1.3.6.1.5.5.7.1.1'];
  if (access !== undefined) certificate.infoAccess = accessOf(access);
  certificate.ca = constraints !== undefined && within(constraints).some(({ tag, content }) => tag === 1 && content[0] !== 0);
  Object.assign(certificate, keyOf(spki), {
    valid_from: timeOf(from), valid_to: timeOf(to),
    fingerprint: fingerprint(raw, 'sha1'), fingerprint256: fingerprint(raw, 'sha256'), fingerprint512: fingerprint(raw, 'sha512'),
  });
  if (usages !== undefined) certificate.ext_key_usage = within(usages).map(({ content }) => oidOf(content));
  return Object.assign(certificate, { serialNumber: hex(withoutZeros(serial.content)), raw });
};
const ACCESS = { '1.3.6.1.5.5.7.48.1': 'OCSP', '1.3.6.1.5.5.7.48.2': 'CA Issuers' };
const accessOf = (element) => {
  const found = Object.create(null);
  for (const description of within(element)) {
    const [method, location] = within(description);
    const oid = oidOf(method.content);
    const [, kind, text] = /^([^:]+):(.*)$/s.exec(generalName(location));
    (found[`${ACCESS[oid] ?? oid} - ${kind}`] ??= []).push(text);
  }
  return found;
};

module.exports = { certificateOf };
