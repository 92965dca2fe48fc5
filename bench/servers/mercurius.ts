import Fastify from 'fastify';
import mercurius from 'mercurius';
import { announce } from './announce';
import { loaders } from './mercurius/loaders';
import { resolvers } from './mercurius/resolvers';
import { SCHEMA } from './mercurius/schema';

/** The same tables behind Mercurius, with compiled queries: no limits on operations, no errors to mask, no log. */
const app = Fastify();
app.register(mercurius, { schema: SCHEMA, resolvers, loaders: loaders as never, jit: 1 });
app.listen({ host: '127.0.0.1', port: 0 }).then(() => announce(app.server));
