import type { JsonShape } from './json-shape.js';

const text: JsonShape = { type: 'string', minLength: 1, maxLength: 1000 };
const code: JsonShape = { type: 'string', pattern: '^[A-Za-z0-9_.-]{1,64}$' };
const day: JsonShape = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' };
const hash: JsonShape = { type: 'string', pattern: '^[0-9a-f]{64}$' };
const count: JsonShape = { type: 'integer', minimum: 0, multipleOf: 5 };
const percent: JsonShape = { anyOf: [{ type: 'null' }, { type: 'number', minimum: 0 }] };

function object(properties: Record<string, JsonShape>, description?: string): JsonShape {
  return {
    type: 'object',
    ...(description === undefined ? {} : { description }),
    required: Object.keys(properties),
    properties,
    additionalProperties: false,
  };
}

const cells: JsonShape = {
  type: 'array',
  maxItems: 1_000_000,
  items: object({ codes: { type: 'object', additionalProperties: code }, value: count }),
};

/** The one source of the published `release.schema.json`; receivers check a release against it. */
export const RELEASE_SCHEMA: JsonShape = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:an-tam:release:1',
  title: 'An Tâm release, format 1',
  ...object({
    format: { const: 'an-tam-release/1' },
    issuer: code,
    province: { type: 'string', pattern: '^\\d{2}$' },
    plan: code,
    sequence: { type: 'integer', minimum: 1, description: 'Counts the releases of one issuer and plan, from 1' },
    previousHash: {
      anyOf: [{ type: 'null' }, hash],
      description: 'SHA-256 of the canonical JSON of the release before',
    },
    period: object({ id: code, planYear: { type: 'integer' }, from: day, to: day }),
    closedOn: day,
    geography: text,
    profile: object({ name: { const: 'rounding' }, base: { const: 5 }, accumulation: { const: 'plan_year_to_date' } }),
    thresholds: { type: 'object', additionalProperties: { type: 'integer', minimum: 0 } },
    definitions: {
      type: 'object',
      description: 'Settings of the plan under which people were counted',
      additionalProperties: { anyOf: [text, { type: 'array', items: text }] },
    },
    tables: {
      type: 'array',
      minItems: 1,
      items: object({ id: code, cells, margins: { type: 'array', items: object({ id: code, cells }) } }),
    },
    coverage: {
      type: 'array',
      items: object(
        {
          unit: code,
          level: { enum: ['province', 'commune'] },
          numerator: count,
          denominator: count,
          percent,
          band: {
            anyOf: [
              { type: 'null' },
              { type: 'array', minItems: 2, maxItems: 2, items: { type: 'integer', minimum: 0, multipleOf: 5 } },
            ],
          },
        },
        'Of the people the network knows',
      ),
    },
    leftOut: object({ people: count, known: count, percent }, 'People in need who could not be counted'),
    audit: object({
      passed: { const: true },
      checks: {
        type: 'array',
        minItems: 1,
        items: object({ id: code, title: text, passed: { const: true }, detail: text }),
      },
    }),
  }),
};
