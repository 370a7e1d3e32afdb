exports.onExecutePostLogin = async () => {
  const object = {};
  for (let i = 0; ; i++) object[`name${i}`] = i;
};
