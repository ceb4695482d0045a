import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { organisationKindSchema, roleSchema } from '@an-tam/contracts';
import { parse } from 'yaml';
import { z } from 'zod';

const fileSchema = z.strictObject({
  organisations: z.array(
    z.strictObject({
      key: z.string(),
      name: z.string(),
      kind: organisationKindSchema,
      province: z.string().regex(/^\d{2}$/),
      /** `first` stands for the first commune of the province in config/administrative-units. */
      commune: z.union([z.literal('first'), z.string().regex(/^\d{5}$/)]).optional(),
    }),
  ),
  accounts: z.array(
    z.strictObject({
      account: z.string(),
      displayName: z.string(),
      organisation: z.string(),
      roles: z.array(roleSchema).min(1),
    }),
  ),
});

export interface DemoOrganisations {
  readonly organisations: readonly {
    readonly key: string;
    readonly name: string;
    readonly kind: z.infer<typeof organisationKindSchema>;
    readonly provinceCode: string;
    readonly communeCode: string | null;
  }[];
  readonly accounts: z.infer<typeof fileSchema>['accounts'];
}

async function firstCommune(configDir: string, province: string): Promise<string> {
  const lines = (await readFile(join(configDir, 'administrative-units/units.csv'), 'utf8')).split(/\r?\n/);
  const header = lines[0]?.split(',') ?? [];
  const [code, parent] = [header.indexOf('code'), header.indexOf('province_code')];
  const unit = lines.slice(1).find((line) => line.split(',')[parent] === province);
  if (!unit) throw new Error(`administrative-units/units.csv has no commune of province ${province}`);
  return unit.split(',')[code] ?? '';
}

/** Reads the organisations and accounts of the demo profile. @throws when the file is missing or malformed. */
export async function readDemoOrganisations(configDir: string): Promise<DemoOrganisations> {
  const text = await readFile(join(configDir, 'demo/organisations.yaml'), 'utf8');
  const parsed = fileSchema.safeParse(parse(text));
  if (!parsed.success)
    throw new Error(`demo/organisations.yaml: ${parsed.error.issues[0]?.path.join('.')} is not right`);
  const organisations = await Promise.all(
    parsed.data.organisations.map(async ({ key, name, kind, province, commune }) => ({
      key,
      name,
      kind,
      provinceCode: province,
      communeCode: commune === 'first' ? await firstCommune(configDir, province) : (commune ?? null),
    })),
  );
  return { organisations, accounts: parsed.data.accounts };
}
