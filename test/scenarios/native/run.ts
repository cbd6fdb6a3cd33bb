import { Worker } from 'node:worker_threads';
import type { Answers } from '../bank-answers.ts';
import type { Transcript } from '../transcript.ts';
import type { Play } from '../web/run.ts';

/** Plays scenarios on the built mini-program components, compiled by WeChat's own compiler, in the simulator. */
export function openNative(recorded: Answers): { play: Play; close(): Promise<number> } {
  const worker = new Worker(new URL('worker.ts', import.meta.url), { workerData: recorded });
  const one: Play = (scenario) =>
    new Promise((resolve, reject) => {
      worker.once('error', reject);
      worker.once('message', ({ transcript, error }: { transcript?: Transcript; error?: string }) => {
        worker.off('error', reject);
        if (transcript) resolve(transcript);
        else reject(new Error(error));
      });
      worker.postMessage(scenario);
    });
  let turn = Promise.resolve<unknown>(undefined);
  return {
    play(scenario) {
      const mine = turn.then(() => one(scenario));
      // There is one mini-program, whoever waits for it.
      turn = mine.catch(() => undefined);
      return mine;
    },
    close: () => worker.terminate(),
  };
}
