import type { ApolloServerPlugin, BaseContext } from '@apollo/server';

/** Puts what resolvers told of the answer, in the `extensions` of their context, into the `extensions` of the answer. */
export const answerExtensions: ApolloServerPlugin<BaseContext> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ contextValue, response: { body } }) => {
      const { extensions = {} } = contextValue as { readonly extensions?: Readonly<Record<string, unknown>> };
      if (body.kind === 'single' && Object.keys(extensions).length > 0)
        body.singleResult.extensions = { ...body.singleResult.extensions, ...extensions };
    },
  }),
};
