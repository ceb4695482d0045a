import { recordDirectoryServiceSchema, type DirectoryService } from '@an-tam/contracts';
import { Button, Checkbox, Group, NativeSelect, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { IconBuildingCommunity } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { holdsAny, useSignedIn } from '../api/session.js';
import { writeDay } from '../formats/dates.js';
import { useCommonText } from '../i18n/common-texts.js';
import { Page } from '../parts/page.js';
import { ProblemNote } from '../parts/problem-note.js';
import { QueryState } from '../parts/query-state.js';
import { QuietNote } from '../parts/quiet-note.js';
import { Row, RowList } from '../parts/row-list.js';
import { problemErrors, schemaErrors, type FieldMessages } from '../parts/schema-errors.js';
import { Section } from '../parts/section.js';
import { useDeskText } from './desk-texts.js';
import { recordService, useOwnServices } from './partner-api.js';
import { usePartnerText } from './partner-texts.js';

const needCodes = [
  'health',
  'psychosocial',
  'safety',
  'shelter',
  'legal',
  'work',
  'loan',
  'social_assistance',
] as const;

export default function OwnServicesPage() {
  const t = useDeskText();
  const services = useOwnServices();
  const mayAdd = holdsAny(useSignedIn(), ['partner_manager']);
  const [adding, setAdding] = useState(false);
  const add =
    mayAdd && !adding ? (
      <Button mih={48} onClick={() => setAdding(true)}>
        {t('add')}
      </Button>
    ) : null;
  return (
    <Page place={t('servicesPlace')} lead={t('servicesLead')} aside={add}>
      {adding ? <ServiceForm onDone={() => setAdding(false)} /> : null}
      <QueryState query={services}>
        {({ services: rows }) =>
          rows.length === 0 ? (
            <QuietNote
              icon={<IconBuildingCommunity size={32} />}
              title={t('servicesEmpty')}
              hint={t('servicesEmptyHint')}
            />
          ) : (
            <RowList label={t('servicesPlace')}>
              {rows.map((service) => (
                <ServiceRow key={service.id} service={service} />
              ))}
            </RowList>
          )
        }
      </QueryState>
    </Page>
  );
}

function ServiceRow({ service }: { readonly service: DirectoryService }) {
  const t = useDeskText();
  const partner = usePartnerText();
  const need = needCodes.find((code) => code === service.needCode);
  const facts = [
    service.schedule,
    service.capacityAvailable === null ? '' : t('places', { n: service.capacityAvailable }),
    service.requiresIdDocument ? t('needsId') : t('noId'),
    t('updated', { day: writeDay(service.updatedOn.slice(0, 10)) }),
  ];
  return (
    <Row>
      <div style={{ flex: '1 1 14rem' }}>
        <Text fw={600}>{service.name}</Text>
        <Text size="sm" c="dimmed">
          {facts.filter(Boolean).join(' · ')}
        </Text>
        <Text size="sm" c="dimmed">
          {service.eligibility}
        </Text>
      </div>
      <Text size="sm">{need ? partner(`need.${need}`) : service.needCode}</Text>
    </Row>
  );
}

const emptyService = {
  name: '',
  needCode: 'health',
  schedule: '',
  eligibility: '',
  requiresIdDocument: false,
  capacityAvailable: '' as string | number,
};

function ServiceForm({ onDone }: { readonly onDone: () => void }) {
  const t = useDeskText();
  const common = useCommonText();
  const partner = usePartnerText();
  const [draft, setDraft] = useState(emptyService);
  const [errors, setErrors] = useState<FieldMessages>({});
  const change = (part: Partial<typeof emptyService>) => setDraft((before) => ({ ...before, ...part }));
  const record = useMutation({
    mutationFn: recordService,
    onSuccess: onDone,
    onError: (error) => setErrors(problemErrors(error)),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { capacityAvailable: free } = draft;
    const body = { ...draft, capacityAvailable: free === '' ? null : Number(free) };
    const found = schemaErrors(recordDirectoryServiceSchema, body);
    setErrors(found);
    if (Object.keys(found).length === 0) record.mutate(body);
  };
  const text = (field: 'name' | 'schedule' | 'eligibility') => (
    <TextInput
      label={t(field)}
      value={draft[field]}
      onChange={(event) => change({ [field]: event.currentTarget.value })}
      error={errors[field]}
    />
  );
  return (
    <Section title={t('add')}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {text('name')}
          <NativeSelect
            label={t('need')}
            data={needCodes.map((code) => ({ value: code, label: partner(`need.${code}`) }))}
            value={draft.needCode}
            onChange={(event) => change({ needCode: event.currentTarget.value })}
            error={errors['needCode']}
          />
          {text('schedule')}
          {text('eligibility')}
          <NumberInput
            label={t('capacity')}
            value={draft.capacityAvailable}
            onChange={(capacityAvailable) => change({ capacityAvailable })}
            error={errors['capacityAvailable']}
            allowNegative={false}
            allowDecimal={false}
            hideControls
          />
          <Checkbox
            label={t('requiresId')}
            checked={draft.requiresIdDocument}
            onChange={(event) => change({ requiresIdDocument: event.currentTarget.checked })}
          />
          <ProblemNote error={record.error} />
          <Group>
            <Button type="submit" mih={48} loading={record.isPending}>
              {t('save')}
            </Button>
            <Button mih={48} variant="default" onClick={onDone}>
              {common('cancel')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
