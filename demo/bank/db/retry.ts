/** SQLSTATEs that say: the same again may succeed (serialisation failure, deadlock). */
const again = ['40001', '40P01'];
const tries = 15;
/** Milliseconds of the longest pause. */
const longest = 500;

/** Whether an error says: the same again may succeed. */
export const mayPass = (error: unknown): boolean => again.includes((error as { code?: string } | null)?.code ?? '');

/** Thrown inside a transaction to have it run again: somebody else changed what it had read. */
export class Again extends Error {
  readonly code = '40001';
}

/**
 * Runs a transaction, or a statement that is one by itself, again when the engine asks for it. PostgreSQL at its default
 * level seldom does; distributed engines and `serializable` do, whenever two callers meet on one row.
 */
export async function retrying<T>(work: () => Promise<T>): Promise<T> {
  for (let count = 1; ; count++) {
    try {
      return await work();
    } catch (error) {
      if (count === tries || !mayPass(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(10 * 2 ** count, longest)));
    }
  }
}
