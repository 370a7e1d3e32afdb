const zlib = require('zlib');
exports.onExecutePostLogin = async () => {
  const open = [];
  for (const make of [() => zlib.createBrotliCompress(), () => zlib.createBrotliDecompress(), () => zlib.createGzip()]) {
    try {
      for (let i = 0; i < 2000; i++) open.push(make());
    } catch (error) {
      console.log(error.name, error.code, open.length < 400);
    }
  }
  for (const stream of open) stream.close();
  console.log(zlib.gunzipSync(zlib.gzipSync('there is room again')).toString());
};
