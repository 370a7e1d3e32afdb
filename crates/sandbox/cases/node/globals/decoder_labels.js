exports.onExecutePostLogin = async () => {
  for (const label of ['866', 'cp866', 'csisolatin2', 'l1', 'ascii', 'latin1', 'utf-16', 'ucs-2', 'unicodefffe', 'sjis', 'x-sjis', 'gb2312', 'koi', ' \t\r\n\futf-8 ', '\vutf-8', '\u00a0utf-8', 'utf-8\u2028', 'iso-2022-kr', 'replacement', 'none', '']) {
    try {
      console.log(JSON.stringify(label), new TextDecoder(label).encoding);
    } catch (error) {
      console.log(JSON.stringify(label), error.name, error.code);
    }
  }
  for (const [label, bytes] of [['utf-16le', [0x41, 0, 0x3d, 0xd8, 0, 0xde, 0x42, 0]], ['utf-8', [0x41, 0xf0, 0x9f, 0x98, 0x80, 0x42]]]) {
    for (const size of [1, 2, 3, 5]) {
      const decoder = new TextDecoder(label);
      let text = '';
      for (let at = 0; at < bytes.length; at += size) text += decoder.decode(Uint8Array.from(bytes.slice(at, at + size)), { stream: true });
      console.log(label, size, text + decoder.decode());
    }
    console.log(JSON.stringify(new TextDecoder(label).decode(Uint8Array.from(bytes.slice(0, 4)))));
  }
};
