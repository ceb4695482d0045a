import type { ContactWay, SafeReach } from '@an-tam/contracts';
import { Group, TextInput } from '@mantine/core';
import { ChipRow } from '../parts/chip-row.js';
import type { FieldMessages } from '../parts/schema-errors.js';
import { useRegistrationText } from './registration-texts.js';

const ways: readonly ContactWay[] = ['call', 'message', 'email', 'visit'];

export const anyWayAnyTime: SafeReach = { unsafe: [], hours: null };

interface SafeReachFieldsProps {
  readonly value: SafeReach;
  readonly errors: FieldMessages;
  readonly onChange: (reach: SafeReach) => void;
}

/** Which ways are not safe for her, and at which hours she can be reached. */
export function SafeReachFields({ value, errors, onChange }: SafeReachFieldsProps) {
  const t = useRegistrationText();
  const { unsafe, hours } = value;
  const time = (end: 'from' | 'to') => (
    <TextInput
      type="time"
      label={t(end)}
      value={hours?.[end] ?? ''}
      onChange={(event) => hours && onChange({ unsafe, hours: { ...hours, [end]: event.currentTarget.value } })}
      error={errors[`reach.hours.${end}`]}
      flex="1 1 8rem"
    />
  );
  return (
    <>
      <ChipRow
        legend={t('unsafe')}
        many
        choices={ways.map((way) => ({ code: way, label: t(`way.${way}`) }))}
        chosen={unsafe}
        onChange={(codes) => onChange({ unsafe: ways.filter((way) => codes.includes(way)), hours })}
      />
      <ChipRow
        legend={t('hours')}
        choices={[
          { code: 'any', label: t('anyHour') },
          { code: 'window', label: t('onlyHours') },
        ]}
        chosen={[hours === null ? 'any' : 'window']}
        onChange={([code]) => onChange({ unsafe, hours: code === 'any' ? null : { from: '08:00', to: '17:00' } })}
      />
      {hours === null ? null : (
        <Group gap="md" align="flex-start" maw={420}>
          {time('from')}
          {time('to')}
        </Group>
      )}
    </>
  );
}
