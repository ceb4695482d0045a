import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AdministrativeUnits } from './administrative-units.js';

const file = 'administrative-units/units.csv';
const columns = 'code,name,full_name,type,type_vi,province_code,tier,valid_from,valid_until';

/** The list of provinces and communes is missing or malformed: the service must not start. */
export class InvalidAdministrativeUnitsError extends Error {
  override readonly name = 'InvalidAdministrativeUnitsError';
  constructor(reason: string) {
    super(`Configuration ${file}: ${reason}`);
  }
}

/** @throws InvalidAdministrativeUnitsError with the line at fault. */
export function loadAdministrativeUnits(configDir: string): AdministrativeUnits {
  let text: string;
  try {
    text = readFileSync(join(configDir, file), 'utf8');
  } catch {
    throw new InvalidAdministrativeUnitsError('cannot be read');
  }
  const [header, ...lines] = text.trim().split(/\r?\n/);
  if (header !== columns) throw new InvalidAdministrativeUnitsError(`the columns must be ${columns}`);
  return new AdministrativeUnits(
    lines.map((line, index) => {
      const [code = '', , fullName = '', , , provinceCode = ''] = line.split(',');
      if (!/^(\d{2}|\d{5})$/.test(code) || fullName === '' || (code.length === 5) !== (provinceCode !== '')) {
        throw new InvalidAdministrativeUnitsError(`line ${index + 2} is not a province or commune`);
      }
      return provinceCode === '' ? { code, fullName } : { code, fullName, provinceCode };
    }),
  );
}
