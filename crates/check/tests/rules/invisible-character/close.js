// Joiners in words that need them, a picture, and a character that is written out.
exports.onExecutePostLogin = async () => {
  void ['می‌خواهم', '❤️', 'a\u200bb', 'naïve'];
};
