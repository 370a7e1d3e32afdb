// Locale-aware methods of built-ins. What strings need the host computes; for numbers and dates `Intl` is loaded.
const LOCALE_OPTIONS = [
  ['usage', ['sort', 'search']], ['sensitivity', ['base', 'accent', 'case', 'variant']], ['ignorePunctuation'], ['numeric'],
  ['caseFirst', ['upper', 'lower', 'false']], ['collation', undefined],
];

/** The tags that a `locales` argument names, as strings; the host says which are well formed. */
const localeTags = (locales) => {
  if (locales === undefined) return [];
  if (typeof locales === 'string') return [locales];
  if (locales === null) throw new NativeTypeError('Cannot convert undefined or null to object');
  const tags = [];
  const length = min(max(trunc(+locales.length) || 0, 0), 65);
  for (let i = 0; i < length; i++) {
    if (!(i in locales)) continue;
    const tag = locales[i];
    if (typeof tag !== 'string' && (typeof tag !== 'object' || tag === null)) {
      throw new NativeTypeError('Language ID should be string or object.');
    }
    arrayPush(tags, toWellFormed(`${tag}`));
  }
  return tags;
};

/** The options of a comparison, read in the order and with the conversions of the standard. */
const compareOptions = (head, options) => {
  if (options === undefined) return head;
  if (options === null) throw new NativeTypeError('String.prototype.localeCompare called on null or undefined');
  for (let i = 0; i < LOCALE_OPTIONS.length; i++) {
    const name = LOCALE_OPTIONS[i][0];
    const value = options[name];
    if (value === undefined) continue;
    if (LOCALE_OPTIONS[i].length === 1) {
      head[name] = !!value;
      continue;
    }
    const text = toWellFormed(`${value}`);
    const known = LOCALE_OPTIONS[i][1];
    if (known !== undefined && !arrayIncludes(known, text)) {
      throw new NativeRangeError(`Value ${text} out of range for String.prototype.localeCompare options property ${name}`);
    }
    head[name] = text;
  }
  return head;
};

const thisText = (value, method) => {
  if (value === undefined || value === null) {
    throw new NativeTypeError(`String.prototype.${method} called on null or undefined`);
  }
  return `${value}`;
};

/** Only these languages have a case of their own; the rest is the language's plain method, without the host. */
const ownCase = /^(?:tr|az|lt|el|tur|aze|lit|ell)(?:-|$)/i;
const plainTag = /^[a-z]{2}(?:-[a-z]{2})?$/i;
const changeCase = (text, to, locales, plain) => {
  const tags = localeTags(locales);
  const first = tags.length === 0 ? 'en' : tags[0];
  if (tags.length <= 1 && matches(plainTag, first) && !matches(ownCase, first)) return plain(text);
  return jsonParse(hostCall('intl.case', { text: toWellFormed(text), to, locales: tags }));
};

/** Words of these letters have one order in these languages, and it needs no host: a list of names is sorted with many comparisons. */
const plainWord = /^[a-zA-Z0-9 ]*$/;
const plainOrder = /^(?:en|de|fr|it|pt|nl|es)(?:-[a-z]{2})?$/i;
const comparePlain = (left, right) => {
  const [one, other] = [toLowerCase(left), toLowerCase(right)];
  if (one !== other) return one < other ? -1 : 1;
  for (let i = 0; i < left.length; i++) if (left[i] !== right[i]) return left[i] > right[i] ? -1 : 1;
  return 0;
};

const FORMS = ['NFC', 'NFD', 'NFKC', 'NFKD'];
const nativeNormalize = uncurry(String.prototype.normalize);

hidden(String.prototype, {
  normalize() {
    const text = thisText(this, 'normalize');
    const form = arguments[0] === undefined ? 'NFC' : `${arguments[0]}`;
    if (!arrayIncludes(FORMS, form)) throw new NativeRangeError('The normalization form should be one of NFC, NFD, NFKC, NFKD.');
    return nativeNormalize(text, form);
  },
  localeCompare(that) {
    const left = toWellFormed(thisText(this, 'localeCompare'));
    const right = toWellFormed(`${that}`);
    const locales = arguments[1] === undefined ? 'en' : arguments[1];
    const isPlain = arguments[2] === undefined && typeof locales === 'string' && matches(plainOrder, locales);
    if (isPlain && matches(plainWord, left) && matches(plainWord, right)) return comparePlain(left, right);
    const head = compareOptions({ left, right, locales: localeTags(arguments[1]) }, arguments[2]);
    return +hostCall('intl.compare', head);
  },
  toLocaleUpperCase() {
    return changeCase(thisText(this, 'toLocaleUpperCase'), 'upper', arguments[0], toUpperCase);
  },
  toLocaleLowerCase() {
    return changeCase(thisText(this, 'toLocaleLowerCase'), 'lower', arguments[0], toLowerCase);
  },
});

const numberValue = uncurry(Number.prototype.valueOf);
const bigIntValue = uncurry(BigInt.prototype.valueOf);
const valueBy = (read, value, complaint) => {
  try {
    return read(value);
  } catch {
    throw new NativeTypeError(complaint());
  }
};
const notDate = (method, value) => `Method Date.prototype.${method} called on incompatible receiver ${isObject(value) ? `#<${value.constructor?.name ?? 'Object'}>` : `${value}`}`;
hidden(Number.prototype, {
  toLocaleString() { return loadModule('internal/intl').formatNumber(valueBy(numberValue, this, () => "Number.prototype.toLocaleString requires that 'this' be a Number"), arguments[0], arguments[1]); },
});
hidden(BigInt.prototype, {
  toLocaleString() { return loadModule('internal/intl').formatNumber(valueBy(bigIntValue, this, () => "BigInt.prototype.toLocaleString requires that 'this' be a BigInt"), arguments[0], arguments[1]); },
});
const formatDate = (date, method, given, needed, defaults) => {
  const ms = valueBy(dateGetTime, date, () => notDate(method, date));
  return loadModule('internal/intl').formatDate(ms, given[0], given[1], needed, defaults);
};
/** The engine leaves out the zone's name, which Node writes; here it is always the same. */
const dateToText = uncurry(Date.prototype.toString);
const timeToText = uncurry(Date.prototype.toTimeString);
const withZone = (date, method, read) => {
  const text = valueBy(read, date, () => notDate(method, date));
  return text === 'Invalid Date' ? text : `${text} (Coordinated Universal Time)`;
};
hidden(Date.prototype, {
  toString() { return withZone(this, 'toString', dateToText); },
  toTimeString() { return withZone(this, 'toTimeString', timeToText); },
  toLocaleString() { return formatDate(this, 'toLocaleString', arguments, 'any', 'all'); },
  toLocaleDateString() { return formatDate(this, 'toLocaleDateString', arguments, 'date', 'date'); },
  toLocaleTimeString() { return formatDate(this, 'toLocaleTimeString', arguments, 'time', 'time'); },
});

/** Each element in its own manner, with commas between. */
const joinLocale = (list, length, locales, options) => {
  let text = '';
  for (let i = 0; i < length; i++) {
    const value = list[i];
    if (i > 0) text += ',';
    if (value !== undefined && value !== null) text += `${value.toLocaleString(locales, options)}`;
  }
  return text;
};
const nativeToLocaleString = uncurry(ArrayPrototype.toLocaleString);
hidden(ArrayPrototype, {
  toLocaleString() {
    // Whatever takes no arguments has no locale to follow; cycles are the engine's to find.
    if (arguments.length === 0 || !isArray(this)) return nativeToLocaleString(this);
    return joinLocale(this, this.length, arguments[0], arguments[1]);
  },
});
hidden(TypedArrayPrototype, {
  toLocaleString() {
    // It throws where there is no buffer behind the view any more, of which the length says nothing.
    typedKeys(this);
    return joinLocale(this, typedLength(this), arguments[0], arguments[1]);
  },
});
