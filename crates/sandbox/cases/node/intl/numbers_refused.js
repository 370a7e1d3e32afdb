const told = (name, work) => {
  try {
    console.log(name, work());
  } catch (error) {
    console.log(name, error.name, error.code, error.message);
  }
};
exports.onExecutePostLogin = async () => {
  for (const options of [null, 5, { style: 'x' }, { style: 'currency' }, { style: 'currency', currency: 'x' }, { currency: 'EURO' }, { style: 'unit' }, { style: 'unit', unit: 'foo' }, { minimumFractionDigits: 200 },
    { minimumFractionDigits: 5, maximumFractionDigits: 2 }, { minimumFractionDigits: 5 }, { maximumFractionDigits: 1 }, { maximumSignificantDigits: 0 }, { notation: 'x' }, { roundingIncrement: 3 }, { roundingMode: 'x' },
    { useGrouping: 'x' }, { useGrouping: true }, { useGrouping: 'true' }, { signDisplay: 'x' }, { numberingSystem: 'x!' }, { numberingSystem: 'deva' }, { minimumIntegerDigits: 0 }]) {
    told(JSON.stringify(options), () => new Intl.NumberFormat('en', options).format(1234.5678));
  }
  told('this', () => Number.prototype.toLocaleString.call('x'));
  console.log([-0, 1e-7, NaN, -Infinity, 12345678901234567890n, '12345678901234567.123', 1e21].map((value) => new Intl.NumberFormat('en').format(value)).join(' | '));
  console.log((1234.5).toLocaleString(), (1234.5).toLocaleString('de'), (1234.5).toLocaleString('en-US', { style: 'currency', currency: 'USD' }), 12345678901234567890n.toLocaleString('de'), new Float64Array([1.5, 2000]).toLocaleString('de'), [1.5, [2000]].toLocaleString('de'));
  console.log(new Intl.NumberFormat('en').format('0x10'), new Intl.NumberFormat('en').format('  12  '), new Intl.NumberFormat('en').format(''), new Intl.NumberFormat('en').format('x'), new Intl.NumberFormat('en').format(null), new Intl.NumberFormat('en').format(), new Intl.NumberFormat('en').format(true), new Intl.NumberFormat('en').format({ valueOf: () => 5 }));
  console.log(Intl.NumberFormat.length, Intl.NumberFormat.name, Intl.NumberFormat('de').format(1.5), Object.prototype.toString.call(new Intl.NumberFormat()), new Intl.NumberFormat('en').resolvedOptions());
};
