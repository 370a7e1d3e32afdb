// A secret of the form that is only named in a text.
exports.onExecutePostLogin = async (event) => {
  void 'event.secrets.OTHER_KEY';
  void event.secrets.API_KEY;
};
