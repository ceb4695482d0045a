import type { ReferenceData } from '@an-tam/contracts';
import { Anchor, Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { usePick } from '../i18n/define-texts.js';
import { ChipRow } from '../parts/chip-row.js';
import { Page } from '../parts/page.js';
import { LoadingLines, QueryState } from '../parts/query-state.js';
import { useContacts, useReferenceData } from './centre-api.js';
import { useCentreText } from './centre-texts.js';
import { DoneBar, FollowUpChips, GivenChips, NotedAlert, OpenInstead, useRecordContact } from './contact-parts.js';
import { usePendingText } from './pending-texts.js';
import { RecentContacts } from './recent-contacts.js';

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
            <QuickContactForm
              reference={data}
              lastChannel={contacts.data?.contacts.find(({ kind }) => kind === 'meeting')?.channel}
            />
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
  const pending = usePendingText();
  const pick = usePick();
  const [channel, setChannel] = useState(lastChannel ?? '');
  const [given, setGiven] = useState<string[]>([]);
  const [followUpWanted, setFollowUp] = useState(false);
  const [allChannels, setAllChannels] = useState(false);
  const { errors, record, submit } = useRecordContact(() => {
    setGiven([]);
    setFollowUp(false);
  });
  // Most contacts of a day come about the same way: the last one stands alone until another is wanted.
  const channels = reference.channels.filter(({ code }) => allChannels || !lastChannel || code === channel);
  return (
    <Stack gap="xl">
      <NotedAlert shown={record.isSuccess && given.length === 0} />
      <ChipRow
        legend={t('how')}
        choices={channels.map(({ code, label }) => ({ code, label: pick(label) }))}
        chosen={[channel]}
        onChange={([code = '']) => setChannel(code)}
        error={errors['channel']}
      >
        {channels.length < reference.channels.length ? (
          <Button variant="subtle" mih={48} c="var(--an-accent-text)" onClick={() => setAllChannels(true)}>
            {t('otherChannel')}
          </Button>
        ) : null}
      </ChipRow>
      <GivenChips reference={reference} given={given} error={errors['given']} onChange={setGiven} />
      <FollowUpChips wanted={followUpWanted} onChange={setFollowUp} />
      <DoneBar
        error={record.error}
        busy={record.isPending}
        onDone={() => submit({ occurredOn: reference.today, channel, given, followUpWanted })}
      />
      <OpenInstead known={{ channel, given }} />
      <Group justify="center" gap="xl">
        <Anchor component={Link} to="/notes/call" py="sm">
          {t('callPlace')}
        </Anchor>
        <Anchor component={Link} to="/notes/group" py="sm">
          {t('groupPlace')}
        </Anchor>
        <Anchor component={Link} to="/notes/introduced" py="sm">
          {pending('place')}
        </Anchor>
      </Group>
      <RecentContacts reference={reference} />
    </Stack>
  );
}
