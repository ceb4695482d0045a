import {
  consentFormSchema,
  consentPurposeSchema,
  type Bilingual,
  type ConsentForm,
  type ConsentPurpose,
  type FieldError,
} from '@an-tam/contracts';
import { z } from 'zod';
import { ConfigFileError, readConfigFile } from './config-files.js';

const file = 'consent/forms.yaml';
const ruleSchema = z.object({
  purpose: consentPurposeSchema,
  for_domains: z.array(z.string()).optional(),
  for_categories: z.array(z.string()).optional(),
  enough: z.array(consentFormSchema).min(1),
  refs: z.array(z.string()).min(1),
  why_vi: z.string(),
  why_en: z.string(),
});
const formsSchema = z.object({
  forms: z.array(z.object({ code: consentFormSchema, label_vi: z.string(), label_en: z.string() })),
  rules: z.array(ruleSchema),
});

/** What a consent is for. */
interface ConsentUse {
  readonly purpose: ConsentPurpose;
  /** Need domain of a referral. */
  readonly needCode?: string;
  readonly categories?: readonly string[];
}

/** Which forms of consent are enough for what, by the rules of `config/consent/forms.yaml` and their articles. */
export class ConsentForms {
  constructor(private readonly data: z.infer<typeof formsSchema>) {}

  /** The forms that are enough under every rule that applies, and the reason of the strictest one. */
  enoughFor(use: ConsentUse): { enough: ConsentForm[]; why: Bilingual } {
    const rules = this.data.rules.filter((rule) => applies(rule, use));
    const strictest = rules.toSorted((a, b) => a.enough.length - b.enough.length)[0];
    if (!strictest) throw new ConfigFileError(`config/${file} has no rule for ${use.purpose}.`);
    return {
      enough: strictest.enough.filter((form) => rules.every((rule) => rule.enough.includes(form))),
      why: { vi: strictest.why_vi, en: strictest.why_en },
    };
  }

  /** Names what is enough where this form is not; empty where it is. */
  faults(field: string, form: ConsentForm, use: ConsentUse): FieldError[] {
    const { enough, why } = this.enoughFor(use);
    if (enough.includes(form)) return [];
    const named = this.data.forms.filter(({ code }) => enough.includes(code));
    const vi = named.map((one) => one.label_vi).join(', ');
    const en = named.map((one) => one.label_en).join(', ');
    return [
      {
        field,
        message: {
          vi: `Cách đồng ý này chưa đủ. ${why.vi} Cách đủ: ${vi}.`,
          en: `This form of consent is not enough. ${why.en} Enough is: ${en}.`,
        },
      },
    ];
  }
}

function applies(rule: z.infer<typeof ruleSchema>, { purpose, needCode, categories }: ConsentUse): boolean {
  if (rule.purpose !== purpose) return false;
  if (!rule.for_domains && !rule.for_categories) return true;
  return (
    (needCode !== undefined && rule.for_domains?.includes(needCode) === true) ||
    (categories ?? []).some((category) => rule.for_categories?.includes(category))
  );
}

/** @throws ConfigFileError naming the file and place, or a purpose without a rule. */
export function loadConsentForms(configDir: string): ConsentForms {
  const forms = new ConsentForms(readConfigFile(configDir, file, formsSchema));
  for (const purpose of consentPurposeSchema.options) forms.enoughFor({ purpose });
  return forms;
}
