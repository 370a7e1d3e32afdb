// util.inspect as Node 22 prints it: the walk over a value. Layout is in layout.js, one kind of object
// after another in inspect_kinds.js. Proxies are looked through without running their traps, getters are
// named and not called, and the whole output has a budget, after which only depth-zero marks are printed.
const inspectDefaults = {
  __proto__: null, showHidden: false, depth: 2, customInspect: true, showProxy: false, maxArrayLength: 100,
  maxStringLength: 10000, breakLength: 80, compact: 3, sorted: false, getters: false, numericSeparator: false,
};
/** Characters one inspection may build before it is cut short. */
const INSPECT_BUDGET = 65536;
const customInspectSymbol = symbolFor('nodejs.util.inspect.custom');

const inspect = (value, options) => {
  const ctx = { __proto__: null, ...inspectDefaults, indentation: 0, seen: [], currentDepth: 0, spent: 0, circular: undefined };
  if (typeof options === 'boolean') ctx.showHidden = options;
  else if (isObject(options)) {
    const names = objectKeys(inspectDefaults);
    for (let i = 0; i < names.length; i++) if (hasOwn(options, names[i])) ctx[names[i]] = options[names[i]];
  }
  if (ctx.depth === null) ctx.depth = Infinity;
  if (ctx.maxArrayLength === null) ctx.maxArrayLength = Infinity;
  if (ctx.maxStringLength === null) ctx.maxStringLength = Infinity;
  return formatValue(ctx, value, 0);
};
/** As `inspect`, but whatever the value does, text comes back. */
const inspectQuietly = (value, options) => {
  try {
    return inspect(value, options);
  } catch {
    return '[value that cannot be inspected]';
  }
};
/** What a custom inspector gets as its third argument, and `require('util').inspect` is. */
const publicInspect = hidden(function inspect_(value, options) {
  return inspect(value, options);
}, { custom: customInspectSymbol, name: 'inspect' });

const formatValue = (ctx, value, depth, nested) => {
  if (!isObject(value)) return formatPrimitive(ctx, value);
  if (ctx.spent > INSPECT_BUDGET) return '[...]';
  const asked = value;
  const proxy = proxyOf(value);
  if (proxy !== undefined && proxy !== null) {
    if (proxy[0] === null || proxy[0] === undefined) return '<Revoked Proxy>';
    if (ctx.showProxy) return formatProxy(ctx, proxy, depth);
    value = proxy[0];
    while (proxyOf(value)) {
      value = proxyOf(value)[0];
      if (!isObject(value)) return '<Revoked Proxy>';
    }
  }
  if (ctx.customInspect) {
    const custom = value[customInspectSymbol];
    if (typeof custom === 'function' && custom !== publicInspect &&
        !(value.constructor && value.constructor.prototype === value)) {
      const told = apply(custom, asked, [ctx.depth - depth, customOptions(ctx), publicInspect]);
      if (told !== asked) {
        if (typeof told !== 'string') return formatValue(ctx, told, depth);
        return replaceChar(told, '\n', `\n${stringRepeat(' ', ctx.indentation)}`);
      }
    }
  }
  if (arrayIncludes(ctx.seen, value)) {
    ctx.circular ??= new NativeMap();
    let index = mapGet(ctx.circular, value);
    if (index === undefined) {
      index = mapSize(ctx.circular) + 1;
      mapSet(ctx.circular, value, index);
    }
    return `[Circular *${index}]`;
  }
  return formatObject(ctx, value, depth, nested);
};

const customOptions = (ctx) => {
  const options = { stylize: (text) => `${text}` };
  const names = objectKeys(inspectDefaults);
  for (let i = 0; i < names.length; i++) options[names[i]] = ctx[names[i]];
  return options;
};

const formatProxy = (ctx, proxy, depth) => {
  if (depth > ctx.depth) return 'Proxy [Array]';
  ctx.indentation += 2;
  const output = [formatValue(ctx, proxy[0], depth + 1), formatValue(ctx, proxy[1], depth + 1)];
  ctx.indentation -= 2;
  return layOut(ctx, output, '', 'Proxy [', ']', true, depth + 1);
};

const formatObject = (ctx, value, depth, nested) => {
  const shown = ctx.showHidden && depth <= ctx.depth ? [] : undefined;
  const constructor = constructorName(ctx, value, depth, shown);
  let tag = value[toStringTag];
  if (typeof tag !== 'string' || (tag !== '' && (ctx.showHidden ? hasOwn : isEnumerable)(value, toStringTag))) tag = '';
  const kind = kindOf(ctx, value, constructor, tag, nested);
  const bare = kind.keys.length === 0 && (shown === undefined || shown.length === 0);
  if (kind.empty !== undefined && bare) return kind.empty;
  if (depth > ctx.depth) {
    if (kind.shallow !== undefined) return kind.shallow;
    const name = stringSlice(prefixOf(constructor, tag, fallbackName(constructor, value, tag)), 0, -1);
    return constructor === null ? name : `[${name}]`;
  }
  depth += 1;
  arrayPush(ctx.seen, value);
  ctx.currentDepth = depth;
  const { indentation } = ctx;
  let output;
  try {
    output = kind.entries === undefined ? [] : kind.entries(ctx, value, depth);
    for (let i = 0; i < kind.keys.length && !overBudget(ctx, output, kind.keys.length - i); i++) {
      arrayPush(output, formatProperty(ctx, value, depth, kind.keys[i], false));
    }
    if (shown !== undefined) for (let i = 0; i < shown.length; i++) arrayPush(output, shown[i]);
  } catch (error) {
    if (!(isError(error) && error.message === 'Maximum call stack size exceeded')) throw error;
    arrayPop(ctx.seen);
    ctx.indentation = indentation;
    const name = stringSlice(prefixOf(constructor, tag, fallbackName(constructor, value, tag)), 0, -1);
    return `[${name}: Inspection interrupted prematurely. Maximum call stack size exceeded.]`;
  }
  let { base, open } = kind;
  const index = ctx.circular === undefined ? undefined : mapGet(ctx.circular, value);
  if (index !== undefined) base = base === '' ? `<ref *${index}>` : `<ref *${index}> ${base}`;
  arrayPop(ctx.seen);
  if (ctx.sorted) arraySort(output, ctx.sorted === true ? undefined : ctx.sorted);
  const text = layOut(ctx, output, base, open, kind.close, kind.list, depth, value);
  ctx.spent += text.length >> 2;
  return text;
};

const overBudget = (ctx, output, left) => {
  if (ctx.spent <= INSPECT_BUDGET) return false;
  arrayPush(output, `... ${left} more ${left > 1 ? 'items' : 'item'}`);
  return true;
};

const formatProperty = (ctx, value, depth, key, bare, given, original = value) => {
  const found = given ?? getOwnPropertyDescriptor(value, key) ?? { value: value[key], enumerable: true };
  let text;
  if (found.value !== undefined) {
    const step = ctx.compact !== true || bare ? 2 : 3;
    ctx.indentation += step;
    text = formatValue(ctx, found.value, depth);
    ctx.indentation -= step;
  } else if (found.get !== undefined) {
    text = formatGetter(ctx, found, original, depth);
  } else {
    text = found.set !== undefined ? '[Setter]' : 'undefined';
  }
  if (bare) return text;
  let name;
  if (typeof key === 'symbol') name = `[${escapeControls(symbolToString(key))}]`;
  else if (key === '__proto__') name = "['__proto__']";
  else if (found.enumerable === false) name = `[${escapeControls(key)}]`;
  else name = matches(/^[a-zA-Z_][a-zA-Z_0-9]*$/, key) ? key : quote(key);
  ctx.spent += name.length;
  return `${name}: ${text}`;
};

const formatGetter = (ctx, found, original, depth) => {
  const label = found.set !== undefined ? 'Getter/Setter' : 'Getter';
  const wanted = ctx.getters === true || (ctx.getters === 'get' && found.set === undefined) ||
    (ctx.getters === 'set' && found.set !== undefined);
  if (!wanted) return `[${label}]`;
  try {
    const got = apply(found.get, original, []);
    ctx.indentation += 2;
    const text = formatValue(ctx, got, depth);
    ctx.indentation -= 2;
    return isObject(got) ? `[${label}] ${text}` : `[${label}: ${text}]`;
  } catch (error) {
    return `[${label}: <Inspection threw (${error?.message})>]`;
  }
};

const formatPrimitive = (ctx, value) => {
  if (typeof value === 'string') return formatString(ctx, value);
  if (typeof value === 'number') return objectIs(value, -0) ? '-0' : `${value}`;
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'symbol') return symbolToString(value);
  return `${value}`;
};
const formatString = (ctx, value) => {
  let trailer = '';
  const most = min(ctx.maxStringLength, INSPECT_BUDGET);
  if (value.length > most) {
    const left = value.length - most;
    value = stringSlice(value, 0, most);
    trailer = `... ${left} more character${left > 1 ? 's' : ''}`;
  }
  ctx.spent += value.length;
  if (ctx.compact !== true && value.length > 16 && value.length > ctx.breakLength - ctx.indentation - 4 &&
      stringIncludes(value, '\n')) {
    const lines = stringSplit(value, '\n');
    const quoted = [];
    for (let i = 0; i < lines.length; i++) {
      const last = i === lines.length - 1;
      if (!last || lines[i] !== '') arrayPush(quoted, quote(last ? lines[i] : `${lines[i]}\n`));
    }
    return arrayJoin(quoted, ` +\n${stringRepeat(' ', ctx.indentation + 2)}`) + trailer;
  }
  return quote(value) + trailer;
};
