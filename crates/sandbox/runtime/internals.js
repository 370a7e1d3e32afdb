// What the library shares with Node's modules, which are loaded when they are asked for (`node/`). They are shape, not
// border: what they may do is decided by the host, so they use the methods of built-ins as the action left them.
const internals = {
  // The host.
  hostCall, random: (length) => lw.random(length), clock: (kind) => lw.clock(kind),
  publicModule: (id) => publicModule(id), promiseState: (promise) => lw.promiseState(promise), proxyParts: (proxy) => lw.inspectProxy(proxy),
  // Errors.
  nodeError, invalidArgument, outOfRange, received, callable, unsupported, DOMException, isErrorQuietly,
  // Printing.
  inspect, inspectQuietly, customInspectSymbol, formatArguments, tableText, durationText, warnProcess,
  // Bytes and text.
  Buffer, FastBuffer, inspectedBytes: inspected, Bytes, LONGEST_BUFFER, bytesOf, exactBuffer, joinBytes, copyBuffer, encodeText, decodeText, encodingOf, TextEncoder, TextDecoder, Blob, File,
  atob, btoa,
  makeRequire: (module) => makeRequire(module), builtinName: (id) => builtinName(id), loadModule: (id) => loadModule(id),
  modules: () => ({ Module, moduleOf, moduleCache, moduleExtensions, packageFolders, mainModule }), get requireShared() { return requireShared; },
  builtinModules: tables.modules, compile: (text, name) => lw.compile(text, name), compileSloppy: (text) => sloppyEval(text),
  base64: (bytes) => lw.base64Encode(bytes.buffer, bytes.byteOffset, bytes.byteLength, false),
  // The web.
  URL, URLSearchParams, isUrl, decodePart, Event, EventTarget, AbortController, webInterface, inspectAs, hidden, internalKey,
  structuredClone, transferable, untransferable, uncloneable,
  // Timers.
  timerGlobals, activeTimers, startTimer, startOperation, cancelOperation, setIdle, nextTick, reportUncaught,
  context: () => lw.context(), setContext: (value) => lw.setContext(value),
  // The log.
  consoleObject, watchStreams, writeLog: (text) => logLine(level.log, text), writeErrorLog: (text) => logLine(level.error, text),
};

/** By this the page of modules (`docs/node.md`) knows what is refused, and why. */
const unsupportedMark = symbolFor('latchwork.unsupported');
/** A function that Node has and this host has not: it says so when it is used. */
function unsupported(name, reason) {
  const refuse = function () {
    throw nodeError(NativeError, 'ERR_LATCHWORK_UNSUPPORTED', `${name} is not available in Latchwork: ${reason}`);
  };
  defineProperty(refuse, unsupportedMark, { value: reason });
  defineProperty(refuse, 'name', { value: stringSlice(name, stringLastIndexOf(name, '.') + 1), configurable: true });
  return refuse;
}
