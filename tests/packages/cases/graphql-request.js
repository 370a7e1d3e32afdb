// The main job of graphql-request.
const { GraphQLClient, gql } = require('graphql-request');

exports.onExecutePostLogin = async (event) => {
  const client = new GraphQLClient(`${event.secrets.BASE}/graphql`, { headers: { authorization: 'Bearer t' } });
  const query = gql`
    query User($id: ID!) {
      user(id: $id) { name roles }
    }
  `;
  console.log(await client.request(query, { id: event.user.user_id }));
  try {
    await client.request(gql`query Broken { broken }`);
  } catch (error) {
    console.log(error.name, error.response.status, error.response.errors);
  }
};
