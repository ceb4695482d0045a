import type { Bilingual } from '@an-tam/contracts';
import { usePick } from './define-texts.js';

/** A text of the services in the present language; changes with the language switch. */
export function BilingualText({ text }: { readonly text: Bilingual }) {
  return <>{usePick()(text)}</>;
}
