// Unseen​ characters go from between tokens and from comments.
exports.onExecutePostLogin = async () => {
  const kept = 'a​b';
  /* ‮ turned */ void　kept;
};
