// Queries for names: one host operation each, answered under the policy of connections.
const { nodeError, invalidArgument, nextTick } = internals;
const { start } = require('internal/net/channel');
const { numbers, toldError } = require('internal/net/errors');
const { isIP } = require('internal/net/address');

/** The system's failures to find an address have numbers, those of name servers have none. */
const dnsError = (code, syscall, hostname) => {
  const error = new Error(`${syscall} ${code}${hostname ? ` ${hostname}` : ''}`);
  Object.assign(error, { errno: syscall === 'getaddrinfo' ? numbers.get(code) : undefined, code, syscall });
  if (hostname) error.hostname = hostname;
  return error;
};
const failure = (told, syscall, hostname) => (/^E[A-Z_]+$/.test(told.code) && !told.code.startsWith('ERR_')
  ? dnsError(told.code, syscall, hostname) : Object.assign(toldError(told), { syscall, hostname }));

/** Asks for the records of a name; `done(error, records)`. */
const query = (kind, name, syscall, done) => start('dns.query', { name, kind }, undefined, (told, text) => {
  if (told === undefined) done(null, JSON.parse(text));
  else done(failure(told, syscall, name));
});

const one = (value, name, among) => {
  if (among.includes(value)) return;
  const list = among.map((known) => internals.inspect(known)).join(', ');
  throw nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', `The ${name.includes('.') ? 'property' : 'argument'} '${name}' must be one of: ${list}. Received ${internals.inspect(value)}`);
};
const FLAGS = { ADDRCONFIG: 32, ALL: 16, V4MAPPED: 8 };
const order = { value: 'verbatim' };
const orders = ['verbatim', 'ipv4first', 'ipv6first'];

/** What `lookup` is asked: a family, or options. */
const lookupOptions = (options) => {
  const asked = { all: false, family: 0, hints: 0, order: order.value };
  if (options === undefined || options === null) return asked;
  if (typeof options === 'number') {
    one(options, 'family', [0, 4, 6]);
    return { ...asked, family: options };
  }
  if (typeof options !== 'object') throw invalidArgument('options', 'of type object or integer', options);
  const { hints, family, all, verbatim } = options;
  if (hints !== undefined && hints !== null) {
    if (typeof hints !== 'number') throw invalidArgument('options.hints', 'of type number', hints);
    if ((hints & ~56) !== 0) throw nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', `The argument 'hints' is invalid. Received ${hints}`);
    asked.hints = hints;
  }
  if (family !== undefined && family !== null) {
    asked.family = family === 'IPv4' ? 4 : family === 'IPv6' ? 6 : family;
    one(asked.family, 'options.family', [0, 4, 6]);
  }
  if (all !== undefined && all !== null) {
    if (typeof all !== 'boolean') throw invalidArgument('options.all', 'of type boolean', all);
    asked.all = all;
  }
  if (verbatim !== undefined && verbatim !== null) {
    if (typeof verbatim !== 'boolean') throw invalidArgument('options.verbatim', 'of type boolean', verbatim);
    asked.order = verbatim ? 'verbatim' : 'ipv4first';
  }
  if (options.order !== undefined && options.order !== null) {
    one(options.order, 'options.order', orders);
    asked.order = options.order;
  }
  return asked;
};

const inOrder = (addresses, wanted) => {
  if (wanted === 'verbatim') return addresses;
  const first = wanted === 'ipv4first' ? 4 : 6;
  return [...addresses.filter(({ family }) => family === first), ...addresses.filter(({ family }) => family !== first)];
};

/** The addresses of a host; `done(error, addresses)`. */
const lookup = (hostname, asked, done) => {
  if (!hostname) return nextTick(done, [null, []]);
  const family = isIP(hostname);
  if (family !== 0) return nextTick(done, [null, [{ address: hostname, family }]]);
  query('lookup', hostname, 'getaddrinfo', (error, records) => {
    if (error !== null) return done(error);
    const all = records.map(({ address }) => ({ address, family: isIP(address) }));
    const found = inOrder(asked.family === 0 ? all : all.filter((one) => one.family === asked.family), asked.order);
    if (found.length === 0) done(dnsError('ENOTFOUND', 'getaddrinfo', hostname));
    else done(null, found);
  });
};

const value = (record) => record.value;
const plain = (record) => record;
const address = (record, options) => (options?.ttl ? record : record.address);
/** By method: the kind of records, the name the call has in errors, and how a record is shown. */
const KINDS = {
  resolve4: ['a', 'queryA', address], resolve6: ['aaaa', 'queryAaaa', address],
  resolveCaa: ['caa', 'queryCaa', ({ critical, tag, value: text }) => ({ critical, [tag]: text })],
  resolveCname: ['cname', 'queryCname', value], resolveMx: ['mx', 'queryMx', plain], resolveNaptr: ['naptr', 'queryNaptr', plain],
  resolveNs: ['ns', 'queryNs', value], resolvePtr: ['ptr', 'queryPtr', value], resolveSoa: ['soa', 'querySoa', plain],
  resolveSrv: ['srv', 'querySrv', plain], resolveTxt: ['txt', 'queryTxt', (record) => record.entries],
  reverse: ['reverse', 'getHostByAddr', value],
};
const byType = {
  A: 'resolve4', AAAA: 'resolve6', CAA: 'resolveCaa', CNAME: 'resolveCname', MX: 'resolveMx', NAPTR: 'resolveNaptr', NS: 'resolveNs',
  PTR: 'resolvePtr', SOA: 'resolveSoa', SRV: 'resolveSrv', TXT: 'resolveTxt',
};

/** Asks as a method of that name does. */
const ask = (method, name, options, done) => {
  const [kind, syscall, shown] = KINDS[method];
  if (kind === 'reverse' && isIP(name) === 0) throw Object.assign(dnsError('EINVAL', syscall, name), { errno: -22 });
  return query(kind, name, syscall, (error, records) => {
    if (error !== null) return done(error);
    done(null, kind === 'soa' ? shown(records[0]) : records.map((record) => shown(record, options)));
  });
};

const checkName = (name, argument = 'name') => {
  if (typeof name !== 'string') throw invalidArgument(argument, 'of type string', name);
};
const methodOf = (type) => {
  if (typeof type !== 'string') throw invalidArgument('rrtype', 'of type string', type);
  if (byType[type] === undefined && type !== 'ANY' && type !== 'TLSA') {
    throw nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', `The argument 'rrtype' is invalid. Received ${internals.inspect(type)}`);
  }
  return byType[type];
};

const CODES = {
  NODATA: 'ENODATA', FORMERR: 'EFORMERR', SERVFAIL: 'ESERVFAIL', NOTFOUND: 'ENOTFOUND', NOTIMP: 'ENOTIMP', REFUSED: 'EREFUSED',
  BADQUERY: 'EBADQUERY', BADNAME: 'EBADNAME', BADFAMILY: 'EBADFAMILY', BADRESP: 'EBADRESP', CONNREFUSED: 'ECONNREFUSED', TIMEOUT: 'ETIMEOUT',
  EOF: 'EOF', FILE: 'EFILE', NOMEM: 'ENOMEM', DESTRUCTION: 'EDESTRUCTION', BADSTR: 'EBADSTR', BADFLAGS: 'EBADFLAGS', NONAME: 'ENONAME',
  BADHINTS: 'EBADHINTS', NOTINITIALIZED: 'ENOTINITIALIZED', LOADIPHLPAPI: 'ELOADIPHLPAPI', ADDRGETNETWORKPARAMS: 'EADDRGETNETWORKPARAMS',
  CANCELLED: 'ECANCELLED',
};
const setOrder = (wanted) => {
  one(wanted, 'dnsOrder', orders);
  order.value = wanted;
};

module.exports = { lookup, lookupOptions, ask, methodOf, checkName, dnsError, KINDS, CODES, FLAGS, setOrder, getOrder: () => order.value };
