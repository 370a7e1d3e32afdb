// Response: made by action code or by `fetch`.
const nullBodyStatus = [101, 204, 205, 304];
const redirectStatus = [301, 302, 303, 307, 308];
const responseState = (init) => {
  const status = init.status === undefined ? 200 : trunc(+init.status) & 0xffff;
  if (status < 200 || status > 599) {
    throw new NativeRangeError('init["status"] must be in the range of 200 to 599, inclusive.');
  }
  const statusText = init.statusText === undefined ? '' : `${init.statusText}`;
  if (!matches(/^[\t\x20-\x7e\x80-\xff]*$/, statusText)) throw new NativeTypeError('Invalid statusText');
  return { status, statusText, headers: new Headers(init.headers ?? undefined), body: null, url: '', redirected: false, type: 'default' };
};

class Response {
  #state;
  constructor(body = null, init = {}) {
    if (init !== null && !isObject(init)) throw new NativeTypeError(`Response constructor: Expected init ("${init}") to be an object.`);
    this.#state = responseState(init ?? {});
    const extracted = extractBody(body);
    if (extracted === null) return;
    if (arrayIncludes(nullBodyStatus, this.#state.status)) {
      throw new NativeTypeError('Response constructor: Invalid response status code ' + this.#state.status);
    }
    this.#state.body = extracted;
    if (extracted.type !== null && !this.#state.headers.has('content-type')) this.#state.headers.append('content-type', extracted.type);
  }
  static is(value) { return isObject(value) && #state in value; }
  static state(response) { return response.#state; }
  static of(state) {
    const response = new Response();
    response.#state = state;
    return response;
  }
  static json(data, init = {}) {
    needHeaderArguments(arguments, 1, 'Response.json');
    const text = jsonStringify(data);
    if (text === undefined) throw new NativeTypeError('Value is not JSON serializable');
    const state = responseState(init ?? {});
    if (arrayIncludes(nullBodyStatus, state.status)) throw new NativeTypeError(`Response constructor: Invalid response status code ${state.status}`);
    state.body = bodyOver(bytesSource(utf8(text)), 'application/json');
    if (!state.headers.has('content-type')) state.headers.append('content-type', 'application/json');
    return makeResponse(state);
  }
  static error() {
    const state = { status: 0, statusText: '', headers: new Headers(), body: null, url: '', redirected: false, type: 'error' };
    fixHeaders(state.headers);
    return makeResponse(state);
  }
  static redirect(url, status = 302) {
    needHeaderArguments(arguments, 1, 'Response.redirect');
    let href;
    try {
      ({ href } = parseUrl(usvString(url)));
    } catch (cause) {
      const error = new NativeTypeError(`Failed to parse URL from ${url}`);
      defineProperty(error, 'cause', { value: cause, writable: true, configurable: true });
      throw error;
    }
    if (!arrayIncludes(redirectStatus, status)) throw new NativeRangeError(`Invalid status code ${status}`);
    const state = responseState({});
    state.status = status;
    state.headers.append('location', href);
    fixHeaders(state.headers);
    return makeResponse(state);
  }
  get type() { return this.#state.type; }
  get url() { return this.#state.url; }
  get redirected() { return this.#state.redirected; }
  get status() { return this.#state.status; }
  get ok() { return this.#state.status >= 200 && this.#state.status <= 299; }
  get statusText() { return this.#state.statusText; }
  get headers() { return this.#state.headers; }
  clone() {
    const state = this.#state;
    if (state.body !== null && isUnusable(state.body)) throw new NativeTypeError('Response.clone: Body has already been consumed.');
    const headers = new Headers(state.headers);
    return makeResponse({ ...state, headers, body: cloneBody(state.body) });
  }
  [customInspectSymbol](depth, options) {
    const { status, statusText, headers, bodyUsed, ok, redirected, type, url } = this;
    const body = shownBody(this.#state.body);
    return `Response ${inspect({ status, statusText, headers, body, bodyUsed, ok, redirected, type, url }, options)}`;
  }
}
const { is: isResponse, state: stateOfResponse, of: makeResponse } = Response;
delete Response.is;
delete Response.state;
delete Response.of;
mixBody(Response, 'Response', (self) => stateOfResponse(self).body, (self) => stateOfResponse(self).headers.get('content-type'));
webInterface(Response, 'Response', ['type', 'url', 'status', 'ok', 'redirected', 'statusText', 'headers', 'clone', 'body', 'bodyUsed']);
hideInspect(Response);
