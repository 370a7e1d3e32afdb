// Request: a checked method, URL, headers, body and signal.
const standardMethods = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'];
const requestMethod = (given) => {
  const text = `${given}`;
  if (!matches(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/, text)) throw new NativeTypeError(`'${text}' is not a valid HTTP method.`);
  const upper = toUpperCase(text);
  if (upper === 'CONNECT' || upper === 'TRACE' || upper === 'TRACK') throw new NativeTypeError(`'${text}' HTTP method is unsupported.`);
  return upper !== 'PATCH' && arrayIncludes(standardMethods, upper) ? upper : text;
};
const oneOf = (value, allowed, where) => {
  const text = `${value}`;
  if (!arrayIncludes(allowed, text)) {
    throw new NativeTypeError(`${where}: ${text} is not an accepted type. Expected one of ${arrayJoin(allowed, ', ')}.`);
  }
  return text;
};
const requestUrl = (input) => {
  const text = isUrl(input) ? input.href : usvString(input);
  let record;
  try {
    record = parseUrl(text);
  } catch (cause) {
    const error = new NativeTypeError(`Failed to parse URL from ${text}`);
    defineProperty(error, 'cause', { value: cause, writable: true, configurable: true });
    throw error;
  }
  if (record.username !== '' || record.password !== '') {
    throw new NativeTypeError(`Request cannot be constructed from a URL that includes credentials: ${text}`);
  }
  return record.href;
};

const requestModes = ['navigate', 'same-origin', 'no-cors', 'cors'];
const cacheModes = ['default', 'no-store', 'reload', 'no-cache', 'force-cache', 'only-if-cached'];
const credentialModes = ['omit', 'same-origin', 'include'];

/** The request's state from what `fetch` and `new Request` take. */
const requestState = (input, init) => {
  if (init !== undefined && init !== null && !isObject(init)) {
    throw new NativeTypeError(`Request constructor: Expected init ("${init}") to be an object.`);
  }
  init = init ?? {};
  const from = isRequest(input) ? stateOfRequest(input) : undefined;
  const state = from === undefined
    ? { method: 'GET', url: requestUrl(input), headers: new Headers(), body: null, redirect: 'follow', signal: undefined,
      mode: 'cors', cache: 'default', credentials: 'same-origin', referrer: 'about:client', integrity: '', keepalive: false }
    : { ...from, headers: undefined, body: null };
  if (init.method !== undefined) state.method = requestMethod(init.method);
  if (init.redirect !== undefined) state.redirect = oneOf(init.redirect, ['follow', 'error', 'manual'], 'Request constructor: init.redirect');
  if (init.mode !== undefined) state.mode = oneOf(init.mode, requestModes, 'Request constructor: init.mode');
  if (init.cache !== undefined) state.cache = oneOf(init.cache, cacheModes, 'Request constructor: init.cache');
  if (init.credentials !== undefined) state.credentials = oneOf(init.credentials, credentialModes, 'Request constructor: init.credentials');
  if (init.integrity !== undefined) state.integrity = `${init.integrity}`;
  if (init.keepalive !== undefined) state.keepalive = Boolean(init.keepalive);
  if (init.signal !== undefined) {
    if (init.signal !== null && !isSignal(init.signal)) {
      throw new NativeTypeError("Request constructor: Expected signal (\"" + `${inspectQuietly(init.signal)}` + "\") to be an instance of AbortSignal.");
    }
    state.signal = init.signal ?? undefined;
  }
  state.headers = new Headers(init.headers ?? (from === undefined ? undefined : from.headers));
  requestBody(state, from, init);
  return state;
};
const requestBody = (state, from, init) => {
  const given = init.body !== undefined && init.body !== null;
  if ((given || (from !== undefined && from.body !== null)) && (state.method === 'GET' || state.method === 'HEAD')) {
    throw new NativeTypeError('Request with GET/HEAD method cannot have body.');
  }
  if (init.duplex !== undefined) oneOf(init.duplex, ['half'], 'Request constructor');
  if (given) {
    state.body = extractBody(init.body);
    if (state.body.source === undefined && init.duplex === undefined) {
      throw new NativeTypeError('RequestInit: duplex option is required when sending a body.');
    }
    if (state.body.type !== null && !state.headers.has('content-type')) state.headers.append('content-type', state.body.type);
    return;
  }
  if (from === undefined || from.body === null) return;
  if (isUnusable(from.body)) {
    throw new NativeTypeError('Cannot construct a Request with a Request object that has already been used.');
  }
  state.body = moveBody(from.body);
};

class Request {
  #state;
  constructor(input, init = undefined) {
    needHeaderArguments(arguments, 1, 'Request constructor');
    this.#state = requestState(input, init);
  }
  static is(value) { return isObject(value) && #state in value; }
  static state(request) { return request.#state; }
  static of(state) {
    const request = new Request(state.url);
    request.#state = state;
    return request;
  }
  get method() { return this.#state.method; }
  get url() { return this.#state.url; }
  get headers() { return this.#state.headers; }
  get redirect() { return this.#state.redirect; }
  get signal() { return this.#state.signal ??= new AbortSignal(internalKey); }
  get mode() { return this.#state.mode; }
  get cache() { return this.#state.cache; }
  get credentials() { return this.#state.credentials; }
  get referrer() { return this.#state.referrer; }
  get referrerPolicy() { return ''; }
  get integrity() { return this.#state.integrity; }
  get keepalive() { return this.#state.keepalive; }
  get destination() { return ''; }
  get duplex() { return 'half'; }
  clone() {
    const state = this.#state;
    if (state.body !== null && isUnusable(state.body)) throw new NativeTypeError('unusable');
    const signal = state.signal === undefined ? undefined : AbortSignal_any([state.signal]);
    return makeRequest({ ...state, headers: new Headers(state.headers), body: cloneBody(state.body), signal });
  }
  [customInspectSymbol](depth, options) {
    const { method, url, headers, destination, referrer, referrerPolicy, mode, credentials, cache, redirect, integrity,
      keepalive, signal } = this;
    return `Request ${inspect({ method, url, headers, destination, referrer, referrerPolicy, mode, credentials, cache,
      redirect, integrity, keepalive, isReloadNavigation: false, isHistoryNavigation: false, signal }, options)}`;
  }
}
const { is: isRequest, state: stateOfRequest, of: makeRequest } = Request;
delete Request.is;
delete Request.state;
delete Request.of;
const AbortSignal_any = AbortSignal.any.bind(AbortSignal);
mixBody(Request, 'Request', (self) => stateOfRequest(self).body, (self) => stateOfRequest(self).headers.get('content-type'));
webInterface(Request, 'Request', ['method', 'url', 'headers', 'redirect', 'clone', 'signal', 'duplex', 'destination',
  'body', 'bodyUsed', 'mode', 'cache', 'credentials', 'referrer', 'referrerPolicy', 'integrity', 'keepalive']);
hideInspect(Request);
