exports.onExecuteCredentialsExchange = async (event, api) => {
  const tries = {
    unknown: () => api.evil.doIt(),
    own: () => { api.evil = { doIt: () => 'mine' }; return api.evil.doIt(); },
    otherTrigger: () => api.idToken.setCustomClaim('a', 1),
    access: () => Object.keys(api.access).join(),
    path: () => api['accessToken.setCustomClaim']?.('a', 1) ?? 'none',
    proto: () => Object.getPrototypeOf(api.accessToken) === Object.prototype,
    detached: () => { const { addScope } = api.accessToken; return addScope('detached') === api; },
    borrowed: () => api.accessToken.addScope.call(null, 'borrowed') === api,
    constructed: () => new api.accessToken.addScope('constructed'),
  };
  for (const name of Object.keys(tries)) {
    try {
      console.log(name, tries[name]());
    } catch (error) {
      console.log(name, error.name);
    }
  }
};
