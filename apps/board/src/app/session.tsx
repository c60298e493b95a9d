import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, createContext, use, useCallback, useMemo, useState } from 'react';
import type {
  AccountView,
  ChallengeView,
  CompleteSignIn,
  Permission,
  SessionView,
  SignIn,
  SignInAnswer,
  SignedOut,
} from '@bongsu/access/contract';
import { get, send } from '../api/client';
import { ApiError } from '../api/problem';
import { outboxDesk } from '../outbox/outbox-desk';
import { may } from './may';

/**
 * Who is signed in. The session itself is an httpOnly cookie that no script can read; the token in the answer is for
 * command-line use and is dropped here. Nothing about the person is stored in the browser.
 */
export interface Session {
  readonly user: AccountView | null;
  readonly loading: boolean;
  readonly failure: unknown;
  /** True when a session ended while the board was open. */
  readonly ended: boolean;
  /** Null when one is signed in; otherwise the challenge that the second step answers. */
  signIn(credentials: SignIn): Promise<ChallengeView | null>;
  completeSignIn(answer: CompleteSignIn): Promise<void>;
  /** After another way of signing in has set the cookie. */
  signedIn(user: AccountView): void;
  signOut(): Promise<void>;
  sessionEnded(): void;
  retry(): void;
}

const SessionContext = createContext<Session | null>(null);
const ME = ['me'] as const;

export function SessionProvider({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const [ended, setEnded] = useState(false);
  const me = useQuery({
    queryKey: ME,
    queryFn: async ({ signal }) => {
      const user = await readMe(signal);
      // Asked again while somebody was signed in: whoever notices first that the session is over says so.
      if (user === null && queries.getQueryData<AccountView | null>(ME)) setEnded(true);
      return user;
    },
    staleTime: Infinity,
    // Also without a line: who was here before may still file, and is told that nobody can be reached.
    networkMode: 'always',
    retry: 2,
  });

  /** What one person has read is not shown to the next; only the question who it is stays, because it is being watched. */
  const become = useCallback(
    (user: AccountView | null) => {
      queries.removeQueries({ predicate: (query) => query.queryKey[0] !== 'me' });
      queries.setQueryData(ME, user);
    },
    [queries],
  );
  const signIn = useCallback(
    async (credentials: SignIn) => {
      const answer = await send<SignInAnswer>('POST', '/sessions', { body: credentials });
      if ('challenge' in answer) return answer;
      become(answer.user);
      setEnded(false);
      return null;
    },
    [become],
  );
  const completeSignIn = useCallback(
    async (answer: CompleteSignIn) => {
      const session = await send<SessionView>('POST', '/sessions/second-factor', { body: answer });
      become(session.user);
      setEnded(false);
    },
    [become],
  );
  const signedIn = useCallback(
    (user: AccountView) => {
      become(user);
      setEnded(false);
    },
    [become],
  );
  const signOut = useCallback(async () => {
    let goOn: string | null = null;
    try {
      goOn = (await send<SignedOut | undefined>('DELETE', '/sessions/current'))?.goOn ?? null;
    } catch (cause) {
      // Unreachable: the cookie still lives, so saying "signed out" would be false. An ended session is as good as signed out.
      if (!(cause instanceof ApiError) || !cause.unauthenticated) throw cause;
    }
    await outboxDesk.signedOut();
    setEnded(false);
    become(null);
    // Whoever came from the ministry is asked there whether to sign out there too.
    if (goOn !== null) location.assign(goOn);
  }, [become]);
  const sessionEnded = useCallback(() => {
    setEnded(true);
    become(null);
  }, [become]);

  const session = useMemo<Session>(
    () => ({
      user: me.data ?? null,
      loading: me.isPending,
      failure: me.error,
      ended,
      signIn,
      completeSignIn,
      signedIn,
      signOut,
      sessionEnded,
      retry: () => void me.refetch(),
    }),
    [me, ended, signIn, completeSignIn, signedIn, signOut, sessionEnded],
  );
  return <SessionContext value={session}>{children}</SessionContext>;
}

async function readMe(signal: AbortSignal): Promise<AccountView | null> {
  try {
    return await get<AccountView>('/me', {}, signal);
  } catch (cause) {
    if (cause instanceof ApiError && cause.unauthenticated) return null;
    throw cause;
  }
}

export function useSession(): Session {
  const session = use(SessionContext);
  if (session === null) throw new Error('The session is not provided above this component.');
  return session;
}

/** The signed-in person; only inside the signed-in part of the board. */
export function useUser(): AccountView {
  const { user } = useSession();
  if (user === null) throw new Error('Nobody is signed in here.');
  return user;
}

/** What the signed-in person {@link may} do. It only decides what is offered: the server decides what is done. */
export function useMay(): (permission: Permission, missionId?: string | null) => boolean {
  const user = useUser();
  return useCallback((permission, missionId) => may(user, permission, missionId), [user]);
}
