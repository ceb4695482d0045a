import type { ReferralState } from '@an-tam/contracts';
import { Text } from '@mantine/core';
import { sayDay } from '../formats/dates.js';
import { useLanguage } from '../i18n/define-texts.js';
import { Row, RowList } from '../parts/row-list.js';
import { Section } from '../parts/section.js';
import { StateWord, type Tone } from '../parts/state-word.js';
import type { CasePartProps } from './case-part.js';
import { useCaseText } from './case-texts.js';
import { useDirectory } from './centre-api.js';
import { useLabels } from './labels.js';

const tones: Partial<Record<ReferralState, Tone>> = {
  accepted: 'good',
  'in-progress': 'good',
  completed: 'good',
  rejected: 'urgent',
  failed: 'urgent',
  expired: 'urgent',
};

/** Where the person was sent and how it went, in words. */
export function ReferralSection({ file, reference }: CasePartProps) {
  const t = useCaseText();
  const language = useLanguage();
  const labelOf = useLabels();
  const directory = useDirectory();
  const services = directory.data?.services ?? [];
  return (
    <Section title={t('referrals')}>
      {file.referrals.length === 0 ? (
        <Text c="dimmed">{t('referralsNone')}</Text>
      ) : (
        <RowList label={t('referrals')}>
          {file.referrals.map((referral) => {
            const service = services.find(({ id }) => id === referral.serviceId);
            const facts = [
              labelOf(reference.needs, referral.needCode),
              t('sentOn', { day: sayDay(referral.requestedOn, language) }),
              referral.deliveredOn ? t('deliveredOn', { day: sayDay(referral.deliveredOn, language) }) : '',
              referral.statusReason ? t(`reason.${referral.statusReason}`) : '',
            ];
            return (
              <Row key={referral.id}>
                <div style={{ flex: '1 1 14rem' }}>
                  <Text fw={600}>{service ? `${service.organisation.name}, ${service.name}` : t('partner')}</Text>
                  <Text size="sm" c="dimmed">
                    {facts.filter(Boolean).join(' · ')}
                  </Text>
                </div>
                <StateWord tone={tones[referral.state] ?? 'calm'}>{t(`state.${referral.state}`)}</StateWord>
              </Row>
            );
          })}
        </RowList>
      )}
    </Section>
  );
}
