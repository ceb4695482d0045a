import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { ProblemNote } from '../parts/problem-note.js';
import { QueryState } from '../parts/query-state.js';
import { Row, RowList } from '../parts/row-list.js';
import { Section } from '../parts/section.js';
import { addTeam, useTeams } from './accounts-api.js';
import { useAccountsText } from './accounts-texts.js';

/** The teams of a centre, each with a caseload of its own. */
export function TeamSection() {
  const t = useAccountsText();
  const teams = useTeams();
  const [name, setName] = useState('');
  const add = useMutation({ mutationFn: addTeam, onSuccess: () => setName('') });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate(name.trim());
  };
  return (
    <Section title={t('teams')}>
      <Stack gap="md">
        <Text c="dimmed">{t('teamsLead')}</Text>
        <QueryState query={teams}>
          {({ teams: rows }) =>
            rows.length === 0 ? null : (
              <RowList label={t('teams')}>
                {rows.map((team) => (
                  <Row key={team.id}>
                    <Text fw={600}>{team.name}</Text>
                  </Row>
                ))}
              </RowList>
            )
          }
        </QueryState>
        <form onSubmit={submit} noValidate>
          <Group align="end" gap="sm" maw={520}>
            <TextInput
              flex="1 1 14rem"
              label={t('teamName')}
              value={name}
              maxLength={60}
              onChange={(event) => setName(event.currentTarget.value)}
              autoComplete="off"
            />
            <Button type="submit" variant="default" mih={44} disabled={name.trim() === ''} loading={add.isPending}>
              {t('addTeam')}
            </Button>
          </Group>
        </form>
        <ProblemNote error={add.error} />
      </Stack>
    </Section>
  );
}
