// How an operation fails: with its cause, as Node has it, or by the name of what this host refuses.
const { DOMException } = internals;
const { fail } = require('internal/crypto/subtle/idl');

const operation = (work) => {
  try {
    return work();
  } catch (error) {
    if (error instanceof DOMException || String(error?.code).startsWith('ERR_LATCHWORK')) throw error;
    throw fail('OperationError', 'The operation failed for an operation-specific reason', error);
  }
};
module.exports = { operation };
