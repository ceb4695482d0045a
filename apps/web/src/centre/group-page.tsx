import type { ReferenceData } from '@an-tam/contracts';
import { NumberInput, Stack } from '@mantine/core';
import { useState } from 'react';
import { usePick } from '../i18n/define-texts.js';
import { ChipRow } from '../parts/chip-row.js';
import { Page } from '../parts/page.js';
import { QueryState } from '../parts/query-state.js';
import { useReferenceData } from './centre-api.js';
import { useCentreText } from './centre-texts.js';
import { CommuneSearch } from './commune-search.js';
import { DoneBar, GivenChips, NotedAlert, useRecordContact } from './contact-parts.js';
import { RecentContacts } from './recent-contacts.js';

/** A group activity: how many, where, what; nobody's name. */
export default function GroupPage() {
  const t = useCentreText();
  const reference = useReferenceData();
  return (
    <Page place={t('groupPlace')} lead={t('groupLead')}>
      <QueryState query={reference}>{(data) => <GroupForm reference={data} />}</QueryState>
    </Page>
  );
}

function GroupForm({ reference }: { readonly reference: ReferenceData }) {
  const t = useCentreText();
  const pick = usePick();
  const [channel, setChannel] = useState('');
  const [given, setGiven] = useState<string[]>([]);
  const [people, setPeople] = useState<string | number>('');
  const [communeCode, setCommune] = useState<string | null>(null);
  const { errors, record, submit } = useRecordContact(() => {
    setGiven([]);
    setPeople('');
  });
  const done = () =>
    submit({
      kind: 'group',
      occurredOn: reference.today,
      channel,
      given,
      followUpWanted: false,
      people: people === '' ? 0 : Number(people),
      communeCode,
    });
  return (
    <Stack gap="xl">
      <NotedAlert shown={record.isSuccess && people === ''} />
      <ChipRow
        legend={t('groupHow')}
        choices={reference.channels.map(({ code, label }) => ({ code, label: pick(label) }))}
        chosen={[channel]}
        onChange={([code = '']) => setChannel(code)}
        error={errors['channel']}
      />
      <NumberInput
        label={t('people')}
        value={people}
        onChange={setPeople}
        error={errors['people']}
        hideControls
        allowDecimal={false}
        allowNegative={false}
        maxLength={3}
        autoComplete="off"
        maw={320}
      />
      <CommuneSearch
        communes={reference.communes}
        value={communeCode}
        onChange={setCommune}
        error={errors['communeCode']}
      />
      <GivenChips reference={reference} given={given} error={errors['given']} onChange={setGiven} />
      <DoneBar error={record.error} busy={record.isPending} onDone={done} />
      <RecentContacts reference={reference} />
    </Stack>
  );
}
