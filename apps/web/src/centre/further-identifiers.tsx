import type { CaseIdentity } from '@an-tam/contracts';
import { Button, Text, TextInput } from '@mantine/core';
import { IconPencil, IconPlus } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { FieldMessages } from '../parts/schema-errors.js';
import { useCentreText } from './centre-texts.js';

/** Ways to find a person again beside the phone, as typed; an empty text is "not given". */
export type FurtherIdentifiers = Readonly<Record<keyof Pick<CaseIdentity, 'documentNumber' | 'email' | 'uic'>, string>>;

export const noFurtherIdentifiers: FurtherIdentifiers = { documentNumber: '', email: '', uic: '' };

interface MoreWaysButtonProps {
  /** Nothing is left to add. */
  readonly complete?: boolean;
  readonly onOpen: () => void;
}

/** They are asked for only when somebody wants to give one. */
export function MoreWaysButton({ complete = false, onOpen }: MoreWaysButtonProps) {
  const t = useCentreText();
  const Icon = complete ? IconPencil : IconPlus;
  return (
    <div>
      <Button
        variant="default"
        mih={44}
        h="auto"
        py="xs"
        styles={{ label: { whiteSpace: 'normal' } }}
        leftSection={<Icon size={18} aria-hidden />}
        onClick={onOpen}
      >
        {t(complete ? 'changeWays' : 'moreWays')}
      </Button>
    </div>
  );
}

interface FurtherIdentifierFieldsProps {
  readonly values: FurtherIdentifiers;
  readonly errors: FieldMessages;
  readonly change: (part: Partial<FurtherIdentifiers>) => void;
}

/** Why they are asked for, and the three of them; the first takes the focus of the button that opened them. */
export function FurtherIdentifierFields({ values, errors, change }: FurtherIdentifierFieldsProps) {
  const t = useCentreText();
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <>
      <Text c="dimmed">{t('moreWaysWhy')}</Text>
      <TextInput
        ref={first}
        label={t('documentNumber')}
        description={t('documentNumberHint')}
        value={values.documentNumber}
        onChange={(event) => change({ documentNumber: event.currentTarget.value })}
        error={errors['documentNumber']}
        maxLength={40}
        autoComplete="off"
        spellCheck={false}
      />
      <TextInput
        label={t('email')}
        inputMode="email"
        value={values.email}
        onChange={(event) => change({ email: event.currentTarget.value })}
        error={errors['email']}
        maxLength={80}
        autoComplete="off"
        spellCheck={false}
      />
      <TextInput
        label={t('uic')}
        description={t('uicHint')}
        value={values.uic}
        onChange={(event) => change({ uic: event.currentTarget.value })}
        error={errors['uic']}
        maxLength={40}
        autoComplete="off"
        spellCheck={false}
      />
    </>
  );
}
