import { Webhook } from 'standardwebhooks';
import { openNote, parseCheckpoint, parseVerifierKey } from '#libs/proof';
import { Signer } from '#libs/ledger';
import { CheckpointMessages, Redeliver } from '#libs/webhooks';
import { Refused } from '#libs/kernel';
import { webhookStory } from './webhook-story.js';

interface Message {
  readonly type: string;
  readonly data: { readonly organization: string; readonly size: number; readonly note: string };
}

const story = webhookStory();

/** What the worker does when it looks: sign, tell, send. */
const look = async (): Promise<void> => {
  await story.room.module.get(Signer).tick();
  await story.room.module.get(CheckpointMessages).tick();
  await story.room.deliver();
};
const told = (): Message[] =>
  story.receiver.journal
    .map(({ body }) => JSON.parse(body) as Message)
    .filter(({ type }) => type === 'ledger.checkpoint');
/** Time goes by; the receiver's patience is not tried. */
const later = (minutes: number): Promise<unknown> =>
  story.test.asOwner(
    `with due as (update work_due set due_at = due_at - make_interval(mins => $2) where organization_id = $1 and kind = 'checkpoint-message')
     update fan_out_progress set told_at = told_at - make_interval(mins => $2) where organization_id = $1`,
    [story.organization, minutes],
  );

describe('the checkpoint of a ledger', () => {
  it('goes to those who asked, signed by the ledger, outside the sequence', async () => {
    const { endpoint, secret } = await story.make({ checkpoints: true });
    const other = await story.make();
    await story.room.happen(story.organization, 3);
    await later(1);
    await look();
    const [message, ...more] = told();
    expect(more).toEqual([]);
    const said = story.receiver.journal.find(({ body }) => body.includes('ledger.checkpoint'));
    new Webhook(secret).verify(said!.body, said!.headers as Record<string, string>);
    expect((await story.deliveries(other.endpoint.id)).map(({ kind }) => kind)).toEqual(['event', 'event', 'event']);
    const [key] = await story.test.asOwner<{ verifier_key: string }>(
      `select verifier_key from signing_key where organization_id = $1`,
      [story.organization],
    );
    const opened = openNote(message!.data.note, [parseVerifierKey(key!.verifier_key)]);
    if (!opened.ok) throw new Error('the note is not signed by the ledger');
    const { size } = parseCheckpoint(opened.text);
    expect(message!.data).toMatchObject({ organization: story.organization, size });
    const [newest] = await story.untilQuiet(endpoint.id);
    expect(newest).toMatchObject({ kind: 'checkpoint', event: null, index: null, sequence: null, status: 'delivered' });
    // The events before it are numbered as if it were not there.
    expect((await story.deliveries(endpoint.id)).map(({ sequence }) => sequence)).toEqual([null, 2, 1, 0]);
    await expect(story.room.module.get(Redeliver).run(story.admin, newest!.id)).rejects.toThrow(Refused);
  });

  it('is told once in ten minutes at most, the newest then, and not again where nothing happened', async () => {
    await story.make({ checkpoints: true });
    await story.room.fanOut();
    await later(1);
    await look();
    expect(told()).toHaveLength(1);
    await story.room.happen(story.organization, 2);
    await later(9);
    await look();
    expect(told()).toHaveLength(1);
    await story.room.happen(story.organization, 2);
    await later(2);
    await look();
    expect(told().map(({ data }) => data.size)).toEqual([told()[0]!.data.size, told()[0]!.data.size + 4]);
    await later(60);
    await look();
    expect(told()).toHaveLength(2);
    expect(
      await story.test.asOwner(`select 1 from work_due where kind <> 'past-deliveries' and organization_id = $1`, [
        story.organization,
      ]),
    ).toEqual([]);
  });

  it('waits for its signature', async () => {
    await story.make({ checkpoints: true });
    await story.room.fanOut();
    await later(1);
    await story.room.module.get(CheckpointMessages).tick();
    expect(await story.test.asOwner(`select 1 from delivery where organization_id = $1`, [story.organization])).toEqual(
      [],
    );
    await later(1);
    await look();
    expect(told()).toHaveLength(1);
  });
});
