// FormData, its multipart encoding, and reading a form back from a body.
const formEntry = (name, value, fileName) => {
  if (!isBlob(value)) return [usvString(name), usvString(value)];
  const named = value instanceof File && fileName === undefined ? value
    : new File([value], fileName === undefined ? 'blob' : fileName, { type: value.type });
  return [usvString(name), named];
};

class FormData {
  #pairs = [];
  constructor(form = undefined) {
    if (form !== undefined) {
      throw new NativeTypeError("FormData constructor: Argument 1 could not be converted to: undefined.");
    }
  }
  static is(value) { return isObject(value) && #pairs in value; }
  static pairs(form) { return form.#pairs; }
  append(name, value, fileName = undefined) {
    needFormArguments(arguments, 2, 'append', value, fileName);
    arrayPush(this.#pairs, formEntry(name, value, fileName));
  }
  set(name, value, fileName = undefined) {
    needFormArguments(arguments, 2, 'set', value, fileName);
    const entry = formEntry(name, value, fileName);
    replacePair(this.#pairs, entry[0], entry[1]);
  }
  delete(name) {
    needFormArguments(arguments, 1, 'delete');
    removePairs(this.#pairs, usvString(name));
  }
  get(name) {
    needFormArguments(arguments, 1, 'get');
    return firstPair(this.#pairs, usvString(name))?.[1] ?? null;
  }
  getAll(name) {
    needFormArguments(arguments, 1, 'getAll');
    const key = usvString(name);
    const list = [];
    for (let i = 0; i < this.#pairs.length; i++) if (this.#pairs[i][0] === key) arrayPush(list, this.#pairs[i][1]);
    return list;
  }
  has(name) {
    needFormArguments(arguments, 1, 'has');
    return firstPair(this.#pairs, usvString(name)) !== undefined;
  }
  forEach(callback, self = undefined) {
    callable(callback);
    for (let i = 0; i < this.#pairs.length; i++) apply(callback, self, [this.#pairs[i][1], this.#pairs[i][0], this]);
  }
  entries() { return pairIterator('FormData', () => this.#pairs, 'entries'); }
  keys() { return pairIterator('FormData', () => this.#pairs, 'keys'); }
  values() { return pairIterator('FormData', () => this.#pairs, 'values'); }
  [customInspectSymbol](depth, options) {
    const shown = {};
    for (let i = 0; i < this.#pairs.length; i++) {
      const { 0: name, 1: value } = this.#pairs[i];
      if (!hasOwn(shown, name)) shown[name] = value;
      else if (isArray(shown[name])) arrayPush(shown[name], value);
      else shown[name] = [shown[name], value];
    }
    return depth < 0 ? '[FormData]' : `FormData ${inspect(shown, options)}`;
  }
}
const { is: isFormData, pairs: formPairs } = FormData;
delete FormData.is;
delete FormData.pairs;
hidden(FormData.prototype, { [symbolIterator]: FormData.prototype.entries });
webInterface(FormData, 'FormData', ['append', 'delete', 'get', 'getAll', 'has', 'set', 'entries', 'keys', 'values', 'forEach']);
hideInspect(FormData);

const needFormArguments = (args, count, method, value, fileName) => {
  needHeaderArguments(args, count, `FormData.${method}`);
  if (fileName !== undefined && !isBlob(value)) {
    throw new NativeTypeError(`Failed to execute '${method}' on 'FormData': parameter 2 is not of type 'Blob'`);
  }
};

/** Line ends as CRLF, as the multipart encoding asks of text values. */
const crlf = (text) => replaceChar(replaceChar(replaceChar(text, '\r\n', '\n'), '\r', '\n'), '\n', '\r\n');
const formName = (text) => replaceChar(replaceChar(replaceChar(text, '\n', '%0A'), '\r', '%0D'), '"', '%22');
const multipart = (form) => {
  const pairs = formPairs(form);
  const digits = new Bytes(lw.random(8));
  let number = 0;
  for (let i = 0; i < 6; i++) number = number * 256 + digits[i];
  const boundary = `----formdata-latchwork-${padStart(`${number % 1e11}`, 11, '0')}`;
  const parts = [];
  for (let i = 0; i < pairs.length; i++) {
    const name = formName(crlf(pairs[i][0]));
    const value = pairs[i][1];
    if (typeof value === 'string') {
      arrayPush(parts, utf8(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${crlf(value)}\r\n`));
    } else {
      arrayPush(parts, utf8(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"; filename="${formName(value.name)}"\r\n` +
        `Content-Type: ${value.type || 'application/octet-stream'}\r\n\r\n`), blobBytes(value), utf8('\r\n'));
    }
  }
  arrayPush(parts, utf8(`--${boundary}--\r\n`));
  return { bytes: joinBytes(parts), type: `multipart/form-data; boundary=${boundary}` };
};

const parseMultipart = (bytes, boundary) => {
  const form = new FormData();
  const whole = wrap(bytes);
  const mark = utf8(`--${boundary}`);
  const broken = () => new NativeTypeError('Failed to parse body as FormData.');
  let at = search(whole, mark, 0, undefined, false);
  if (at === -1) throw broken();
  for (;;) {
    at += mark.length;
    if (whole[at] === 45 && whole[at + 1] === 45) return form;
    const head = search(whole, '\r\n\r\n', at, undefined, false);
    const next = head === -1 ? -1 : search(whole, `\r\n--${boundary}`, head + 2, undefined, false);
    if (next === -1) throw broken();
    const lines = decodeText(whole, 'utf8', at, head);
    const name = regExpExec(/[;\s]name="([^"]*)"/i, lines);
    if (name === null) throw broken();
    const file = regExpExec(/filename="([^"]*)"/i, lines);
    const type = regExpExec(/content-type:[ \t]*([^\r\n]*)/i, lines);
    const content = sliceOf(whole, head + 4, max(next, head + 4));
    const key = formDecode(replaceChar(name[1], '+', '%2B'));
    if (file === null) form.append(key, fromUtf8(content));
    else form.append(key, new File([content], formDecode(replaceChar(file[1], '+', '%2B')), { type: type === null ? '' : type[1] }));
    at = next + 2;
  }
};
