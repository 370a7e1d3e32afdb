exports.onExecutePostLogin = async (event, api) => {
  api.accessToken.setCustomClaim('https://a.example/in', 'time');
  fetch('https://api.example/').then(() => api.access.deny('too late'));
  setTimeout(() => api.accessToken.setCustomClaim('https://a.example/too', 'late'), 10);
  setTimeout(() => console.log('still printed'), 15);
};
