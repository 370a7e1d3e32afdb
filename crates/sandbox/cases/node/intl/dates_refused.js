// What is refused, and the shape of the class.
const told = (name, work) => {
  try {
    console.log(name, work());
  } catch (error) {
    console.log(name, error.name, error.code, error.message);
  }
};
exports.onExecutePostLogin = async () => {
  const date = new Date(0);
  for (const timeZone of ['Mars/Olympus', '', 'utc', 'GMT', 'Etc/UTC', 'asia/calcutta', 'America/Los_Angeles', '+1', '+01', '+0130', '-00:00', '+24:00', null, 5]) {
    told(String(timeZone), () => new Intl.DateTimeFormat('en', { timeZone, timeStyle: 'short' }).resolvedOptions().timeZone);
  }
  for (const options of [null, 5, 'x', { dateStyle: 'big' }, { month: 'x' }, { hour12: 'yes', hour: 'numeric' }, { hourCycle: 'h25' }, { fractionalSecondDigits: 4 }, { dateStyle: 'full', month: 'long' }, { calendar: '!' }, { numberingSystem: 'arab' }, { localeMatcher: 'x' }, { formatMatcher: 'x' }]) {
    told(JSON.stringify(options), () => new Intl.DateTimeFormat('en', options).format(0));
  }
  for (const locales of ['en_US', '', null, 5, ['de', 'en'], ['xx', 'fr'], [5], 'en-u-hc-h23', 'de-u-nu-latn', [], {}]) told(JSON.stringify(locales), () => date.toLocaleTimeString(locales));
  told('style', () => date.toLocaleDateString('en', { timeStyle: 'short' }));
  told('style', () => date.toLocaleTimeString('en', { dateStyle: 'short' }));
  told('invalid', () => new Date(NaN).toLocaleString());
  told('invalid', () => new Intl.DateTimeFormat('en').format(NaN));
  told('this', () => Date.prototype.toLocaleString.call({}));
  const { format } = new Intl.DateTimeFormat('en', { dateStyle: 'short' });
  console.log(format(0), typeof Intl.DateTimeFormat().format(), Intl.DateTimeFormat('de') instanceof Intl.DateTimeFormat, Object.prototype.toString.call(new Intl.DateTimeFormat()));
  console.log(Intl.DateTimeFormat.length, Intl.DateTimeFormat.name, Object.keys(Intl), Object.prototype.toString.call(Intl), Intl.DateTimeFormat.supportedLocalesOf(['de', 'xx', 'en-US']));
  console.log(Intl.DateTimeFormat().resolvedOptions());
  console.log(date.toLocaleString.length, date.toLocaleString.name, [date, 1234.5, null].toLocaleString('de'), Intl.getCanonicalLocales(['EN-us', 'iw']));
};
