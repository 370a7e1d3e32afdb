// Behind `act.js`: the same by side ways. A way that `ways` marks as a route does what a plain call would do.
const MARK = 'MARK-7f3a';
const hostNames = new Set(['emit', 'call', 'start', 'cancel', 'settled', 'missing', 'take', 'load', 'run', 'settle', 'rejected', 'drained', 'report', 'lw']);

/** Every object that can be reached, by any property, accessor or prototype; each function that may be the host's is tried. */
const walk = (roots, tries) => {
  const seen = new Set();
  const queue = [...roots];
  while (queue.length > 0) {
    const value = queue.pop();
    if (value === MARK) console.log('found', value);
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) continue;
    seen.add(value);
    if (typeof value === 'function' && hostNames.has(value.name)) for (const args of tries) attempt(() => value(...args));
    queue.push(Object.getPrototypeOf(value));
    for (const key of Reflect.ownKeys(value)) {
      if (hostNames.has(key) && typeof value[key] === 'function') for (const args of tries) attempt(() => value[key](...args));
      const found = Object.getOwnPropertyDescriptor(value, key);
      queue.push(found?.value, found?.get, found?.set);
    }
  }
  return seen.size;
};
const attempt = (body) => {
  try {
    return body();
  } catch (error) {
    return error;
  }
};
const callSites = () => {
  const before = Error.prepareStackTrace;
  Error.prepareStackTrace = (_error, sites) => sites;
  const sites = new Error('').stack;
  Error.prepareStackTrace = before;
  return sites;
};
const roots = (...more) => [globalThis, module, exports, require, require('crypto'), callSites(), attempt(() => null.x), ...more];

const reads = {
  descriptor: (place, name) => { const found = Object.getOwnPropertyDescriptor(place, name); return found?.get ? found.get.call(place) : found?.value; },
  foreignThis: (place, name) => { const found = Object.getOwnPropertyDescriptors(place)[name]; return found?.get ? Reflect.apply(found.get, {}, []) : found?.value; },
  heir: (place, name) => Object.create(Object.create(place))[name],
  proxy: (place, name) => new Proxy(new Proxy(place, {}), {})[name],
  reflect: (place, name) => Reflect.get(place, name, new Map()),
  lookup: (place, name) => (place.__lookupGetter__(name) ?? (() => place[name]))(),
  frozen: (place, name) => Object.freeze(place)[name],
  enumerable: (place, name) => { Object.defineProperty(place, name, { enumerable: true }); return { ...place }[name]; },
  recursion: (place, name) => { const deep = () => { try { return deep(); } catch { return place[name]; } }; return deep(); },
  later: async (place, name) => { await new Promise((resolve) => setTimeout(resolve, 1)); return place[name]; },
};
const calls = {
  apply: (method, args) => Reflect.apply(method, null, args),
  foreignThis: (method, args) => method.call(Object.create(null), ...args),
  proxy: (method, args) => new Proxy(method, {})(...args),
  bound: (method, args) => method.bind({ __proto__: method })(...args),
  toJson: (method, args) => method(...args.map((value) => ({ toJSON: () => value }))),
  later: async (method, args) => { await new Promise((resolve) => setTimeout(resolve, 1)); return method(...args); },
};
const requests = {
  request: (url) => send(new Request(url)),
  text: (url) => send({ toString: () => url }),
  url: (url) => send(new URL(url)),
  later: async (url) => { await new Promise((resolve) => setTimeout(resolve, 1)); return send(url); },
};

/** Whatever shows an event without naming the field. */
const listings = (event, place) => [
  { ...place }, Object.assign({}, place), Object.entries(place), structuredClone(place), parse(stringify(event)), new Map(Object.entries(event)),
];
const parentOf = (event, path) => path.slice(0, -1).reduce((place, name) => place[name], event);
const flips = (first, then) => { let asked = 0; return () => (asked++ === 0 ? first : then); };
class Pretender extends Request {
  get url() { return this.headers.get('x-url'); }
}

/** Ways that lead nowhere. */
const sideways = {
  list: ({ read }, event) => { if (read) console.log('listed', stringify(listings(event, parentOf(event, read)))); },
  remove: ({ read }, event) => {
    if (!read) return;
    const place = parentOf(event, read);
    delete place[read.at(-1)];
    console.log('left', stringify(place[read.at(-1)]));
  },
  walk: ({ read, call, args, fetch: url }, event, api) => {
    const tries = [
      [call?.join('.'), stringify(args ?? [])], ['emit', call?.join('.'), stringify(args ?? [])], ['fetch', stringify({ method: 'GET', url })],
      ['api', stringify({ path: call?.join('.'), args })], [stringify({ trigger: 'post-login', handler: 'x', event: {}, guards: null })], [read?.join('.')],
    ];
    console.log('walked', walk(roots(api, event), tries) > 500);
  },
  flip: async ({ call, args, fetch: url }, _event, api) => {
    if (call) await api[call[0]][call[1]](...args.map((value) => ({ toJSON: flips('other', value) })));
    if (url) await send({ toString: flips('https://other.example/', url) });
  },
  template: async ({ call, args }, _event, api) => {
    if (!call) return;
    const [path, texts] = [call.join('.'), [stringify(args), stringify({ path: call.join('.'), args })]];
    for (const text of texts) {
      String.prototype.concat = () => text;
      attempt(() => api.redirect.canRedirect());
      attempt(() => api.cache.get(path));
      attempt(() => api[call[0]][call[1]]('x', 'value'));
    }
  },
  pretend: async ({ fetch: url }) => { if (url) await send(new Pretender('https://other.example/', { headers: { 'x-url': encodeURI(url) } })); },
  late: ({ call, args, read }, event, api) => {
    if (call) setTimeout(() => api[call[0]][call[1]](...args), 1);
    if (read) setTimeout(() => console.log('late', read.reduce((place, name) => place[name], event)), 1);
  },
};

const handlerBefore = handler;
const forged = async (event, api) => {
  const what = parse(event.configuration.ATTEMPT);
  const { way, read, call, args, fetch: url } = what;
  try {
    if (sideways[way]) await sideways[way](what, event, api);
    else if (read) console.log('read', stringify(await reads[way](parentOf(event, read), read.at(-1))));
    else if (call) { await calls[way](api[call[0]][call[1]], args); console.log('answered'); } else console.log('answered', (await requests[way](url)).status);
  } catch (error) {
    console.log('caught', error?.cause?.code ?? `${error}`);
  } finally {
    console.log('went on');
  }
};
for (const name of Object.keys(exports)) if (exports[name] === handlerBefore) exports[name] = forged;
