import { recordContactSchema, type ReferenceData } from '@an-tam/contracts';
import { Alert, Anchor, Button, Stack, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { sayDay } from '../formats/dates.js';
import { useLanguage, usePick } from '../i18n/define-texts.js';
import { ChipRow } from '../parts/chip-row.js';
import { Page } from '../parts/page.js';
import { ProblemNote } from '../parts/problem-note.js';
import { LoadingLines, QueryState } from '../parts/query-state.js';
import { Row, RowList } from '../parts/row-list.js';
import { schemaErrors, type FieldMessages } from '../parts/schema-errors.js';
import { Section } from '../parts/section.js';
import { recordContact, useContacts, useReferenceData } from './centre-api.js';
import { useCentreText } from './centre-texts.js';
import { useLabels } from './labels.js';
import classes from './quick-contact-page.module.css';

/** Domains whose services are handed over on the spot; the rest is one tap away. */
const onTheSpot: readonly string[] = ['support', 'health'];
/** Work on a file: never part of a meeting that leaves none. */
const needsFile: readonly string[] = ['NEED_SCREENING', 'CASE_MANAGEMENT', 'REFERRAL', 'FOLLOW_UP'];

/** Ghi nhanh: three rows of chips, no text, nothing about who. */
export function QuickContactPage() {
  const t = useCentreText();
  const reference = useReferenceData();
  const contacts = useContacts();
  return (
    <Page place={t('quickPlace')} lead={t('quickLead')}>
      <QueryState query={reference}>
        {(data) =>
          contacts.isPending ? (
            <LoadingLines />
          ) : (
            <QuickContactForm reference={data} lastChannel={contacts.data?.contacts[0]?.channel} />
          )
        }
      </QueryState>
    </Page>
  );
}

interface QuickContactFormProps {
  readonly reference: ReferenceData;
  /** Known before the form appears, so that no chip moves under a finger. */
  readonly lastChannel: string | undefined;
}

function QuickContactForm({ reference, lastChannel }: QuickContactFormProps) {
  const t = useCentreText();
  const pick = usePick();
  const [chosenChannel, setChannel] = useState(lastChannel ?? '');
  const [given, setGiven] = useState<string[]>([]);
  const [followUp, setFollowUp] = useState<'yes' | 'no'>('no');
  const [showAll, setShowAll] = useState(false);
  const [allChannels, setAllChannels] = useState(false);
  const [errors, setErrors] = useState<FieldMessages>({});
  const record = useMutation({
    mutationFn: recordContact,
    onSuccess: () => {
      setGiven([]);
      setFollowUp('no');
    },
  });
  // Most contacts of a day come about the same way: the last one stands alone until another is wanted.
  const channels = reference.channels.filter(({ code }) => allChannels || !lastChannel || code === chosenChannel);
  const services = reference.services.filter(
    ({ code, domain }) => showAll || given.includes(code) || (onTheSpot.includes(domain) && !needsFile.includes(code)),
  );
  const submit = () => {
    const body = { occurredOn: reference.today, channel: chosenChannel, given, followUpWanted: followUp === 'yes' };
    const found = schemaErrors(recordContactSchema, body);
    setErrors(found);
    if (Object.keys(found).length === 0) record.mutate(body);
  };
  return (
    <Stack gap="xl">
      {record.isSuccess && given.length === 0 ? (
        <Alert
          role="status"
          variant="outline"
          icon={<IconCheck aria-hidden />}
          styles={{ root: { background: 'var(--an-accent-soft)' } }}
        >
          <Text c="var(--an-ink)">{t('noted')}</Text>
        </Alert>
      ) : null}
      <ChipRow
        legend={t('how')}
        choices={channels.map(({ code, label }) => ({ code, label: pick(label) }))}
        chosen={[chosenChannel]}
        onChange={([code = '']) => setChannel(code)}
        error={errors['channel']}
      >
        {channels.length < reference.channels.length ? (
          <Button variant="subtle" mih={48} c="var(--an-accent-text)" onClick={() => setAllChannels(true)}>
            {t('otherChannel')}
          </Button>
        ) : null}
      </ChipRow>
      <ChipRow
        legend={t('given')}
        many
        choices={services.map(({ code, label }) => ({ code, label: pick(label) }))}
        chosen={given}
        onChange={setGiven}
        error={errors['given']}
      >
        {showAll ? null : (
          <Button variant="subtle" mih={48} c="var(--an-accent-text)" onClick={() => setShowAll(true)}>
            {t('moreGiven')}
          </Button>
        )}
      </ChipRow>
      <ChipRow
        legend={t('followUp')}
        choices={[
          { code: 'no', label: t('followUpNo') },
          { code: 'yes', label: t('followUpYes') },
        ]}
        chosen={[followUp]}
        onChange={([code]) => setFollowUp(code === 'yes' ? 'yes' : 'no')}
      />
      <ProblemNote error={record.error} onRetry={submit} />
      <div className={classes['actions']}>
        <Button size="lg" fullWidth loading={record.isPending} onClick={submit}>
          {t('done')}
        </Button>
      </div>
      <Anchor component={Link} to="/files/new" py="sm" ta="center">
        {t('openInstead')}
      </Anchor>
      <RecentContacts reference={reference} />
    </Stack>
  );
}

function RecentContacts({ reference }: { readonly reference: ReferenceData }) {
  const t = useCentreText();
  const language = useLanguage();
  const labelOf = useLabels();
  const contacts = useContacts();
  return (
    <QueryState query={contacts}>
      {({ contacts: rows }) => (
        <Section title={t('recent')}>
          {rows.length === 0 ? (
            <Text c="dimmed">{t('recentEmpty')}</Text>
          ) : (
            <RowList label={t('recent')}>
              {rows.slice(0, 5).map((row) => (
                <Row key={row.id}>
                  <div>
                    <Text fw={600}>{labelOf(reference.channels, row.channel)}</Text>
                    <Text size="sm" c="dimmed">
                      {row.given.map((code) => labelOf(reference.services, code)).join(', ')}
                      {row.followUpWanted ? ` · ${t('wantsFollowUp')}` : ''}
                    </Text>
                  </div>
                  <Text size="sm" c="dimmed">
                    {sayDay(row.occurredOn, language)}
                  </Text>
                </Row>
              ))}
            </RowList>
          )}
        </Section>
      )}
    </QueryState>
  );
}
