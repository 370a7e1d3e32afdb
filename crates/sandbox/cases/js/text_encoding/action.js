exports.onExecutePostLogin = async (event, api) => {
  console.log(new TextEncoder().encode('aé€😀'), new TextDecoder().decode(new Uint8Array([0xef, 0xbb, 0xbf, 104, 105])));
  const d = new TextDecoder('utf-8', { fatal: true });
  try {
    d.decode(new Uint8Array([0xff]));
  } catch (error) {
    console.log(error.name, error.code);
  }
  const s = new TextDecoder();
  console.log(s.decode(new Uint8Array([0xe2, 0x82]), { stream: true }) + s.decode(new Uint8Array([0xac])), JSON.stringify(new TextDecoder().decode(new Uint8Array([0xff, 65, 0xe2, 0x82]))));
  console.log(new TextDecoder('latin1').encoding, new TextDecoder('utf-16le').decode(new Uint8Array([104, 0, 105, 0])));
  console.log(new TextEncoder().encodeInto('aé€', new Uint8Array(4)));
  try {
    new TextDecoder('nope');
  } catch (error) {
    console.log(error.name, error.code);
  }
};
