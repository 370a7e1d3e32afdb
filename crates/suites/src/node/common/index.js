// What Node's tests require as `../common`, as far as there can be one without processes, servers and files to write.
'use strict';
const assert = require('assert');
const { inspect } = require('util');
const calls = require('./calls.js');
const warnings = require('./warnings.js');

/** Thrown by a test that finds itself out of place. */
class Skipped extends Error {
  name = 'Skipped';
}
const state = { skipped: undefined };
const printSkipMessage = (message) => { state.skipped ??= `${message}`; };
const skip = (message) => {
  printSkipMessage(message);
  throw new Skipped(message);
};

/** How the message of ERR_INVALID_ARG_TYPE ends for this value. */
const invalidArgTypeHelper = (value) => {
  if (value === undefined || value === null) return ` Received ${value}`;
  if (typeof value === 'function') return ` Received function ${value.name}`;
  if (typeof value === 'object') {
    const name = value.constructor?.name;
    return name ? ` Received an instance of ${name}` : ` Received ${inspect(value, { depth: -1 })}`;
  }
  const shown = inspect(value, { colors: false });
  return ` Received type ${typeof value} (${shown.length > 28 ? `${shown.slice(0, 25)}...` : shown})`;
};

const viewClasses = [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array,
  BigInt64Array, BigUint64Array, DataView];
const getArrayBufferViews = ({ buffer, byteOffset, byteLength }) => viewClasses
  .filter(({ BYTES_PER_ELEMENT: size = 1 }) => byteLength % size === 0)
  .map((View) => new View(buffer, byteOffset, byteLength / (View.BYTES_PER_ELEMENT ?? 1)));
const getBufferSources = (bytes) => [...getArrayBufferViews(bytes), new Uint8Array(bytes).buffer];

/** The same object, of which nothing can be changed without the test failing. */
const mustNotMutateObjectDeep = (original) => {
  if (original === null || typeof original !== 'object') return original;
  const refuse = (what) => (target, property) => assert.fail(`${inspect(property)} of an object that must not change was ${what}`);
  return new Proxy(original, {
    defineProperty: refuse('defined'), deleteProperty: refuse('deleted'), set: refuse('set'),
    preventExtensions: refuse('sealed'), setPrototypeOf: refuse('given another prototype'),
    get: (target, property, receiver) => mustNotMutateObjectDeep(Reflect.get(target, property, receiver)),
  });
};

const busyLoop = (ms) => {
  const end = performance.now() + ms;
  while (performance.now() < end);
};
const unlessHere = (what) => () => skip(`${what} is not here`);

const common = {
  ...calls.given, ...warnings.given,
  skip, printSkipMessage, invalidArgTypeHelper, getArrayBufferViews, getBufferSources, mustNotMutateObjectDeep, busyLoop,
  skipIfInspectorDisabled: unlessHere('the inspector'), skipIfEslintMissing: unlessHere('ESLint'), skipIfSQLiteMissing: unlessHere('SQLite'),
  skipIfDumbTerminal: unlessHere('a terminal'), skipIf32Bits() {}, skipIfWorker() {}, allowGlobals() {}, requireNoPackageJSONAbove() {},
  platformTimeout: (ms) => ms,
  runWithInvalidFD: (use) => use(1 << 30),
  canCreateSymLink: () => false, isAlive: () => false, getTTYfd: () => -1, parseTestFlags: () => [], nodeProcessAborted: () => false,
  isWindows: false, isLinux: true, isMacOS: false, isOSX: false, isFreeBSD: false, isOpenBSD: false, isSunOS: false, isAIX: false, isIBMi: false,
  isPi: () => false, isASan: false, isDebug: false, isRiscv64: false, isDumbTerminal: false, isMainThread: true, isInsideDirWithUnusualChars: false,
  hasCrypto: true, hasOpenSSL3: true, hasOpenSSL31: false, hasFipsCrypto: false, hasIntl: true, hasQuic: false, hasInspector: false, hasSQLite: false, hasIPv6: false,
  hasMultiLocalhost: () => false, opensslCli: false, enoughTestMem: false, buildType: 'Release', checkoutEOL: '\n', bits: 64,
  usesSharedLibrary: false, localIPv6Hosts: [], localhostIPv4: '127.0.0.1', PORT: 12346, PIPE: '/test/.tmp/pipe', rootDir: '/',
  defaultAutoSelectFamilyAttemptTimeout: 2500,
};
/** For the program that runs the test, under names that no test asks for. */
const own = { 'suites:unmet': calls.unmet, 'suites:isSkip': (error) => error instanceof Skipped, 'suites:state': state };

module.exports = new Proxy(common, {
  get(target, name) {
    if (name in target || typeof name === 'symbol') return target[name];
    if (Object.hasOwn(own, name)) return own[name];
    throw new Error(`common.${name} is not provided`);
  },
});
