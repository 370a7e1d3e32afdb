// The errors of streams, in Node's words: what readable-stream asks of its own `errors`.
const { nodeError, received, inspect, outOfRange } = internals;

const listed = (words) => {
  if (words.length < 3) return words.join(' or ');
  return `${words.slice(0, -1).join(', ')}, or ${words.at(-1)}`;
};
const kinds = ['string', 'function', 'number', 'object', 'Function', 'Object', 'boolean', 'bigint', 'symbol'];
/** `of type string or an instance of Buffer`, as Node puts what it expects. */
const expectation = (expected) => {
  const types = [];
  const instances = [];
  const others = [];
  for (const one of [expected].flat()) {
    if (kinds.includes(one)) types.push(one.toLowerCase());
    else if (/^([A-Z][a-z0-9]*)+$/.test(one)) instances.push(one);
    else others.push(one);
  }
  const at = types.indexOf('object');
  if (instances.length > 0 && at !== -1) {
    types.splice(at, 1);
    instances.push('Object');
  }
  const parts = [];
  if (types.length > 0) parts.push(`${types.length > 1 ? 'one of type' : 'of type'} ${listed(types)}`);
  if (instances.length > 0) parts.push(`an instance of ${listed(instances)}`);
  if (others.length > 1) parts.push(`one of ${listed(others)}`);
  else if (others.length === 1) parts.push(others[0].toLowerCase() === others[0] ? others[0] : `an ${others[0]}`);
  return parts.join(' or ');
};
/** Where Node 22 expects something else than the version that readable-stream is. */
const sinceThen = {
  'Function,AsyncFunction': 'function',
  'string,Buffer,Uint8Array': ['string', 'Buffer', 'TypedArray', 'DataView'],
};
const what = (name) => (name.includes('.') ? 'property' : 'argument');
const shortened = (text) => (text.length > 128 ? `${text.slice(0, 128)}...` : text);
const named = (value) => {
  const name = value?.constructor?.name;
  return name ? `an instance of ${name}` : `type ${typeof value}`;
};

const codes = {};
const define = (Base, code, message) => {
  codes[code] = function (...given) {
    return nodeError(Base, code, message(...given));
  };
};
define(Error, 'ERR_INTERNAL_ASSERTION', (message) => message);
define(TypeError, 'ERR_INVALID_ARG_TYPE', (name, expected, value) => {
  const subject = name.endsWith(' argument') ? name : `"${name}" ${what(name)}`;
  return `The ${subject} must be ${expectation(sinceThen[expected] ?? expected)}. Received ${received(value)}`;
});
define(TypeError, 'ERR_INVALID_ARG_VALUE', (name, value, reason = 'is invalid') => `The ${what(name)} '${name}' ${reason}. Received ${shortened(inspect(value))}`);
define(TypeError, 'ERR_INVALID_RETURN_VALUE', (wanted, name, value) => `Expected ${wanted} to be returned from the "${name}" function but got ${named(value)}.`);
define(TypeError, 'ERR_MISSING_ARGS', (...names) => {
  const quoted = names.map((name) => (Array.isArray(name) ? name.map((one) => `"${one}"`).join(' or ') : `"${name}"`));
  if (quoted.length === 1) return `The ${quoted[0]} argument must be specified`;
  return `The ${quoted.length === 2 ? quoted.join(' and ') : `${quoted.slice(0, -1).join(', ')}, and ${quoted.at(-1)}`} arguments must be specified`;
});
codes.ERR_OUT_OF_RANGE = function (name, range, value) { return outOfRange(name, range, value); };
define(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', () => 'Illegal constructor');
define(Error, 'ERR_MULTIPLE_CALLBACK', () => 'Callback called multiple times');
define(Error, 'ERR_METHOD_NOT_IMPLEMENTED', (name) => `The ${name} method is not implemented`);
define(Error, 'ERR_STREAM_ALREADY_FINISHED', (name) => `Cannot call ${name} after a stream was finished`);
define(Error, 'ERR_STREAM_CANNOT_PIPE', () => 'Cannot pipe, not readable');
define(Error, 'ERR_STREAM_DESTROYED', (name) => `Cannot call ${name} after a stream was destroyed`);
define(TypeError, 'ERR_STREAM_NULL_VALUES', () => 'May not write null values to stream');
define(Error, 'ERR_STREAM_PREMATURE_CLOSE', () => 'Premature close');
define(Error, 'ERR_STREAM_PUSH_AFTER_EOF', () => 'stream.push() after EOF');
define(Error, 'ERR_STREAM_UNSHIFT_AFTER_END_EVENT', () => 'stream.unshift() after end event');
define(Error, 'ERR_STREAM_WRITE_AFTER_END', () => 'write after end');
define(TypeError, 'ERR_UNKNOWN_ENCODING', (encoding) => internals.formatArguments(['Unknown encoding: %s', encoding]));

class AbortError extends Error {
  constructor(message = 'The operation was aborted', options = undefined) {
    if (options !== undefined && typeof options !== 'object') throw codes.ERR_INVALID_ARG_TYPE('options', 'Object', options);
    super(message, options);
    this.code = 'ABORT_ERR';
    this.name = 'AbortError';
  }
}

/** The later of two errors, which tells of the earlier one. */
const aggregateTwoErrors = (inner, outer) => {
  if (!inner || !outer || inner === outer) return inner || outer;
  if (Array.isArray(outer.errors)) {
    outer.errors.push(inner);
    return outer;
  }
  const both = new AggregateError([outer, inner], outer.message);
  both.code = outer.code;
  return both;
};

module.exports = { codes, AbortError, aggregateTwoErrors, hideStackFrames: (marked) => marked };
