// The class `Resolver`, and the functions that are its methods.
const { callable, invalidArgument, unsupported, nextTick, cancelOperation } = internals;
const { ask, methodOf, checkName, dnsError, KINDS } = require('internal/dns/query');

const ours = 'names are asked for by the host, under its outbound policy';
const refused = {
  setServers: unsupported('dns.setServers', ours),
  setLocalAddress: unsupported('dns.Resolver.setLocalAddress', ours),
  resolveAny: unsupported('dns.resolveAny', 'name servers answer ANY with what they like (RFC 8482)'),
  resolveTlsa: unsupported('dns.resolveTlsa', 'the host does not read TLSA records'),
};
const checkOptions = (options = undefined) => {
  const { timeout = -1, tries = 4 } = options ?? {};
  if (typeof timeout !== 'number') throw invalidArgument('options.timeout', 'of type number', timeout);
  if (typeof tries !== 'number') throw invalidArgument('options.tries', 'of type number', tries);
};

/** What is under way, so that it can be given up. */
class Pending {
  #entries = new Map();
  run(method, name, options, done) {
    const entry = {};
    this.#entries.set(entry, [method, name, done]);
    entry.id = ask(method, name, options, (error, found) => {
      this.#entries.delete(entry);
      done(error, found);
    });
  }
  cancel() {
    for (const [entry, [method, name, done]] of this.#entries) {
      if (entry.id !== undefined) cancelOperation(entry.id);
      nextTick(done, [dnsError('ECANCELLED', KINDS[method][1], name)]);
    }
    this.#entries.clear();
  }
}

/** The methods of a resolver: `answer(self, method, name, rest)` gives the answer back as the caller has it. */
const methods = (answer, untyped) => {
  const made = {};
  for (const method of Object.keys(KINDS)) {
    made[method] = { [method](name, ...rest) { return answer(this, method, name, rest); } }[method];
  }
  made.resolve = function resolve(name, type, ...rest) {
    const given = typeof type === 'function' ? ['A', type] : [type ?? untyped, ...rest];
    const method = methodOf(given[0]);
    if (method === undefined) return refused[given[0] === 'ANY' ? 'resolveAny' : 'resolveTlsa']();
    return answer(this, method, name, given.slice(1));
  };
  return made;
};

const withCallback = (pendingOf) => methods((self, method, name, rest) => {
  checkName(name);
  const [options, callback] = rest.length > 1 ? rest : [undefined, rest[0]];
  callable(callback);
  const pending = pendingOf(self);
  pending.run(method, name, options, (error, found) => (error === null ? callback(null, found) : callback(error)));
  return pending;
});
const withPromise = (pendingOf) => methods((self, method, name, [options]) => {
  checkName(name);
  return new Promise((resolve, reject) => {
    pendingOf(self).run(method, name, options, (error, found) => (error === null ? resolve(found) : reject(error)));
  });
}, 'A');

/** A class `Resolver` with these methods. */
const resolverClass = (make) => {
  const pendings = new WeakMap();
  class Resolver {
    constructor(options = undefined) {
      checkOptions(options);
      pendings.set(this, new Pending());
    }
    cancel() { pendings.get(this).cancel(); }
    getServers() { return []; }
  }
  Object.assign(Resolver.prototype, make((self) => pendings.get(self)), refused);
  return Resolver;
};
const shared = new Pending();

module.exports = { withCallback, withPromise, resolverClass, refused, shared: () => shared };
