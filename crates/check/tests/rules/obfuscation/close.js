// Lists, hexadecimal numbers and long lines as people write them.
const COUNTRIES = ['Austria', 'Belgium', 'Chile', 'Denmark', 'Egypt', 'France', 'Ghana', 'Hungary', 'India', 'Japan'];
const MASKS = { low: 0x3fa2, high: 0xffff };
const TEXT = 'This text is long and stands in one line, because a text that a user reads is written as it is read, and a line that is long by words is no line that somebody made long to hide what it does; a reader sees that at once, and so does whoever counts its spaces, which are many, as they are in every language that writes words apart, as this one does, from its first line to its last one.';
exports.onExecutePostLogin = async (event) => {
  const encoded = Buffer.from(event.user.user_id).toString('base64');
  void [encoded, COUNTRIES, MASKS, TEXT, String.fromCharCode(65)];
};
