exports.onExecutePostLogin = async () => {
  const o = { toString() { return `${o}`; } };
  try {
    `${o}`;
  } catch (error) {
    console.log(error.name);
  }
};
