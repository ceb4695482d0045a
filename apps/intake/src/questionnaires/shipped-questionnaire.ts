import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigFileError } from '../reference-data/index.js';
import { readDraft } from './draft-reader.js';
import type { QuestionnaireContent } from './questionnaire-content.js';

/** Injection token of the {@link ShippedQuestionnaire}. */
export const SHIPPED_QUESTIONNAIRE = Symbol('shipped questionnaire');

/** Version 1, which every installation has from the start. */
export interface ShippedQuestionnaire {
  readonly text: string;
  readonly content: QuestionnaireContent;
}

/** @throws ConfigFileError naming the first line that is wrong; the service does not start. */
export function loadShippedQuestionnaire(configDir: string): ShippedQuestionnaire {
  const file = 'screening/needs-v1.yaml';
  const text = readFileSync(join(configDir, file), 'utf8');
  const read = readDraft(text);
  if ('content' in read) return { text, content: read.content };
  throw new ConfigFileError(`config/${file}, line ${read.faults[0]?.line}: ${read.faults[0]?.message.en}`);
}
