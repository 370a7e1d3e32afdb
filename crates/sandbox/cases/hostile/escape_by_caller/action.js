exports.onExecutePostLogin = async (event, api) => {
  const seen = [];
  const value = {
    toJSON: function toJSON() {
      for (const read of [() => arguments.callee.caller, () => toJSON.caller, () => toJSON.arguments?.length, () => api.user.setUserMetadata.caller, () => api.user.setUserMetadata.arguments, () => new Error('').stack.includes('latchwork:runtime')]) {
        try {
          seen.push(`${typeof read()}:${read()}`);
        } catch (error) {
          seen.push(error.name);
        }
      }
      return 1;
    },
  };
  api.user.setUserMetadata('a', value);
  console.log(seen.join(' '));
};
