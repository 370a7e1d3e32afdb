'use strict';
// A stand-in for the sandbox on Node: the native object `lw` as the guest's contract describes it, and the
// runtime library evaluated in a realm of its own. It exists to test the library without the sandbox.
const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');
const crypto = require('node:crypto');
const inspector = require('node:inspector');
const { types, TextDecoder: NodeTextDecoder } = require('node:util');

// Internal slots as the debugger shows them: `[[Target]]` and `[[Handler]]`, or `[[PromiseState]]` and its result.
const session = new inspector.Session();
session.connect();
const post = (method, params) => {
  let answer;
  session.post(method, params, (error, result) => {
    if (error) throw new Error(error.message);
    answer = result;
  });
  return answer;
};
const slots = (value, ...names) => {
  globalThis.latchworkSlot = value;
  const { objectId } = post('Runtime.evaluate', { expression: 'latchworkSlot' }).result;
  const { internalProperties } = post('Runtime.getProperties', { objectId, ownProperties: true });
  delete globalThis.latchworkSlot;
  return names.map((name) => {
    const found = internalProperties.find((property) => property.name === name)?.value;
    if (!found?.objectId) return found?.value;
    post('Runtime.callFunctionOn', { objectId: found.objectId, functionDeclaration: 'function () { process.latchworkSlot = this; }' });
    const object = process.latchworkSlot;
    delete process.latchworkSlot;
    return object;
  });
};
const getProxyDetails = (proxy) => slots(proxy, '[[Target]]', '[[Handler]]');
const getPromiseDetails = (promise) => {
  const [state, result] = slots(promise, '[[PromiseState]]', '[[PromiseResult]]');
  return [{ pending: 0, fulfilled: 1, rejected: 2 }[state], result];
};

const root = path.join(__dirname, '..');
const librarySource = () => {
  const names = fs.readFileSync(path.join(root, 'ORDER'), 'utf8').split('\n').filter(Boolean);
  const files = names.map((name) => fs.readFileSync(path.join(root, name), 'utf8'));
  return `(function (lw, tables) { "use strict";\n${files.join('\n')}\nreturn { load, run, settle, rejected, drained }; })`;
};

const thrown = (name, message, code) => JSON.stringify({ name, message, code });
const urlRecord = (url) => {
  const record = {};
  for (const part of ['href', 'protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname', 'search', 'hash', 'origin']) {
    record[part] = url[part];
  }
  return JSON.stringify(record);
};
const toArrayBuffer = (buffer) => buffer.buffer.slice(buffer.byteOffset, buffer.byteOffset + buffer.length);
const part = (buffer, offset, length) => Buffer.from(buffer.buffer ?? buffer, (buffer.byteOffset ?? 0) + offset, length);

const calls = {
  'url.parse': ({ url, base }) => {
    try {
      return urlRecord(new URL(url, base));
    } catch {
      throw thrown('TypeError', 'Invalid URL', 'ERR_INVALID_URL');
    }
  },
  'url.set': ({ href, part: name, value }) => {
    const url = new URL(href);
    url[name] = value;
    return urlRecord(url);
  },
  hash: ({ algorithm }, bytes) => {
    try {
      return toArrayBuffer(crypto.createHash(algorithm).update(Buffer.from(bytes)).digest());
    } catch (error) {
      throw thrown('Error', error.message, error.code);
    }
  },
  hmac: ({ algorithm, key }, bytes) => toArrayBuffer(
    crypto.createHmac(algorithm, Buffer.from(key, 'base64')).update(Buffer.from(bytes)).digest()),
  'text.decode': ({ encoding, fatal, ignoreBOM, nameOnly }, bytes) => {
    try {
      if (nameOnly) return JSON.stringify(new NodeTextDecoder(encoding).encoding);
      return JSON.stringify(new NodeTextDecoder(encoding, { fatal, ignoreBOM }).decode(bytes));
    } catch (error) {
      throw thrown(error.name, error.message, error.code);
    }
  },
};

/** A guest with one action: `logs`, `commands`, `started` operations and how the handler ended are recorded. */
const makeGuest = (methods = {}, answers = {}, fields = {}) => {
  const guest = { logs: [], commands: [], started: [], cancelled: [], settled: [], missing: undefined, now: 1_700_000_000_000 };
  const levels = ['trace', 'debug', 'info', 'log', 'warn', 'error'];
  const context = vm.createContext({});
  vm.runInContext('delete globalThis.console', context);
  const lw = {
    clock: (kind) => (kind === 0 ? guest.now : guest.now - 1_699_999_999_000),
    random: (n) => toArrayBuffer(crypto.randomBytes(n)),
    log: (level, text) => guest.logs.push({ level: levels[level], message: text }),
    emit: (name, args) => {
      if (answers.emit) answers.emit(name, JSON.parse(args));
      guest.commands.push([name, JSON.parse(args)]);
    },
    call: (op, head, bytes) => {
      const call = answers[op] ?? calls[op];
      if (!call) throw thrown('TypeError', `no operation ${op}`);
      // A field's path is no JSON.
      return call(op === 'event.field' ? head : JSON.parse(head), bytes);
    },
    start: (op, head, bytes) => {
      const id = guest.started.length + 1;
      guest.started.push({ id, op, head: JSON.parse(head), bytes: bytes === undefined ? undefined : Buffer.from(bytes) });
      return id;
    },
    cancel: (id) => guest.cancelled.push(id),
    settled: (ok, name, message, stack) => guest.settled.push({ ok, name, message, stack }),
    missing: (name) => { guest.missing = name; },
    utf8Encode: (text) => toArrayBuffer(Buffer.from(text, 'utf8')),
    utf8Decode: (buffer, offset, length, fatal) => new NodeTextDecoder('utf-8', { fatal, ignoreBOM: true }).decode(part(buffer, offset, length)),
    latin1: (buffer, offset, length) => part(buffer, offset, length).toString('latin1'),
    base64Encode: (buffer, offset, length, url) => part(buffer, offset, length).toString(url ? 'base64url' : 'base64'),
    base64Decode: (text) => toArrayBuffer(Buffer.from(text, 'base64')),
    hexEncode: (buffer, offset, length) => part(buffer, offset, length).toString('hex'),
    hexDecode: (text) => toArrayBuffer(Buffer.from(text, 'hex')),
    context: () => undefined,
    setContext() {},
    inspectProxy: (value) => (types.isProxy(value) ? getProxyDetails(value) : undefined),
    promiseState: (value) => (types.isPromise(value) ? getPromiseDetails(value) : undefined),
  };
  const realm = vm.runInContext('({ ArrayBuffer, Array })', context);
  // Buffers and arrays come from the guest's own realm, as in the sandbox.
  const local = (value) => {
    if (value instanceof ArrayBuffer) {
      const copy = new realm.ArrayBuffer(value.byteLength);
      new Uint8Array(copy).set(new Uint8Array(value));
      return copy;
    }
    return Array.isArray(value) ? realm.Array.from(value) : value;
  };
  for (const name of Object.keys(lw)) {
    const native = lw[name];
    lw[name] = (...args) => local(native(...args));
  }
  const library = vm.runInContext(librarySource(), context, { filename: 'latchwork-runtime.js' })(lw, { methods, fields, modules: [], globals: {}, natives: [] });
  return Object.assign(guest, {
    context,
    evaluate: (source) => vm.runInContext(source, context, { filename: 'action.js' }),
    load: (source) => library.load(
      vm.runInContext(`(function (exports, require, module, __filename, __dirname) {${source}\n})`, context, { filename: 'action.js' }),
      'action.js'),
    run: async (event = {}, guards = null, trigger = 'post-login', handler = 'onExecutePostLogin') => {
      library.run(JSON.stringify({ trigger, handler, guards, event }));
      await guest.turn();
    },
    turn: () => new Promise((resolve) => { setImmediate(resolve); }),
    settle: async (id, ok, text, buffer) => {
      library.settle(id, ok, text === undefined ? undefined : JSON.stringify(text), buffer === undefined ? undefined : local(toArrayBuffer(buffer)));
      await guest.turn();
    },
    rejected: library.rejected,
    drained: library.drained,
  });
};

module.exports = { makeGuest, librarySource, thrown };
