/** The part of JSON Schema (2020-12) that the release schema uses. */
export interface JsonShape {
  readonly $schema?: string;
  readonly $id?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean' | 'null';
  readonly const?: string | number | boolean;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly JsonShape[];
  readonly required?: readonly string[];
  readonly properties?: { readonly [name: string]: JsonShape };
  readonly additionalProperties?: false | JsonShape;
  readonly items?: JsonShape;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly multipleOf?: number;
}

/** Path of the first place where `value` does not fit, `$` for the whole; null when it fits. */
export function firstMisfit(value: unknown, shape: JsonShape, path = '$'): string | null {
  if (shape.anyOf) return shape.anyOf.some((option) => firstMisfit(value, option, path) === null) ? null : path;
  if (shape.const !== undefined && value !== shape.const) return path;
  if (shape.enum && !(typeof value === 'string' && shape.enum.includes(value))) return path;
  if (shape.type && !hasType(value, shape.type)) return path;
  if (typeof value === 'string') return fitsText(value, shape) ? null : path;
  if (typeof value === 'number') return fitsNumber(value, shape) ? null : path;
  if (Array.isArray(value)) return misfitInArray(value, shape, path);
  if (typeof value === 'object' && value !== null) return misfitInObject(new Map(Object.entries(value)), shape, path);
  return null;
}

function hasType(value: unknown, type: NonNullable<JsonShape['type']>): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'integer':
      return Number.isSafeInteger(value);
    default:
      return typeof value === type;
  }
}

function fitsText(value: string, { pattern, minLength = 0, maxLength = Infinity }: JsonShape): boolean {
  return (
    value.length >= minLength &&
    value.length <= maxLength &&
    (pattern === undefined || new RegExp(pattern, 'u').test(value))
  );
}

function fitsNumber(value: number, { minimum = -Infinity, maximum = Infinity, multipleOf }: JsonShape): boolean {
  return value >= minimum && value <= maximum && (multipleOf === undefined || value % multipleOf === 0);
}

function misfitInArray(value: readonly unknown[], shape: JsonShape, path: string): string | null {
  if (value.length < (shape.minItems ?? 0) || value.length > (shape.maxItems ?? Infinity)) return path;
  for (const [index, item] of value.entries()) {
    const misfit = shape.items && firstMisfit(item, shape.items, `${path}[${index}]`);
    if (misfit) return misfit;
  }
  return null;
}

function misfitInObject(members: ReadonlyMap<string, unknown>, shape: JsonShape, path: string): string | null {
  const missing = (shape.required ?? []).find((name) => !members.has(name));
  if (missing !== undefined) return `${path}.${missing}`;
  const properties = new Map(Object.entries(shape.properties ?? {}));
  for (const [name, inner] of members) {
    const known = properties.get(name) ?? shape.additionalProperties;
    if (known === false) return `${path}.${name}`;
    const misfit = known && firstMisfit(inner, known, `${path}.${name}`);
    if (misfit) return misfit;
  }
  return null;
}
