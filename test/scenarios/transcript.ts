/** A button as a customer meets it, whether by eye or by ear. */
export interface Button {
  label: string;
  enabled: boolean;
  busy: boolean;
}

/** What could be noticed after one step of a scenario. */
export interface Moment {
  /** The step as the scenario has it. */
  step: string;
  status: string;
  /** Visible texts in reading order. */
  texts: string[];
  buttons: Button[];
  /** Public events since the step before, with their details. */
  events: { name: string; detail: unknown }[];
  /** Tracking records since then. */
  tracks: { name: string; data: unknown }[];
  /** Addresses the customer was led to since then. */
  goes: string[];
}

/** A scenario as one host played it. */
export interface Transcript {
  moments: Moment[];
  /** Tracking records that arrived at the bank, in the order they did. */
  left: { name: string; data: unknown }[];
  /** How often the bank was asked, by request line. */
  asked: Record<string, number>;
}
