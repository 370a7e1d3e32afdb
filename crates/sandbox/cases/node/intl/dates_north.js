// Dates in the manner of locales. A part of the product of locales, options and time zones: what actions use, and the corners.
const locales = ['it', 'nl', 'pl', 'ru', 'cs', 'sv', 'da', 'fi'];
const dates = [0, Date.UTC(2024, 2, 3, 14, 5, 9, 87), Date.UTC(2024, 6, 14, 0, 30), Date.UTC(1999, 11, 31, 23, 59, 59, 999)];
const options = [
  undefined, { dateStyle: 'full' }, { dateStyle: 'medium', timeStyle: 'short' }, { timeStyle: 'long' }, { dateStyle: 'full', timeStyle: 'full' }, { dateStyle: 'short' },
  { year: 'numeric', month: 'long', day: 'numeric' }, { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' }, { year: 'numeric', month: '2-digit', day: '2-digit' },
  { hour: '2-digit', minute: '2-digit' }, { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false }, { hour: 'numeric', minute: '2-digit', hour12: true },
  { hour: 'numeric', minute: 'numeric', timeZoneName: 'short' }, { month: 'short', day: 'numeric', hour: 'numeric' }, { weekday: 'short' }, { month: 'long' }, { year: '2-digit', month: 'numeric' },
  { timeZoneName: 'longOffset' }, { hour: 'numeric', hourCycle: 'h24' }, { second: 'numeric', fractionalSecondDigits: 3 }, { era: 'long' },
];
const zones = ['UTC', 'America/New_York', 'Europe/Berlin', 'Asia/Kolkata', '+05:30'];
exports.onExecutePostLogin = async () => {
  for (const locale of locales) {
    for (const [at, option] of options.entries()) {
      const given = { timeZone: zones[at % zones.length], ...option };
      const format = new Intl.DateTimeFormat(locale, given);
      console.log(locale, JSON.stringify(given), dates.map((date) => format.format(date)).join(' | '));
      if (at % 4 === 0) console.log(JSON.stringify(format.resolvedOptions()), JSON.stringify(format.formatToParts(dates[1])));
    }
    const date = new Date(dates[1]);
    console.log(date.toLocaleString(locale), date.toLocaleDateString(locale), date.toLocaleTimeString(locale), date.toLocaleTimeString(locale, { timeZone: 'America/Los_Angeles' }), date.toLocaleDateString(locale, { month: 'long' }));
  }
};
