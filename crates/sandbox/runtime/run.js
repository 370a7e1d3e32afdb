// What the host calls: load an action, run its handler.
const loaded = { module: undefined, pending: undefined };

/** Loads what an action names, so that it is there before the action: modules, globals that modules define, and packages. */
const preload = (listText) => {
  const names = jsonParse(listText);
  for (let i = 0; i < names.length; i++) {
    const name = names[i];
    if (startsWith(name, 'as:')) loaded.module = actionModule(stringSlice(name, 3));
    else if (startsWith(name, 'require:')) packageFiles().load(stringSlice(name, 8), loaded.module);
    else if (publicModules[name] || name === 'internal/packages') loadModule(name);
    else void globalThis[name];
  }
};

/** The module that the action is. */
const actionModule = (fileName) => {
  const path = startsWith(fileName, '/') ? fileName : `/${fileName}`;
  const module = moduleOf(path, path, mainModule);
  objectAssign(requireShared, { action: module, actionName: fileName });
  return module;
};

/** Evaluates the action's wrapper; what it throws goes to the host. */
const load = (wrapper, fileName) => {
  const module = loaded.module ?? actionModule(fileName);
  loaded.module = module;
  const given = [module.exports, makeRequire(module), module, module.filename, module.path];
  // A test program asks for one more; the host takes reports from nobody else.
  if (wrapper.length === given.length + 1) append(given, report);
  if (wrapper.length > given.length) loaded.pending = packageFiles().loadLinked(wrapper, module, given);
  else apply(wrapper, module.exports, given);
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
  if (loaded.pending === undefined) start(input);
  else startLoaded(input);
};
/** An action that waits at its top level is called when it has loaded. */
const startLoaded = async (input) => {
  const failure = await loaded.pending;
  if (failure === undefined) start(input);
  else failed(failure.error);
};
const start = (input) => {
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
  else settled(true);
};
/** Waits for whatever the handler returned; `await` takes any thenable and asks no patchable method. */
const observe = async (result) => {
  try {
    await result;
  } catch (error) {
    failed(error);
    return;
  }
  settled(true);
};
const failed = (error) => {
  const { name, message, stack } = describeThrown(error);
  settled(false, name, message, stack);
};
const settled = (...told) => {
  apply(lw.settled, lw, told);
  outcome.isTold = true;
  endIdle();
};
