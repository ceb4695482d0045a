import { changeCaseSchema, type SafeReach } from '@an-tam/contracts';
import { Button, Group, Stack, Text } from '@mantine/core';
import { IconPhoneOff } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { isStale } from '../api/problem-error.js';
import { useCommonText } from '../i18n/common-texts.js';
import { MergeView } from '../parts/merge-view.js';
import { ProblemNote } from '../parts/problem-note.js';
import { problemErrors, schemaErrors, type FieldMessages } from '../parts/schema-errors.js';
import type { CasePartProps } from './case-part.js';
import { changeCase, refreshCase } from './centre-api.js';
import { useRegistrationText } from './registration-texts.js';
import { anyWayAnyTime, SafeReachFields } from './safe-reach-fields.js';

/** In the head of the file, before anybody thinks of calling: what is not safe, and when she can be reached. */
export function SafeReachSection({ file, mayChange }: Pick<CasePartProps, 'file'> & { readonly mayChange: boolean }) {
  const t = useRegistrationText();
  const [changing, setChanging] = useState(false);
  const { reach } = file;
  const isUnsafe = reach === null || reach.unsafe.length > 0;
  return (
    <section
      aria-label={t('safeReach')}
      className="an-card"
      style={isUnsafe ? { background: 'var(--an-urgent-soft)' } : undefined}
    >
      <Stack gap="md">
        <Group justify="space-between" gap="sm">
          <Group gap="sm" flex="1 1 14rem" wrap="nowrap">
            {isUnsafe ? <IconPhoneOff aria-hidden style={{ flex: 'none' }} /> : null}
            <Text fw={600}>
              <ReachLine reach={reach} />
            </Text>
          </Group>
          {changing || !mayChange || file.status === 'closed' ? null : (
            <Button variant="default" mih={44} onClick={() => setChanging(true)}>
              {t('changeReach')}
            </Button>
          )}
        </Group>
        {changing ? <SafeReachForm file={file} onDone={() => setChanging(false)} /> : null}
      </Stack>
    </section>
  );
}

/** What is not safe and when she can be reached, in a sentence or two. */
export function ReachLine({ reach }: { readonly reach: SafeReach | null }) {
  const t = useRegistrationText();
  if (reach === null) return t('notAsked');
  const ways = reach.unsafe.map((way) => t(`way.${way}`).toLowerCase()).join(', ');
  const line = ways === '' ? t('allSafe') : t('unsafeTo', { ways });
  return reach.hours ? `${line} ${t('withinHours', { ...reach.hours })}` : line;
}

function useWays(): (ways: SafeReach['unsafe']) => string {
  const t = useRegistrationText();
  return (ways) => (ways.length === 0 ? t('allSafe') : ways.map((way) => t(`way.${way}`)).join(', '));
}

function SafeReachForm({ file, onDone }: Pick<CasePartProps, 'file'> & { readonly onDone: () => void }) {
  const t = useRegistrationText();
  const sayWays = useWays();
  const common = useCommonText();
  const [reach, setReach] = useState(file.reach ?? anyWayAnyTime);
  const [errors, setErrors] = useState<FieldMessages>({});
  const save = useMutation({
    mutationFn: (chosen: SafeReach) => changeCase(file.id, { version: file.version, reach: chosen }),
    onSuccess: onDone,
    onError: async (error) => {
      setErrors(problemErrors(error));
      if (isStale(error)) await refreshCase(file.id);
    },
  });
  const submit = () => {
    const found = schemaErrors(changeCaseSchema, { version: file.version, reach });
    setErrors(found);
    if (Object.keys(found).length === 0) save.mutate(reach);
  };
  if (isStale(save.error)) {
    const theirs = file.reach ?? anyWayAnyTime;
    return (
      <MergeView
        fields={[
          { key: 'unsafe', label: t('unsafe'), mine: sayWays(reach.unsafe), theirs: sayWays(theirs.unsafe) },
          { key: 'hours', label: t('hours'), mine: sayHours(reach), theirs: sayHours(theirs) },
        ]}
        busy={save.isPending}
        onSave={(from) => {
          const chosen = {
            unsafe: from['unsafe'] === 'theirs' ? theirs.unsafe : reach.unsafe,
            hours: from['hours'] === 'theirs' ? theirs.hours : reach.hours,
          };
          setReach(chosen);
          save.mutate(chosen);
        }}
        onCancel={() => save.reset()}
      />
    );
  }
  function sayHours({ hours }: SafeReach): string {
    return hours ? `${hours.from}–${hours.to}` : t('anyHour');
  }
  return (
    <>
      <SafeReachFields value={reach} errors={errors} onChange={setReach} />
      <ProblemNote error={save.error} />
      <Group>
        <Button mih={48} loading={save.isPending} onClick={submit}>
          {t('saveReach')}
        </Button>
        <Button variant="default" mih={48} onClick={onDone}>
          {common('cancel')}
        </Button>
      </Group>
    </>
  );
}
