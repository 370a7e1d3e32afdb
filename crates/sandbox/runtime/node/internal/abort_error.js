// The error of Node's own functions (not of the web's) when a signal has ended them.
module.exports = class AbortError extends Error {
  constructor(message = 'The operation was aborted', options = undefined) {
    super(message, options);
    this.code = 'ABORT_ERR';
    this.name = 'AbortError';
  }
};
