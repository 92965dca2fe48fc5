import type { ApolloServerPlugin, BaseContext } from '@apollo/server';

type Extensions = Readonly<Record<string, unknown>>;

/** Puts what resolvers told of the answer, in the `extensions` of their context, into the `extensions` of the answer. */
export const answerExtensions: ApolloServerPlugin<BaseContext> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ contextValue, response: { body } }) => {
      if (body.kind !== 'single') return;
      const extensions = extensionsOf(contextValue, body.singleResult.extensions);
      if (extensions) body.singleResult.extensions = extensions;
    },
  }),
};

/** The `extensions` of an answer with those told in a context; undefined when there are none. */
export function extensionsOf(context: unknown, ofAnswer: Extensions | undefined): Record<string, unknown> | undefined {
  const { extensions = {} } = context as { readonly extensions?: Extensions };
  return ofAnswer || Object.keys(extensions).length > 0 ? { ...ofAnswer, ...extensions } : undefined;
}
