// Below a field that is declared, and on the way to one.
exports.onExecutePostLogin = async (event) => {
  if (!event.user.app_metadata.acme) return;
  void [event.user.app_metadata.acme.id, event.request.geoip.cityName];
};
