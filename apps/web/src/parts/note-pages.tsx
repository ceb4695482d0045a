import { useCommonText } from '../i18n/common-texts.js';
import { Page } from './page.js';
import { NoPermissionNote, NotFoundNote } from './quiet-note.js';

/** A whole page for a place one's roles do not include. */
export function NoPermissionPage() {
  const t = useCommonText();
  return (
    <Page place={t('noPermissionPlace')}>
      <NoPermissionNote />
    </Page>
  );
}

/** A whole page for an address that leads nowhere. */
export function NotFoundPage() {
  const t = useCommonText();
  return (
    <Page place={t('notFoundPlace')}>
      <NotFoundNote />
    </Page>
  );
}
