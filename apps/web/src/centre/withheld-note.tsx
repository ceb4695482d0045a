import type { CaseView } from '@an-tam/contracts';
import { Text } from '@mantine/core';
import { holdsAny, useSignedIn } from '../api/session.js';
import { useWithheldText } from './withheld-texts.js';

/** Says quietly which kinds of data the page leaves out, whether or not the file has any of them. */
export function WithheldNote({ file }: { readonly file: Pick<CaseView, 'withheld'> }) {
  const t = useWithheldText();
  const leads = holdsAny(useSignedIn(), ['supervisor']);
  if (file.withheld.length === 0) return null;
  return (
    <Text size="sm" c="dimmed" mt="md">
      {t('note', { what: file.withheld.map((category) => t(category)).join(', ') })} {leads ? null : t('ask')}
    </Text>
  );
}
