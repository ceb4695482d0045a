import { Page } from '../parts/page.js';
import { useAccountText } from './account-texts.js';
import { FactorSection } from './factor-section.js';
import { PasswordSection } from './password-section.js';
import { SessionSection } from './session-section.js';

/** What concerns the person at the page alone: how they sign in, and where. */
export default function AccountPage() {
  const t = useAccountText();
  return (
    <Page place={t('place')} lead={t('lead')}>
      <FactorSection />
      <PasswordSection />
      <SessionSection />
    </Page>
  );
}
