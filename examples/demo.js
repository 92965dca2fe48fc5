/** Starts the hub with both example partners, publishes them, and asks a question across all three: `npm run demo`. Ends with Ctrl-C. */
const { spawn } = require('node:child_process');
const { randomBytes } = require('node:crypto');
const { join } = require('node:path');
const { createInterface } = require('node:readline');

const PROJECT = join(__dirname, '..');
const KEY = randomBytes(32).toString('hex');

const QUESTION = /* GraphQL */ `
  {
    city(unlocode: "ESBCN") {
      name
      memberships { totalCount }
      resilienceProgrammes { name round since source }
      cultureFields { name since source }
    }
    network(slug: "uccn") {
      name
      cultureCities { name country { name } resilienceProgrammes { name } }
    }
  }
`;

const PARTNERS = [
  { name: 'resilience', owner: 'rcities' },
  { name: 'culture', owner: 'uccn' },
];

const children = [];

/** Starts a program, and gives the address it says it is ready at. */
async function start(args, env = {}) {
  const child = spawn(process.execPath, args, { cwd: PROJECT, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  for await (const line of createInterface({ input: child.stdout })) {
    process.stdout.write(`${line}\n`);
    const address = /[Rr]eady at (\S+)$/.exec(line)?.[1];
    if (address) return address;
  }
  throw new Error(`${args.join(' ')} ended before it was ready.`);
}

async function ask(hub, query, variables) {
  const response = await fetch(`${hub}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${KEY}` },
    body: JSON.stringify({ query, variables }),
  });
  return response.json();
}

const PUBLISH = /* GraphQL */ `
  mutation ($input: SubgraphInput!) {
    publishSubgraph(input: $input) { check { outcome } supergraph { number } userErrors { message } }
  }
`;

async function publish(hub, { name, owner }) {
  const url = await start([join('examples', `partner-${name}`, 'server.js'), '0']);
  const { data } = await ask(hub, 'query ($slug: String!) { organization(slug: $slug) { id } }', { slug: owner });
  const answer = await ask(hub, PUBLISH, { input: { name, url, ownerId: data.organization.id } });
  process.stdout.write(`Published ${name}: ${JSON.stringify(answer.data.publishSubgraph)}\n`);
}

async function main() {
  const hub = await start([join('dist', 'src', 'cli.js'), 'serve'], {
    HUB_PARTNER_ADDRESSES: 'any',
    HUB_ADMIN_KEY: KEY,
    HUB_LOG_LEVEL: 'warn',
  });
  for (const partner of PARTNERS) await publish(hub, partner);
  const answer = await ask(hub, QUESTION);
  process.stdout.write(`${QUESTION}\n${JSON.stringify(answer, null, 2)}\n\nAsk more at ${hub}/explorer; Ctrl-C ends it.\n`);
}

function stop(code) {
  for (const child of children) child.kill('SIGTERM');
  process.exitCode = code;
}

process.on('SIGINT', () => stop(0));
process.on('SIGTERM', () => stop(0));
main().catch((error) => {
  process.stderr.write(`demo: ${error.message}\n`);
  stop(1);
});
