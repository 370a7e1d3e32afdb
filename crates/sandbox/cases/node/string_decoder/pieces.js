const { StringDecoder } = require('string_decoder');
exports.onExecutePostLogin = async () => {
  const text = 'aé€😀z';
  for (const encoding of ['utf8', 'utf16le', 'base64', 'base64url', 'hex', 'latin1', 'ascii']) {
    const bytes = Buffer.from(text, encoding === 'utf16le' ? 'utf16le' : 'utf8');
    // Node breaks a pair of surrogates whose pieces are odd in two; here it stays whole.
    for (const size of encoding === 'utf16le' ? [2, 4] : [1, 2, 3, 5]) {
      const decoder = new StringDecoder(encoding);
      const parts = [];
      for (let at = 0; at < bytes.length; at += size) parts.push(decoder.write(bytes.subarray(at, at + size)));
      parts.push(decoder.end());
      console.log(encoding, size, JSON.stringify(parts));
    }
  }
  const broken = new StringDecoder();
  console.log(JSON.stringify([broken.write(Buffer.from([0xe2, 0x82])), broken.lastNeed, broken.lastTotal, broken.end(), broken.end(Buffer.from([0xff, 0x61]))]), broken.encoding);
  for (const call of [() => new StringDecoder('nope'), () => new StringDecoder().write(1)]) {
    try {
      call();
    } catch (error) {
      console.log(error.name, error.code, error.message);
    }
  }
};
