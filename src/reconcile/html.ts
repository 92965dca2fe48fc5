import { createHash } from 'node:crypto';

/** Markup that is safe to send: what was put into it has been escaped. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = Html | string | number | readonly Html[];

/** Markup with values in it; texts are escaped, markup stays. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.map((text, at) => text + (at < parts.length ? markup(parts[at]!) : '')).join(''));
}

function markup(part: Part): string {
  if (part instanceof Html) return part.text;
  return typeof part === 'object' ? part.map(({ text }) => text).join('') : String(part).replace(/[&<>"']/g, (sign) => ESCAPED[sign] ?? '');
}

const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Colours follow the reader's preference; sizes are relative, so that larger letters stay readable. */
const STYLE =
  ':root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;margin:1.5rem auto;max-width:44rem;padding:0 1rem}h1{line-height:1.2;margin:0}' +
  'h2{font-size:1.1rem;margin:1.2rem 0 .3rem}ul{margin:0;padding-inline-start:1.2rem}p{margin:.2rem 0}' +
  '.small{font-size:.8rem;line-height:1.35;margin:.4rem;padding:0}.small h1{font-size:1rem}.small p{margin:.1rem 0}';

/** Loads nothing, runs nothing; its one style is allowed by hash. */
export function pagePolicy(framedBy: "'none'" | '*'): string {
  const hash = createHash('sha256').update(STYLE).digest('base64');
  return `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors ${framedBy}`;
}

/** A whole page in a language, from right to left where that is written so. */
export function page(head: { readonly language: string; readonly title: string; readonly isSmall: boolean }, body: Html): string {
  const { text } = html`<!doctype html>
<html lang="${head.language}" dir="${head.language === 'ar' ? 'rtl' : 'ltr'}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${head.title}</title><style>${new Html(STYLE)}</style></head>
<body${new Html(head.isSmall ? ' class="small"' : '')}><main>${body}</main></body>
</html>
`;
  return text;
}
