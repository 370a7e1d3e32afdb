exports.onExecutePostLogin = async () => {
  const bytes = new Uint8Array(1 << 20).fill(0xff);
  const lengths = ['utf-8', 'utf-16le', 'shift_jis', 'iso-2022-jp', 'gb18030', 'windows-1252'].map((label) => new TextDecoder(label).decode(bytes).length);
  console.log(lengths.join());
  for (const label of ['utf-7', '\u0000', '__proto__', { toString: () => 'utf-8' }]) {
    try {
      console.log(new TextDecoder(label).encoding);
    } catch (error) {
      console.log(error.name);
    }
  }
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    console.log(error.name);
  }
  console.log(Buffer.from('zz'.repeat(1000), 'hex').length, Buffer.from('='.repeat(1000), 'base64').length, Buffer.from('\ud800').toString('hex'));
};
