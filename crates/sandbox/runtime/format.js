// util.format: the `%` directives of console's first argument.
const formatNumberText = (value) => (objectIs(value, -0) ? '-0' : `${value}`);

/** Whether the object's text is the language's own, so that `%s` inspects it instead. */
const hasBuiltinText = (value) => {
  const proxy = proxyOf(value);
  if (proxy) {
    if (!isObject(proxy[0])) return true;
    value = proxy[0];
  }
  if (typeof value.toString !== 'function' && typeof value[symbolToPrimitive] !== 'function') return true;
  if (hasOwn(value, 'toString') || hasOwn(value, symbolToPrimitive)) return false;
  let pointer = value;
  do {
    pointer = getPrototypeOf(pointer);
    if (pointer === null) return true;
  } while (!hasOwn(pointer, 'toString') && !hasOwn(pointer, symbolToPrimitive));
  const found = getOwnPropertyDescriptor(pointer, 'constructor');
  return found !== undefined && typeof found.value === 'function' && setHas(builtinNames, found.value.name);
};

const jsonOrCircular = (value) => {
  try {
    return `${jsonStringify(value)}`;
  } catch (error) {
    if (isErrorQuietly(error) && matches(/circular/i, `${error.message}`)) return '[Circular]';
    throw error;
  }
};

const directives = {
  __proto__: null,
  s: (value) => {
    if (typeof value === 'number') return formatNumberText(value);
    if (typeof value === 'bigint') return `${value}n`;
    if (typeof value === 'symbol') return symbolToString(value);
    if (typeof value !== 'object' || value === null || !hasBuiltinText(value)) return `${value}`;
    return inspect(value, { depth: 0, compact: 3 });
  },
  j: (value) => jsonOrCircular(value),
  d: (value) => {
    if (typeof value === 'bigint') return `${value}n`;
    return typeof value === 'symbol' ? 'NaN' : formatNumberText(+value);
  },
  i: (value) => {
    if (typeof value === 'bigint') return `${value}n`;
    return typeof value === 'symbol' ? 'NaN' : formatNumberText(parseInteger(value));
  },
  f: (value) => (typeof value === 'symbol' ? 'NaN' : formatNumberText(parseDecimal(value))),
  O: (value, options) => inspect(value, options),
  o: (value, options) => inspect(value, { ...options, showHidden: true, showProxy: true, depth: 4 }),
  c: () => '',
};

/** The text of console's arguments, as `util.format` gives it. */
const formatArguments = (args, options = undefined) => {
  const first = args[0];
  let at = 0;
  let text = '';
  let gap = '';
  if (typeof first === 'string') {
    if (args.length === 1) return first;
    let last = 0;
    for (let i = 0; i < first.length - 1; i++) {
      if (charCodeAt(first, i) !== 37) continue;
      const directive = first[++i];
      if (directive === '%') {
        text += stringSlice(first, last, i);
        last = i + 1;
      } else if (at + 1 !== args.length && directives[directive] !== undefined) {
        text += stringSlice(first, last, i - 1) + directives[directive](args[++at], options);
        last = i + 1;
      }
    }
    if (last !== 0) {
      at += 1;
      gap = ' ';
      text += stringSlice(first, last);
    }
  }
  for (; at < args.length; at++) {
    const value = args[at];
    text += gap + (typeof value === 'string' ? value : inspect(value, options));
    gap = ' ';
    if (text.length > INSPECT_BUDGET) break;
  }
  return text;
};
