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

/** Communes of one province from `administrative-units/units.csv`, by code. @throws ConfigFileError */
export function readCommunes(configDir: string, provinceCode: string): ReadonlyMap<string, string> {
  const file = 'administrative-units/units.csv';
  const [header = '', ...lines] = readFileSync(join(configDir, file), 'utf8').split(/\r?\n/);
  const columns = header.split(',');
  const at = (name: string) => columns.indexOf(name);
  const communes = new Map<string, string>();
  for (const line of lines) {
    const cells = line.split(',');
    if (cells[at('province_code')] === provinceCode)
      communes.set(cells[at('code')] ?? '', cells[at('full_name')] ?? '');
  }
  if (communes.size === 0) throw new ConfigFileError(`config/${file} has no commune of province ${provinceCode}.`);
  return communes;
}
