import { fieldErrors, type DraftFault } from '@an-tam/contracts';
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import { questionnaireContentSchema, type QuestionnaireContent } from './questionnaire-content.js';

/** A draft that could be read, with the line of any place in it; or what stands against it. */
export type ReadDraft =
  | { readonly content: QuestionnaireContent; readonly lineOf: (path: readonly PropertyKey[]) => number }
  | { readonly faults: DraftFault[] };

/** More faults than anybody reads at once. */
const mostFaults = 50;

/** The line of the deepest part of the path that is there: of what is missing, the line of what it is missing from. */
function lineIn(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(part));
      if (!pair) break;
      if (isScalar(pair.key)) offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      const item: unknown = node.items[Number(part)];
      if (item === undefined) break;
      node = item;
      if (isMap(item) || isSeq(item) || isScalar(item)) offset = item.range?.[0] ?? offset;
    } else break;
  }
  return Math.max(1, lines.linePos(offset).line);
}

const unreadable = (line: number): DraftFault => ({
  line,
  message: {
    vi: 'Chỗ này không đọc được. Hãy xem lại dấu ngoặc, dấu hai chấm và khoảng lùi đầu dòng.',
    en: 'This cannot be read. Look at brackets, colons and indentation.',
  },
});

/** Reads YAML, of which JSON is a part, and checks its shape. Never throws. */
export function readDraft(text: string): ReadDraft {
  const lines = new LineCounter();
  let document: Document;
  let written: unknown;
  try {
    document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
    if (document.errors.length > 0)
      return {
        faults: document.errors.slice(0, mostFaults).map(({ pos }) => unreadable(lines.linePos(pos[0]).line)),
      };
    written = document.toJS({ maxAliasCount: 50 });
  } catch {
    // Nested or repeated beyond all use.
    return { faults: [unreadable(1)] };
  }
  const lineOf = (path: readonly PropertyKey[]) => lineIn(document, lines, path);
  const checked = questionnaireContentSchema.safeParse(written);
  if (checked.success) return { content: checked.data, lineOf };
  const faults = checked.error.issues.slice(0, mostFaults).flatMap((issue) => {
    const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
    return fieldErrors([issue]).map(({ field, message }) => ({
      line: lineOf(path),
      message: { vi: `${field}: ${message.vi}`, en: `${field}: ${message.en}` },
    }));
  });
  return { faults: faults.toSorted((a, b) => a.line - b.line) };
}
