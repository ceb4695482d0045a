import type { Choice } from '@an-tam/contracts';
import { z } from 'zod';
import { readConfigFile } from './config-files.js';

const groupSchema = z.object({ code: z.string(), label_ui_vi: z.string(), label_ui_en: z.string() });
const targetGroupsSchema = z.object({
  not_recorded: z.array(groupSchema),
  target_groups: z.array(groupSchema.extend({ selectable: z.boolean() })),
});

/** The groups of the plans under their neutral labels, and the answers that name none. @throws ConfigFileError */
export function loadTargetGroups(configDir: string): Choice[] {
  const file = 'taxonomy/target-groups.yaml';
  const { not_recorded: extra, target_groups: groups } = readConfigFile(configDir, file, targetGroupsSchema);
  return [...groups.filter((group) => group.selectable), ...extra].map((group) => ({
    code: group.code,
    label: { vi: group.label_ui_vi, en: group.label_ui_en },
  }));
}
