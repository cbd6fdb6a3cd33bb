/** A sample customer of the bank. None of this ever leaves the bank's own origin. */
export interface Customer {
  id: string;
  name: string;
  /** Made up, from a range nobody was given. */
  phone: string;
  /** Integer fen. */
  balanceFen: number;
}

/** The sample customers of the login page; they have no passwords, because the sandbox asks for none. */
export const customers: readonly Customer[] = [
  { id: 'qh-c-1001', name: '林晓禾', phone: '19900001001', balanceFen: 1_286_350_27 },
  { id: 'qh-c-1002', name: '周一舟', phone: '19900001002', balanceFen: 93_418_60 },
  { id: 'qh-c-1003', name: '何青', phone: '19900001003', balanceFen: 12_605_00 },
  { id: 'qh-c-1004', name: '许满', phone: '19900001004', balanceFen: 408_220_10 },
  { id: 'qh-c-1005', name: '方初', phone: '19900001005', balanceFen: 6_010_35 },
];

/** The sample customer of an id. */
export function findCustomer(id: string): Customer | undefined {
  return customers.find((customer) => customer.id === id);
}
