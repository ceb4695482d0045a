import type { ConsentView } from '@an-tam/contracts';
import { Alert, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { writeDay } from '../formats/dates.js';
import { ConfirmAction } from '../parts/confirm-action.js';
import { ProblemNote } from '../parts/problem-note.js';
import { Row, RowList } from '../parts/row-list.js';
import { Section } from '../parts/section.js';
import type { CasePartProps } from './case-part.js';
import { useCaseText } from './case-texts.js';
import { useDirectory, withdrawConsent } from './centre-api.js';
import { useCentreText } from './centre-texts.js';
import { useLabels } from './labels.js';

/** What was agreed, in plain sentences, each with its way back. */
export function ConsentSection({ file, reference }: CasePartProps) {
  const t = useCaseText();
  const centre = useCentreText();
  const labelOf = useLabels();
  const directory = useDirectory();
  const withdraw = useMutation({ mutationFn: (consentId: string) => withdrawConsent(file.id, consentId) });
  const categories = reference.needs.flatMap((need) => need.dataCategories);
  const nameOf = (organisationId: string | null) =>
    directory.data?.services.find(({ organisation }) => organisation.id === organisationId)?.organisation.name ??
    t('partner');
  const sentenceOf = (consent: ConsentView) =>
    t(`consent.${consent.purpose}`, {
      who: nameOf(consent.recipientOrganisationId),
      what: consent.dataCategories.map((code) => labelOf(categories, code).toLocaleLowerCase('vi')).join(', '),
    });
  return (
    <Section title={t('consents')}>
      {withdraw.data ? (
        <Alert
          role="status"
          variant="outline"
          color={withdraw.data.recipientsTold ? 'teal' : 'amber'}
          styles={{
            root: { background: withdraw.data.recipientsTold ? 'var(--an-accent-soft)' : 'var(--an-urgent-soft)' },
          }}
        >
          <Text c="var(--an-ink)">{t(withdraw.data.recipientsTold ? 'told' : 'notYetTold')}</Text>
        </Alert>
      ) : null}
      <ProblemNote error={withdraw.error} />
      <RowList label={t('consents')}>
        {file.consents.map((consent) => {
          const sentence = sentenceOf(consent);
          return (
            <Row key={consent.id}>
              <div style={{ flex: '1 1 14rem' }}>
                <Text td={consent.withdrawnOn ? 'line-through' : undefined}>{sentence}</Text>
                <Text size="sm" c="dimmed">
                  {consent.withdrawnOn
                    ? t('consentWithdrawn', { day: writeDay(consent.withdrawnOn) })
                    : t('consentFacts', {
                        form: centre(`form.${consent.form}`),
                        given: writeDay(consent.givenOn),
                        expires: writeDay(consent.expiresOn),
                      })}
                </Text>
              </div>
              {consent.withdrawnOn ? null : (
                <ConfirmAction
                  label={t('withdraw')}
                  accessibleLabel={t('withdrawWhich', { sentence })}
                  title={t('withdrawTitle')}
                  consequence={t('withdrawWhat')}
                  danger
                  busy={withdraw.isPending && withdraw.variables === consent.id}
                  onConfirm={() => withdraw.mutate(consent.id)}
                />
              )}
            </Row>
          );
        })}
      </RowList>
    </Section>
  );
}
