import { registerEnumType } from 'type-graphql';

/** An enum whose values are their own names, each described: in GraphQL, in TypeScript and in the database. */
export type Words<Word extends string> = { readonly [W in Word]: W };

/** Declares an enum: its name, what it says, and what each of its words means. */
export function words<Word extends string>(name: string, description: string, meanings: Readonly<Record<Word, string>>): Words<Word> {
  const all = Object.keys(meanings) as Word[];
  const values = Object.fromEntries(all.map((word) => [word, word])) as Words<Word>;
  registerEnumType(values, {
    name,
    description,
    valuesConfig: Object.fromEntries(all.map((word) => [word, { description: meanings[word] }])) as Record<Word, { description: string }>,
  });
  return values;
}
