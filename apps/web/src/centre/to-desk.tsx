import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import { holdsAny, useSignedIn } from '../api/session.js';
import { useNeedToKnowText } from './need-to-know-texts.js';

/** The way back from what supervisors alone do; who comes from elsewhere has none. */
export function ToDesk() {
  const t = useNeedToKnowText();
  if (!holdsAny(useSignedIn(), ['supervisor'])) return null;
  return (
    <Anchor component={Link} to="/desk" display="inline-block" py="xs" mb="xs">
      ← {t('deskPlace')}
    </Anchor>
  );
}
