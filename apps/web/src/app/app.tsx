import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { Suspense, useEffect } from 'react';
import { BrowserRouter, Route, Routes } from 'react-router';
import { onUnauthenticated } from '../api/api-client.js';
import { queryClient } from '../api/query-client.js';
import { forgetSession, personOf, SignedInContext, useSession } from '../api/session.js';
import { LoadingLines } from '../parts/query-state.js';
import { ProblemNote } from '../parts/problem-note.js';
import { noteLeaveReason } from '../shell/lock.js';
import { Shell } from '../shell/shell.js';
import { EnrolmentPage } from '../sign-in/enrolment-page.js';
import { FrontFrame } from '../sign-in/front-frame.js';
import { LandingPage } from '../sign-in/landing-page.js';
import { SignInPage } from '../sign-in/sign-in-page.js';
import { theme } from '../theme/theme.js';
import { PlaceRoutes } from './place-routes.js';

/** Signed out: the landing page wherever one is. Signed in: the places of one's roles. */
function Door() {
  const session = useSession();
  useEffect(
    () =>
      onUnauthenticated(() => {
        noteLeaveReason('expired');
        forgetSession();
      }),
    [],
  );
  if (session.isPending) return <LoadingLines />;
  if (session.isError) {
    return (
      <FrontFrame place="An Tâm">
        <ProblemNote error={session.error} onRetry={() => void session.refetch()} />
      </FrontFrame>
    );
  }
  if (!session.data.signedIn) return <LandingPage />;
  return (
    <SignedInContext value={session.data}>
      <Shell key={personOf(session.data)}>
        <Suspense fallback={<LoadingLines />}>
          <PlaceRoutes />
        </Suspense>
      </Shell>
    </SignedInContext>
  );
}

export function App() {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <BrowserRouter>
          <Routes>
            <Route path="/set-up" element={<EnrolmentPage />} />
            <Route path="/sign-in/:uid" element={<SignInPage />} />
            <Route path="*" element={<Door />} />
          </Routes>
        </BrowserRouter>
      </QueryClientProvider>
    </MantineProvider>
  );
}
