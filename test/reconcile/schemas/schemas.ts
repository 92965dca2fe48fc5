import { z } from 'zod';

/** Shapes of the Reconciliation Service API 0.2, written from the specification; `strict` where it allows nothing else. */
const text = z.string().min(1);
const namedType = z.object({ id: text, name: text, broader: z.array(z.object({ id: text, name: text })).optional() });
const templated = z.string().regex(/^https?:\/\/.*\{\{id\}\}/);
const service = z.object({ service_url: z.url(), service_path: z.string().startsWith('/') });

export const manifestSchema = z.object({
  versions: z.array(z.string()).refine((versions) => versions.includes('0.2')),
  name: text,
  identifierSpace: z.url(),
  schemaSpace: z.url(),
  serviceVersion: text.optional(),
  documentation: z.url().optional(),
  defaultTypes: z.array(namedType).refine((types) => new Set(types.map(({ id }) => id)).size === types.length),
  view: z.object({ url: templated }),
  preview: z.object({ url: templated, width: z.int(), height: z.int() }),
  suggest: z.object({ entity: service, property: service, type: service }),
  extend: z.object({ propose_properties: service, property_settings: z.array(z.never()) }),
  batchSize: z.int().positive(),
});

const candidate = z.object({
  id: text,
  name: text,
  description: z.string().optional(),
  type: z.array(namedType),
  score: z.number().min(0).max(100),
  match: z.boolean(),
  features: z
    .array(z.object({ id: text, value: z.union([z.boolean(), z.number()]) }))
    .refine((features) => new Set(features.map(({ id }) => id)).size === features.length),
});

/** Candidates come by decreasing score, and at most one of them is a match. */
const result = z
  .array(candidate)
  .refine((all) => all.every(({ score }, at) => at === 0 || score <= all[at - 1]!.score))
  .refine((all) => all.filter(({ match }) => match).length <= 1);

export const resultBatchSchema = z.record(z.string(), z.object({ result }));

export const suggestEntitiesSchema = z.object({
  result: z.array(z.object({ id: text, name: text, description: z.string().optional(), notable: z.array(namedType) })),
});
export const suggestPropertiesSchema = z.object({
  result: z.array(z.object({ id: text, name: text, description: z.string().optional() })),
});
export const suggestTypesSchema = z.object({ result: z.array(namedType) });

export const proposalSchema = z.object({
  properties: z.array(z.object({ id: text, name: text })),
  type: z.string().optional(),
  limit: z.number().optional(),
});

const cell = z.union([
  z.strictObject({}),
  z.strictObject({ id: text, name: text, description: z.string().optional() }),
  z.strictObject({ str: z.string() }),
  z.strictObject({ float: z.number() }),
  z.strictObject({ int: z.int() }),
  z.strictObject({ date: z.iso.datetime() }),
]);

export const extensionSchema = z.object({
  meta: z.array(z.object({ id: text, name: text, type: z.object({ id: text, name: text }).optional() })),
  rows: z.record(z.string(), z.record(z.string(), z.array(cell))),
});

export const refusalSchema = z.strictObject({ status: z.literal('error'), code: text, message: text });
