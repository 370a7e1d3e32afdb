// The `api` object of each trigger, built once from the table of methods. A method turns its arguments into
// JSON and asks the host, which checks them again and alone decides.
const eventNow = { event: undefined };

const argumentName = (method, index) => {
  const param = method.params[min(index, method.params.length - 1)];
  return param !== undefined && (index < method.params.length || param.rest) ? param.name : `${index}`;
};
/** The arguments as a JSON array; those left undefined at the end are left out. */
const argumentsJson = (method, args) => {
  let count = args.length;
  while (count > 0 && args[count - 1] === undefined) count -= 1;
  let text = '[';
  for (let i = 0; i < count; i++) text += (i === 0 ? '' : ',') + argumentJson(method, args[i], i);
  return `${text}]`;
};
const argumentJson = (method, value, index) => {
  if (value === undefined) return 'null';
  let text;
  try {
    text = jsonStringify(value);
  } catch (error) {
    const own = isErrorQuietly(error) && error instanceof NativeTypeError && matches(/circular|bigint/i, `${error.message}`);
    if (!own) throw error;
    throw unfit(method, index, matches(/circular/i, error.message) ? 'it refers to itself' : 'it holds a BigInt');
  }
  if (text === undefined) {
    if (index >= method.params.length && !method.params[method.params.length - 1]?.rest) return 'null';
    throw unfit(method, index, `it is a ${typeof value}`);
  }
  return text;
};
const unfit = (method, index, why) => new NativeTypeError(
  `api.${method.path}: the argument "${argumentName(method, index)}" cannot be written as JSON: ${why}`);

const emit = (method, args) => {
  try {
    lw.emit(method.path, argumentsJson(method, args));
  } catch (thrown) {
    throw fromHost(thrown);
  }
};
const answerOf = (text) => {
  if (text === undefined || text === 'null') return undefined;
  return jsonParse(text);
};

/** What a call changes in the live event, after the host took it. What the action may not see does not change for it. */
const effects = {
  __proto__: null,
  'transaction.setMetadata': (args) => {
    const transaction = ownValue(eventNow.event, 'transaction');
    if (!isObject(transaction)) return;
    if (!isObject(ownValue(transaction, 'metadata'))) setOwnValue(transaction, 'metadata', {});
    const metadata = ownValue(transaction, 'metadata');
    if (!isObject(metadata)) return;
    const name = `${args[0]}`;
    if (args[1] === null || args[1] === undefined) delete metadata[name];
    else defineProperty(metadata, name, { __proto__: null, value: args[1], writable: true, enumerable: true, configurable: true });
  },
  'transaction.addTargetScope': (args) => changeScopes((scopes) => {
    if (!arrayIncludes(scopes, args[0])) arrayPush(scopes, args[0]);
  }),
  'transaction.removeTargetScope': (args) => changeScopes((scopes) => {
    const at = arrayIndexOf(scopes, args[0]);
    if (at !== -1) arraySplice(scopes, at, 1);
  }),
  'transaction.setTargetScopes': (args) => changeScopes((scopes) => {
    scopes.length = 0;
    for (let i = 0; i < args[0].length; i++) if (!arrayIncludes(scopes, args[0][i])) arrayPush(scopes, args[0][i]);
  }),
  'transaction.clearTargetScopes': () => changeScopes((scopes) => {
    scopes.length = 0;
  }),
};
const changeScopes = (change) => {
  const transaction = ownValue(eventNow.event, 'transaction');
  if (!isObject(transaction)) return;
  const before = ownValue(transaction, 'target_scopes');
  const scopes = isArray(before) ? arraySlice(before) : [];
  change(scopes);
  setOwnValue(transaction, 'target_scopes', scopes);
};

/** The host's answer with its keys in the documented order. */
const recordOf = (record) => (record === undefined || record === null ? undefined
  : { value: record.value, expires_at: record.expires_at });
const writeOf = (answer) => {
  if (answer.type !== 'success') return { type: answer.type, code: answer.code };
  const record = recordOf(answer.record);
  return record === undefined ? { type: 'success' } : { type: 'success', record };
};
const cacheMethods = {
  __proto__: null,
  'cache.get': (key) => recordOf(answerOf(hostCall('cache.get', { key }))),
  'cache.set': (key, value, options) => writeOf(answerOf(hostCall('cache.set', { key, value, options }))),
  'cache.delete': (key) => writeOf(answerOf(hostCall('cache.delete', { key }))),
};

/** The function behind one method of the table. */
const methodFunction = (method, api) => {
  const cache = cacheMethods[method.path];
  if (cache !== undefined) return (key, value, options) => cache(key, value, options);
  const head = (args) => `{"path":${jsonStringify(method.path)},"args":${argumentsJson(method, args)}}`;
  if (method.kind === 'call') {
    return (...args) => {
      const text = head(args);
      try {
        return answerOf(lw.call('api', text));
      } catch (thrown) {
        throw fromHost(thrown);
      }
    };
  }
  if (method.kind === 'async_call') {
    return async (...args) => {
      const text = head(args);
      // Awaited here: to return a promise is to call its `then`, which an action may have patched.
      return await new NativePromise((resolve, reject) => {
        startOperationWith('api', text, undefined, (ok, answer) => {
          if (ok) resolve(answerOf(answer));
          else reject(errorFrom(jsonParse(answer)));
        });
      });
    };
  }
  const effect = effects[method.path];
  const result = method.returns === 'api' ? api : undefined;
  return (...args) => {
    emit(method, args);
    if (effect !== undefined) effect(args);
    return result;
  };
};

const buildApi = (table) => {
  const api = {};
  for (let i = 0; i < table.length; i++) {
    const names = stringSplit(table[i].path, '.');
    let target = api;
    for (let j = 0; j < names.length - 1; j++) target = target[names[j]] ??= {};
    const name = names[names.length - 1];
    const method = methodFunction(table[i], api);
    defineProperty(method, 'name', { value: name, configurable: true });
    defineProperty(method, 'length', { value: table[i].params.length, configurable: true });
    target[name] = method;
  }
  return api;
};
const apis = objectCreate(null);
for (let i = 0, triggers = objectKeys(tables.methods); i < triggers.length; i++) apis[triggers[i]] = buildApi(tables.methods[triggers[i]]);
