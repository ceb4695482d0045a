import { Page } from '../parts/page.js';
import { useAccountsText } from './accounts-texts.js';
import { FactorResetSection } from './factor-reset-section.js';

/** Where the second person approves: supervisors, managers and data-protection officers have no place for accounts. */
export default function FactorResetsPage() {
  const t = useAccountsText();
  return (
    <Page place={t('resets')}>
      <FactorResetSection />
    </Page>
  );
}
