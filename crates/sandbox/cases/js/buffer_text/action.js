exports.onExecutePostLogin = async (event, api) => {
  for (const e of ['utf8', 'hex', 'base64', 'base64url', 'latin1', 'ascii', 'utf16le', 'binary', 'UCS-2']) {
    console.log(e, Buffer.from('h\u00e9\u20ac?>', 'utf8').toString(e), Buffer.byteLength('aGVsbG8', e));
  }
  console.log(Buffer.from('68656c6c6fzz', 'hex').toString(), Buffer.from('aGVsbG8_-w', 'base64').toString('hex'), Buffer.from('é', 'latin1'), Buffer.from('hi', 'utf16le'));
  console.log(Buffer.from([1, 300, -1]), Buffer.from({ length: 2, 0: 7 }), Buffer.from(JSON.parse(JSON.stringify(Buffer.from('ab')))), Buffer.from(new Uint16Array([1, 257])));
  console.log(Buffer.from('\ud800x').toString('hex'), Buffer.from([0xff, 0x61]).toString());
};
