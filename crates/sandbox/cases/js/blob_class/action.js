exports.onExecutePostLogin = async (event, api) => {
  const b = new Blob(['ab', new Uint8Array([99]), new Blob(['d'])], { type: 'Text/Plain' });
  console.log(b.size, b.type, await b.text(), await b.slice(1, 3).text(), await b.slice(-1).text(), (await b.arrayBuffer()).byteLength);
  console.log(b, b instanceof Blob);
};
