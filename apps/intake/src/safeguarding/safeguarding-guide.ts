import { concernKindSchema, type Bilingual, type ConcernContentView, type ConcernKind } from '@an-tam/contracts';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ConfigFileError, readConfigFile } from '../reference-data/index.js';

const percent = z.number().int().min(1).max(100);
const stepSchema = z.strictObject({
  code: z.string(),
  text_vi: z.string(),
  text_en: z.string(),
  due_hours: z.number().int().positive().optional(),
  due_working_days: z.number().int().positive().optional(),
  law: z.strictObject({ ref: z.string(), grade: z.enum(['text', 'summary']) }).optional(),
});
const guideFileSchema = z.strictObject({
  version: z.number().int().positive(),
  escalate_at_percent: z.tuple([percent, percent]),
  calls: z.array(z.strictObject({ code: z.string(), number: z.string(), label_vi: z.string(), label_en: z.string() })),
  kinds: z.array(
    z.strictObject({
      code: concernKindSchema,
      label_vi: z.string(),
      label_en: z.string(),
      hint_vi: z.string(),
      hint_en: z.string(),
      calls: z.array(z.string()),
      call_first: z.boolean().default(false),
      shelter: z.boolean().default(false),
      safety_plan: z.boolean().default(false),
      questions: z.boolean().default(false),
      report: z.boolean().default(false),
      from_birth_year: z.strictObject({ under: z.number().int().positive() }).optional(),
      from_answers: z.array(z.strictObject({ question: z.string(), is: z.string() })).default([]),
      opens: z.strictObject({ kind: concernKindSchema, when_any_is: z.string() }).optional(),
      steps: z.array(stepSchema).min(1),
    }),
  ),
  report: z.strictObject({
    fields: z.array(
      z.strictObject({
        code: z.string(),
        label_vi: z.string(),
        label_en: z.string(),
        from: z.enum(['name', 'birth_year', 'commune', 'note', 'steps']).optional(),
        required: z.boolean(),
        long: z.boolean().default(false),
      }),
    ),
  }),
});
const optionSchema = z.strictObject({ code: z.string(), label_vi: z.string(), label_en: z.string() });
const questionsFileSchema = z.strictObject({
  version: z.number().int().positive(),
  options: z.array(optionSchema),
  questions: z.array(
    z.strictObject({
      id: z.string(),
      text_vi: z.string(),
      text_en: z.string(),
      why_vi: z.string(),
      why_en: z.string(),
    }),
  ),
});
type ShortQuestions = ConcernContentView['questions'];
type GuideFile = z.infer<typeof guideFileSchema>;

export interface GuideCall {
  readonly code: string;
  readonly number: string;
  readonly label: Bilingual;
}

export interface GuideStep {
  readonly code: string;
  readonly text: Bilingual;
  readonly due: { readonly hours: number } | { readonly workingDays: number };
  readonly law: { readonly ref: string; readonly grade: 'text' | 'summary' } | null;
}

export interface GuideKind {
  readonly code: ConcernKind;
  readonly label: Bilingual;
  readonly hint: Bilingual;
  readonly calls: readonly GuideCall[];
  readonly callFirst: boolean;
  readonly shelter: boolean;
  readonly plansSafety: boolean;
  readonly questions: ShortQuestions;
  readonly hasReport: boolean;
  /** Opened for whoever may be younger than this. */
  readonly under: number | null;
  readonly fromAnswers: readonly { readonly question: string; readonly is: string }[];
  readonly opens: { readonly kind: ConcernKind; readonly whenAnyIs: string } | null;
  readonly steps: readonly GuideStep[];
}

export interface ReportField {
  readonly code: string;
  readonly label: Bilingual;
  readonly required: boolean;
  readonly long: boolean;
  readonly from: 'name' | 'birth_year' | 'commune' | 'note' | 'steps' | null;
}

export interface Guide {
  readonly version: number;
  /** Percent of the time since the opening after which supervisors are told, and told that it is late. */
  readonly escalateAt: readonly [half: number, late: number];
  readonly calls: readonly GuideCall[];
  readonly kinds: readonly GuideKind[];
  readonly reportFields: readonly ReportField[];
}

const folder = 'safeguarding';
const say = (entry: { readonly label_vi: string; readonly label_en: string }): Bilingual => ({
  vi: entry.label_vi,
  en: entry.label_en,
});

function dueOf(file: string, { code, due_hours: hours, due_working_days: workingDays }: z.infer<typeof stepSchema>) {
  if (hours !== undefined && workingDays === undefined) return { hours };
  if (workingDays !== undefined && hours === undefined) return { workingDays };
  throw new ConfigFileError(`config/${file}: step ${code} needs due_hours or due_working_days.`);
}

const toQuestions = ({ options, questions }: z.infer<typeof questionsFileSchema>): ShortQuestions =>
  questions.map((one) => ({
    id: one.id,
    text: { vi: one.text_vi, en: one.text_en },
    why: { vi: one.why_vi, en: one.why_en },
    options: options.map((option) => ({ code: option.code, label: say(option) })),
  }));

function toGuide(file: string, content: GuideFile, questions: ShortQuestions): Guide {
  const calls = content.calls.map((one) => ({ code: one.code, number: one.number, label: say(one) }));
  const callNamed = (code: string) => {
    const found = calls.find((one) => one.code === code);
    if (!found) throw new ConfigFileError(`config/${file}: nobody to call is named ${code}.`);
    return found;
  };
  return {
    version: content.version,
    escalateAt: content.escalate_at_percent,
    calls,
    kinds: content.kinds.map((kind) => ({
      code: kind.code,
      label: say(kind),
      hint: { vi: kind.hint_vi, en: kind.hint_en },
      calls: kind.calls.map(callNamed),
      callFirst: kind.call_first,
      shelter: kind.shelter,
      plansSafety: kind.safety_plan,
      questions: kind.questions ? questions : [],
      hasReport: kind.report,
      under: kind.from_birth_year?.under ?? null,
      fromAnswers: kind.from_answers,
      opens: kind.opens ? { kind: kind.opens.kind, whenAnyIs: kind.opens.when_any_is } : null,
      steps: kind.steps.map((step) => ({
        code: step.code,
        text: { vi: step.text_vi, en: step.text_en },
        due: dueOf(file, step),
        law: step.law ?? null,
      })),
    })),
    reportFields: content.report.fields.map((one) => ({
      code: one.code,
      label: say(one),
      required: one.required,
      long: one.long,
      from: one.from ?? null,
    })),
  };
}

/** Every published version of the guide. A concern keeps the one it was opened under. */
export class SafeguardingGuides {
  private readonly versions: ReadonlyMap<number, Guide>;
  readonly current: Guide;

  constructor(guides: readonly Guide[]) {
    const sorted = guides.toSorted((one, other) => one.version - other.version);
    const newest = sorted.at(-1);
    if (!newest) throw new ConfigFileError(`config/${folder} has no guide.`);
    this.versions = new Map(sorted.map((guide) => [guide.version, guide]));
    this.current = newest;
  }

  /** @throws ConfigFileError when a version was taken away that concerns still go by. */
  kind(version: number, code: ConcernKind): { readonly guide: Guide; readonly kind: GuideKind } {
    const guide = this.versions.get(version);
    const kind = guide?.kinds.find((one) => one.code === code);
    if (!guide || !kind) throw new ConfigFileError(`config/${folder}/guide-v${version}.yaml has no ${code}.`);
    return { guide, kind };
  }
}

/** Reads `config/safeguarding/guide-v<n>.yaml` with the questions of the same version. @throws ConfigFileError */
export function loadSafeguardingGuides(configDir: string): SafeguardingGuides {
  const versions = readdirSync(join(configDir, folder)).flatMap((name) => /^guide-v(\d+)\.yaml$/.exec(name)?.[1] ?? []);
  return new SafeguardingGuides(
    versions.map((version) => {
      const file = `${folder}/guide-v${version}.yaml`;
      const asked = readConfigFile(configDir, `${folder}/short-questions-v${version}.yaml`, questionsFileSchema);
      return toGuide(file, readConfigFile(configDir, file, guideFileSchema), toQuestions(asked));
    }),
  );
}
