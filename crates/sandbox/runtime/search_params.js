// URLSearchParams: the form-urlencoded list, and its live tie to a URL.
const { encodeURIComponent: encodePart, decodeURIComponent: decodePart } = globalThis;

const formEncode = (text) => {
  let out = encodePart(toWellFormed(text));
  if (stringIncludes(out, '%20')) out = replaceChar(out, '%20', '+');
  if (!matches(/[!'()~]/, out)) return out;
  let escaped = '';
  for (let i = 0; i < out.length; i++) {
    const char = out[i];
    escaped += stringIncludes("!'()~", char) ? `%${toUpperCase(numberToString(charCodeAt(char, 0), 16))}` : char;
  }
  return escaped;
};
const formDecode = (text) => {
  if (stringIncludes(text, '+')) text = replaceChar(text, '+', ' ');
  if (!stringIncludes(text, '%')) return toWellFormed(text);
  try {
    return decodePart(text);
  } catch {
    return decodeBytes(text);
  }
};
const hexDigit = (code) => (code >= 48 && code <= 57 ? code - 48 : code >= 65 && code <= 70 ? code - 55
  : code >= 97 && code <= 102 ? code - 87 : -1);
const decodeBytes = (text) => {
  const bytes = utf8(text);
  let to = 0;
  for (let i = 0; i < bytes.length; i++) {
    const high = bytes[i] === 37 && i + 2 < bytes.length ? hexDigit(bytes[i + 1]) : -1;
    const low = high === -1 ? -1 : hexDigit(bytes[i + 2]);
    if (low === -1) bytes[to++] = bytes[i];
    else {
      bytes[to++] = high * 16 + low;
      i += 2;
    }
  }
  return lw.utf8Decode(typedBuffer(bytes), 0, to, false);
};
/** `a=1&b=2` to [[name, value], ...]. */
const formParse = (text) => {
  const pairs = [];
  const parts = stringSplit(text, '&');
  for (let i = 0; i < parts.length; i++) {
    if (parts[i] === '') continue;
    const at = stringIndexOf(parts[i], '=');
    const name = at === -1 ? parts[i] : stringSlice(parts[i], 0, at);
    arrayPush(pairs, [formDecode(name), at === -1 ? '' : formDecode(stringSlice(parts[i], at + 1))]);
  }
  return pairs;
};
const formSerialize = (pairs) => {
  let text = '';
  for (let i = 0; i < pairs.length; i++) text += `${i ? '&' : ''}${formEncode(pairs[i][0])}=${formEncode(pairs[i][1])}`;
  return text;
};
const usvString = (value) => toWellFormed(`${value}`);

const checkParams = (self) => {
  if (!isSearchParams(self)) throw nodeError(NativeTypeError, 'ERR_INVALID_THIS', 'Value of "this" must be of type URLSearchParams');
};

class URLSearchParams {
  #pairs; #changed;
  constructor(init = undefined) {
    this.#pairs = [];
    this.#changed = undefined;
    if (init == null) return;
    if (!isObject(init)) {
      const text = usvString(init);
      this.#pairs = formParse(startsWith(text, '?') ? stringSlice(text, 1) : text);
    } else if (#pairs in init && init[symbolIterator] === pairsIterator) {
      for (let i = 0; i < init.#pairs.length; i++) arrayPush(this.#pairs, [init.#pairs[i][0], init.#pairs[i][1]]);
    } else {
      this.#pairs = pairsOf(init, usvString, 'Each query pair must be an iterable [name, value] tuple', 'ERR_INVALID_TUPLE');
    }
  }
  static pairs(params) { return params.#pairs; }
  static is(value) { return isObject(value) && #pairs in value; }
  static tie(params, pairs, changed) {
    params.#pairs = pairs;
    if (changed !== undefined) params.#changed = changed;
  }
  #update() {
    if (this.#changed !== undefined) this.#changed(formSerialize(this.#pairs));
  }
  get size() {
    checkParams(this);
    return this.#pairs.length;
  }
  append(name, value) {
    checkParams(this);
    needArguments(arguments, 2, '"name" and "value" arguments');
    arrayPush(this.#pairs, [usvString(name), usvString(value)]);
    this.#update();
  }
  delete(name, value = undefined) {
    checkParams(this);
    needArguments(arguments, 1, '"name" argument');
    removePairs(this.#pairs, usvString(name), value === undefined ? undefined : usvString(value));
    this.#update();
  }
  get(name) {
    checkParams(this);
    needArguments(arguments, 1, '"name" argument');
    return firstPair(this.#pairs, usvString(name))?.[1] ?? null;
  }
  getAll(name) {
    checkParams(this);
    needArguments(arguments, 1, '"name" argument');
    const key = usvString(name);
    const values = [];
    for (let i = 0; i < this.#pairs.length; i++) if (this.#pairs[i][0] === key) arrayPush(values, this.#pairs[i][1]);
    return values;
  }
  has(name, value = undefined) {
    checkParams(this);
    needArguments(arguments, 1, '"name" argument');
    const key = usvString(name);
    const wanted = value === undefined ? undefined : usvString(value);
    for (let i = 0; i < this.#pairs.length; i++) {
      if (this.#pairs[i][0] === key && (wanted === undefined || this.#pairs[i][1] === wanted)) return true;
    }
    return false;
  }
  set(name, value) {
    checkParams(this);
    needArguments(arguments, 2, '"name" and "value" arguments');
    replacePair(this.#pairs, usvString(name), usvString(value));
    this.#update();
  }
  sort() {
    checkParams(this);
    arraySort(this.#pairs, (a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
    this.#update();
  }
  forEach(callback, self = undefined) {
    checkParams(this);
    callable(callback);
    for (let i = 0; i < this.#pairs.length; i++) apply(callback, self, [this.#pairs[i][1], this.#pairs[i][0], this]);
  }
  entries() {
    checkParams(this);
    return pairIterator('URLSearchParams', () => this.#pairs, 'entries');
  }
  keys() {
    checkParams(this);
    return pairIterator('URLSearchParams', () => this.#pairs, 'keys');
  }
  values() {
    checkParams(this);
    return pairIterator('URLSearchParams', () => this.#pairs, 'values');
  }
  toString() {
    checkParams(this);
    return formSerialize(this.#pairs);
  }
  [customInspectSymbol](depth, options) {
    checkParams(this);
    return inspectPairs('URLSearchParams', this.#pairs, depth, options);
  }
}
const { pairs: searchPairs, is: isSearchParams, tie: tieSearchParams } = URLSearchParams;
delete URLSearchParams.pairs;
delete URLSearchParams.is;
delete URLSearchParams.tie;
const pairsIterator = URLSearchParams.prototype.entries;
hidden(URLSearchParams.prototype, { [symbolIterator]: pairsIterator });
webInterface(URLSearchParams, 'URLSearchParams', ['append', 'delete', 'get', 'getAll', 'has', 'set', 'size', 'sort',
  'entries', 'forEach', 'keys', 'values', 'toString']);
hideInspect(URLSearchParams);
