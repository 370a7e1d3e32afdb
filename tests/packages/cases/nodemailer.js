// The main job of nodemailer.
const nodemailer = require('nodemailer');

exports.onExecutePostLogin = async (event) => {
  const transport = nodemailer.createTransport({ host: event.secrets.SMTP_HOST, port: Number(event.secrets.SMTP_PORT), secure: false, ignoreTLS: true });
  const sent = await transport.sendMail({ from: 'login@example.com', to: event.user.email, subject: 'New login', text: 'Hello', messageId: '<1@example.com>', date: new Date(0) });
  console.log(sent.accepted, sent.rejected, sent.response, sent.messageId);
  transport.close();
};
