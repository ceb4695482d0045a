import { urgencySchema, type Choice, type Questionnaire } from '@an-tam/contracts';
import { z } from 'zod';
import { readConfigFile } from './config-files.js';

const optionSchema = z.object({ code: z.string(), label_vi: z.string(), label_en: z.string() });
const conditionSchema = z.object({
  question: z.string(),
  any_of: z.array(z.string()).optional(),
  none_of: z.array(z.string()).optional(),
});

const questionnaireFileSchema = z.object({
  id: z.string(),
  version: z.number().int().positive(),
  shared_options: z.record(z.string(), z.array(optionSchema)),
  sections: z.array(
    z.object({
      id: z.string(),
      title_vi: z.string(),
      title_en: z.string(),
      questions: z.array(
        z.object({
          id: z.string(),
          type: z.enum(['choice', 'multi', 'year']),
          text_vi: z.string(),
          text_en: z.string(),
          why_vi: z.string(),
          why_en: z.string(),
          options: z.array(optionSchema).optional(),
          options_ref: z.string().optional(),
          options_from: z.literal('taxonomy/target-groups').optional(),
        }),
      ),
    }),
  ),
  rules: z.object({
    needs: z.array(
      z.object({ when: z.array(conditionSchema), need: z.object({ code: z.string(), urgency: urgencySchema }) }),
    ),
    results: z.object({
      in_need: z.object({ any_need: z.literal(true) }),
      eligible: z.object({ requires: z.tuple([z.literal('in_need')]), when: z.array(conditionSchema) }),
    }),
  }),
});

const targetGroupsSchema = z.object({
  not_recorded: z.array(z.object({ code: z.string(), label_ui_vi: z.string(), label_ui_en: z.string() })),
  target_groups: z.array(
    z.object({ code: z.string(), label_ui_vi: z.string(), label_ui_en: z.string(), selectable: z.boolean() }),
  ),
});

/** Which answers make which need, and the results `in need` and `eligible`: data, never code. */
export type ScreeningRules = z.infer<typeof questionnaireFileSchema>['rules'];
export type AnswerCondition = z.infer<typeof conditionSchema>;

const label = (vi: string, en: string) => ({ vi, en });

function targetGroupOptions(configDir: string): Choice[] {
  const { not_recorded: extra, target_groups: groups } = readConfigFile(
    configDir,
    'taxonomy/target-groups.yaml',
    targetGroupsSchema,
  );
  return [...groups.filter((g) => g.selectable), ...extra].map((g) => ({
    code: g.code,
    label: label(g.label_ui_vi, g.label_ui_en),
  }));
}

/** The published questionnaire and its rules. @throws ConfigFileError */
export function loadQuestionnaire(
  configDir: string,
  file: string,
): { questionnaire: Questionnaire; rules: ScreeningRules } {
  const content = readConfigFile(configDir, file, questionnaireFileSchema);
  const questionnaire: Questionnaire = {
    id: content.id,
    version: content.version,
    sections: content.sections.map((section) => ({
      id: section.id,
      title: label(section.title_vi, section.title_en),
      questions: section.questions.map((q) => ({
        id: q.id,
        type: q.type,
        text: label(q.text_vi, q.text_en),
        why: label(q.why_vi, q.why_en),
        options: q.options_from
          ? targetGroupOptions(configDir)
          : (q.options ?? content.shared_options[q.options_ref ?? ''] ?? []).map((o) => ({
              code: o.code,
              label: label(o.label_vi, o.label_en),
            })),
      })),
    })),
  };
  return { questionnaire, rules: content.rules };
}
