// Sends the user elsewhere to name a colour, and believes only a signed answer.
exports.onExecutePostLogin = async (event, api) => {
  if (!event.user.email.startsWith("colour-")) return;
  const token = api.redirect.encodeToken({
    secret: event.secrets.SHARED,
    payload: { question: "colour" },
    expiresInSeconds: 120,
  });
  api.redirect.sendUserTo(event.secrets.ELSEWHERE ?? "https://elsewhere.example/ask?lang=en", { query: { session_token: token } });
};

exports.onContinuePostLogin = async (event, api) => {
  const answer = api.redirect.validateToken({ secret: event.secrets.SHARED, tokenParameterName: "answer" });
  if (answer.colour === "none") {
    return api.access.deny("A colour is needed.");
  }
  api.idToken.setCustomClaim("https://demo.example/colour", answer.colour);
  api.accessToken.setCustomClaim("https://demo.example/came_back_by", event.request.method);
};
