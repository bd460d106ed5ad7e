/** An event as the SDK sent it, with an id of its own. */
export interface IncomingEvent {
  id: string;
  name: string;
  [field: string]: unknown;
}
