// structuredClone: the algorithm of the platform over the types this engine has, with transfer of buffers.
const dataCloneError = (message) => new DOMException(message, 'DataCloneError');
const cloneError = (value) => {
  const text = typeof value === 'symbol' ? symbolToString(value) : typeof value === 'function' ? functionToString(value) : '#<Object>';
  return dataCloneError(`${text} could not be cloned.`);
};
const unsupportedClone = () => dataCloneError('Cannot clone object of unsupported type.');
const cloneTag = (value) => slotOf(value, typeof value[toStringTag] === 'string' ? value[toStringTag] : '');

const cloneValue = (value, memory) => {
  if (!isObject(value)) {
    if (typeof value === 'symbol') throw cloneError(value);
    return value;
  }
  const known = mapGet(memory, value);
  if (known !== undefined) return known;
  if (typeof value === 'function') throw cloneError(value);
  if (transferSteps(transferable, value) !== undefined) {
    throw dataCloneError('Object that needs transfer was found in message but not listed in transferList');
  }
  if (weakSetHas(uncloneable, value)) throw unsupportedClone();
  if (proxyOf(value)) throw cloneError(value);
  const keep = (copy) => {
    mapSet(memory, value, copy);
    return copy;
  };
  if (isArray(value)) return cloneProperties(value, keep(new NativeArray(value.length)), memory);
  if (isView(value)) return keep(cloneView(value, memory));
  const clone = clones[cloneTag(value)];
  if (clone !== undefined) return clone(value, keep, memory);
  if (isBlob(value)) return keep(cloneBlob(value));
  if (isFormData(value) || isHeaders(value) || isResponse(value) || isRequest(value) || isUrl(value) || isSearchParams(value)) throw unsupportedClone();
  refuseSlots(value);
  return cloneProperties(value, keep({}), memory);
};
const isPrototypeOf = uncurry(ObjectPrototype.isPrototypeOf);
/** Objects of the language whose state is not in their properties, by what they inherit from. */
const uncloneablePrototypes = [
  [WeakRef.prototype, '#<WeakRef>'], [FinalizationRegistry.prototype, '#<FinalizationRegistry>'],
  [getPrototypeOf([][symbolIterator]()), '[object Array Iterator]'], [getPrototypeOf(''[symbolIterator]()), '[object String Iterator]'],
  [getPrototypeOf(new NativeMap()[symbolIterator]()), '[object Map Iterator]'], [getPrototypeOf(new NativeSet()[symbolIterator]()), '[object Set Iterator]'],
  [getPrototypeOf(getPrototypeOf((function* () {})())), '[object Generator]'],
  [getPrototypeOf(getPrototypeOf((async function* () {})())), '[object AsyncGenerator]'],
];
const refuseSlots = (value) => {
  if (builtinTag(value) === '[object Arguments]') throw cloneError(value);
  for (let i = 0; i < uncloneablePrototypes.length; i++) {
    if (isPrototypeOf(uncloneablePrototypes[i][0], value)) throw dataCloneError(`${uncloneablePrototypes[i][1]} could not be cloned.`);
  }
};
const cloneBlob = (blob) => (isInstance(File, blob)
  ? new File([blob], blob.name, { type: blob.type, lastModified: blob.lastModified }) : new Blob([blob], { type: blob.type }));
const NativeArray = Array;
const cloneProperties = (value, copy, memory) => {
  const keys = objectKeys(value);
  for (let i = 0; i < keys.length; i++) {
    defineProperty(copy, keys[i], { value: cloneValue(value[keys[i]], memory), writable: true, enumerable: true, configurable: true });
  }
  return copy;
};
const cloneView = (view, memory) => {
  const tag = typedTag(view);
  if (tag === undefined) {
    return new NativeDataView(cloneValue(dataViewBuffer(view), memory), dataViewByteOffset(view), dataViewByteLength(view));
  }
  return new typedClasses[tag](cloneValue(typedBuffer(view), memory), typedByteOffset(view), typedLength(view));
};
const typedClasses = (() => {
  const classes = objectCreate(null);
  const names = getOwnPropertyNames(globalThis);
  for (let i = 0; i < names.length; i++) {
    const value = /^[A-Z]/.test(names[i]) ? globalThis[names[i]] : undefined;
    if (typeof value === 'function' && getPrototypeOf(value) === getPrototypeOf(Uint8Array)) classes[names[i]] = value;
  }
  return classes;
})();

const bufferMost = getter(NativeArrayBuffer.prototype, 'maxByteLength');
const bufferResizable = getter(NativeArrayBuffer.prototype, 'resizable');
const cloneBuffer = (buffer) => {
  if (!bufferResizable(buffer)) return arrayBufferSlice(buffer, 0, arrayBufferLength(buffer));
  const copy = new NativeArrayBuffer(arrayBufferLength(buffer), { maxByteLength: bufferMost(buffer) });
  typedSet(new Bytes(copy), new Bytes(buffer));
  return copy;
};

const boxedClone = (Class, valueOf) => (value, keep) => keep(objectOf(valueOf(value)));
const objectOf = Object;
const clones = {
  __proto__: null,
  Date: (value, keep) => keep(new NativeDate(dateGetTime(value))),
  RegExp: (value, keep) => keep(new NativeRegExp(regExpSource(value), regExpFlags(value))),
  ArrayBuffer: (value, keep) => keep(cloneBuffer(value)),
  Map: (value, keep, memory) => {
    const copy = keep(new NativeMap());
    const entries = [];
    mapForEach(value, (item, key) => arrayPush(entries, [key, item]));
    for (let i = 0; i < entries.length; i++) mapSet(copy, cloneValue(entries[i][0], memory), cloneValue(entries[i][1], memory));
    return copy;
  },
  Set: (value, keep, memory) => {
    const copy = keep(new NativeSet());
    const items = [];
    setForEach(value, (item) => arrayPush(items, item));
    for (let i = 0; i < items.length; i++) setAdd(copy, cloneValue(items[i], memory));
    return copy;
  },
  Error: (value, keep, memory) => {
    if (isInstance(DOMException, value)) return keep(new DOMException(value.message, value.name));
    const copy = keep(new (errorClasses[`${value.name}`] ?? NativeError)());
    const put = (key, item) => defineProperty(copy, key, { value: item, writable: true, configurable: true });
    if (getOwnPropertyDescriptor(value, 'message') !== undefined) put('message', `${value.message}`);
    if (typeof value.stack === 'string') put('stack', value.stack);
    if (getOwnPropertyDescriptor(value, 'cause') !== undefined) put('cause', cloneValue(value.cause, memory));
    return copy;
  },
  Number: boxedClone(Number, uncurry(Number.prototype.valueOf)),
  String: boxedClone(String, uncurry(String.prototype.valueOf)),
  Boolean: boxedClone(Boolean, uncurry(Boolean.prototype.valueOf)),
  BigInt: boxedClone(BigInt, uncurry(BigInt.prototype.valueOf)),
  Symbol: () => { throw dataCloneError('[object Symbol] could not be cloned.'); },
  Promise: () => { throw dataCloneError('#<Promise> could not be cloned.'); },
  WeakMap: () => { throw dataCloneError('#<WeakMap> could not be cloned.'); },
  WeakSet: () => { throw dataCloneError('#<WeakSet> could not be cloned.'); },
};

/** What other objects do when they are transferred: `kind`, `fresh()` for the object that arrives, and `move(fresh)`. */
const transferable = new WeakMap();
const transferSteps = uncurry(WeakMap.prototype.get);
/** Buffers and objects that a program wants neither transferred nor cloned. */
const untransferable = new WeakSet();
const uncloneable = new WeakSet();

/** Puts what is transferred into the memory; tells what is left to do when all else is cloned. */
const startTransfer = (item, memory) => {
  const isBuffer = isObject(item) && brand(arrayBufferLength, item);
  const steps = isObject(item) && !isBuffer ? transferSteps(transferable, item) : undefined;
  if (!isBuffer && steps === undefined) throw dataCloneError('Found invalid value in transferList.');
  if (mapHas(memory, item)) throw dataCloneError(`Transfer list contains duplicate ${isBuffer ? 'ArrayBuffer' : steps.kind}`);
  if (weakSetHas(untransferable, item) || (isBuffer && bufferDetached?.(item))) {
    throw dataCloneError('Cannot transfer object of unsupported type.');
  }
  if (isBuffer) {
    mapSet(memory, item, cloneBuffer(item));
    return () => detach(item);
  }
  const fresh = steps.fresh();
  mapSet(memory, item, fresh);
  return () => steps.move(fresh);
};
const transferList = (options) => {
  if (options == null) return [];
  if (!isObject(options)) throw nodeError(NativeTypeError, 'ERR_INVALID_ARG_TYPE', "Failed to execute 'structuredClone': Options cannot be converted to a dictionary");
  const { transfer } = options;
  if (transfer === undefined) return [];
  if (!isObject(transfer) || typeof transfer[symbolIterator] !== 'function') {
    throw nodeError(NativeTypeError, 'ERR_INVALID_ARG_TYPE', "Failed to execute 'structuredClone': transfer in Options can not be converted to sequence.");
  }
  return listOf(transfer);
};

const structuredClone = function structuredClone(value, options) {
  if (arguments.length === 0) throw nodeError(NativeTypeError, 'ERR_MISSING_ARGS', 'The "The value argument must be specified" argument must be specified');
  const memory = new NativeMap();
  const transfer = transferList(options);
  const moves = [];
  for (let i = 0; i < transfer.length; i++) arrayPush(moves, startTransfer(transfer[i], memory));
  const copy = cloneValue(value, memory);
  for (let i = 0; i < moves.length; i++) moves[i]();
  return copy;
};
const detach = uncurry(NativeArrayBuffer.prototype.transfer ?? function transfer() { return this; });
const bufferDetached = getOwnPropertyDescriptor(NativeArrayBuffer.prototype, 'detached') && getter(NativeArrayBuffer.prototype, 'detached');
