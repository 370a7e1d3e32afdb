// What the host calls: load an action, run its handler.
const loaded = { module: undefined };

/** Loads what an action names, so that it is there before the action: modules, and the globals that modules define. */
const preload = (listText) => {
  const names = jsonParse(listText);
  for (let i = 0; i < names.length; i++) {
    if (publicModules[names[i]]) loadModule(names[i]);
    else void globalThis[names[i]];
  }
};

/** Evaluates the action's CommonJS wrapper; what it throws goes to the host. */
const load = (wrapper, fileName) => {
  const exports = {};
  const module = { exports, id: fileName, filename: fileName, loaded: false, children: [], paths: [], parent: null };
  const require = makeRequire();
  module.require = require;
  loaded.module = module;
  const slash = stringLastIndexOf(fileName, '/');
  const given = [exports, require, module, fileName, slash > 0 ? stringSlice(fileName, 0, slash) : '.'];
  // A test program asks for one more; the host takes reports from nobody else.
  if (wrapper.length > given.length) arrayPush(given, report);
  apply(wrapper, exports, given);
  module.loaded = true;
};
const report = (text) => {
  try {
    lw.call('report', text);
  } catch (thrown) {
    throw fromHost(thrown);
  }
};

/** Calls the handler with its event and api; `lw.settled` or `lw.missing` follows exactly once. */
const run = (inputText) => {
  const input = jsonParse(inputText);
  let handler;
  let owner;
  try {
    owner = loaded.module.exports;
    handler = owner?.[input.handler];
  } catch (error) {
    failed(error);
    return;
  }
  if (typeof handler !== 'function') {
    lw.missing(input.handler);
    return;
  }
  if (input.guards !== null) guardFields(input.event, '', knownGuards, input.guards);
  eventNow.event = input.event;
  let result;
  try {
    result = apply(handler, owner, [input.event, apis[input.trigger]]);
  } catch (error) {
    failed(error);
    return;
  }
  if (isObject(result)) observe(result);
  else lw.settled(true);
};
/** Waits for whatever the handler returned; `await` takes any thenable and asks no patchable method. */
const observe = async (result) => {
  try {
    await result;
  } catch (error) {
    failed(error);
    return;
  }
  lw.settled(true);
};
const failed = (error) => {
  const { name, message, stack } = describeThrown(error);
  lw.settled(false, name, message, stack);
};
