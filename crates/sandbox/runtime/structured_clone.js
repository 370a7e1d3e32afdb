// structuredClone: the algorithm of the platform over the types this engine has, with transfer of buffers.
const cloneError = (value) => {
  const text = typeof value === 'symbol' ? symbolToString(value) : typeof value === 'function' ? functionToString(value) : '#<Object>';
  return new DOMException(`${text} could not be cloned.`, 'DataCloneError');
};
const cloneTag = (value) => slotOf(value, typeof value[toStringTag] === 'string' ? value[toStringTag] : '');

const cloneValue = (value, memory) => {
  if (!isObject(value)) {
    if (typeof value === 'symbol') throw cloneError(value);
    return value;
  }
  const known = mapGet(memory, value);
  if (known !== undefined) return known;
  if (typeof value === 'function') throw cloneError(value);
  if (proxyOf(value)) throw cloneError(value);
  const keep = (copy) => {
    mapSet(memory, value, copy);
    return copy;
  };
  if (isArray(value)) return cloneProperties(value, keep(new NativeArray(value.length)), memory);
  if (isView(value)) return keep(cloneView(value, memory));
  const clone = clones[cloneTag(value)];
  if (clone !== undefined) return clone(value, keep, memory);
  if (isBlob(value) || isFormData(value) || isHeaders(value) || isResponse(value) || isRequest(value) || isUrl(value) || isSearchParams(value)) {
    if (isBlob(value)) return keep(cloneBlob(value));
    throw cloneError(value);
  }
  return cloneProperties(value, keep({}), memory);
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

const boxedClone = (Class, valueOf) => (value, keep) => keep(objectOf(valueOf(value)));
const objectOf = Object;
const clones = {
  __proto__: null,
  Date: (value, keep) => keep(new NativeDate(dateGetTime(value))),
  RegExp: (value, keep) => keep(new NativeRegExp(regExpSource(value), regExpFlags(value))),
  ArrayBuffer: (value, keep) => keep(arrayBufferSlice(value, 0, arrayBufferLength(value))),
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
  Symbol: (value) => { throw cloneError(value); },
  Promise: (value) => { throw new DOMException('#<Promise> could not be cloned.', 'DataCloneError'); },
  WeakMap: (value) => { throw new DOMException('#<WeakMap> could not be cloned.', 'DataCloneError'); },
  WeakSet: (value) => { throw new DOMException('#<WeakSet> could not be cloned.', 'DataCloneError'); },
};

const structuredClone = function structuredClone(value, options = undefined) {
  if (arguments.length === 0) throw nodeError(NativeTypeError, 'ERR_MISSING_ARGS', 'The "value" argument must be specified');
  const memory = new NativeMap();
  const transfer = options?.transfer === undefined ? [] : listOf(options.transfer);
  for (let i = 0; i < transfer.length; i++) {
    if (!isObject(transfer[i]) || !brand(arrayBufferLength, transfer[i])) {
      throw new DOMException('Value not transferable', 'DataCloneError');
    }
    mapSet(memory, transfer[i], arrayBufferSlice(transfer[i], 0, arrayBufferLength(transfer[i])));
  }
  const copy = cloneValue(value, memory);
  for (let i = 0; i < transfer.length; i++) detach(transfer[i]);
  return copy;
};
const detach = uncurry(ArrayBuffer.prototype.transfer ?? function transfer() { return this; });
