import { needCodeSchema } from '@an-tam/contracts';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const fileSchema = z.object({
  domains: z.array(z.object({ code: needCodeSchema, needs: z.boolean() })).min(1),
});

/** The needs a service may answer (config/taxonomy/domains.yaml). */
export class NeedDomains {
  constructor(private readonly codes: ReadonlySet<string>) {}

  /** @throws when the file is missing or not in its form; the service does not start then. */
  static async load(configDir: string): Promise<NeedDomains> {
    const { domains } = fileSchema.parse(parse(await readFile(join(configDir, 'taxonomy', 'domains.yaml'), 'utf8')));
    return new NeedDomains(new Set(domains.filter((domain) => domain.needs).map((domain) => domain.code)));
  }

  has(code: string): boolean {
    return this.codes.has(code);
  }
}
