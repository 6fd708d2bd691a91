import { eventTypeNames, eventTypes, isEventType, mayDo, publicEventTypes } from '#libs/factcheck';
import { type Actor, refusal, type Ruling } from '#libs/kernel';

/** Whether this actor may point an endpoint at these types: the public ones, and the others only by an admin's word. */
export function mayReceive(actor: Actor, wanted: readonly string[]): Ruling {
  const editorial = mayDo(actor, 'endpoint.grantEditorial');
  const known = editorial ? publicEventTypes : eventTypeNames;
  const unknown = wanted.filter((name) => !isEventType(name));
  if (unknown.length > 0 || wanted.length === 0) {
    const said =
      unknown.length > 0 ? `There is no event type ${unknown.join(', ')}.` : 'An endpoint needs an event type.';
    return refusal('endpoint.unknown_event_type', `${said} Choose from: ${known.join(', ')}.`, {
      errors: [{ field: 'eventTypes', message: said }],
      facts: { unknown, known },
    });
  }
  return wanted.some((name) => isEventType(name) && eventTypes[name].visibility === 'editorial')
    ? editorial
    : undefined;
}
