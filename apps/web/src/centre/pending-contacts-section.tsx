import type { PendingContact } from '@an-tam/contracts';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { daysBetween } from '../formats/dates.js';
import { ConfirmAction } from '../parts/confirm-action.js';
import { ProblemNote } from '../parts/problem-note.js';
import { Row, RowList } from '../parts/row-list.js';
import { Section } from '../parts/section.js';
import { StateWord } from '../parts/state-word.js';
import { refusePendingContact, usePendingContacts } from './pending-api.js';
import { usePendingText } from './pending-texts.js';
import { useRegistrationDraft } from './registration-draft.js';
import { ReachLine } from './safe-reach-section.js';

/** People whom other units introduced, with the days that are left to meet them; nothing while there are none. */
export function PendingContactsSection() {
  const t = usePendingText();
  const { data } = usePendingContacts();
  if (!data || data.pendingContacts.length === 0) return null;
  return (
    <Section title={t('waiting')}>
      <RowList label={t('waiting')}>
        {data.pendingContacts.map((contact) => (
          <PendingRow key={contact.id} contact={contact} daysLeft={daysBetween(data.today, contact.keepUntil)} />
        ))}
      </RowList>
    </Section>
  );
}

function PendingRow({ contact, daysLeft }: { readonly contact: PendingContact; readonly daysLeft: number }) {
  const t = usePendingText();
  const navigate = useNavigate();
  const { begin } = useRegistrationDraft();
  const refusal = useMutation({ mutationFn: () => refusePendingContact(contact.id) });
  const { alias, how, reach } = contact;
  const who = alias ?? t('nameless');
  const agree = () => {
    begin({ alias: alias ?? '', reach, channel: 'OTHER_UNIT', pendingContactId: contact.id });
    void navigate('/files/new');
  };
  return (
    <Row>
      <Stack gap="sm" flex={1}>
        <Group justify="space-between" gap="xs">
          <Text fw={600}>{who}</Text>
          <StateWord tone={daysLeft <= 3 ? 'urgent' : 'calm'}>
            {daysLeft > 0 ? t('daysLeft', { days: daysLeft }) : t('lastDay')}
          </StateWord>
        </Group>
        <Text>{how}</Text>
        {reach ? (
          <Text size="sm" c="dimmed">
            <ReachLine reach={reach} />
          </Text>
        ) : null}
        <ProblemNote error={refusal.error} />
        <Group gap="sm">
          <Button size="sm" mih={44} aria-label={t('agreesWho', { who })} onClick={agree}>
            {t('agrees')}
          </Button>
          <ConfirmAction
            label={t('refuses')}
            accessibleLabel={t('refusesWho', { who })}
            title={t('refusesTitle')}
            consequence={t('refusesWhat')}
            danger
            busy={refusal.isPending}
            onConfirm={() => refusal.mutate()}
          />
        </Group>
      </Stack>
    </Row>
  );
}
