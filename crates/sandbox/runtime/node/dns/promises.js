// The module `dns/promises`.
const { unsupported } = internals;
const { lookup, lookupOptions, checkName, CODES, setOrder, getOrder } = require('internal/dns/query');
const { withPromise, resolverClass, refused, shared } = require('internal/dns/resolver');

const lookupWithPromise = { lookup(hostname, options = undefined) {
  if (hostname) checkName(hostname, 'hostname');
  const asked = lookupOptions(options);
  return new Promise((resolve, reject) => {
    lookup(hostname, asked, (error, addresses) => {
      if (error !== null) reject(error);
      else if (asked.all) resolve(addresses);
      else resolve(addresses[0] ?? { address: null, family: asked.family === 6 ? 6 : 4 });
    });
  });
} }.lookup;

module.exports = {
  lookup: lookupWithPromise,
  lookupService: unsupported('dnsPromises.lookupService', 'the host does not name services'),
  Resolver: resolverClass(withPromise),
  getDefaultResultOrder: () => getOrder(),
  setDefaultResultOrder: setOrder,
  ...withPromise(shared), ...refused,
  getServers() { return []; },
  ...CODES,
};
delete module.exports.setLocalAddress;
