const { transcode } = require('buffer');
const encodings = ['utf8', 'utf16le', 'latin1', 'ascii', 'binary', 'UCS-2', '', undefined, null];
const samples = {
  plain: Buffer.from('abc'), latin: Buffer.from('é€', 'utf8'), pair: Buffer.from('😀x'), high: Buffer.from([0xff, 0x61]),
  cut: Buffer.from([0xe2, 0x82, 0x61]), surrogate: Buffer.from([0xed, 0xa0, 0x80, 0xf0, 0x9f, 0x98]), mark: Buffer.from('\ufeffa'),
  wide: Buffer.from('é😀', 'utf16le'), lone: Buffer.from('a\ud800b', 'utf16le'), odd: Buffer.from([1, 2, 3]),
  invisible: Buffer.from('a\u00ad\u200b\ufe0fz'), marked: Buffer.from('\ufeffa', 'utf16le'),
};
const tell = (label, from, to, source) => {
  try {
    const result = transcode(source, from, to);
    console.log(label, from, to, Buffer.isBuffer(result), result.toString('hex'));
  } catch (error) {
    console.log(label, from, to, error.name, error.code, error.errno, error.message);
  }
};
exports.onExecutePostLogin = async () => {
  for (const [label, source] of Object.entries(samples)) {
    for (const from of encodings) for (const to of encodings) tell(label, from, to, source);
  }
  for (const wrong of ['hex', 'base64', 'base64url', 'nope', 1, {}]) {
    tell('from', wrong, 'utf8', samples.plain);
    tell('to', 'utf8', wrong, samples.plain);
    tell('empty', wrong, wrong, Buffer.alloc(0));
  }
  for (const source of ['a', undefined, null, 1, new DataView(new ArrayBuffer(1)), new Uint16Array(1)]) tell('source', 'utf8', 'utf8', source);
  console.log(transcode(samples.plain, 'utf8', 'utf8') === samples.plain, transcode(new Uint8Array([97])).constructor === Buffer);
};
