/**
 * Counts what is under way in this page outside of timers: calls to the database and to WebCrypto, which end in the
 * browser's own time. Must run before the SDK, which keeps the natives it finds.
 */
export function countBusy(): { busy(): boolean; during<T>(work: Promise<T>): Promise<T> } {
  let count = 0;
  const done = () => void count--;

  function during<T>(work: Promise<T>): Promise<T> {
    count++;
    work.then(done, done);
    return work;
  }

  const subtle = SubtleCrypto.prototype as unknown as Record<string, (...given: unknown[]) => Promise<unknown>>;
  for (const name of ['sign', 'digest', 'generateKey', 'exportKey', 'importKey', 'verify']) {
    const native = subtle[name]!;
    subtle[name] = function (...given) {
      return during(native.apply(this, given));
    };
  }
  const open = IDBFactory.prototype.open;
  IDBFactory.prototype.open = function (...given) {
    const request = open.apply(this, given);
    count++;
    for (const end of ['success', 'error', 'blocked']) request.addEventListener(end, done, { once: true });
    return request;
  };
  const transaction = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (...given) {
    const made = transaction.apply(this, given);
    count++;
    for (const end of ['complete', 'abort']) made.addEventListener(end, done, { once: true });
    return made;
  };
  // Until a lock is had; what is done under it is counted by itself.
  const locks = LockManager.prototype as unknown as Record<'request', (...given: unknown[]) => Promise<unknown>>;
  const { request } = locks;
  locks.request = function (...given) {
    const work = given.pop() as (lock: Lock | null) => unknown;
    let begin = () => {};
    void during(new Promise<void>((resolve) => (begin = resolve)));
    const made = request.call(this, ...given, (lock: Lock | null) => {
      begin();
      return work(lock);
    });
    made.then(begin, begin);
    return made;
  };
  return { busy: () => count > 0, during };
}
