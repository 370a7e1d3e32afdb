// Letter case in the manner of a language, and the normal forms.
const attempt = (label, compute) => {
  try {
    console.log(label, compute());
  } catch (error) {
    console.log(label, error.name, error.code, error.message);
  }
};
const words = ['istanbul', 'ISPARTA', 'İI', 'ıi', 'straße', 'ΑΣ', 'ά', 'Ίσως', 'i\u0307\u0301', 'Ì', 'ﬁ', 'ǆ', 'Ǆ', '😀a', ''];
exports.onExecutePostLogin = async () => {
  for (const locale of [undefined, 'en', 'en-US', 'tr', 'TR', 'tr-TR', 'az', 'lt', 'el', 'el-GR', 'de', 'nl', 'xx', ['tr', 'en'], [], 'en-u-ca-gregory']) {
    for (const word of words) console.log(String(locale), word, word.toLocaleUpperCase(locale), word.toLocaleLowerCase(locale));
  }
  attempt('null', () => 'a'.toLocaleUpperCase(null));
  attempt('empty', () => 'a'.toLocaleLowerCase(''));
  attempt('underscore', () => 'a'.toLocaleUpperCase('tr_TR'));
  attempt('null this', () => String.prototype.toLocaleUpperCase.call(undefined));
  attempt('bad form', () => 'a'.normalize('nfc'));
  console.log(''.toLocaleUpperCase.length, ''.toLocaleLowerCase.length, ''.toLocaleLowerCase.name);
  for (const text of ['\u00e9', 'e\u0301', '\u1e9b\u0323', '\ufb01', '\uac00', '\u1100\u1161', '\u212b', '\u03d3', '\u2460', '\u0958', '\ud834\udd5e', '\u0344', 'q\u0307\u0323']) {
    for (const form of ['NFC', 'NFD', 'NFKC', 'NFKD']) console.log(form, escape(text), escape(text.normalize(form)));
  }
};
