// URL: parsing is the host's (WHATWG), the object is ours.
const urlParts = ['href', 'protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname', 'search', 'hash'];
const parseUrl = (input, base) => {
  const head = base === undefined ? { url: input } : { url: input, base };
  try {
    return jsonParse(lw.call('url.parse', jsonStringify(head)));
  } catch (thrown) {
    const error = fromHost(thrown);
    if (error.code === 'ERR_INVALID_URL') {
      error.input = input;
      if (base !== undefined) error.base = base;
    }
    throw error;
  }
};

/** V8's words. */
const [notUrl, unreadable] = ['Receiver must be an instance of class URL', 'Cannot read private member #context from an object whose class did not declare it'];

class URL {
  #record; #params;
  constructor(input, base = undefined) {
    needArguments(arguments, 1, '"url" argument');
    this.#record = parseUrl(usvString(input), base === undefined ? undefined : usvString(base));
    this.#params = undefined;
  }
  static is(value) { return isObject(value) && #record in value; }
  static read(url, part) {
    if (!(isObject(url) && #record in url)) throw new NativeTypeError(part === 'href' || part === 'search' ? notUrl : unreadable);
    return url.#record[part];
  }
  static write(url, part, value) {
    if (!(isObject(url) && #record in url)) throw new NativeTypeError(unreadable);
    url.#set(part, value);
  }
  #set(part, value) {
    const head = { href: this.#record.href, part, value };
    this.#record = jsonParse(hostCall('url.set', head));
    if (this.#params !== undefined && part !== 'hash') this.#retie();
  }
  #retie() { tieSearchParams(this.#params, formParse(stringSlice(this.#record.search, 1))); }
  get origin() { return readUrl(this, 'origin'); }
  get searchParams() {
    readUrl(this, 'searchParams');
    if (this.#params === undefined) {
      this.#params = new URLSearchParams();
      tieSearchParams(this.#params, formParse(stringSlice(this.#record.search, 1)), (text) => {
        this.#record = jsonParse(hostCall('url.set', { href: this.#record.href, part: 'search', value: text }));
      });
    }
    return this.#params;
  }
  toString() { return readUrl(this, 'href'); }
  toJSON() { return readUrl(this, 'href'); }
  static canParse(input, base = undefined) {
    needArguments(arguments, 1, '"url" argument');
    return URL.parse(input, base) !== null;
  }
  static parse(input, base = undefined) {
    needArguments(arguments, 1, '"url" argument');
    try {
      return new URL(input, base);
    } catch {
      return null;
    }
  }
  static createObjectURL(blob) {
    needArguments(arguments, 1, '"obj" argument');
    return loadModule('internal/object_urls').createObjectURL(blob);
  }
  static revokeObjectURL(url) {
    needArguments(arguments, 1, '"url" argument');
    loadModule('internal/object_urls').revokeObjectURL(url);
  }
  [customInspectSymbol](depth, options) {
    if (depth < 0) return inspect(this, { ...options, customInspect: false });
    const shown = { __proto__: { constructor: URL } };
    const { name } = this.constructor;
    const order = ['href', 'origin', 'protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname', 'search',
      'searchParams', 'hash'];
    for (let i = 0; i < order.length; i++) shown[order[i]] = this[order[i]];
    return `${name} ${inspect({ ...shown }, options)}`;
  }
}
const { is: isUrl, read: readUrl, write: writeUrl } = URL;
delete URL.is;
delete URL.read;
delete URL.write;
for (let i = 0; i < urlParts.length; i++) {
  const part = urlParts[i];
  const accessor = {
    get [part]() { return readUrl(this, part); },
    set [part](value) { writeUrl(this, part, usvString(value)); },
  };
  defineProperty(URL.prototype, part, getOwnPropertyDescriptor(accessor, part));
}
webInterface(URL, 'URL', [...urlParts, 'origin', 'searchParams', 'toString', 'toJSON']);
hideInspect(URL);
const urlStatics = ['canParse', 'parse', 'createObjectURL', 'revokeObjectURL'];
for (let i = 0; i < urlStatics.length; i++) defineProperty(URL, urlStatics[i], { enumerable: true });
