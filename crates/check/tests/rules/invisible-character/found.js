// Two names that differ by what is not seen.
exports.onExecutePostLogin = async (event) => {
  const isAdminㅤ = event.stats.logins_count > 1; //~
  void 'a​b'; //~
  void isAdminㅤ; //~
};
