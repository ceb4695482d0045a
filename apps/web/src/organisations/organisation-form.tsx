import {
  communeKinds,
  registerOrganisationSchema,
  registrableKinds,
  rolesOfKind,
  type OrganisationKind,
  type OrganisationList,
} from '@an-tam/contracts';
import { Button, Select, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { HandOver } from '../accounts/hand-over.js';
import { fitsToneBlind } from '../formats/tone-blind.js';
import { ProblemNote } from '../parts/problem-note.js';
import { schemaErrors, type FieldMessages } from '../parts/schema-errors.js';
import { Section } from '../parts/section.js';
import { registerOrganisation } from './organisations-api.js';
import { useOrganisationsText } from './organisations-texts.js';

const blank = { name: '', kind: null as OrganisationKind | null, communeCode: null as string | null, firstMember: '' };

/** Registers an organisation, with what follows from it said before. */
export function OrganisationForm({ communes }: Pick<OrganisationList, 'communes'>) {
  const t = useOrganisationsText();
  const [values, setValues] = useState(blank);
  const [errors, setErrors] = useState<FieldMessages>({});
  const register = useMutation({ gcTime: 0, mutationFn: registerOrganisation });
  const { kind } = values;
  const change = (changed: Partial<typeof blank>) => {
    setValues((before) => ({ ...before, ...changed }));
    setErrors((before) => Object.fromEntries(Object.entries(before).filter(([field]) => !(field in changed))));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = schemaErrors(registerOrganisationSchema, values);
    setErrors(found);
    if (Object.keys(found).length === 0) register.mutate(registerOrganisationSchema.parse(values));
  };
  const done = () => {
    setValues(blank);
    register.reset();
  };
  const entersTotals = kind !== null && !rolesOfKind[kind].includes('administrator');
  return (
    <Section title={t('register')}>
      {register.data ? (
        <HandOver invited={register.data} onDone={done} />
      ) : (
        <form onSubmit={submit} noValidate>
          <Stack gap="md" maw={520}>
            <TextInput
              label={t('name')}
              description={t('nameHint')}
              value={values.name}
              maxLength={120}
              error={errors['name']}
              onChange={(event) => change({ name: event.currentTarget.value })}
              autoComplete="off"
            />
            <Select
              label={t('kind')}
              placeholder={t('kindChoose')}
              data={registrableKinds.map((one) => ({ value: one, label: t(`kind.${one}`) }))}
              value={kind}
              error={errors['kind']}
              onChange={(chosen) => change({ kind: chosen, communeCode: null })}
            />
            {kind !== null && communeKinds.includes(kind) ? (
              <Select
                label={t('commune')}
                description={t('communeHint')}
                searchable
                clearable
                data={communes.map(({ code, name }) => ({ value: code, label: name }))}
                filter={({ options, search, limit }) =>
                  options.filter((one) => 'label' in one && fitsToneBlind(one.label, search)).slice(0, limit)
                }
                limit={40}
                nothingFoundMessage={t('communeNone')}
                value={values.communeCode}
                error={errors['communeCode']}
                onChange={(communeCode) => change({ communeCode })}
              />
            ) : null}
            <TextInput
              label={t('first')}
              description={t('firstHint')}
              value={values.firstMember}
              maxLength={60}
              error={errors['firstMember']}
              onChange={(event) => change({ firstMember: event.currentTarget.value })}
              autoComplete="off"
            />
            {kind === null ? null : <Text c="dimmed">{t(entersTotals ? 'consequenceTotals' : 'consequence')}</Text>}
            <ProblemNote error={register.error} />
            <Button type="submit" mih={48} loading={register.isPending}>
              {t('save')}
            </Button>
          </Stack>
        </form>
      )}
    </Section>
  );
}
