// Numbers in the manner of locales.
const locales = ['es-ES', 'es-MX', 'pt-BR', 'pt-PT', 'it', 'nl', 'tr'];
const values = [0, 1, -1234.567, 12345, 999999, 1234567.891, 1.005];
const options = [
  undefined, { style: 'percent' }, { style: 'percent', maximumFractionDigits: 1 }, { style: 'currency', currency: 'USD' }, { style: 'currency', currency: 'EUR' }, { style: 'currency', currency: 'JPY' },
  { style: 'currency', currency: 'CHF', currencyDisplay: 'code' }, { style: 'currency', currency: 'INR', currencyDisplay: 'name' }, { style: 'currency', currency: 'CAD', currencyDisplay: 'narrowSymbol' },
  { style: 'currency', currency: 'USD', currencySign: 'accounting' }, { minimumFractionDigits: 2 }, { maximumFractionDigits: 0 }, { maximumSignificantDigits: 3 }, { notation: 'compact' },
  { notation: 'compact', compactDisplay: 'long' }, { notation: 'scientific' }, { notation: 'engineering' }, { style: 'currency', currency: 'USD', notation: 'compact' }, { signDisplay: 'exceptZero' },
  { useGrouping: false }, { useGrouping: 'min2' }, { style: 'unit', unit: 'kilometer-per-hour' }, { style: 'unit', unit: 'megabyte', unitDisplay: 'long' }, { roundingMode: 'floor', maximumFractionDigits: 1 },
  { roundingIncrement: 5, maximumFractionDigits: 2, minimumFractionDigits: 2 }, { trailingZeroDisplay: 'stripIfInteger', minimumFractionDigits: 2 }, { minimumIntegerDigits: 3 },
];
exports.onExecutePostLogin = async () => {
  for (const locale of locales) {
    for (const [at, option] of options.entries()) {
      const format = new Intl.NumberFormat(locale, option);
      console.log(locale, JSON.stringify(option), values.map((value) => format.format(value)).join(' | '));
      if (at % 9 === 3) console.log(JSON.stringify(format.resolvedOptions()), JSON.stringify(format.formatToParts(-1234567.891)));
    }
  }
};
