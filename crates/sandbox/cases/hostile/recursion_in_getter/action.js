exports.onExecutePostLogin = async () => {
  const o = { get a() { return this.a; } };
  try {
    o.a;
  } catch (error) {
    console.log(error.name);
  }
};
