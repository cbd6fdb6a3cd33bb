/** SQLSTATEs that say: the same again may succeed (serialisation failure, deadlock). */
const again = ['40001', '40P01'];

/** Thrown inside a transaction to have it run again: somebody else changed what it had read. */
export class Again extends Error {
  readonly code = '40001';
}

/**
 * Runs a transaction, or a statement that is one by itself, again when the engine asks for it. PostgreSQL at its default
 * level seldom does; distributed engines and `serializable` do, whenever two callers meet on one row.
 */
export async function retrying<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (tries === 8 || !again.includes((error as { code?: string }).code ?? '')) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 10 * 2 ** tries));
    }
  }
}
