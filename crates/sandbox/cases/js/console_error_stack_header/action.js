exports.onExecutePostLogin = async (event, api) => {
  class NotFound extends Error {
    constructor(message) {
      super(message);
      this.name = 'NotFound';
    }
  }
  const head = (error) => error.stack.split('\n')[0];
  console.log(head(new Error('plain')));
  console.log(head(new RangeError('ranged')));
  try {
    decodeURIComponent('%');
  } catch (error) {
    console.log(head(error).split(':')[0], error instanceof URIError);
  }
  console.log(/^ {4}at /.test(new Error('x').stack.split('\n')[1]));
  console.log(Object.keys(new Error('x')), 'stack' in new NotFound('y'));
  const target = {};
  Error.captureStackTrace(target);
  console.log(typeof target.stack, head(target));
};
