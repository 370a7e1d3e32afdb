exports.onExecutePostLogin = async (event, api) => {
  Promise.reject(new Error('nobody listens'));
  const caught = Promise.reject(new Error('caught in time'));
  caught.catch(() => {});
  await null;
};
