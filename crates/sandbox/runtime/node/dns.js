// The module `dns`: names asked for under the policy of connections.
const { callable, unsupported } = internals;
const { lookup, lookupOptions, checkName, CODES, FLAGS, setOrder, getOrder } = require('internal/dns/query');
const { withCallback, resolverClass, refused, shared } = require('internal/dns/resolver');

const lookupWithCallback = function lookup_(hostname, options, callback) {
  if (hostname) checkName(hostname, 'hostname');
  const done = typeof options === 'function' ? options : callback;
  callable(done);
  const asked = lookupOptions(typeof options === 'function' ? undefined : options);
  lookup(hostname, asked, (error, addresses) => {
    if (error !== null) done(error);
    else if (asked.all) done(null, addresses);
    else done(null, addresses[0]?.address ?? null, addresses[0]?.family ?? (asked.family === 6 ? 6 : 4));
  });
  return {};
};
Object.defineProperty(lookupWithCallback, 'name', { value: 'lookup' });
Object.defineProperty(lookupWithCallback, Symbol.for('nodejs.util.promisify.custom'), {
  value: (...args) => require('dns/promises').lookup(...args), configurable: true,
});

module.exports = {
  lookup: lookupWithCallback,
  lookupService: unsupported('dns.lookupService', 'the host does not name services'),
  Resolver: resolverClass(withCallback),
  getDefaultResultOrder: () => getOrder(),
  setDefaultResultOrder: setOrder,
  ...withCallback(shared), ...refused,
  getServers() { return []; },
  ...FLAGS, ...CODES,
};
delete module.exports.setLocalAddress;
Object.defineProperty(module.exports, 'promises', { get() { return require('dns/promises'); }, enumerable: true, configurable: true });
