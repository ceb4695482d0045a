import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';

/** A file of the configuration folder is missing or wrong; the service does not start. */
export class ConfigFileError extends Error {
  override readonly name = 'ConfigFileError';
}

/** Reads a YAML file of the configuration folder and checks it. @throws ConfigFileError naming file and place. */
export function readConfigFile<T extends z.ZodType>(configDir: string, file: string, schema: T): z.infer<T> {
  const path = join(configDir, file);
  let content: unknown;
  try {
    content = parse(readFileSync(path, 'utf8'));
  } catch {
    throw new ConfigFileError(`config/${file} cannot be read as YAML.`);
  }
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new ConfigFileError(`config/${file}: ${issue?.path.join('.')}: ${issue?.message}`);
}

const dayOrNone = /^(\d{4}-\d{2}-\d{2})?$/;

/** A unit with the days on which it is there, both included; null where no end is known. */
export interface Commune {
  readonly name: string;
  readonly validFrom: string;
  readonly validUntil: string | null;
}

/** Communes of one province from `administrative-units/units.csv`, ended ones included, by code. @throws ConfigFileError */
export function readCommunes(configDir: string, provinceCode: string): ReadonlyMap<string, Commune> {
  const file = 'administrative-units/units.csv';
  const [header = '', ...lines] = readFileSync(join(configDir, file), 'utf8').split(/\r?\n/);
  const columns = header.split(',');
  const at = (name: string) => columns.indexOf(name);
  const communes = new Map<string, Commune>();
  for (const line of lines) {
    const cells = line.split(',');
    const cell = (name: string) => cells[at(name)] ?? '';
    if (cell('province_code') !== provinceCode) continue;
    const [validFrom, validUntil] = [cell('valid_from'), cell('valid_until')];
    if (validFrom === '' || !dayOrNone.test(validFrom) || !dayOrNone.test(validUntil))
      throw new ConfigFileError(
        `config/${file}: ${cell('code')} has no day, or a wrong one, from or until which it is there.`,
      );
    communes.set(cell('code'), { name: cell('full_name'), validFrom, validUntil: validUntil || null });
  }
  if (communes.size === 0) throw new ConfigFileError(`config/${file} has no commune of province ${provinceCode}.`);
  return communes;
}
