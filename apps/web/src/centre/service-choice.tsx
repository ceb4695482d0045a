import type { DirectoryService } from '@an-tam/contracts';
import { Button, Text } from '@mantine/core';
import { IconMapPinOff } from '@tabler/icons-react';
import { QueryState } from '../parts/query-state.js';
import { QuietNote } from '../parts/quiet-note.js';
import { Row, RowList } from '../parts/row-list.js';
import { Section } from '../parts/section.js';
import { useServicesFor } from './centre-api.js';
import { useScreeningText } from '../screening/screening-texts.js';

interface ServiceChoiceProps {
  readonly needCode: string;
  readonly chosen: DirectoryService | undefined;
  readonly onChoose: (service: DirectoryService | undefined) => void;
}

/** Services for one need with what decides: opening hours, a free place, papers. */
export function ServiceChoice({ needCode, chosen, onChoose }: ServiceChoiceProps) {
  const t = useScreeningText();
  const services = useServicesFor(needCode);
  return (
    <QueryState query={services}>
      {({ services: rows }) =>
        rows.length === 0 ? (
          <QuietNote icon={<IconMapPinOff size={32} />} title={t('noService')} hint={t('noServiceHint')} />
        ) : (
          <Section title={t('chooseService')}>
            <RowList label={t('chooseService')}>
              {rows
                .filter(({ id }) => !chosen || chosen.id === id)
                .map((service) => (
                  <Row key={service.id}>
                    <ServiceFacts service={service} />
                    {service.partnerKey ? (
                      <Button
                        variant={chosen ? 'default' : 'light'}
                        mih={48}
                        aria-label={`${chosen ? t('change') : t('choose')}: ${service.organisation.name}, ${service.name}`}
                        onClick={() => onChoose(chosen ? undefined : service)}
                      >
                        {chosen ? t('change') : t('choose')}
                      </Button>
                    ) : null}
                  </Row>
                ))}
            </RowList>
          </Section>
        )
      }
    </QueryState>
  );
}

function ServiceFacts({ service }: { readonly service: DirectoryService }) {
  const t = useScreeningText();
  const { capacityAvailable: free } = service;
  const facts = [
    service.schedule,
    free === null ? '' : free === 0 ? t('full') : t('places', { n: free }),
    service.requiresIdDocument ? t('needsId') : t('noId'),
  ];
  return (
    <div style={{ flex: '1 1 14rem' }}>
      <Text fw={600}>{service.name}</Text>
      <Text>{service.organisation.name}</Text>
      <Text size="sm" c="dimmed">
        {facts.filter(Boolean).join(' · ')}
      </Text>
      {service.eligibility ? (
        <Text size="sm" c="dimmed">
          {service.eligibility}
        </Text>
      ) : null}
      {service.partnerKey ? null : <Text size="sm">{t('noKey')}</Text>}
    </div>
  );
}
