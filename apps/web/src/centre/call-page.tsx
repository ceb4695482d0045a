import type { ReferenceData, SafeReach } from '@an-tam/contracts';
import { Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { usePick } from '../i18n/define-texts.js';
import { ChipRow } from '../parts/chip-row.js';
import { Page } from '../parts/page.js';
import { QueryState } from '../parts/query-state.js';
import { useReferenceData } from './centre-api.js';
import { useCentreText } from './centre-texts.js';
import { DoneBar, FollowUpChips, GivenChips, NotedAlert, OpenInstead, useRecordContact } from './contact-parts.js';
import { RecentContacts } from './recent-contacts.js';

/** Channels in which somebody calls or writes from afar. */
const afar: readonly string[] = ['HOTLINE', 'ONLINE', 'DIGITAL_PLATFORM'];

/** A call or a chat: whether she can speak, whether calling back is safe; no file and no number is kept. */
export default function CallPage() {
  const t = useCentreText();
  const reference = useReferenceData();
  return (
    <Page place={t('callPlace')} lead={t('callLead')}>
      <QueryState query={reference}>{(data) => <CallForm reference={data} />}</QueryState>
    </Page>
  );
}

function CallForm({ reference }: { readonly reference: ReferenceData }) {
  const t = useCentreText();
  const pick = usePick();
  const [channel, setChannel] = useState('HOTLINE');
  const [isSilent, setSilent] = useState(false);
  const [callBack, setCallBack] = useState<'unknown' | 'safe' | 'unsafe'>('unknown');
  const [given, setGiven] = useState<string[]>([]);
  const [followUpWanted, setFollowUp] = useState(false);
  const { errors, record, submit } = useRecordContact(() => {
    setSilent(false);
    setCallBack('unknown');
    setGiven([]);
    setFollowUp(false);
  });
  const unsafe: SafeReach['unsafe'] = callBack === 'unsafe' ? ['call'] : [];
  const reach = callBack === 'unknown' ? null : { unsafe, hours: null };
  const done = () =>
    submit({
      kind: isSilent ? 'silent_call' : 'call',
      occurredOn: reference.today,
      channel,
      given: isSilent ? [] : given,
      followUpWanted: !isSilent && followUpWanted,
    });
  return (
    <Stack gap="xl">
      <NotedAlert shown={record.isSuccess && given.length === 0 && !isSilent} />
      <ChipRow
        legend={t('callHow')}
        choices={reference.channels
          .filter(({ code }) => afar.includes(code))
          .map(({ code, label }) => ({ code, label: pick(label) }))}
        chosen={[channel]}
        onChange={([code = '']) => setChannel(code)}
        error={errors['channel']}
      />
      <ChipRow
        legend={t('canSpeak')}
        choices={[
          { code: 'speaks', label: t('speaks') },
          { code: 'silent', label: t('silent') },
        ]}
        chosen={[isSilent ? 'silent' : 'speaks']}
        onChange={([code]) => setSilent(code === 'silent')}
      />
      {isSilent ? (
        <Text>{t('silentHint')}</Text>
      ) : (
        <>
          <div>
            <ChipRow
              legend={t('callBack')}
              choices={(['safe', 'unsafe', 'unknown'] as const).map((code) => ({ code, label: t(`callBack.${code}`) }))}
              chosen={[callBack]}
              onChange={([code]) => setCallBack(code === 'safe' || code === 'unsafe' ? code : 'unknown')}
            />
            <Text c="dimmed" mt="xs">
              {t('callBackHint')}
            </Text>
          </div>
          <GivenChips reference={reference} given={given} error={errors['given']} onChange={setGiven} />
          <FollowUpChips wanted={followUpWanted} onChange={setFollowUp} />
        </>
      )}
      <DoneBar error={record.error} busy={record.isPending} onDone={done} />
      {isSilent ? null : <OpenInstead known={{ channel, given, reach }} />}
      <RecentContacts reference={reference} />
    </Stack>
  );
}
