const buffer = require('buffer');
exports.onExecutePostLogin = async () => {
  console.log(Object.keys(buffer).join(' '));
  console.log(Object.getOwnPropertyNames(Buffer).sort().join(' '));
  console.log(Object.getOwnPropertyNames(Buffer.prototype).sort().join(' '));
  console.log(Buffer.poolSize, buffer.INSPECT_MAX_BYTES, buffer.constants.MAX_STRING_LENGTH === buffer.kStringMaxLength);
  console.log(Buffer.from('ab').inspect(), Buffer.prototype.inspect === Buffer.prototype[Symbol.for('nodejs.util.inspect.custom')]);
};
