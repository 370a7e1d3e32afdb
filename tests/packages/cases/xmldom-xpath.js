// The main job of @xmldom/xmldom and xpath.
const { DOMParser, XMLSerializer } = require('@xmldom/xmldom');
const xpath = require('xpath');

exports.onExecutePostLogin = async () => {
  const text = '<s:Envelope xmlns:s="urn:s"><s:Body><role name="admin">yes</role><role name="user"/></s:Body></s:Envelope>';
  const document = new DOMParser().parseFromString(text, 'text/xml');
  const select = xpath.useNamespaces({ s: 'urn:s' });
  for (const node of select('//role', document)) console.log(node.getAttribute('name'), node.textContent);
  console.log(select('string(/s:Envelope/s:Body/role[1]/@name)', document), xpath.select('count(//role)', document));
  document.documentElement.setAttribute('seen', '1');
  console.log(new XMLSerializer().serializeToString(document));
  try {
    new DOMParser().parseFromString('<a><b></a>', 'text/xml');
  } catch (error) {
    console.log(error.name, error.message);
  }
};
