// Lists of [name, value] pairs: shared by URLSearchParams, Headers and FormData.
const needArguments = (args, count, names) => {
  if (args.length < count) {
    throw nodeError(NativeTypeError, 'ERR_MISSING_ARGS', `The ${names} must be specified`);
  }
};
const firstPair = (pairs, name) => {
  for (let i = 0; i < pairs.length; i++) if (pairs[i][0] === name) return pairs[i];
  return undefined;
};
const removePairs = (pairs, name, value) => {
  let to = 0;
  for (let i = 0; i < pairs.length; i++) {
    if (pairs[i][0] !== name || (value !== undefined && pairs[i][1] !== value)) pairs[to++] = pairs[i];
  }
  pairs.length = to;
};
/** The first pair of that name takes the value, the others go; a new one is appended. */
const replacePair = (pairs, name, value) => {
  const found = firstPair(pairs, name);
  if (found === undefined) {
    arrayPush(pairs, [name, value]);
    return;
  }
  found[1] = value;
  let to = 0;
  for (let i = 0; i < pairs.length; i++) if (pairs[i][0] !== name || pairs[i] === found) pairs[to++] = pairs[i];
  pairs.length = to;
};
/** Pairs from a sequence of pairs or a record, each part through `text`. */
const pairsOf = (init, text, refusal, code) => {
  const pairs = [];
  const method = init[symbolIterator];
  if (method != null) {
    if (typeof method !== 'function') throw nodeError(NativeTypeError, 'ERR_ARG_NOT_ITERABLE', 'Query pairs must be iterable');
    const list = listOf(init);
    for (let i = 0; i < list.length; i++) {
      const item = isObject(list[i]) && typeof list[i][symbolIterator] === 'function' ? listOf(list[i]) : undefined;
      if (item === undefined || item.length !== 2) {
        throw code === undefined ? new NativeTypeError(refusal) : nodeError(NativeTypeError, code, refusal);
      }
      arrayPush(pairs, [text(item[0]), text(item[1])]);
    }
    return pairs;
  }
  const keys = ownKeys(init);
  for (let i = 0; i < keys.length; i++) {
    if (!isEnumerable(init, keys[i])) continue;
    if (typeof keys[i] === 'symbol') throw new NativeTypeError('Cannot convert a Symbol value to a string');
    replaceOrAppend(pairs, text(keys[i]), text(init[keys[i]]));
  }
  return pairs;
};
const replaceOrAppend = (pairs, name, value) => {
  const found = firstPair(pairs, name);
  if (found === undefined) arrayPush(pairs, [name, value]);
  else found[1] = value;
};

const iteratorState = new WeakMap();
const iteratorStateOf = uncurry(WeakMap.prototype.get);
const setIteratorState = uncurry(WeakMap.prototype.set);
const iteratorPrototypes = objectCreate(null);
/** An iterator over a live list of pairs. */
const pairIterator = (name, list, what) => {
  const proto = iteratorPrototypes[name] ??= iteratorPrototype(name);
  const iterator = objectCreate(proto);
  setIteratorState(iteratorState, iterator, { list, what, at: 0 });
  return iterator;
};
const iteratorPrototype = (name) => {
  const stateOf = (iterator) => {
    const state = isObject(iterator) ? iteratorStateOf(iteratorState, iterator) : undefined;
    if (state === undefined) throw nodeError(NativeTypeError, 'ERR_INVALID_THIS', `Value of "this" must be of type ${name}Iterator`);
    return state;
  };
  const methods = {
    next() { return nextPair(stateOf(this)); },
    [customInspectSymbol](depth, options) { return inspectRest(`${name} Iterator`, stateOf(this), depth, options); },
  };
  const proto = objectCreate(IteratorPrototype, {
    next: getOwnPropertyDescriptor(methods, 'next'),
    [toStringTag]: { value: `${name} Iterator`, configurable: true },
  });
  // Others show nothing of themselves.
  if (name === 'URLSearchParams') defineProperty(proto, customInspectSymbol, { value: methods[customInspectSymbol], writable: true, configurable: true });
  return proto;
};
const stepOf = ({ what }, pair) => (what === 'keys' ? pair[0] : what === 'values' ? pair[1] : [pair[0], pair[1]]);
const nextPair = (state) => {
  const pairs = state.list();
  return state.at >= pairs.length ? { value: undefined, done: true } : { value: stepOf(state, pairs[state.at++]), done: false };
};
const inspectRest = (name, state, depth, options) => {
  if (depth < 0) return '[Object]';
  const pairs = state.list();
  const rest = [];
  for (let i = state.at; i < pairs.length; i++) arrayPush(rest, stepOf(state, pairs[i]));
  const inner = { ...options, depth: depth === null ? null : depth - 1 };
  const isBroken = stringIncludes(inspect(rest, inner), '\n');
  for (let i = 0; i < rest.length; i++) rest[i] = inspect(rest[i], inner);
  return `${name} {${isBroken ? `\n  ${arrayJoin(rest, ',\n  ')}` : ` ${arrayJoin(rest, ', ')}`} }`;
};

/** `Name { 'key' => 'value', ... }`, as Node shows such lists. */
const inspectPairs = (name, pairs, depth, options) => {
  if (depth < 0) return '[Object]';
  if (pairs.length === 0) return `${name} {}`;
  const output = [];
  let length = -2;
  for (let i = 0; i < pairs.length; i++) {
    arrayPush(output, `${inspect(pairs[i][0], options)} => ${inspect(pairs[i][1], options)}`);
    length += output[i].length + 2;
  }
  return length > options.breakLength ? `${name} {\n  ${arrayJoin(output, ',\n  ')} }` : `${name} { ${arrayJoin(output, ', ')} }`;
};
