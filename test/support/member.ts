/** The partner's user who is signed in unless a test says otherwise. */
export const member = { level: 'partner', user: 'user-a' } as const;
