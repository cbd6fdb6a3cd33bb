/** What the server hands to the frame's script. */
export interface FrameConfig {
  /** Origins whose pages may be around the frame: the partner's record. */
  origins: string[];
  partner: string;
  campaign: string;
  /** Digest of the rules that stand in the frame. */
  digest: string;
  texts: { unbound: string; again: string };
}
