// What the library shares with Node's modules, which are loaded when they are asked for (`node/`). They are shape, not
// border: what they may do is decided by the host, so they use the methods of built-ins as the action left them.
const internals = {
  // The host.
  hostCall, random: (length) => lw.random(length), clock: (kind) => lw.clock(kind),
  publicModule: (id) => publicModule(id), promiseState: (promise) => lw.promiseState(promise), proxyParts: (proxy) => lw.inspectProxy(proxy),
  // Errors.
  nodeError, invalidArgument, outOfRange, received, callable, unsupported, DOMException, isErrorQuietly,
  // Printing.
  inspect, inspectQuietly, customInspectSymbol, formatArguments, warnProcess,
  // Bytes and text.
  Buffer, FastBuffer, Bytes, LONGEST_BUFFER, bytesOf, exactBuffer, joinBytes, copyBuffer, encodeText, decodeText, encodingOf, TextEncoder, TextDecoder, Blob, File,
  atob, btoa,
  makeRequire: () => makeRequire(), builtinModules: tables.modules,
  base64: (bytes) => lw.base64Encode(bytes.buffer, bytes.byteOffset, bytes.byteLength, false),
  // The web.
  URL, URLSearchParams, isUrl, decodePart, EventTarget, AbortController, structuredClone, hidden, internalKey,
  // Timers.
  timerGlobals, startTimer, startOperation, cancelOperation, nextTick, reportUncaught,
  // The log.
  consoleObject, writeLog: (text) => writeLine(level.log, text), writeErrorLog: (text) => writeLine(level.error, text),
};

/** A function that Node has and this host has not: it says so when it is used. */
function unsupported(name, reason) {
  const refuse = function () {
    throw nodeError(NativeError, 'ERR_LATCHWORK_UNSUPPORTED', `${name} is not available in Latchwork: ${reason}`);
  };
  defineProperty(refuse, 'name', { value: stringSlice(name, stringLastIndexOf(name, '.') + 1), configurable: true });
  return refuse;
}
