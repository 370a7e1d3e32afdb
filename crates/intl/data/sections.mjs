// What is kept of CLDR for a locale, by section: each is loaded when a formatter first needs it.
const widths = { wide: 'l', abbreviated: 's', narrow: 'n', short: 'x' };
const UNITS = ['acre', 'bit', 'byte', 'celsius', 'centimeter', 'day', 'degree', 'fahrenheit', 'fluid-ounce', 'foot', 'gallon', 'gigabit', 'gigabyte', 'gram',
  'hectare', 'hour', 'inch', 'kilobit', 'kilobyte', 'kilogram', 'kilometer', 'liter', 'megabit', 'megabyte', 'meter', 'microsecond', 'mile',
  'mile-scandinavian', 'milliliter', 'millimeter', 'millisecond', 'minute', 'month', 'nanosecond', 'ounce', 'percent', 'petabyte', 'pound', 'second', 'stone',
  'terabit', 'terabyte', 'week', 'yard', 'year'];
const COMPOUND = new Set(['kilometer-per-hour', 'mile-per-hour', 'meter-per-second', 'mile-per-gallon', 'liter-per-kilometer']);
const entries = (value) => Object.entries(value ?? {});
const mapped = (value, change) => Object.fromEntries(entries(value).map(([key, one]) => [key, change(one, key)]));
const counted = (value, prefix) => Object.fromEntries(entries(value).filter(([key]) => key.startsWith(prefix) && !key.includes('-alt-'))
  .map(([key, one]) => [key.slice(prefix.length), one]));
const plain = (value) => Object.fromEntries(entries(value).filter(([key]) => !/-alt-|-count-/.test(key)));

const numbers = (load) => {
  const all = load('numbers', 'numbers').numbers;
  const system = (name) => {
    const { standard: currency, accounting, 'standard-alphaNextToNumber': currencyAlpha, 'accounting-alphaNextToNumber': accountingAlpha,
      currencySpacing, short: currencyShort } = all[`currencyFormats-numberSystem-${name}`];
    const decimals = all[`decimalFormats-numberSystem-${name}`];
    const misc = all[`miscPatterns-numberSystem-${name}`];
    return {
      symbols: plain(all[`symbols-numberSystem-${name}`]), decimal: decimals.standard, percent: all[`percentFormats-numberSystem-${name}`].standard,
      short: plainCompact(decimals.short?.decimalFormat), long: plainCompact(decimals.long?.decimalFormat), currencyShort: plainCompact(currencyShort?.standard),
      currency, accounting, currencyAlpha, accountingAlpha, spacing: currencySpacing,
      named: counted(all[`currencyFormats-numberSystem-${name}`], 'unitPattern-count-'), range: misc?.range, about: misc?.approximately,
    };
  };
  const names = entries(all).filter(([key]) => key.startsWith('symbols-numberSystem-')).map(([key]) => key.slice(21));
  return { default: all.defaultNumberingSystem, native: all.otherNumberingSystems?.native, grouping: Number(all.minimumGroupingDigits),
    systems: Object.fromEntries(names.map((name) => [name, system(name)])) };
};
/** `1000-count-one: 0K` as `3: {one: 0K}`. */
const plainCompact = (value) => {
  const found = {};
  for (const [key, pattern] of entries(value)) {
    const match = /^(10*)-count-([a-z0-9]+)$/.exec(key);
    if (match) (found[match[1].length - 1] ??= {})[match[2]] = pattern;
  }
  return found;
};

const currencies = (load) => mapped(load('numbers', 'currencies').numbers.currencies, (one) => ({
  symbol: one.symbol, narrow: one['symbol-alt-narrow'], name: one.displayName, names: counted(one, 'displayName-count-'),
}));

const units = (load) => {
  const width = (all) => {
    const found = {};
    for (const [key, one] of entries(all)) {
      const name = key.replace(/^[a-z]+-/, '');
      if (!(UNITS.includes(name) || COMPOUND.has(name)) || key.startsWith('10p')) continue;
      found[name] = { ...counted(one, 'unitPattern-count-'), per: one.perUnitPattern };
    }
    return { units: found, per: all.per?.compoundUnitPattern };
  };
  const all = load('units', 'units').units;
  return { long: width(all.long), short: width(all.short), narrow: width(all.narrow) };
};

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const dates = (load) => {
  const all = load('dates', 'ca-gregorian').dates.calendars.gregorian;
  const names = (value, list) => mapped(value, (context) => Object.fromEntries(entries(context).map(([width, one]) => [widths[width], list(one)])));
  const styles = (value) => ['full', 'long', 'medium', 'short'].map((style) => value[style]?._value ?? value[style]);
  const glue = all.dateTimeFormats;
  const fields = load('dates', 'dateFields').dates.fields;
  return {
    months: names(all.months, (one) => Object.values(one)), days: names(all.days, (one) => DAYS.map((day) => one[day])),
    periods: names(all.dayPeriods, plain),
    eras: { l: [all.eras.eraNames[0], all.eras.eraNames[1]], s: [all.eras.eraAbbr[0], all.eras.eraAbbr[1]], n: [all.eras.eraNarrow[0], all.eras.eraNarrow[1]] },
    date: styles(all.dateFormats), time: styles(all.timeFormats), glue: styles(all['dateTimeFormats-atTime']?.standard ?? glue), glueStandard: styles(glue),
    available: plain(glue.availableFormats), append: glue.appendItems,
    intervals: mapped(glue.intervalFormats, (one, key) => (key === 'intervalFormatFallback' ? one : plain(one))),
    fields: Object.fromEntries(['era', 'year', 'quarter', 'month', 'week', 'weekday', 'day', 'dayperiod', 'hour', 'minute', 'second', 'zone']
      .flatMap((name) => [['', 'long'], ['-short', 'short'], ['-narrow', 'narrow']].map(([end, width]) => [`${name}-${width}`, fields[name + end]?.displayName]))),
  };
};

const relative = (load) => {
  const fields = load('dates', 'dateFields').dates.fields;
  const found = {};
  for (const unit of ['year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second']) {
    for (const [end, width] of [['', 'long'], ['-short', 'short'], ['-narrow', 'narrow']]) {
      const one = fields[unit + end];
      found[`${unit}-${width}`] = {
        past: counted(one['relativeTime-type-past'], 'relativeTimePattern-count-'), future: counted(one['relativeTime-type-future'], 'relativeTimePattern-count-'),
        fixed: counted(one, 'relative-type-'),
      };
    }
  }
  return found;
};

const zones = (load) => {
  const all = load('dates', 'timeZoneNames').dates.timeZoneNames;
  const zone = {};
  const walk = (value, path) => {
    for (const [key, one] of entries(value)) {
      if (typeof one !== 'object') continue;
      const id = path ? `${path}/${key}` : key;
      if (one.exemplarCity || one.long || one.short) zone[id] = { city: one.exemplarCity, long: one.long, short: one.short };
      else walk(one, id);
    }
  };
  walk(all.zone, '');
  return { hour: all.hourFormat, gmt: all.gmtFormat, zero: all.gmtZeroFormat, region: all.regionFormat, standard: all['regionFormat-type-standard'],
    daylight: all['regionFormat-type-daylight'], fallback: all.fallbackFormat, metazones: all.metazone ?? {}, zones: zone };
};

const names = (load) => {
  const all = load('localenames', 'localeDisplayNames')?.localeDisplayNames ?? {};
  const get = (file, key) => load('localenames', file)?.localeDisplayNames[key] ?? {};
  return { languages: get('languages', 'languages'), regions: get('territories', 'territories'), scripts: get('scripts', 'scripts'),
    calendars: all.types?.calendar ?? {}, pattern: all.localeDisplayPattern ?? {} };
};

const lists = (load) => mapped(load('misc', 'listPatterns').listPatterns, (one) => one);

export const sections = (load) => ({
  numbers: numbers(load), currencies: currencies(load), units: units(load), dates: dates(load), relative: relative(load), zones: zones(load),
  names: names(load), lists: lists(load),
});
