/**
 * How much one operation may ask for. They leave room for every golden question, for the introspection queries of GraphiQL and
 * Apollo Sandbox and for `matchCities` with 100 names; nobody has needed another value yet, so they are constants, not settings.
 */
export const LIMITS = {
  /** Words and signs of the document. */
  tokens: 5000,
  /** Brackets of any kind inside each other, counted before parsing so that the parser's recursion stays shallow. */
  brackets: 32,
  operations: 20,
  fragments: 50,
  directives: 100,
  /** Fields inside fields, fragments inlined; the introspection query of graphql-js needs all of it. */
  depth: 15,
  /** Fields, spreads and inline fragments of one definition, fragments inlined. */
  selections: 1000,
  aliases: 50,
  rootFields: 20,
  /** How often the same field may be written at one place; comparing the copies is what makes validation slow. */
  repeats: 30,
  /** Lists and objects inside each other in an argument or a variable. */
  valueDepth: 12,
  /** `first` and `last`. */
  page: 100,
  /** Objects an operation may ask for, by estimate. */
  cost: 10_000,
  /** `__type` in one operation. */
  introspectedTypes: 5,
} as const;
