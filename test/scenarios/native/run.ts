import { after } from 'node:test';
import { Worker } from 'node:worker_threads';
import type { Answers } from '../bank-answers.ts';
import type { Scenario } from '../format.ts';
import type { Transcript } from '../transcript.ts';

/** Plays scenarios on the built mini-program components, compiled by WeChat's own compiler, in the simulator. */
export function openNative(recorded: Answers): (scenario: Scenario) => Promise<Transcript> {
  const worker = new Worker(new URL('worker.ts', import.meta.url), { workerData: recorded });
  after(() => worker.terminate());
  return (scenario) =>
    new Promise((resolve, reject) => {
      worker.once('error', reject);
      worker.once('message', ({ transcript, error }: { transcript?: Transcript; error?: string }) => {
        worker.off('error', reject);
        if (transcript) resolve(transcript);
        else reject(new Error(error));
      });
      worker.postMessage(scenario);
    });
}
