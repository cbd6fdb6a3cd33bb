import type { Inlay } from './inlay.ts';

/** Resolves when it is known who is signed in. */
export function sessionKnown({ session }: Inlay): Promise<void> {
  return new Promise((resolve) => {
    if (session.getState().status !== 'starting') return resolve();
    const stop = session.subscribe(() => {
      if (session.getState().status === 'starting') return;
      stop();
      resolve();
    });
  });
}

/** Resolves when the channel policy is known, or after so many milliseconds without it. */
export function policyKnown({ policy, ports }: Inlay, patience: number): Promise<void> {
  return new Promise((resolve) => {
    if (policy.getState().status !== 'loading') return resolve();
    const stops: (() => void)[] = [];
    const done = () => {
      stops.forEach((stop) => stop());
      resolve();
    };
    stops.push(policy.subscribe(done), ports.clock.after(patience, done));
  });
}
