exports.onExecutePostLogin = async (event, api) => {
  const attempt = (f) => {
    try {
      f();
      console.log('taken');
    } catch (error) {
      console.log(error instanceof TypeError, /setCustomClaim/.test(error.message), /name|value/.test(error.message));
    }
  };
  attempt(() => api.accessToken.setCustomClaim(5, 1));
  attempt(() => api.accessToken.setCustomClaim());
  attempt(() => api.accessToken.setCustomClaim('a', () => {}));
  attempt(() => api.accessToken.setCustomClaim('a', 1n));
  const circular = {};
  circular.self = circular;
  attempt(() => api.accessToken.setCustomClaim('a', circular));
  attempt(() => api.accessToken.setCustomClaim('a', 1, 'more', 'arguments'));
};
