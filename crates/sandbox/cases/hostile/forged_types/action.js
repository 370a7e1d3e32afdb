exports.onExecutePostLogin = async (event, api) => {
  const wrong = [undefined, null, 1, true, {}, [], () => {}, Symbol('s'), 1n, new Date(0), new Proxy([], {}), Object('text')];
  const ends = {};
  for (const value of wrong) {
    try {
      api.accessToken.setCustomClaim(value, 1);
      (ends.taken ??= []).push(typeof value);
    } catch (error) {
      (ends[error.name] ??= []).push(typeof value);
    }
  }
  console.log(JSON.stringify(ends));
  for (const call of [() => api.redirect.sendUserTo(1), () => api.redirect.sendUserTo('not a url'), () => api.access.deny({ reason: 'x' }), () => api.user.setUserMetadata(), () => api.accessToken.addScope(['a'])]) {
    try {
      call();
      console.log('taken');
    } catch (error) {
      console.log(`${error.name}: ${error.message}`);
    }
  }
};
