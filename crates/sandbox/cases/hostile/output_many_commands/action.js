exports.onExecutePostLogin = async (event, api) => {
  try {
    for (let i = 0; i < 100000; i++) api.accessToken.addScope(`scope${i}`);
  } finally {
    api.access.deny('never reached');
  }
};
