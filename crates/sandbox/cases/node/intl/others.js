// The smaller classes.
const told = (name, work) => {
  try {
    console.log(name, work());
  } catch (error) {
    console.log(name, error.name, error.code, error.message);
  }
};
const locales = ['en', 'de', 'fr', 'es', 'ru', 'pl', 'ar', 'ja', 'he', 'lt'];
exports.onExecutePostLogin = async () => {
  for (const locale of locales) {
    for (const type of ['cardinal', 'ordinal']) {
      const rules = new Intl.PluralRules(locale, { type });
      console.log(locale, type, [0, 1, 2, 3, 5, 11, 21, 22, 100, 1.5, -1].map((value) => rules.select(value)).join(), JSON.stringify(rules.resolvedOptions()));
    }
    for (const type of ['conjunction', 'disjunction', 'unit']) {
      for (const style of ['long', 'short', 'narrow']) {
        const format = new Intl.ListFormat(locale, { type, style });
        console.log(locale, type, style, [[], ['a'], ['a', 'b'], ['a', 'b', 'c'], ['a', 'b', 'c', 'ikea']].map((list) => format.format(list)).join(' | '));
      }
    }
    for (const numeric of ['always', 'auto']) {
      const format = new Intl.RelativeTimeFormat(locale, { numeric });
      for (const unit of ['second', 'minutes', 'hour', 'day', 'week', 'month', 'quarter', 'years']) console.log(locale, numeric, unit, [-2, -1, -0, 0, 1, 2, 5, 1234.5].map((value) => format.format(value, unit)).join(' | '));
      console.log(JSON.stringify(format.formatToParts(-1234.5, 'day')), JSON.stringify(format.resolvedOptions()));
    }
    const regions = new Intl.DisplayNames(locale, { type: 'region' });
    const currencies = new Intl.DisplayNames(locale, { type: 'currency' });
    const languages = new Intl.DisplayNames(locale, { type: 'language' });
    console.log(['US', 'de', '419', 'ZZ'].map((code) => regions.of(code)).join(), ['USD', 'eur'].map((code) => currencies.of(code)).join(), ['en', 'fr', 'zh'].map((code) => languages.of(code)).join());
    const words = ['z', 'ä', 'a', 'B', 'b', 'A', 'a10', 'a9', 'é', 'e'];
    for (const options of [undefined, { numeric: true }, { sensitivity: 'base' }, { caseFirst: 'upper' }]) {
      const collator = new Intl.Collator(locale, options);
      console.log(words.toSorted(collator.compare).join(), JSON.stringify(collator.resolvedOptions()));
    }
  }
  console.log(new Intl.Collator('de-u-co-phonebk-kn').resolvedOptions(), new Intl.Locale('de-latn-de-u-ca-gregory-hc-h23').baseName, new Intl.Locale('en', { region: 'GB', hourCycle: 'h23' }).toString(), new Intl.Locale('EN-us').region);
  told('plural', () => Intl.PluralRules());
  told('list', () => new Intl.ListFormat('en').format([1]));
  told('unit', () => new Intl.RelativeTimeFormat('en').format(1, 'eon'));
  told('infinite', () => new Intl.RelativeTimeFormat('en').format(Infinity, 'day'));
  told('names', () => new Intl.DisplayNames('en', {}));
  told('names', () => new Intl.DisplayNames('en'));
  told('code', () => new Intl.DisplayNames('en', { type: 'region' }).of('x'));
  told('locale', () => new Intl.Locale());
  told('locale', () => new Intl.Locale('x_y'));
  told('collator', () => new Intl.Collator('en', { sensitivity: 'x' }));
  told('key', () => Intl.supportedValuesOf('x'));
  console.log(Intl.supportedValuesOf('unit').length);
};
