/** The bank's origin in all scenarios. */
export const gateway = 'https://open.bank.example';
