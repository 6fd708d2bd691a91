import { Proxy } from '../../support/proxy.js';
import { Receiver } from '../../support/receiver.js';
import { adminOf, freshDatabase, WebhookRoom } from './webhook-room.js';
import { WebhookQueries } from '#libs/webhooks';

describe('with CLAIMDESK_EGRESS_PROXY', () => {
  it('every delivery goes through the proxy, to the address that was judged; a refused one never gets there', async () => {
    const test = await freshDatabase();
    const receiver = await Receiver.start();
    const proxy = await Proxy.start(Number(new URL(receiver.url).port));
    const environment = { CLAIMDESK_EGRESS_PROXY: proxy.url, CLAIMDESK_EGRESS_ALLOW: '127.0.0.2/32' };
    const room = await WebhookRoom.open(test, { retrySeconds: [], environment });
    const organization = await room.organization();
    const { secret } = await room.endpoint(organization, 'http://127.0.0.2:8080/hook');
    const { endpoint: refused } = await room.endpoint(organization, 'https://localhost/hook');
    await room.happen(organization, 3);
    await room.deliver();

    expect(receiver.verified(secret)).toHaveLength(3);
    expect(receiver.journal.map(({ headers }) => headers.host)).toEqual(Array(3).fill('127.0.0.2:8080'));
    expect(new Set(proxy.asked)).toEqual(new Set(['127.0.0.2:8080']));
    const queries = room.module.get(WebhookQueries);
    const { items } = await queries.deliveries(adminOf(organization), refused.id, undefined, { limit: 10 });
    expect(items.map(({ status }) => status)).toEqual(Array(3).fill('exhausted'));

    await room.close();
    await test.drop();
    await proxy.stop();
    await receiver.stop();
  });
});
