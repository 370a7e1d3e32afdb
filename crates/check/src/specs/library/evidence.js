// What the handler did in a test: its calls, the methods of `api` it called, the requests it had answered. Watching changes
// nothing a spec can tell: the same `this`, results, errors, names and lengths.
const MOST_METHODS = 1000;
const MOST_REQUESTS = 100;
const LONGEST_BODY = 65_536;
const flight = new Set();
const watched = { calls: [], requests: [], fetch: undefined };
const standsFor = new WeakMap();

/** What a watching proxy stands for; anything else as it is. */
const unwrapped = (value) => (isObject(value) ? standsFor.get(value) ?? value : value);

/** A mock was called: whoever is in flight and knows it as a method has called that method. */
const noteMockCall = (mock) => {
  for (const call of flight) noteMethod(call, call.paths.get(mock));
};
const noteMethod = (call, path) => {
  if (path !== undefined && flight.has(call) && call.methods.length < MOST_METHODS) call.methods.push(path);
};

/** Every function below an object by its path; true when some are no mocks, or stand in two places. */
const collectMethods = (object, prefix, paths, above = []) => {
  let isPlain = false;
  const names = new Set();
  for (let at = object; at !== null && at !== ObjectPrototype && at !== Function.prototype; at = getPrototypeOf(at)) {
    for (const key of ownKeys(at)) if (typeof key === 'string' && key !== 'constructor') names.add(key);
  }
  for (const key of names) {
    const found = descriptorOf(object, key);
    const value = found !== undefined && 'value' in found ? found.value : undefined;
    const path = prefix === '' ? key : `${prefix}.${key}`;
    if (typeof value === 'function') {
      if (isMock(value) && !paths.has(value)) paths.set(value, path);
      else {
        paths.delete(value);
        isPlain = true;
      }
    } else if (isObject(value) && above.length < 4 && !above.includes(value)) {
      isPlain = collectMethods(value, path, paths, [...above, object]) || isPlain;
    }
  }
  return isPlain;
};

/** The object as the handler sees it: its functions note that they were called. */
const recorder = (call, original, path) => {
  const known = call.recorders.get(original);
  if (known !== undefined) return known;
  const target = typeof original === 'function' || Object.isExtensible(original) ? original : thawed(original);
  const proxy = new Proxy(target, {
    get(object, key, receiver) {
      const value = Reflect.get(object, key, receiver === proxy ? object : receiver);
      const own = getOwnPropertyDescriptor(object, key);
      const isFixed = own !== undefined && !own.configurable && own.writable === false;
      if (typeof key !== 'string' || !isObject(value) || isFixed || call.paths.has(value) || typeof object === 'function') return value;
      return recorder(call, value, path === '' ? key : `${path}.${key}`);
    },
    apply(method, self, args) {
      noteMethod(call, path);
      const result = apply(method, unwrapped(self), args);
      return isObject(result) ? call.recorders.get(result) ?? result : result;
    },
  });
  call.recorders.set(original, proxy);
  standsFor.set(proxy, original);
  return proxy;
};
/** A copy of a frozen object that a proxy may stand before: of a fixed property it can show nothing but the value. */
const thawed = (object) => {
  const copy = create(getPrototypeOf(object));
  for (const key of ownKeys(object)) {
    const found = getOwnPropertyDescriptor(object, key);
    defineProperty(copy, key, 'value' in found ? { ...found, writable: true, configurable: true } : { ...found, configurable: true });
  }
  return copy;
};

/** A handler's call begins: gives its record and the arguments to call it with. */
const beginCall = (handler, args) => {
  const call = { handler, settled: false, methods: [], answered: 0, paths: new Map(), recorders: new Map() };
  watched.calls.push(call);
  flight.add(call);
  watchFetch();
  const [, api] = args;
  if (!isObject(api) || !collectMethods(api, '', call.paths)) return { call, given: args };
  const given = [...args];
  given[1] = recorder(call, api, '');
  return { call, given };
};
const endCall = (call, settled) => {
  if (!flight.delete(call)) return;
  call.settled = settled;
  if (flight.size === 0) unwatchFetch();
};

const watchedHandler = (name, handler) => {
  const proxy = new Proxy(handler, {
    apply(target, self, args) {
      const { call, given } = beginCall(name, args);
      let result;
      try {
        result = apply(target, self, given);
      } catch (error) {
        endCall(call, false);
        throw error;
      }
      if (result instanceof Promise) apply(thenOf, result, [() => endCall(call, true), () => endCall(call, false)]);
      else if (!isPromise(result)) endCall(call, true);
      return result;
    },
  });
  standsFor.set(proxy, handler);
  return proxy;
};
/** The module's exports with its handlers watched; an object of their own when they cannot be replaced. */
const watchHandlers = (exports, names) => {
  const own = names.filter((name) => isObject(exports) && typeof exports[name] === 'function');
  if (own.length === 0) return exports;
  const isFree = own.every((name) => getOwnPropertyDescriptor(exports, name)?.writable === true);
  const target = isFree ? exports : { ...exports };
  for (const name of own) put(target, name, watchedHandler(name, exports[name]));
  return target;
};

// While a handler runs, `fetch` is an accessor that gives out a watching proxy of whatever stands there.
const watchFetch = () => {
  const found = getOwnPropertyDescriptor(globalThis, 'fetch');
  if (found === undefined || !('value' in found) || !found.configurable) return;
  const slot = { found, value: unwrapped(found.value) };
  slot.get = () => watchingFetch(slot.value);
  slot.set = (value) => {
    slot.value = unwrapped(value);
  };
  defineProperty(globalThis, 'fetch', { get: slot.get, set: slot.set, configurable: true, enumerable: found.enumerable });
  watched.fetch = slot;
};
const unwatchFetch = () => {
  const slot = watched.fetch;
  watched.fetch = undefined;
  if (slot === undefined || getOwnPropertyDescriptor(globalThis, 'fetch')?.get !== slot.get) return;
  defineProperty(globalThis, 'fetch', { ...slot.found, value: slot.value });
};
const watchingFetches = new WeakMap();
const watchingFetch = (target) => {
  if (typeof target !== 'function') return target;
  const known = watchingFetches.get(target);
  if (known !== undefined) return known;
  const proxy = new Proxy(target, {
    apply(_, self, args) {
      const calls = [...flight];
      const result = apply(target, self, args);
      if (result instanceof Promise) apply(thenOf, result, [(answer) => noteAnswer(calls, args, answer), () => {}]);
      else noteAnswer(calls, args, result);
      return result;
    },
  });
  watchingFetches.set(target, proxy);
  standsFor.set(proxy, target);
  return proxy;
};

/** Whether a value can pass for an answer: mocks often give no more than `{ ok, json }`. */
const isAnswer = (value) => isObject(value) &&
  (typeof value.status === 'number' || typeof value.ok === 'boolean' || typeof value.json === 'function' || typeof value.text === 'function');
const headersText = (headers) => {
  const list = {};
  if (!isObject(headers)) return list;
  if (typeof headers.forEach === 'function') headers.forEach((value, name) => void (list[`${name}`] = `${value}`));
  else for (const [name, value] of entriesOf(headers)) if (typeof value === 'string') list[name] = value;
  return list;
};
const quietly = (make, otherwise) => {
  try {
    return make();
  } catch {
    return otherwise;
  }
};
const noteAnswer = (calls, [input, init], answer) => {
  if (!quietly(() => isAnswer(answer), false)) return;
  for (const call of calls) call.answered += 1;
  if (watched.requests.length >= MOST_REQUESTS) return;
  const isWeb = answer instanceof RealResponse;
  quietly(() => watched.requests.push({
    method: `${init?.method ?? input?.method ?? 'GET'}`.toUpperCase(),
    url: typeof input === 'string' ? input : `${input?.url ?? input}`,
    status: isFiniteNumber(answer.status) ? answer.status : answer.ok === false ? 500 : 200,
    headers: headersText(answer.headers),
    body: isWeb ? quietly(() => apply(textOfResponse, apply(cloneResponse, answer, []), []), undefined) : undefined,
    answer,
  }), undefined);
};

/** The body that an answer's method would give: from what the mock gave the handler, else by asking it once more. */
const readBody = async (answer, name, toText) => {
  if (typeof answer[name] !== 'function') return undefined;
  const given = isMock(answer[name]) ? answer[name].mock.results.at(-1) : undefined;
  const value = await (given?.type === 'return' ? given.value : answer[name]());
  return value === undefined ? undefined : toText(value);
};
const bodyText = async ({ body, answer }) => {
  const found = await body ?? await readBody(answer, 'text', String) ?? await readBody(answer, 'json', (value) => toJson(value));
  return typeof found === 'string' && found.length <= LONGEST_BODY ? found : '';
};
/** The answered requests, when no test is left that could mind that their bodies are read. */
const answeredRequests = async () => {
  const list = [];
  for (const request of watched.requests) {
    const late = new Promise((resolve) => void later(resolve, 200, ''));
    const body = await Promise.race([bodyText(request).catch(() => ''), late]);
    list.push({ method: request.method, url: request.url, status: request.status, headers: request.headers, body });
  }
  return list;
};

const beginWatching = () => {
  for (const call of [...flight]) endCall(call, false);
  watched.calls = [];
};
/** The calls of the test that ended; one still in flight has not settled. */
const endWatching = () => {
  const { calls } = watched;
  beginWatching();
  return calls.map(({ handler, settled, methods, answered }) => ({ handler, settled, methods, answered_requests: answered }));
};
