interface Waiting<Job, Result> {
  job: Job;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/**
 * Works off jobs that meet on one hot row together: those that arrive while a batch of the same key is under way make the
 * next batch. One transaction then serves hundreds of callers, and never more than one per key waits for the row.
 * When a batch fails, each of its jobs is tried alone, so that nobody pays for his neighbour.
 */
export function createBatcher<Job, Result>(
  work: (jobs: Job[]) => Promise<Result[]>,
  most = 256,
): (key: string, job: Job) => Promise<Result> {
  const queues = new Map<string, Waiting<Job, Result>[]>();

  async function settle(batch: Waiting<Job, Result>[]): Promise<void> {
    try {
      const results = await work(batch.map(({ job }) => job));
      batch.forEach(({ resolve }, index) => resolve(results[index] as Result));
    } catch (error) {
      if (batch.length === 1) batch[0]?.reject(error);
      else for (const one of batch) await settle([one]);
    }
  }

  async function drain(key: string, queue: Waiting<Job, Result>[]): Promise<void> {
    // What arrived in this turn of the event loop already comes along.
    await new Promise(setImmediate);
    while (queue.length) await settle(queue.splice(0, most));
    queues.delete(key);
  }

  return (key, job) =>
    new Promise((resolve, reject) => {
      const waiting = { job, resolve, reject };
      const queue = queues.get(key);
      if (queue) return void queue.push(waiting);
      const first = [waiting];
      queues.set(key, first);
      void drain(key, first);
    });
}
