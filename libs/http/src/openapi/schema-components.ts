import * as contracts from '@an-tam/contracts';
import { z } from 'zod';

/** Whether a schema stands for what is sent to a route or for what the route answers. */
type Direction = 'input' | 'output';

type JsonSchema = Record<string, unknown>;

export interface ConvertedSchema {
  /** JSON Schema of draft 2020-12, as OpenAPI 3.1 takes it. */
  readonly schema: JsonSchema;
  /** Named schemas that it refers to below `#/components/schemas/`. */
  readonly components: Record<string, JsonSchema>;
}

type Override = NonNullable<NonNullable<Parameters<typeof z.toJSONSchema>[1]>['override']>;

/** Leaves out what says nothing: patterns that repeat a format, bounds of every integer, closed answers. */
const tidy: Override = ({ zodSchema, jsonSchema }) => {
  const { def } = zodSchema._zod;
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (def.type === 'object' && !(def as z.core.$ZodObjectDef).catchall) delete jsonSchema.additionalProperties;
};

const named = Object.entries(contracts).flatMap(([name, value]): [string, z.ZodType][] =>
  value instanceof z.ZodType ? [[name[0]?.toUpperCase() + name.slice(1).replace(/Schema$/, ''), value]] : [],
);

const shapeOf = (schema: z.ZodType, io: Direction) =>
  JSON.stringify(z.toJSONSchema(schema, { io, unrepresentable: 'any', override: tidy }));

/** The contracts' schemas by name; one that is read in another shape than it is answered has two. */
function namesFor(io: Direction) {
  const registry = z.registry<{ id: string }>();
  for (const [name, schema] of named) {
    const differs = io === 'input' && shapeOf(schema, 'input') !== shapeOf(schema, 'output');
    registry.add(schema, { id: differs ? `${name}Input` : name });
  }
  return registry;
}

const names = { input: namesFor('input'), output: namesFor('output') };

/**
 * A schema as OpenAPI has it; schemas of the contracts become components under their names.
 * @param spread true where the members themselves are wanted (parameters) and not a reference to the whole
 */
export function convertSchema(schema: z.ZodType, io: Direction, spread = false): ConvertedSchema {
  const options = { io, metadata: names[io], unrepresentable: 'any', override: tidy } as const;
  const text = JSON.stringify(z.toJSONSchema(schema, options)).replaceAll('"#/$defs/', '"#/components/schemas/');
  const { $schema: _, $defs = {}, ...root } = JSON.parse(text) as { $defs?: Record<string, JsonSchema> } & JsonSchema;
  if (!spread || typeof root['$ref'] !== 'string') return { schema: root, components: $defs };
  const name = root['$ref'].slice('#/components/schemas/'.length);
  const { [name]: whole = {}, ...components } = $defs;
  return { schema: whole, components };
}
