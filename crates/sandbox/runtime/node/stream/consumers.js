// The module `stream/consumers`: all of a stream, or of any asynchronous iterable, as one value.
const { Buffer, Blob, TextDecoder } = internals;

async function blob(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return new Blob(chunks);
}
async function arrayBuffer(stream) {
  return await (await blob(stream)).arrayBuffer();
}
async function buffer(stream) {
  return Buffer.from(await arrayBuffer(stream));
}
async function text(stream) {
  const decoder = new TextDecoder();
  let whole = '';
  for await (const chunk of stream) whole += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
  return whole + decoder.decode();
}
async function json(stream) {
  return JSON.parse(await text(stream));
}

module.exports = { arrayBuffer, blob, buffer, text, json };
