// What inspect knows of each kind of object. A kind is `{ open, close, base, list, keys, entries?, empty?,
// shallow? }`: its braces, what stands before them, whether it is laid out as a list, the keys to print, its
// own entries, its text when it has no keys, and its text below the depth limit.
const builtinNames = (() => {
  const names = new NativeSet();
  const all = getOwnPropertyNames(globalThis);
  for (let i = 0; i < all.length; i++) if (matches(/^[A-Z][a-zA-Z0-9]+$/, all[i])) setAdd(names, all[i]);
  return names;
})();
const isInstanceQuietly = (value, Class) => {
  try {
    return value instanceof Class;
  } catch {
    return false;
  }
};

const constructorName = (ctx, value, depth, shown) => {
  let first;
  let object = value;
  while (object) {
    const found = getOwnPropertyDescriptor(object, 'constructor');
    const named = object === ObjectPrototype ? 'Object'
      : found !== undefined && typeof found.value === 'function' && found.value.name !== '' &&
        isInstanceQuietly(value, found.value) ? `${found.value.name}` : undefined;
    if (named !== undefined) {
      if (shown !== undefined && (first !== object || !setHas(builtinNames, named))) {
        addPrototypeProperties(ctx, value, first ?? value, depth, shown);
      }
      return named;
    }
    object = getPrototypeOf(object);
    if (first === undefined) first = object;
  }
  if (first === null) return null;
  const name = internalName(value);
  if (depth > ctx.depth) return `${name} <Complex prototype>`;
  const inner = constructorName(ctx, first, depth + 1, shown);
  return inner === null ? `${name} <${inspect(first, { depth: -1, customInspect: false })}>` : `${name} <${inner}>`;
};
/** The class of the internal slot, for objects whose prototype tells nothing. */
const internalName = (value) => {
  if (typeof value === 'function') return 'Function';
  return probe(value) ?? stringSlice(builtinTag(value), 8, -1);
};
const fallbackName = (constructor, value, tag) => {
  if (constructor !== null) return '';
  const name = internalName(value);
  return name === tag ? 'Object' : name;
};
const addPrototypeProperties = (ctx, main, object, depth, output) => {
  let keys = [];
  const above = new NativeSet();
  for (let layer = 0; layer < 3; layer++) {
    if (layer !== 0 || main === object) {
      object = getPrototypeOf(object);
      if (object === null) return;
      const found = getOwnPropertyDescriptor(object, 'constructor');
      if (found !== undefined && typeof found.value === 'function' && setHas(builtinNames, found.value.name)) return;
    }
    for (let i = 0; i < keys.length; i++) setAdd(above, keys[i]);
    keys = ownKeys(object);
    arrayPush(ctx.seen, main);
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i];
      if (key === 'constructor' || hasOwn(main, key) || (layer !== 0 && setHas(above, key))) continue;
      const found = getOwnPropertyDescriptor(object, key);
      if (typeof found.value === 'function') continue;
      arrayPush(output, formatProperty(ctx, object, depth, key, false, found, main));
    }
    arrayPop(ctx.seen);
  }
};

const prefixOf = (constructor, tag, fallback, size = '') => {
  if (constructor === null) {
    return tag !== '' && fallback !== tag
      ? `[${fallback}${size}: null prototype] [${tag}] ` : `[${fallback}${size}: null prototype] `;
  }
  return tag === '' || saysTag(constructor, tag) ? `${constructor}${size} ` : `${constructor}${size} [${tag}] `;
};
/** Whether a class's name has its tag in it as a word: `PublicKeyObject` says `KeyObject`. */
const saysTag = (constructor, tag) => {
  const at = stringIndexOf(constructor, tag);
  const after = at === -1 ? undefined : constructor[at + tag.length];
  return at !== -1 && (after === undefined || after !== toLowerCase(after));
};

const keysOf = (ctx, value) => {
  if (ctx.showHidden) return ownKeys(value);
  const keys = objectKeys(value);
  const symbols = getOwnPropertySymbols(value);
  for (let i = 0; i < symbols.length; i++) if (isEnumerable(value, symbols[i])) arrayPush(keys, symbols[i]);
  return keys;
};
const isIndex = (key) => typeof key === 'string' && matches(/^(0|[1-9][0-9]*)$/, key) && +key < 2 ** 32 - 1;
/** Keys of an array or typed array other than its elements. */
const extraKeysOf = (ctx, value) => {
  const keys = keysOf(ctx, value);
  const kept = [];
  for (let i = 0; i < keys.length; i++) if (!isIndex(keys[i])) arrayPush(kept, keys[i]);
  return kept;
};

/** Which internal slot the object has: asked without reading any of its properties. */
const probes = [
  ['Map', mapSize], ['Set', setSize], ['ArrayBuffer', arrayBufferLength], ['DataView', dataViewByteLength],
  ['WeakMap', (value) => weakMapHas(value, ObjectPrototype)], ['WeakSet', (value) => weakSetHas(value, ObjectPrototype)],
  ['Symbol', uncurry(Symbol.prototype.valueOf)], ['BigInt', uncurry(BigInt.prototype.valueOf)],
  ['SharedArrayBuffer', sharedBufferLength],
];
const slotTags = { __proto__: null, Error: 1, Date: 1, RegExp: 1, Number: 1, String: 1, Boolean: 1, Arguments: 1 };
const probe = (value) => {
  const typed = isView(value) ? typedTag(value) : undefined;
  if (typed !== undefined) return typed;
  for (let i = 0; i < probes.length; i++) if (brand(probes[i][1], value)) return probes[i][0];
  if (lw.promiseState(value) !== undefined) return 'Promise';
  return undefined;
};
const slotOf = (value, tag) => {
  if (isErrorQuietly(value)) return 'Error';
  const told = stringSlice(builtinTag(value), 8, -1);
  if (tag === '' && slotTags[told]) return told;
  if (tag === '' && value[toStringTag] === undefined) return undefined;
  const found = probe(value);
  if (found !== undefined) return found;
  if (brand(dateGetTime, value)) return 'Date';
  if (brand(regExpSource, value) && value !== NativeRegExp.prototype) return 'RegExp';
  if (brand(uncurry(Number.prototype.valueOf), value)) return 'Number';
  if (brand(uncurry(String.prototype.valueOf), value)) return 'String';
  if (brand(uncurry(Boolean.prototype.valueOf), value)) return 'Boolean';
  return undefined;
};

const kindOf = (ctx, value, constructor, tag, nested) => {
  const plain = { open: '{', close: '}', base: '', list: false, keys: undefined };
  if (symbolIterator in value || constructor === null) {
    const kind = iterableKind(ctx, value, constructor, tag, plain);
    if (kind !== undefined) return kind;
  }
  if (typeof value === 'function') {
    const base = functionBase(value, constructor, tag);
    return { ...plain, base, keys: keysOf(ctx, value), empty: base };
  }
  if (constructor === 'Object') {
    const keys = keysOf(ctx, value);
    const open = builtinTag(value) === '[object Arguments]' ? '[Arguments] {'
      : tag !== '' ? `${prefixOf(constructor, tag, 'Object')}{` : '{';
    return { ...plain, open, keys, empty: `${open}}` };
  }
  const slot = slotOf(value, tag);
  const make = slot === undefined ? undefined : slotKinds[slot];
  if (make !== undefined) return make(ctx, value, constructor, tag, plain, nested);
  const open = `${prefixOf(constructor, tag, fallbackName(constructor, value, tag))}{`;
  return { ...plain, open, keys: keysOf(ctx, value), empty: `${open}}` };
};

const iterableKind = (ctx, value, constructor, tag, plain) => {
  if (isArray(value)) {
    const open = `${constructor !== 'Array' || tag !== '' ? prefixOf(constructor, tag, 'Array', `(${value.length})`) : ''}[`;
    const kind = { ...plain, open, close: ']', list: true, keys: extraKeysOf(ctx, value), entries: arrayEntries };
    if (value.length === 0) kind.empty = `${open}]`;
    return kind;
  }
  const typed = isView(value) ? typedTag(value) : undefined;
  if (typed !== undefined) {
    const size = typedLength(value);
    const open = `${prefixOf(constructor, tag, constructor === null ? typed : '', `(${size})`)}[`;
    const kind = { ...plain, open, close: ']', list: true, keys: extraKeysOf(ctx, value), entries: typedEntries };
    if (size === 0 && !ctx.showHidden) kind.empty = `${open}]`;
    return kind;
  }
  if (brand(setSize, value)) {
    const prefix = prefixOf(constructor, tag, 'Set', `(${setSize(value)})`);
    const kind = { ...plain, open: `${prefix}{`, keys: keysOf(ctx, value), entries: setEntries };
    if (setSize(value) === 0) kind.empty = `${prefix}{}`;
    return kind;
  }
  if (brand(mapSize, value)) {
    const prefix = prefixOf(constructor, tag, 'Map', `(${mapSize(value)})`);
    const kind = { ...plain, open: `${prefix}{`, keys: keysOf(ctx, value), entries: mapEntries };
    if (mapSize(value) === 0) kind.empty = `${prefix}{}`;
    return kind;
  }
  return undefined;
};
