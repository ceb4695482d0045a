import type { StatutoryReport } from '@an-tam/contracts';
import { Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { dayOf, sayDay } from '../formats/dates.js';
import { useLanguage, usePick } from '../i18n/define-texts.js';
import { ChipRow } from '../parts/chip-row.js';
import { ProblemNote } from '../parts/problem-note.js';
import { problemErrors } from '../parts/schema-errors.js';
import { workConcern } from './safety-api.js';
import type { SafetyPartProps } from './safety-part.js';
import { useSafetyText } from './safety-texts.js';

/** The fields of the report, and whether the child knows of it. A change takes back what was asked for. */
export function SafetyReportForm({
  place,
  content: { reportFields },
  report,
  mayChange,
}: SafetyPartProps & { readonly report: StatutoryReport }) {
  const t = useSafetyText();
  const pick = usePick();
  const language = useLanguage();
  const { childTold } = report;
  const [fields, setFields] = useState(report.fields);
  const [told, setTold] = useState(childTold === null ? '' : childTold.told ? 'yes' : 'no');
  const [why, setWhy] = useState(childTold?.told === false ? childTold.why : '');
  const save = useMutation({ mutationFn: (body: object) => workConcern(place, 'PUT', 'report', body) });
  const errors = problemErrors(save.error);
  const today = dayOf(new Date());
  const toldBody =
    told === 'yes'
      ? { childTold: childTold?.told ? childTold : { told: true, on: today } }
      : told === 'no'
        ? { childTold: { told: false, why } }
        : {};
  return (
    <Stack gap="md">
      {reportFields.map(({ code, label, long }) => (
        <Textarea
          key={code}
          label={pick(label)}
          autosize
          minRows={long ? 2 : 1}
          maxLength={2000}
          readOnly={!mayChange}
          value={fields[code] ?? ''}
          onChange={(event) => setFields({ ...fields, [code]: event.currentTarget.value })}
          error={errors[`fields.${code}`]}
        />
      ))}
      {mayChange ? (
        <>
          <ChipRow
            legend={t('childTold')}
            choices={[
              { code: 'yes', label: t('toldYes') },
              { code: 'no', label: t('toldNo') },
            ]}
            chosen={[told]}
            onChange={([code = '']) => setTold(code)}
            error={errors['childTold'] ?? errors['childTold.on']}
          />
          {told === 'no' ? (
            <TextInput
              label={t('toldWhy')}
              maxLength={500}
              value={why}
              onChange={(event) => setWhy(event.currentTarget.value)}
              error={errors['childTold.why']}
            />
          ) : null}
          <ProblemNote error={save.error} />
          <Group>
            <Button
              variant="default"
              mih={48}
              loading={save.isPending}
              onClick={() => save.mutate({ fields, ...toldBody })}
            >
              {t('saveReport')}
            </Button>
            {save.isSuccess ? <Text role="status">{t('saved')}</Text> : null}
          </Group>
        </>
      ) : null}
      {childTold ? (
        <Text>
          {childTold.told
            ? t('toldSay', { day: sayDay(childTold.on, language) })
            : t('notToldSay', { why: childTold.why })}
        </Text>
      ) : null}
    </Stack>
  );
}
