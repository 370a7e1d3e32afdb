// The entries of arrays, collections and buffers, and the kinds told by an internal slot.
const more = (count) => `... ${count} more item${count > 1 ? 's' : ''}`;
const emptyItems = (count) => `<${count} empty item${count > 1 ? 's' : ''}>`;

const arrayEntries = (ctx, value, depth) => {
  const count = min(max(0, ctx.maxArrayLength), value.length);
  const output = [];
  for (let i = 0; i < count; i++) {
    if (!hasOwn(value, i)) return sparseEntries(ctx, value, depth, count, output, i);
    if (overBudget(ctx, output, value.length - i)) return output;
    arrayPush(output, formatProperty(ctx, value, depth, `${i}`, true));
  }
  if (value.length > count) arrayPush(output, more(value.length - count));
  return output;
};
const sparseEntries = (ctx, value, depth, count, output, from) => {
  const keys = objectKeys(value);
  let index = from;
  for (let i = from; i < keys.length && output.length < count; i++) {
    const key = keys[i];
    if (!isIndex(key) || overBudget(ctx, output, value.length - index)) break;
    if (`${index}` !== key) {
      arrayPush(output, emptyItems(+key - index));
      index = +key;
      if (output.length === count) break;
    }
    arrayPush(output, formatProperty(ctx, value, depth, key, true));
    index += 1;
  }
  const left = value.length - index;
  if (left > 0) arrayPush(output, output.length === count ? more(left) : emptyItems(left));
  return output;
};
const typedEntries = (ctx, value, depth) => {
  const length = typedLength(value);
  const count = min(max(0, ctx.maxArrayLength), length);
  const output = [];
  for (let i = 0; i < count; i++) output[i] = formatPrimitive(ctx, value[i]);
  if (length > count) arrayPush(output, more(length - count));
  if (ctx.showHidden) pushInherited(ctx, output, value, ['BYTES_PER_ELEMENT', 'length', 'byteLength', 'byteOffset', 'buffer'], depth, true);
  return output;
};
/** What the value's class knows of it, in brackets as whatever is not enumerable. */
const pushInherited = (ctx, output, value, names, depth, nested) => {
  ctx.indentation += 2;
  for (let i = 0; i < names.length; i++) arrayPush(output, `[${names[i]}]: ${formatValue(ctx, value[names[i]], depth, nested)}`);
  ctx.indentation -= 2;
};
const collect = (ctx, size, walk, entry) => {
  const count = min(max(0, ctx.maxArrayLength), size);
  const output = [];
  ctx.indentation += 2;
  walk((value, key) => {
    if (output.length < count && ctx.spent <= INSPECT_BUDGET) arrayPush(output, entry(value, key));
  });
  ctx.indentation -= 2;
  if (size > output.length) arrayPush(output, more(size - output.length));
  return output;
};
const setEntries = (ctx, value, depth) => collect(
  ctx, setSize(value), (visit) => setForEach(value, visit), (item) => formatValue(ctx, item, depth));
const mapEntries = (ctx, value, depth) => collect(
  ctx, mapSize(value), (visit) => mapForEach(value, visit),
  (item, key) => `${formatValue(ctx, key, depth)} => ${formatValue(ctx, item, depth)}`);
const promiseEntries = (ctx, value, depth) => {
  const state = lw.promiseState(value);
  if (state[0] === 0) return ['<pending>'];
  ctx.indentation += 2;
  const text = formatValue(ctx, state[1], depth);
  ctx.indentation -= 2;
  return [state[0] === 2 ? `<rejected> ${text}` : text];
};
const bufferEntries = (ctx, value, depth) => {
  const length = value.byteLength;
  const count = min(max(0, ctx.maxArrayLength), length);
  const hex = lw.hexEncode(value, 0, count);
  let text = '';
  for (let i = 0; i < hex.length; i += 2) text += `${i ? ' ' : ''}${hex[i]}${hex[i + 1]}`;
  if (length > count) text += ` ... ${length - count} more byte${length - count > 1 ? 's' : ''}`;
  const output = [`[Uint8Contents]: <${text}>`];
  pushInherited(ctx, output, value, ['byteLength'], depth);
  return output;
};
const viewEntries = (ctx, value, depth) => {
  const output = [];
  pushInherited(ctx, output, value, ['byteLength', 'byteOffset', 'buffer'], depth);
  return output;
};

const boxed = (type, valueOf) => (ctx, value, constructor, tag, plain) => {
  let keys = keysOf(ctx, value);
  if (type === 'String') keys = arraySlice(keys, valueOf(value).length);
  let base = `[${type}`;
  if (type !== constructor) base += constructor === null ? ' (null prototype)' : ` (${constructor})`;
  base += `: ${formatPrimitive({ __proto__: ctx, compact: true }, valueOf(value))}]`;
  if (tag !== '' && tag !== constructor) base += ` [${tag}]`;
  return { ...plain, base, keys, empty: base };
};
const named = (fallback, entries) => (ctx, value, constructor, tag, plain) => ({
  ...plain, open: `${prefixOf(constructor, tag, fallback)}{`, keys: keysOf(ctx, value), entries,
});
const weakEntries = () => ['<items unknown>'];
const arrayBufferKind = (type) => (ctx, value, constructor, tag, plain, nested) => {
  const prefix = prefixOf(constructor, tag, type);
  const keys = keysOf(ctx, value);
  if (nested === true && keys.length === 0) {
    return { ...plain, keys, empty: `${prefix}{ [byteLength]: ${formatPrimitive(ctx, value.byteLength)} }` };
  }
  return { ...plain, open: `${prefix}{`, keys, entries: bufferEntries };
};

const slotKinds = {
  __proto__: null,
  Error: (ctx, value, constructor, tag, plain) => {
    const keys = keysOf(ctx, value);
    const base = errorBase(ctx, value, constructor, tag, keys);
    return { ...plain, base, keys, empty: base };
  },
  Date: (ctx, value, constructor, tag, plain) => {
    const prefix = prefixOf(constructor, tag, 'Date');
    const text = isNaNNumber(dateGetTime(value)) ? dateToString(value) : dateToISOString(value);
    const base = prefix === 'Date ' ? text : prefix + text;
    return { ...plain, base, keys: keysOf(ctx, value), empty: base };
  },
  RegExp: (ctx, value, constructor, tag, plain) => {
    const prefix = prefixOf(constructor, tag, 'RegExp');
    const text = regExpToString(constructor === null ? new NativeRegExp(regExpSource(value), regExpFlags(value)) : value);
    const base = prefix === 'RegExp ' ? text : prefix + text;
    return { ...plain, base, keys: keysOf(ctx, value), empty: base, shallow: base };
  },
  Promise: named('Promise', promiseEntries),
  WeakMap: named('WeakMap', weakEntries),
  WeakSet: named('WeakSet', weakEntries),
  DataView: named('DataView', viewEntries),
  ArrayBuffer: arrayBufferKind('ArrayBuffer'),
  SharedArrayBuffer: arrayBufferKind('SharedArrayBuffer'),
  Number: boxed('Number', uncurry(Number.prototype.valueOf)),
  String: boxed('String', uncurry(String.prototype.valueOf)),
  Boolean: boxed('Boolean', uncurry(Boolean.prototype.valueOf)),
  BigInt: boxed('BigInt', uncurry(BigInt.prototype.valueOf)),
  Symbol: boxed('Symbol', uncurry(Symbol.prototype.valueOf)),
};

const AsyncProto = getPrototypeOf(async () => {});
const GeneratorProto = getPrototypeOf(function* () {});
const AsyncGeneratorProto = getPrototypeOf(async function* () {});
const functionBase = (value, constructor, tag) => {
  const source = functionToString(value);
  if (startsWith(source, 'class') && endsWith(source, '}') && matches(/^class[\s{]/, source)) {
    return classBase(value, constructor, tag);
  }
  const proto = getPrototypeOf(value);
  const type = proto === AsyncProto ? 'AsyncFunction' : proto === GeneratorProto ? 'GeneratorFunction'
    : proto === AsyncGeneratorProto ? 'AsyncGeneratorFunction' : 'Function';
  let base = `[${type}`;
  if (constructor === null) base += ' (null prototype)';
  base += value.name === '' ? ' (anonymous)' : `: ${typeof value.name === 'string' ? value.name : inspectQuietly(value.name)}`;
  base += ']';
  if (constructor !== type && constructor !== null) base += ` ${constructor}`;
  if (tag !== '' && constructor !== tag) base += ` [${tag}]`;
  return base;
};
const classBase = (value, constructor, tag) => {
  const name = (hasOwn(value, 'name') && value.name) || '(anonymous)';
  let base = `class ${name}`;
  if (constructor !== 'Function' && constructor !== null) base += ` [${constructor}]`;
  if (tag !== '' && constructor !== tag) base += ` [${tag}]`;
  if (constructor === null) return `[${base} extends [null prototype]]`;
  const above = getPrototypeOf(value).name;
  return `[${base}${above ? ` extends ${above}` : ''}]`;
};
