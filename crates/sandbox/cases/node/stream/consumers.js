const { Readable } = require('stream');
const consumers = require('stream/consumers');
exports.onExecutePostLogin = async () => {
  const parts = () => Readable.from([Buffer.from('{"a":"'), Buffer.from([0xc3]), Buffer.from([0xa9]), Buffer.from('"}')]);
  console.log(await consumers.text(parts()), await consumers.json(parts()), await consumers.buffer(parts()), await consumers.arrayBuffer(parts()));
  const blob = await consumers.blob(parts());
  console.log(blob.size, await blob.text());
  await consumers.json(Readable.from(['no'])).catch((error) => console.log(error.name));
  await consumers.text(new Readable({ read() { this.destroy(new Error('gone')); } })).catch((error) => console.log(error.message));
};
