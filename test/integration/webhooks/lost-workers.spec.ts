import { WorkStore } from '#libs/jobs';
import { eventually } from '../../support/eventually.js';
import { webhookStory } from './webhook-story.js';

const story = webhookStory();
const results = async (delivery: string) =>
  (await story.attempts(delivery)).map(({ number, result }) => [number, result]);

describe('a delivery whose worker died', () => {
  it('is sent again under the same id', async () => {
    const { endpoint } = await story.make();
    const work = story.room.module.get(WorkStore);
    await story.room.happen(story.organization, 5);
    const dead = await work.lease('delivery', 200, 0.3);
    expect(dead).toHaveLength(5);
    await story.room.deliver();
    expect(story.receiver.journal).toEqual([]);
    await eventually('the leases ran out and the deliveries were sent', async () => {
      await story.room.deliver();
      return story.receiver.journal.length === 5;
    });
    const sent = await story.untilQuiet(endpoint.id);
    expect(new Set(story.receiver.journal.map(({ id }) => id))).toEqual(new Set(sent.map(({ id }) => id)));
    // The log says that the receiver may see them for the second time.
    for (const { id } of sent)
      expect(await results(id)).toEqual([
        [1, 'unknown'],
        [2, 'delivered'],
      ]);
    // The dead one wakes up: its lease counts for nothing now.
    expect(await work.extend('delivery', dead[0]!, 60)).toBe(false);
  });

  it('has a line in the log for each worker, also when two died in a row', async () => {
    const { endpoint } = await story.make();
    const work = story.room.module.get(WorkStore);
    await story.room.happen(story.organization, 1);
    for (const lost of [0, 1]) {
      const [leased] = await eventually('it is leased', async () => {
        const found = await work.lease('delivery', 200, 0.3);
        return found.length > 0 && found;
      });
      expect(leased?.lostLeases).toBe(lost);
    }
    const [delivery] = await eventually('it was sent', async () => {
      const all = await story.untilQuiet(endpoint.id);
      return all.every(({ status }) => status === 'delivered') && all;
    });
    expect(await results(delivery!.id)).toEqual([
      [1, 'unknown'],
      [2, 'unknown'],
      [3, 'delivered'],
    ]);
  });
});
