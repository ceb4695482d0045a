import { Alert, Button, Group, Radio, Stack, Text } from '@mantine/core';
import { IconArrowsDiff } from '@tabler/icons-react';
import { useState } from 'react';
import { useCommonText } from '../i18n/common-texts.js';

export type MergeSide = 'mine' | 'theirs';

export interface MergeField {
  readonly key: string;
  readonly label: string;
  /** What was entered on this page. */
  readonly mine: string;
  /** What stands there now. */
  readonly theirs: string;
}

interface MergeViewProps {
  readonly fields: readonly MergeField[];
  readonly busy: boolean;
  /** Which side was chosen, by key; fields that do not differ are left out. */
  readonly onSave: (chosen: Readonly<Record<string, MergeSide>>) => void;
  /** Back to the form, with everything still in it. */
  readonly onCancel: () => void;
}

/** Somebody saved first: yours beside theirs, field by field, and saved again on top of what stands there now. */
export function MergeView({ fields, busy, onSave, onCancel }: MergeViewProps) {
  const t = useCommonText();
  const [chosen, setChosen] = useState<Readonly<Record<string, MergeSide>>>({});
  const differing = fields.filter(({ mine, theirs }) => mine !== theirs);
  const sideOf = (key: string): MergeSide => chosen[key] ?? 'mine';
  return (
    <Stack gap="md">
      <Alert
        role="alert"
        variant="outline"
        color="amber"
        icon={<IconArrowsDiff aria-hidden />}
        styles={{ root: { background: 'var(--an-urgent-soft)' } }}
      >
        <Text c="var(--an-ink)" fw={600}>
          {t('changedMeanwhile')}
        </Text>
        <Text c="var(--an-ink)">{t(differing.length > 0 ? 'changedChoose' : 'changedSame')}</Text>
      </Alert>
      {differing.map(({ key, label, mine, theirs }) => (
        <Radio.Group
          key={key}
          label={label}
          value={sideOf(key)}
          onChange={(side) => setChosen({ ...chosen, [key]: side === 'theirs' ? 'theirs' : 'mine' })}
        >
          <Stack gap="sm" mt="xs">
            <Radio value="mine" label={t('mine', { value: mine })} />
            <Radio value="theirs" label={t('theirs', { value: theirs })} />
          </Stack>
        </Radio.Group>
      ))}
      <Group>
        <Button
          mih={48}
          loading={busy}
          onClick={() => onSave(Object.fromEntries(differing.map(({ key }) => [key, sideOf(key)])))}
        >
          {t('saveChosen')}
        </Button>
        <Button variant="default" mih={48} onClick={onCancel}>
          {t('backToForm')}
        </Button>
      </Group>
    </Stack>
  );
}
