import { Lexer, Source, TokenKind } from 'graphql';

import { HubError } from '../../platform/errors';
import { LIMITS } from './limits';

const OPENING: ReadonlySet<string> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const CLOSING: ReadonlySet<string> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/** What a document weighs before anybody parses it. */
export interface SourceSize {
  readonly tokens: number;
  readonly refusal: HubError | undefined;
}

/**
 * Counts the tokens of a document and how deep its brackets nest, stopping at the limits.
 *
 * It runs before the parser, which recurses once per bracket. A character that is no token is left for the parser to complain of.
 */
export function sourceSize(text: string): SourceSize {
  const lexer = new Lexer(new Source(text));
  let tokens = 0;
  let depth = 0;
  try {
    while (lexer.advance().kind !== TokenKind.EOF) {
      tokens += 1;
      if (OPENING.has(lexer.token.kind)) depth += 1;
      if (CLOSING.has(lexer.token.kind)) depth -= 1;
      if (tokens > LIMITS.tokens) return { tokens, refusal: tooLong() };
      if (depth > LIMITS.brackets) return { tokens, refusal: tooNested() };
    }
  } catch {
    return { tokens, refusal: undefined };
  }
  return { tokens, refusal: undefined };
}

function tooLong(): HubError {
  const limit = LIMITS.tokens;
  return new HubError(
    'COST_LIMIT_EXCEEDED',
    `The document has more than ${limit} tokens, the most allowed. Send large inputs as variables.`,
    {
      limit,
    },
  );
}

function tooNested(): HubError {
  const limit = LIMITS.brackets;
  return new HubError('DEPTH_LIMIT_EXCEEDED', `The document nests brackets more than ${limit} deep, the most allowed.`, { limit });
}
