exports.onExecutePostLogin = async (event, api) => {
  console.log(api.rules.wasExecuted('rule'));
  try {
    await api.roles.getUserEffectiveRoles();
    console.log('answered');
  } catch (error) {
    console.log(error instanceof Error, /roles/.test(error.message));
  }
};
