// What CLDR says beside the locales: hour cycles, digits, currencies' fractions, time zones.
const entries = (value) => Object.entries(value ?? {});

const zoneAliases = (bcp47) => {
  const canonical = {};
  const regions = {};
  for (const [key, one] of entries(bcp47('timezone').keyword.u.tz)) {
    if (typeof one !== 'object' || !one._alias) continue;
    const [first, ...others] = one._alias.split(' ');
    for (const id of [first, ...others]) canonical[id] = first;
    regions[first] = (one._region ?? key.slice(0, 2)).toUpperCase();
  }
  const named = {};
  for (const id of Object.keys(canonical)) {
    try {
      named[id.toLowerCase()] = new Intl.DateTimeFormat('en', { timeZone: id }).resolvedOptions().timeZone;
    } catch {
      // A zone of CLDR's that Node refuses.
    }
  }
  const counts = {};
  for (const region of Object.values(regions)) counts[region] = (counts[region] ?? 0) + 1;
  const only = Object.fromEntries(entries(counts).filter(([, count]) => count === 1).map(([region]) => [region, true]));
  return { canonical, regions, named, only };
};

const metazones = (core) => {
  const found = {};
  const walk = (value, path) => {
    for (const [key, one] of entries(value)) {
      const id = path ? `${path}/${key}` : key;
      if (Array.isArray(one)) found[id] = one.map(({ usesMetazone: use }) => [use._mzone, use._from ?? '', use._to ?? '']);
      else walk(one, id);
    }
  };
  walk(core('metaZones').metaZones.metazoneInfo.timezone, '');
  const golden = {};
  for (const { mapZone } of core('metaZones').metaZones.metazones) (golden[mapZone._other] ??= {})[mapZone._territory] = mapZone._type;
  return { of: found, golden };
};

/** Locales that Node knows by another name than CLDR's folders have, and whose data each has if not that of what its name begins with. */
const known = (locales) => {
  const has = new Set(locales);
  const isKnown = (tag) => new Intl.DateTimeFormat(tag).resolvedOptions().locale === tag;
  const more = new Set();
  const aliases = {};
  for (const locale of locales) {
    const { language, script, region } = new Intl.Locale(locale === 'und' ? 'en' : locale).maximize();
    for (const tag of [`${language}-${region}`, `${language}-${script}-${region}`, `${language}-${script}`]) {
      if (has.has(tag) || more.has(tag) || !isKnown(tag)) continue;
      more.add(tag);
      const whole = new Intl.Locale(tag).maximize();
      const near = [`${language}-${whole.script}-${whole.region}`, `${language}-${whole.script}`, `${language}-${whole.region}`, language].find((name) => has.has(name));
      let parent = tag;
      while (!has.has(parent)) parent = parent.replace(/-[^-]+$/, '');
      if (parent !== near) aliases[tag] = near;
    }
  }
  return { more: [...more].sort(), aliases };
};
const plurals = (core, file, type) => Object.fromEntries(entries(core(file)[`plurals-type-${type}`]).map(([language, rules]) => [language, Object.fromEntries(entries(rules)
  .map(([key, rule]) => [key.slice(17), rule.split('@')[0].trim()]))]));

export const supplement = (core, bcp47, locales) => ({
  known: known(locales), plurals: { cardinal: plurals(core, 'plurals', 'cardinal'), ordinal: plurals(core, 'ordinals', 'ordinal') },
  parents: core('parentLocales').parentLocales.parentLocale,
  hours: Object.fromEntries(entries(core('timeData').timeData).map(([key, one]) => [key, [one._preferred, one._allowed]])),
  fractions: Object.fromEntries(entries(core('currencyData').currencyData.fractions).map(([key, one]) => [key, Number(one._digits)])),
  digits: Object.fromEntries(entries(core('numberingSystems').numberingSystems).filter(([, one]) => one._type === 'numeric').map(([key, one]) => [key, one._digits])),
  periods: core('dayPeriods').dayPeriodRuleSet, ranges: core('pluralRanges').plurals, zones: zoneAliases(bcp47), metazones: metazones(core),
  primary: core('primaryZones').primaryZones, week: core('weekData').weekData, calendars: core('calendarPreferenceData').calendarPreferenceData,
});
