import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { Bank } from '../context.ts';
import { findPartner } from '../partners.ts';
import { exchangeGrant, ticketGrant } from './grants.ts';

/** The provider's storage in the bank's database; partners are its clients, read from their own table. */
export function createAdapter(bank: Bank): new (model: string) => Adapter {
  const table = 'oidc_payload';
  return class DatabaseAdapter implements Adapter {
    readonly model: string;

    constructor(model: string) {
      this.model = model;
    }

    async upsert(id: string, payload: AdapterPayload, expiresIn?: number): Promise<void> {
      const row = {
        payload: JSON.stringify(payload),
        grant_id: payload.grantId ?? null,
        uid: payload.uid ?? null,
        // Bank time does not reach here: the provider goes by real time.
        expires_at: expiresIn ? Date.now() + expiresIn * 1000 : null,
      };
      await bank.db
        .insertInto(table)
        .values({ model: this.model, id, ...row, consumed_at: null })
        .onConflict((conflict) => conflict.columns(['model', 'id']).doUpdateSet(row))
        .execute();
    }

    async find(id: string): Promise<AdapterPayload | undefined> {
      if (this.model === 'Client') return this.#client(id);
      return this.#read('id', id);
    }

    findByUid(uid: string): Promise<AdapterPayload | undefined> {
      return this.#read('uid', uid);
    }

    async findByUserCode(): Promise<undefined> {
      return undefined;
    }

    async consume(id: string): Promise<void> {
      const consumed = { consumed_at: Date.now() };
      await bank.db.updateTable(table).set(consumed).where('model', '=', this.model).where('id', '=', id).execute();
    }

    async destroy(id: string): Promise<void> {
      await bank.db.deleteFrom(table).where('model', '=', this.model).where('id', '=', id).execute();
    }

    async revokeByGrantId(grantId: string): Promise<void> {
      await bank.db.deleteFrom(table).where('grant_id', '=', grantId).execute();
    }

    async #read(column: 'id' | 'uid', value: string): Promise<AdapterPayload | undefined> {
      const row = await bank.db
        .selectFrom(table)
        .selectAll()
        .where('model', '=', this.model)
        .where(column, '=', value)
        .executeTakeFirst();
      if (!row || (row.expires_at !== null && row.expires_at <= Date.now())) return undefined;
      const consumed = row.consumed_at === null ? {} : { consumed: Math.floor(row.consumed_at / 1000) };
      return { ...row.payload, ...consumed } as AdapterPayload;
    }

    async #client(id: string): Promise<AdapterPayload | undefined> {
      const partner = await findPartner(bank, id);
      return (
        partner &&
        ({
          client_id: partner.id,
          // The partner's key is checked by the exchange itself; the page's swap has no client secret to show.
          token_endpoint_auth_method: 'none',
          grant_types: [exchangeGrant, ticketGrant],
          response_types: [],
          redirect_uris: [],
          id_token_signed_response_alg: 'ES256',
        } as AdapterPayload)
      );
    }
  };
}
