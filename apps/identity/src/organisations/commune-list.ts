import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Commune {
  readonly code: string;
  readonly name: string;
}

const file = 'administrative-units/units.csv';

/** Communes by province, from the administrative units of the configuration. @throws Error when the file is not right */
export function readCommunes(configDir: string): ReadonlyMap<string, readonly Commune[]> {
  const [header = '', ...lines] = readFileSync(join(configDir, file), 'utf8').split(/\r?\n/);
  const columns = header.split(',');
  const [code, name, parent] = ['code', 'full_name', 'province_code'].map((column) => columns.indexOf(column));
  if (code === undefined || name === undefined || parent === undefined || Math.min(code, name, parent) < 0)
    throw new Error(`${file} lacks one of the columns code, full_name, province_code`);
  const communes = new Map<string, Commune[]>();
  for (const cells of lines.map((line) => line.split(','))) {
    const province = cells[parent] ?? '';
    if (province === '') continue;
    const known = communes.get(province) ?? [];
    known.push({ code: cells[code] ?? '', name: cells[name] ?? '' });
    communes.set(province, known);
  }
  return communes;
}
