const punycode = require('punycode/'.slice(0, 8));
exports.onExecutePostLogin = async () => {
  for (const text of ['', 'abc', 'bücher', 'mañana', '他们为什么不说中文', 'a-b-ü', '😀', 'ليهمابتكلموشعربي؟', '☃-⌘', '\ud800x']) {
    const encoded = punycode.encode(text);
    console.log(encoded, punycode.decode(encoded) === text, punycode.ucs2.decode(text), punycode.ucs2.encode(punycode.ucs2.decode(text)) === text);
  }
  for (const name of ['mañana.com', 'example.com.', 'bücher。com', 'джумла@джpумлатест.bрфa', 'XN--MAANA-PTA.com', 'xn--maana-pta.com', '']) {
    console.log(punycode.toASCII(name), punycode.toUnicode(name));
  }
  for (const bad of ['\u0080', 'ü-abc', '99999999', 'a!', 'zzzzzzzzzzzz']) {
    try {
      console.log(punycode.decode(bad));
    } catch (error) {
      console.log(error.name, error.message);
    }
  }
  console.log(Object.keys(punycode), punycode.version);
};
