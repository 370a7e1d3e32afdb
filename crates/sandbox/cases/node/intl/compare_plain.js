// Words of plain letters, which are compared without the host.
const words = ['b', 'B', 'a', 'A', 'aa', 'aA', 'Aa', 'AA', 'a a', 'a  b', 'ab', '', ' ', '10', '9', 'a10', 'a9', 'z', 'Zebra', 'zebra', 'apple', 'Apple', 'ch', 'cz', 'll', 'lz', 'ij', 'iz', '1a', 'A1'];
exports.onExecutePostLogin = async () => {
  for (const locale of [undefined, 'en', 'en-US', 'de', 'fr-FR', 'it', 'pt-BR', 'nl', 'es', 'cs', 'da', 'hu']) {
    console.log(locale, words.toSorted((a, b) => a.localeCompare(b, locale)).join('|'), words.map((word) => word.localeCompare('aA', locale)).join());
  }
};
