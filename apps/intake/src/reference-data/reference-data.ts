import {
  bilingualSchema,
  caseCategorySchema,
  contactWaySchema,
  consentPurposeSchema,
  retentionPurposeSchema,
  type CaseCategory,
  type Choice,
  type ContactWay,
  type NeedChoice,
  type ReferenceData,
  type RetentionPurpose,
} from '@an-tam/contracts';
import { z } from 'zod';
import { readCommunes, readConfigFile, type Commune } from './config-files.js';
import { loadConsentForms, type ConsentForms } from './consent-forms.js';
import { loadTargetGroups } from './target-groups.js';

const entrySchema = z.object({ code: z.string(), label_ui_vi: z.string(), label_ui_en: z.string() });
const channelsSchema = z.object({
  channels: z.array(entrySchema.extend({ client_contact: z.boolean(), reaches_by: contactWaySchema.optional() })),
});
const languagesSchema = z.object({ languages: z.array(entrySchema) });
const attachmentKindsSchema = z.object({ attachment_kinds: z.array(entrySchema) });
const servicesSchema = z.object({
  services: z.array(
    entrySchema.extend({
      domain: z.string(),
      kind: z.enum(['harm_reduction', 'reintegration', 'other']),
      compartment: caseCategorySchema.optional(),
    }),
  ),
});
const domainsSchema = z.object({ domains: z.array(entrySchema.extend({ needs: z.boolean() })) });
const wordingSchema = z.object({
  statements: z.array(
    z.object({ id: z.string(), said_before: z.array(z.string()), sentences: z.array(bilingualSchema) }),
  ),
  purposes: z.array(
    z.object({
      code: consentPurposeSchema,
      version: z.number().int(),
      text_vi: z.string(),
      text_en: z.string(),
      data_categories: z.array(z.string()).default([]),
      default_expiry: z.string().regex(/^P\d+[DM]$/),
    }),
  ),
});
const retentionSchema = z.object({
  purposes: z
    .array(z.object({ code: retentionPurposeSchema, keep_for: z.string().regex(/^P\d+[DM]$/) }))
    .transform((all) => Object.fromEntries(all.map(({ code, keep_for }) => [code, keep_for])))
    .pipe(z.record(retentionPurposeSchema, z.string())),
});
const packetsSchema = z.object({
  categories: z.array(z.object({ code: z.string(), label_vi: z.string(), label_en: z.string() })),
  domains: z.record(z.string(), z.object({ default: z.array(z.string()), allowed: z.array(z.string()) })),
});

const choice = (e: { code: string; label_ui_vi: string; label_ui_en: string }): Choice => ({
  code: e.code,
  label: { vi: e.label_ui_vi, en: e.label_ui_en },
});

/** Data categories that a packet can be filled with today; the others are declared ahead of their features. */
export const fillableCategories = ['alias', 'need', 'contact', 'commune', 'birth_year', 'sex'] as const;

function needChoice(
  domain: z.infer<typeof domainsSchema>['domains'][number],
  packets: z.infer<typeof packetsSchema>,
  forms: ConsentForms,
): NeedChoice {
  const rules = packets.domains[domain.code];
  const offered = packets.categories.filter(
    (c) => rules?.allowed.includes(c.code) && fillableCategories.some((code) => code === c.code),
  );
  return {
    ...choice(domain),
    consentForms: forms.enoughFor({ purpose: 'referral', needCode: domain.code }),
    dataCategories: offered.map((c) => ({
      code: c.code,
      label: { vi: c.label_vi, en: c.label_en },
      ticked: rules?.default.includes(c.code) ?? false,
    })),
  };
}

/** All lists, wordings and rules of the configuration folder that intake works by. Loaded and checked once, at start. */
export interface IntakeConfig {
  readonly reference: Omit<ReferenceData, 'today' | 'communes'>;
  /** Choices of the question which group fits, the same in every questionnaire. */
  readonly targetGroups: readonly Choice[];
  /** Questions before which the limits of confidentiality are said. */
  readonly saidBefore: readonly string[];
  readonly provinceCode: string;
  /** Units of the province, ended ones included. */
  readonly communes: ReadonlyMap<string, Commune>;
  readonly channels: ReadonlySet<string>;
  /** How the centre comes to her through a channel; a channel without one she comes through herself. */
  readonly contactWays: ReadonlyMap<string, ContactWay>;
  readonly languages: ReadonlySet<string>;
  /** What a document of a file may be. */
  readonly attachmentKinds: ReadonlySet<string>;
  readonly services: ReadonlyMap<
    string,
    {
      readonly domain: string;
      readonly kind: 'harm_reduction' | 'reintegration' | 'other';
      /** That she received it is told only to who knows this category of a file. */
      readonly category?: CaseCategory;
    }
  >;
  readonly needs: ReadonlySet<string>;
  readonly consents: z.infer<typeof wordingSchema>;
  readonly consentForms: ConsentForms;
  readonly packets: z.infer<typeof packetsSchema>;
  /** How long what is kept for each purpose is kept, ISO 8601. */
  readonly keepFor: Readonly<Record<RetentionPurpose, string>>;
}

/** @throws ConfigFileError */
export function loadIntakeConfig(configDir: string, provinceCode: string): IntakeConfig {
  const read = <T extends z.ZodType>(file: string, schema: T) => readConfigFile(configDir, file, schema);
  const channels = read('taxonomy/channels.yaml', channelsSchema).channels.filter((c) => c.client_contact);
  const { languages } = read('taxonomy/languages.yaml', languagesSchema);
  const { attachment_kinds: kinds } = read('taxonomy/attachment-kinds.yaml', attachmentKindsSchema);
  const { services } = read('taxonomy/services.yaml', servicesSchema);
  const needs = read('taxonomy/domains.yaml', domainsSchema).domains.filter((d) => d.needs);
  const consents = read('consent/wording-v1.yaml', wordingSchema);
  const consentForms = loadConsentForms(configDir);
  const { purposes: keepFor } = read('retention/periods.yaml', retentionSchema);
  const packets = read('packets/minimum-data.yaml', packetsSchema);
  const communes = readCommunes(configDir, provinceCode);
  const limits = consents.statements.find((s) => s.id === 'confidentiality_limits');
  return {
    reference: {
      channels: channels.map(choice),
      languages: languages.map(choice),
      attachmentKinds: kinds.map(choice),
      services: services.map((s) => ({ ...choice(s), domain: s.domain })),
      needs: needs.map((need) => needChoice(need, packets, consentForms)),
      consentWordings: consents.purposes.map((p) => ({
        version: `${p.code}/${p.version}`,
        purpose: p.code,
        text: { vi: p.text_vi, en: p.text_en },
        forms: [...consentForms.enoughFor({ purpose: p.code }).enough],
      })),
      confidentialityLimits: limits?.sentences ?? [],
    },
    targetGroups: loadTargetGroups(configDir),
    saidBefore: limits?.said_before ?? [],
    provinceCode,
    communes,
    channels: new Set(channels.map((c) => c.code)),
    contactWays: new Map(channels.flatMap((c) => (c.reaches_by ? [[c.code, c.reaches_by]] : []))),
    languages: new Set(languages.map((l) => l.code)),
    attachmentKinds: new Set(kinds.map((kind) => kind.code)),
    services: new Map(
      services.map((s) => [
        s.code,
        { domain: s.domain, kind: s.kind, ...(s.compartment && { category: s.compartment }) },
      ]),
    ),
    needs: new Set(needs.map((d) => d.code)),
    consents,
    consentForms,
    packets,
    keepFor,
  };
}
