// `util.MIMEType` and `util.MIMEParams`, by the MIME Sniffing standard.
const { nodeError } = internals;

const NOT_TOKEN = /[^!#$%&'*+\-.^_`|~A-Za-z0-9]/;
const NOT_QUOTABLE = /[^\t\u0020-\u007e\u0080-\u00ff]/;
const invalid = (production, text, at = -1) =>
  nodeError(TypeError, 'ERR_INVALID_MIME_SYNTAX', `The MIME syntax for a ${production} in ${JSON.stringify(text)} is invalid${at === -1 ? '' : ` at ${at}`}`);

const checkedToken = (production, text) => {
  const at = text.search(NOT_TOKEN);
  if (text === '' || at !== -1) throw invalid(production, text, at);
  return text;
};
const checkedValue = (text) => {
  const at = text.search(NOT_QUOTABLE);
  if (at !== -1) throw invalid('parameter value', text, at);
  return text;
};
const written = (value) => (value === '' || NOT_TOKEN.test(value) ? `"${value.replace(/["\\]/g, '\\$&')}"` : value);

/** A value in quotes, from its first character on, and where it ends; the quotes may be missing at the end. */
const quoted = (text, from) => {
  let value = '';
  let at = from;
  for (; at < text.length && text[at] !== '"'; at++) {
    if (text[at] === '\\' && at + 1 < text.length) at += 1;
    value += text[at];
  }
  return [value, at];
};
const until = (text, pattern, from) => {
  const at = text.slice(from).search(pattern);
  return at === -1 ? text.length : from + at;
};
/** The parameters of a type, the first of each name. What cannot be one is passed over. */
const parseParams = (text) => {
  const params = new Map();
  let at = 0;
  while (at < text.length) {
    const start = until(text, /[^;\t\n\r ]/, at);
    const end = until(text, /[;=]/, start);
    const name = text.slice(start, end).toLowerCase();
    at = end;
    if (text[end] !== '=') continue;
    const isQuoted = text[end + 1] === '"';
    let value;
    if (isQuoted) [value, at] = quoted(text, end + 2);
    at = until(text, /;/, isQuoted ? at : end + 1);
    value ??= text.slice(end + 1, at).replace(/[\t\n\r ]+$/, '');
    const isUsable = name !== '' && !NOT_TOKEN.test(name) && !NOT_QUOTABLE.test(value) && (isQuoted || value !== '');
    if (isUsable && !params.has(name)) params.set(name, value);
  }
  return params;
};

class MIMEParams {
  #data = new Map();
  delete(name) { this.#data.delete(`${name}`); }
  get(name) { return this.#data.get(`${name}`) ?? null; }
  has(name) { return this.#data.has(`${name}`); }
  set(name, value) {
    const key = checkedToken('parameter name', `${name}`);
    this.#data.set(key, checkedValue(`${value}`));
  }
  *entries() { yield* this.#data.entries(); }
  *keys() { yield* this.#data.keys(); }
  *values() { yield* this.#data.values(); }
  toString() { return Array.from(this.#data, ([name, value]) => `${name}=${written(value)}`).join(';'); }
  static of(params) {
    const made = new MIMEParams();
    made.#data = params;
    return made;
  }
}
const { of: paramsOf } = MIMEParams;
delete MIMEParams.of;
Object.defineProperties(MIMEParams.prototype, {
  toJSON: { value: MIMEParams.prototype.toString, writable: true, configurable: true },
  [Symbol.iterator]: { value: MIMEParams.prototype.entries, writable: true, configurable: true },
});

class MIMEType {
  #type; #subtype; #params;
  constructor(text) {
    const trimmed = `${text}`.replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, '');
    const slash = trimmed.indexOf('/');
    const type = slash === -1 ? trimmed : trimmed.slice(0, slash);
    if (slash === -1 || type === '' || NOT_TOKEN.test(type)) throw invalid('type', `${text}`, type.search(NOT_TOKEN));
    const end = until(trimmed, /;/, slash);
    const subtype = trimmed.slice(slash + 1, end).replace(/[\t\n\r ]+$/, '');
    if (subtype === '' || NOT_TOKEN.test(subtype)) throw invalid('subtype', `${text}`, subtype.search(NOT_TOKEN));
    this.#type = type.toLowerCase();
    this.#subtype = subtype.toLowerCase();
    this.#params = paramsOf(parseParams(trimmed.slice(end)));
  }
  get type() { return this.#type; }
  set type(value) { this.#type = checkedToken('type', `${value}`).toLowerCase(); }
  get subtype() { return this.#subtype; }
  set subtype(value) { this.#subtype = checkedToken('subtype', `${value}`).toLowerCase(); }
  get essence() { return `${this.#type}/${this.#subtype}`; }
  get params() { return this.#params; }
  toString() {
    const params = `${this.#params}`;
    return params === '' ? this.essence : `${this.essence};${params}`;
  }
}
Object.defineProperty(MIMEType.prototype, 'toJSON', { value: MIMEType.prototype.toString, writable: true, configurable: true });
module.exports = { MIMEType, MIMEParams };
