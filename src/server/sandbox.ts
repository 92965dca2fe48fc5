import { inlineHash, pagePolicy } from './page-headers';
import type { GoldenQuestion } from './questions';

/** A page of our own and the policy it is served with. */
export interface Page {
  readonly html: string;
  readonly policy: string;
}

const SANDBOX_SCRIPT = 'https://embeddable-sandbox.cdn.apollographql.com/v2/embeddable-sandbox.umd.production.min.js';

/**
 * Apollo Sandbox around `/graphql`, without telemetry, with the first golden question filled in.
 *
 * Sandbox itself comes from Apollo's servers. The bar above it is ours: without internet it says so, and leads to the local explorer.
 */
export function sandboxPage(questions: readonly GoldenQuestion[]): Page {
  const script = sandboxScript(questions[0]?.document);
  return {
    html: htmlWith(script),
    policy: pagePolicy({
      'script-src': `${inlineHash(script)} https://embeddable-sandbox.cdn.apollographql.com`,
      'style-src': inlineHash(STYLE),
      'frame-src': 'https://sandbox.embed.apollographql.com',
      'connect-src': "'self'",
      'img-src': "'self' data:",
    }),
  };
}

const STYLE = `
html, body { margin: 0; height: 100%; font: 15px/1.5 system-ui, sans-serif; color: #1b2733; }
body { display: flex; flex-direction: column; }
header { padding: .5rem 1rem; background: #12324a; color: #fff; }
header a { color: #9fd3ff; }
#sandbox, iframe { flex: 1; width: 100%; height: 100%; border: 0; }
#offline { padding: 3rem 1rem; text-align: center; }
`;

function htmlWith(script: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>City Federation Hub: Apollo Sandbox</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
<header>City Federation Hub · this is Apollo Sandbox, loaded from Apollo's servers · <a href="/explorer">local explorer, works offline</a> · <a href="/schema.graphql">schema</a></header>
<div id="offline" hidden>Apollo Sandbox could not be loaded: this browser seems to be offline. <a href="/explorer">The local explorer</a> needs no internet.</div>
<noscript>Apollo Sandbox needs JavaScript; the schema is at <a href="/schema.graphql">/schema.graphql</a>.</noscript>
<div id="sandbox"></div>
<script>${script}</script>
</body>
</html>
`;
}

/** Loads Sandbox, or shows why there is none. JSON in a script must not be able to end it, hence the escaped `<`. */
function sandboxScript(document: string | undefined): string {
  const options = JSON.stringify({
    target: '#sandbox',
    runTelemetry: false,
    allowDynamicStyles: false,
    endpointIsEditable: false,
    hideCookieToggle: true,
    initialState: { includeCookies: false, ...(document !== undefined && { document }) },
  }).replaceAll('<', '\\u003c');
  return `
const loader = document.createElement('script');
loader.src = ${JSON.stringify(SANDBOX_SCRIPT)};
loader.onload = () => new window.EmbeddedSandbox({ ...${options}, initialEndpoint: location.origin + location.pathname,
  initialSubscriptionEndpoint: location.origin.replace(/^http/, 'ws') + location.pathname });
loader.onerror = () => { document.getElementById('offline').hidden = false; document.getElementById('sandbox').hidden = true; };
document.head.append(loader);
`;
}
