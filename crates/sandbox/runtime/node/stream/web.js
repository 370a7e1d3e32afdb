// The module `stream/web`.
const web = require('internal/streams/web');
const { TextEncoderStream, TextDecoderStream } = require('internal/streams/text_streams');

module.exports = {
  ReadableStream: web.ReadableStream, ReadableStreamDefaultReader: web.ReadableStreamDefaultReader,
  ReadableStreamBYOBReader: web.ReadableStreamBYOBReader, ReadableStreamBYOBRequest: web.ReadableStreamBYOBRequest,
  ReadableByteStreamController: web.ReadableByteStreamController, ReadableStreamDefaultController: web.ReadableStreamDefaultController,
  TransformStream: web.TransformStream, TransformStreamDefaultController: web.TransformStreamDefaultController,
  WritableStream: web.WritableStream, WritableStreamDefaultWriter: web.WritableStreamDefaultWriter,
  WritableStreamDefaultController: web.WritableStreamDefaultController,
  ByteLengthQueuingStrategy: web.ByteLengthQueuingStrategy, CountQueuingStrategy: web.CountQueuingStrategy,
  TextEncoderStream, TextDecoderStream,
  get CompressionStream() { return require('internal/streams/compression_streams').CompressionStream; },
  get DecompressionStream() { return require('internal/streams/compression_streams').DecompressionStream; },
};
