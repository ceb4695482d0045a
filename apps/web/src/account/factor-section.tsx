import { Stack, Text } from '@mantine/core';
import { QueryState } from '../parts/query-state.js';
import { Section } from '../parts/section.js';
import { useOwnFactors } from './account-api.js';
import { useAccountText } from './account-texts.js';
import { AuthenticatorPart } from './authenticator-part.js';
import { PasskeyPart } from './passkey-part.js';
import { RecoveryCodePart } from './recovery-code-part.js';

/** What proves the person beside the password: passkeys first, as they are the safest. */
export function FactorSection() {
  const t = useAccountText();
  const factors = useOwnFactors();
  return (
    <Section title={t('secondFactor')}>
      <QueryState query={factors}>
        {({ required, authenticatorAddedAt, passkeys, recoveryCodes }) => (
          <Stack gap="xl">
            <Text c="dimmed">{t(required ? 'secondFactorLead' : 'secondFactorOptional')}</Text>
            <PasskeyPart passkeys={passkeys} />
            <AuthenticatorPart addedAt={authenticatorAddedAt} />
            <RecoveryCodePart left={recoveryCodes} />
          </Stack>
        )}
      </QueryState>
    </Section>
  );
}
