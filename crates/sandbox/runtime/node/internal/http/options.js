// What `request` is given, in all its forms, and what of it this host cannot do.
const { URL, isUrl, invalidArgument } = internals;
const { urlToHttpOptions: fromUrl } = require('url');
const { refuse } = require('internal/http/common');

const looksLikeUrl = (value) => isUrl(value)
  || Boolean(value?.href && value.protocol && value.auth === undefined && value.path === undefined);

/** Options and callback of `request(url, options, callback)`, each of which may be absent. */
function readArguments(input, options, callback) {
  let given = input;
  if (typeof given === 'string') given = fromUrl(new URL(given));
  else if (looksLikeUrl(given)) given = fromUrl(given);
  else [callback, options, given] = [options, input, null];
  if (typeof options === 'function') return [given ?? {}, options];
  return [Object.assign(given ?? {}, options), callback];
}

const byPolicy = 'requests go over connections of the host, so that its policy holds';
const text = (value) => value !== undefined && value !== null && value !== false && value !== '';
/** Options that would lead a request past the policy, or that ask for a check that nobody would make. */
function checkServed(options) {
  if (text(options.socketPath)) refuse('the option socketPath', byPolicy);
  if (typeof options.lookup === 'function') refuse('the option lookup', `${byPolicy}; names are resolved by the host`);
  if (text(options.localAddress)) refuse('the option localAddress', byPolicy);
}
function checkTls(options, host) {
  if (typeof options.checkServerIdentity === 'function') refuse('the option checkServerIdentity', 'the host itself compares the certificate with the name');
  if (text(options.servername) && options.servername !== host) refuse('the option servername', `${byPolicy}: the name asked for is that of the URL`);
  if (text(options.crl)) refuse('the option crl', 'revocation is checked by the host');
  if (text(options.secureContext)) refuse('the option secureContext', 'give cert, key and ca themselves');
  if (options.minVersion === 'TLSv1.3') refuse("the option minVersion: 'TLSv1.3'", 'the host agrees on TLS 1.2 or 1.3 with the server');
}

const checkString = (value, name) => {
  if (value === undefined || value === null || typeof value === 'string') return value;
  throw invalidArgument(`options.${name}`, 'of type string or one of undefined or null', value);
};
const checkBoolean = (value, name) => {
  if (value !== undefined && typeof value !== 'boolean') throw invalidArgument(`options.${name}`, 'of type boolean', value);
  return value;
};
const duration = (ms, name) => {
  if (typeof ms !== 'number') throw invalidArgument(name, 'of type number', ms);
  if (ms < 0 || !Number.isFinite(ms)) throw internals.outOfRange(name, 'a non-negative finite number', ms);
  return Math.min(ms, 2147483647);
};

module.exports = { fromUrl, looksLikeUrl, readArguments, checkServed, checkTls, checkString, checkBoolean, duration };
