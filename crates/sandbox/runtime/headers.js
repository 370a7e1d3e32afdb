// Headers: validated names and values, combined and sorted when read.
const headerName = (text, where) => {
  const name = `${text}`;
  if (!matches(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/, name)) throw new NativeTypeError(`${where}: ${quoted(name)} is an invalid header name.`);
  return toLowerCase(name);
};
const headerValue = (given, where) => {
  let text = `${given}`;
  for (let i = 0; i < text.length; i++) {
    const code = charCodeAt(text, i);
    if (code > 255) {
      throw new NativeTypeError('Cannot convert argument to a ByteString because the character at index ' +
        `${i} has a value of ${code} which is greater than 255.`);
    }
  }
  const found = regExpExec(/^[\t\n\r ]*([^]*?)[\t\n\r ]*$/, text);
  text = found[1];
  if (matches(/[\0\r\n]/, text)) throw new NativeTypeError(`${where}: ${quoted(text)} is an invalid header value.`);
  return text;
};
const quoted = (text) => jsonStringify(text);

class Headers {
  #pairs; #fixed;
  constructor(init = undefined) {
    this.#pairs = [];
    this.#fixed = false;
    if (init !== undefined) fillHeaders(this.#pairs, init);
  }
  static pairs(headers) { return headers.#pairs; }
  static is(value) { return isObject(value) && #pairs in value; }
  static fix(headers) { headers.#fixed = true; }
  #writable() {
    if (this.#fixed) throw new NativeTypeError('immutable');
  }
  append(name, value) {
    needHeaderArguments(arguments, 2, 'Headers.append');
    const pair = [headerName(name, 'Headers.append'), headerValue(value, 'Headers.append')];
    this.#writable();
    arrayPush(this.#pairs, pair);
  }
  delete(name) {
    needHeaderArguments(arguments, 1, 'Headers.delete');
    const key = headerName(name, 'Headers.delete');
    this.#writable();
    removePairs(this.#pairs, key);
  }
  get(name) {
    needHeaderArguments(arguments, 1, 'Headers.get');
    return headerText(this.#pairs, headerName(name, 'Headers.get'));
  }
  has(name) {
    needHeaderArguments(arguments, 1, 'Headers.has');
    return firstPair(this.#pairs, headerName(name, 'Headers.has')) !== undefined;
  }
  set(name, value) {
    needHeaderArguments(arguments, 2, 'Headers.set');
    const key = headerName(name, 'Headers.set');
    const text = headerValue(value, 'Headers.set');
    this.#writable();
    replacePair(this.#pairs, key, text);
  }
  getSetCookie() {
    const list = [];
    for (let i = 0; i < this.#pairs.length; i++) if (this.#pairs[i][0] === 'set-cookie') arrayPush(list, this.#pairs[i][1]);
    return list;
  }
  forEach(callback, self = undefined) {
    if (typeof callback !== 'function') {
      throw new NativeTypeError("Failed to execute 'forEach' on 'Headers': parameter 1 is not of type 'Function'.");
    }
    const pairs = sortedHeaders(this.#pairs);
    for (let i = 0; i < pairs.length; i++) apply(callback, self, [pairs[i][1], pairs[i][0], this]);
  }
  entries() { return pairIterator('Headers', () => sortedHeaders(this.#pairs), 'entries'); }
  keys() { return pairIterator('Headers', () => sortedHeaders(this.#pairs), 'keys'); }
  values() { return pairIterator('Headers', () => sortedHeaders(this.#pairs), 'values'); }
  [customInspectSymbol](depth, options) {
    const shown = {};
    for (let i = 0; i < this.#pairs.length; i++) shown[this.#pairs[i][0]] = headerText(this.#pairs, this.#pairs[i][0]);
    return depth < 0 ? '[Headers]' : `Headers ${inspect(shown, { ...options, depth: null })}`;
  }
}
const { pairs: headerPairs, is: isHeaders, fix: fixHeaders } = Headers;
delete Headers.pairs;
delete Headers.is;
delete Headers.fix;
hidden(Headers.prototype, { [symbolIterator]: Headers.prototype.entries });
const headersIterator = Headers.prototype.entries;
webInterface(Headers, 'Headers', ['append', 'delete', 'get', 'has', 'set', 'getSetCookie', 'keys', 'values', 'entries', 'forEach']);
hideInspect(Headers);

const needHeaderArguments = (args, count, where) => {
  if (args.length < count) {
    throw new NativeTypeError(`${where}: ${count} argument${count > 1 ? 's' : ''} required, but${args.length ? ' only' : ''} ${args.length} found.`);
  }
};
const fillHeaders = (pairs, init) => {
  if (isHeaders(init) && init[symbolIterator] === headersIterator) {
    const from = headerPairs(init);
    for (let i = 0; i < from.length; i++) arrayPush(pairs, [from[i][0], from[i][1]]);
    return;
  }
  if (!isObject(init)) {
    throw new NativeTypeError("Headers constructor: init (\"" + `${typeof init === 'symbol' ? 'Symbol()' : init}` +
      '") could not be converted to any of: sequence<sequence<ByteString>>, record<ByteString, ByteString>.');
  }
  const list = pairsOf(init, (value) => value, 'Headers constructor: expected name/value pair to be length 2, found otherwise.');
  for (let i = 0; i < list.length; i++) {
    arrayPush(pairs, [headerName(list[i][0], 'Headers.append'), headerValue(list[i][1], 'Headers.append')]);
  }
};
const headerText = (pairs, name) => {
  let text = null;
  for (let i = 0; i < pairs.length; i++) {
    if (pairs[i][0] !== name) continue;
    text = text === null ? pairs[i][1] : `${text}${name === 'cookie' ? '; ' : ', '}${pairs[i][1]}`;
  }
  return text;
};
const sortedHeaders = (pairs) => {
  const list = [];
  for (let i = 0; i < pairs.length; i++) {
    const name = pairs[i][0];
    if (name === 'set-cookie') arrayPush(list, [name, pairs[i][1]]);
    else if (firstPair(list, name) === undefined) arrayPush(list, [name, headerText(pairs, name)]);
  }
  return arraySort(list, (a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
};
