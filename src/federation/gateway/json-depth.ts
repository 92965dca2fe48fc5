const [QUOTE, BACKSLASH] = ['"'.charCodeAt(0), '\\'.charCodeAt(0)];
const OPEN = new Set(['[', '{'].map((sign) => sign.charCodeAt(0)));
const CLOSE = new Set([']', '}'].map((sign) => sign.charCodeAt(0)));

/** Whether lists and objects in a JSON text lie deeper in each other than a limit. Reads it once, and makes nothing of it. */
export function isDeeper(json: Buffer, limit: number): boolean {
  let depth = 0;
  let isText = false;
  for (let at = 0; at < json.length; at += 1) {
    const sign = json[at]!;
    if (isText) {
      if (sign === BACKSLASH) at += 1;
      else if (sign === QUOTE) isText = false;
    } else if (sign === QUOTE) isText = true;
    else if (OPEN.has(sign)) {
      depth += 1;
      if (depth > limit) return true;
    } else if (CLOSE.has(sign)) depth -= 1;
  }
  return false;
}
