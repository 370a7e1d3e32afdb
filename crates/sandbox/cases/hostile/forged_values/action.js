exports.onExecutePostLogin = async (event, api) => {
  const cyclic = {};
  cyclic.self = [cyclic];
  for (const value of [1n, { deep: [1n] }, cyclic, () => {}, Symbol('s'), undefined, { a: undefined, f() {}, s: Symbol('s') }, [undefined, () => {}], new Map([[1, 2]]), new Uint8Array(2), new Date(NaN), new Date(0), Object(1n), { toJSON: () => undefined }]) {
    try {
      api.user.setUserMetadata('v', value);
    } catch (error) {
      console.log(`${error.name}: ${error.message}`);
    }
  }
};
