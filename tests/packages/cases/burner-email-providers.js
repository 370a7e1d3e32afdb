// The main job of burner-email-providers.
const burners = require('burner-email-providers');

exports.onExecutePostLogin = async (event, api) => {
  console.log(burners.isEmailBurner('a@mailinator.com'), burners.isEmailBurner(event.user.email));
  if (burners.isEmailBurner('b@yopmail.com')) api.access.deny('No throwaway addresses');
};
