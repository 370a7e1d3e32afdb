exports.onExecutePostLogin = async (event, api) => {
  await new Promise((resolve) => setTimeout(resolve, 1));
  class Denied extends Error {
    constructor(m) {
      super(m);
      this.name = 'Denied';
    }
  }
  throw new Denied('later');
};
