import type { CaseIdentity, CaseView, ChangeCase } from '@an-tam/contracts';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { isStale } from '../api/problem-error.js';
import { useCommonText } from '../i18n/common-texts.js';
import { FactList } from '../parts/fact-list.js';
import { MergeView } from '../parts/merge-view.js';
import { ProblemNote } from '../parts/problem-note.js';
import { QueryState } from '../parts/query-state.js';
import { problemErrors, type FieldMessages } from '../parts/schema-errors.js';
import { Section } from '../parts/section.js';
import type { CasePartProps } from './case-part.js';
import { useCaseText } from './case-texts.js';
import { changeCase, refreshFile, useCaseIdentity } from './centre-api.js';
import { useCentreText } from './centre-texts.js';
import { FurtherIdentifierFields, MoreWaysButton, type FurtherIdentifiers } from './further-identifiers.js';

const openMs = 60_000;
const further = ['documentNumber', 'email', 'uic'] as const;

/** Who it is: read on demand, recorded, closed by itself after a minute in which nothing is typed or when the page is left. */
export function IdentitySection({ file }: Pick<CasePartProps, 'file'>) {
  const t = useCaseText();
  const [openedAt, setOpenedAt] = useState<number | null>(null);
  const open = openedAt !== null;
  const stayOpen = () => setOpenedAt(Date.now());
  useEffect(() => {
    if (openedAt === null) return;
    const timer = setTimeout(() => setOpenedAt(null), openMs);
    return () => clearTimeout(timer);
  }, [openedAt]);
  const toggle = (
    <Button
      variant="default"
      size="sm"
      mih={44}
      aria-expanded={open}
      onClick={() => (open ? setOpenedAt(null) : stayOpen())}
    >
      {open ? t('hideIdentity') : t('showIdentity')}
    </Button>
  );
  return (
    <Section title={t('identity')} aside={toggle}>
      <Text c="dimmed">{t('identityHint')}</Text>
      {open ? <Identity file={file} stayOpen={stayOpen} /> : null}
    </Section>
  );
}

interface IdentityProps {
  readonly file: CaseView;
  readonly stayOpen: () => void;
}

function Identity({ file, stayOpen }: IdentityProps) {
  const identity = useCaseIdentity(file.id, true);
  const [adding, setAdding] = useState(false);
  const openForm = () => {
    setAdding(true);
    stayOpen();
  };
  const finish = () => {
    setAdding(false);
    stayOpen();
  };
  return (
    <QueryState query={identity}>
      {(known) => (
        <>
          <IdentityFacts known={known} />
          {file.emergencyUntil !== null ? null : adding ? (
            <FurtherIdentifierForm file={file} known={known} stayOpen={stayOpen} onDone={finish} />
          ) : (
            <MoreWaysButton complete={further.every((key) => known[key] !== null)} onOpen={openForm} />
          )}
        </>
      )}
    </QueryState>
  );
}

/** What is usual to know always has a line; what was never asked for has none. */
function IdentityFacts({ known }: { readonly known: CaseIdentity }) {
  const t = useCaseText();
  const centre = useCentreText();
  const usual = (['name', 'phone', 'birthYear'] as const).map((key) => ({
    key,
    label: centre(key),
    value: String(known[key] ?? t('identityNone')),
  }));
  const given = further.flatMap((key) => {
    const value = known[key];
    return value === null ? [] : [{ key, label: centre(key), value }];
  });
  return <FactList facts={[...usual, ...given]} />;
}

interface FurtherIdentifierFormProps extends IdentityProps {
  readonly known: CaseIdentity;
  readonly onDone: () => void;
}

function FurtherIdentifierForm({ file, known, stayOpen, onDone }: FurtherIdentifierFormProps) {
  const t = useCaseText();
  const centre = useCentreText();
  const common = useCommonText();
  const [typed, setTyped] = useState<FurtherIdentifiers>({
    documentNumber: known.documentNumber ?? '',
    email: known.email ?? '',
    uic: known.uic ?? '',
  });
  const [errors, setErrors] = useState<FieldMessages>({});
  const save = useMutation({
    mutationFn: (body: ChangeCase) => changeCase(file.id, body),
    onSuccess: onDone,
    onError: async (error) => {
      setErrors(problemErrors(error));
      // What stands there now comes into `known`; what was typed stays.
      if (isStale(error)) await refreshFile(file.id);
    },
  });
  const submit = (values = typed) => {
    setErrors({});
    const changed = further.flatMap((key) => {
      const value = values[key].trim() || null;
      return value === known[key] ? [] : [[key, value] as const];
    });
    if (changed.length === 0) onDone();
    else save.mutate({ version: file.version, ...Object.fromEntries(changed) });
  };
  if (isStale(save.error)) {
    return (
      <MergeView
        fields={further.map((key) => ({
          key,
          label: centre(key),
          mine: typed[key].trim() || t('identityNone'),
          theirs: known[key] ?? t('identityNone'),
        }))}
        busy={save.isPending}
        onSave={(from) => {
          const side = (key: (typeof further)[number]) => (from[key] === 'theirs' ? (known[key] ?? '') : typed[key]);
          const merged = { documentNumber: side('documentNumber'), email: side('email'), uic: side('uic') };
          setTyped(merged);
          submit(merged);
        }}
        onCancel={() => save.reset()}
      />
    );
  }
  return (
    <Stack gap="md">
      <FurtherIdentifierFields
        values={typed}
        errors={errors}
        change={(part) => {
          stayOpen();
          setTyped((before) => ({ ...before, ...part }));
        }}
      />
      <ProblemNote error={save.error} />
      <Group>
        <Button mih={48} loading={save.isPending} onClick={() => submit()}>
          {t('saveIdentity')}
        </Button>
        <Button variant="default" mih={48} onClick={onDone}>
          {common('cancel')}
        </Button>
      </Group>
    </Stack>
  );
}
