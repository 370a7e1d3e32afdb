const { StringDecoder } = require('string_decoder');
exports.onExecutePostLogin = async () => {
  for (const encoding of ['utf16le', 'utf8', 'base64']) {
    for (const pieces of [['3DD84D', 'DC'], ['3DD8', '4DDC'], ['3D', 'D84DDC'], ['3DD84D'], ['3DD8'], ['E2', '82', 'AC'], ['F09F8E'], ['41', '4243', '44']]) {
      const decoder = new StringDecoder(encoding);
      console.log(encoding, JSON.stringify([...pieces.map((piece) => decoder.write(Buffer.from(piece, 'hex'))), decoder.end()]));
    }
  }
};
